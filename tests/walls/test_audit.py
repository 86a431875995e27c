"""Whoever owns the database can change the audit; whoever checks it sees which row."""

import copy
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests import database
from tests.walls import tampering
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording, verify
from waymark.audit.models import AuditRow
from waymark.running import roles

BEGIN = datetime(2027, 1, 20, 9, 30, 15, 250_000, tzinfo=UTC)
LENGTH = 60
WRITTEN_OUTSIDE_AT = [7, 20, 21, 33, 47, 55]
MONTHS_KEPT = 7  # the chain's own four, and room for moments that are moved
TAMPERINGS = 1_000


@pytest.fixture(scope="module")
def heads(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("outside") / "heads.jsonl"


@pytest.fixture(scope="module")
def stored(module_database, django_db_blocker, heads) -> Iterator[tampering.Stored]:
    """Two services' chains; Django is the owner of the database from here on."""
    with django_db_blocker.unblock(), database.django_at(module_database, roles.OWNER_LOGIN):
        services = [Service.objects.create(name=name) for name in ("Anyshire", "Otherton")]
        users = [
            User.objects.create_user(
                email=f"{name}@example.org", name=name, role=Role.CASE_MANAGER, service=services[0]
            ).pk
            for name in ("Jo", "Ash", "Bea")
        ]
        with connection.cursor() as cursor:
            for month in range(MONTHS_KEPT):
                cursor.execute(
                    "SELECT audit_make_partition("
                    "(date '2026-11-01' + make_interval(months => %s))::date)",
                    [month],
                )
        _let_the_tests_say_when()
        for number in range(1, LENGTH + 1):
            _answer(services[0].pk, users[number % 2], number)
            if number % 4 == 0:
                _answer(services[1].pk, None, number)
            if number in WRITTEN_OUTSIDE_AT:
                verify.write_heads(heads, BEGIN)
        yield tampering.Stored(
            rows=_read("audit_row", services[0].pk, "number"),
            head=_read("audit_audithead", services[0].pk, "number")[0],
            outside=WRITTEN_OUTSIDE_AT,
            other_users=[users[2], *users],
            other_service=services[1].pk,
        )


def _answer(service_id: int, user_id: int | None, number: int) -> None:
    at = BEGIN + timedelta(hours=37.0001 * number)
    with recording.command("GET child", service_id=service_id, user_id=user_id, at=at):
        asking.as_told(user_id, service_id)
        _say_when(at)
        recording.note(children=range(number % 3), why="duty", number=number)


def _let_the_tests_say_when() -> None:
    """Put another clock into the audit, as nobody but the owner can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_now() RETURNS timestamptz LANGUAGE sql AS"
            " $$ SELECT current_setting('tests.now')::timestamptz $$"
        )


def _say_when(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tests.now', %s, true)", [at.isoformat()])


def _read(table: str, service_id: int, order: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(each) FROM {table} AS each WHERE service_id = %s ORDER BY {order}",
            [service_id],
        )
        found = [json.loads(row) for (row,) in cursor.fetchall()]
    for row in found:
        row["at"] = datetime.fromisoformat(row["at"]).isoformat(timespec="microseconds")
    return found


def _write(chain: tampering.Stored, service_id: int) -> None:
    with connection.cursor() as cursor:
        for table, rows in (
            ("audit_row", chain.rows),
            ("audit_audithead", [chain.head] if chain.head else []),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE service_id = %s", [service_id])
            cursor.execute(
                f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s)",
                [json.dumps(rows)],
            )


def _missed(stored: tampering.Stored, heads: list[verify.Head], rounds: int) -> Counter[str]:
    """Tamper so many times, each on the whole chain; count what is not found where it is."""
    chance, missed = Random(2027), Counter()
    service_id = stored.rows[0]["service_id"]
    for turn in range(rounds):
        chain = copy.deepcopy(stored)
        tamper = tampering.ALL[turn % len(tampering.ALL)]
        wanted = tamper(chain, chance)
        with transaction.atomic():
            _write(chain, service_id)
            faults = verify.first_faults(heads)
            transaction.set_rollback(True)
        found = [(fault.first, fault.last) for fault in faults if fault.service_id == service_id]
        if found != [wanted]:
            missed[f"{tamper.__name__}: {found} and not {wanted}"] += 1
    return missed


def test_a_chain_nobody_touched_is_whole(stored, heads):
    assert verify.first_faults(verify.read_heads(heads)) == []


def test_each_of_a_thousand_tamperings_is_found_at_its_row(stored, heads):
    assert _missed(stored, verify.read_heads(heads), TAMPERINGS) == {}


@pytest.mark.parametrize(
    ("part", "believed", "slips_through"),
    [
        ("_digest", lambda row: row.digest, "edit_what_the_content_says"),
        ("_told_by_columns", lambda row: "", "edit_a_column"),
        ("_end", lambda service_id: verify.End(LENGTH, "", ""), "move_the_end"),
    ],
)
def test_without_each_part_of_the_check_some_tampering_slips_through(
    stored, heads, monkeypatch, part, believed, slips_through
):
    monkeypatch.setattr(verify, part, believed)
    missed = _missed(stored, verify.read_heads(heads), 5 * len(tampering.ALL))
    assert any(line.startswith(slips_through) for line in missed)


@pytest.mark.parametrize(
    "tamper",
    [tampering.rewrite_the_tail, tampering.slip_a_row_in_and_rewrite, tampering.cut_the_tail],
)
def test_without_the_heads_outside_a_tail_written_anew_is_not_seen(stored, tamper):
    service_id = stored.rows[0]["service_id"]
    chance = Random(11)
    seen = []
    for _ in range(20):
        chain = copy.deepcopy(stored)
        tamper(chain, chance)
        with transaction.atomic():
            _write(chain, service_id)
            seen += verify.first_faults([])
            transaction.set_rollback(True)
    assert len(seen) < 20


def test_a_service_that_is_gone_with_its_whole_chain_is_missed(stored, heads):
    service_id = stored.other_service
    known = [head.number for head in verify.read_heads(heads) if head.service_id == service_id]
    with transaction.atomic():
        _write(tampering.Stored([], None, [], [], 0), service_id)
        Service.objects.filter(pk=service_id).delete()
        (fault,) = verify.first_faults(verify.read_heads(heads))
        transaction.set_rollback(True)
    assert (fault.service_id, fault.first, fault.last) == (service_id, 1, max(known))


def test_heads_written_after_the_tampering_do_not_hide_those_written_before(
    stored, heads, tmp_path
):
    later = tmp_path / "heads.jsonl"
    later.write_bytes(heads.read_bytes())
    service_id = stored.rows[0]["service_id"]
    chain = copy.deepcopy(stored)
    rows = tampering.rewrite_the_tail(chain, Random(5))
    with transaction.atomic():
        _write(chain, service_id)
        verify.write_heads(later, BEGIN)
        (fault,) = verify.first_faults(verify.read_heads(later))
        transaction.set_rollback(True)
    assert (fault.first, fault.last) == rows


def test_the_command_names_the_row_and_fails(stored, heads, capsys):
    call_command("audit", "verify", heads=heads)
    assert "Every chain is whole" in capsys.readouterr().out
    service_id = stored.rows[0]["service_id"]
    with transaction.atomic():
        AuditRow.objects.filter(service=service_id, number=31).delete()
        with pytest.raises(CommandError) as failed:
            call_command("audit", "verify", heads=heads)
        transaction.set_rollback(True)
    assert str(failed.value) == f"service {service_id}, row 31: it is missing"
    assert failed.value.returncode == 2
