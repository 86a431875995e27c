"""The application can add to the audit through one function, and do nothing else to it."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege

from tests.walls.made import NOW, a_child, a_service, asked_by, somebody
from waymark.audit import recording, verify
from waymark.audit.models import AuditRow
from waymark.chronology import acts
from waymark.chronology.models import Event

PARTITION = f"audit_row_{datetime.now(UTC):%Y_%m}"
ON_EACH_TABLE = (
    "UPDATE {} SET service_id = service_id",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "INSERT INTO {} SELECT * FROM {}",
    "COPY {} FROM STDIN",
    "MERGE INTO {} AS kept USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
    "SELECT * FROM {} FOR UPDATE",
    "LOCK {} IN EXCLUSIVE MODE",
    "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {} DISABLE TRIGGER USER",
    "ALTER TABLE {} ALTER digest SET DEFAULT ''",
    "DROP TABLE {} CASCADE",
    "CREATE POLICY mine ON {} USING (true)",
    "CREATE RULE mine AS ON INSERT TO {} DO INSTEAD NOTHING",
    "CREATE INDEX ON {} (service_id)",
)
SAID = '["look",[7,8],"200",{}]'
BESIDE = (
    f"SELECT * FROM {PARTITION}",
    f"ALTER TABLE audit_row DETACH PARTITION {PARTITION}",
    "CREATE TABLE audit_row_old PARTITION OF audit_row DEFAULT",
    "SELECT audit_make_partition('2020-01-01')",
    "SELECT audit_now()",
    "CREATE OR REPLACE FUNCTION audit_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    "DROP FUNCTION audit_append",
    "ALTER FUNCTION audit_append SECURITY INVOKER",
    "CREATE FUNCTION public.audit_digest(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
    "CREATE OR REPLACE FUNCTION waymark_user() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "SET ROLE waymark_owner",
    "SELECT set_config('role', 'waymark_owner', false)",
    "SET SESSION AUTHORIZATION waymark_owner",
    "SELECT set_config('session_replication_role', 'replica', false)",
    "SET row_security = off; SELECT * FROM audit_row",
    "ALTER ROLE waymark SUPERUSER",
    "GRANT waymark_owner TO waymark",
    "REASSIGN OWNED BY waymark_owner TO waymark",
    "ALTER DATABASE {database} OWNER TO waymark",
    "CREATE SCHEMA mine",
    "COPY audit_row TO PROGRAM 'cat'",
)


@pytest.fixture
def jo(committed):
    service = a_service()
    return somebody(service)


@pytest.fixture
def sam(jo):
    return a_child(jo.service)


def whole(owner: psycopg.Connection) -> list[tuple]:
    return [
        *owner.execute("SELECT * FROM audit_row ORDER BY service_id, number").fetchall(),
        *owner.execute("SELECT * FROM audit_audithead ORDER BY service_id").fetchall(),
    ]


def test_the_application_does_nothing_to_the_audit_whatever_it_says(
    sam, committed, application, owner
):
    before = whole(owner)
    assert len(before) == 2
    statements = [
        statement.replace("{}", table)
        for table in ("audit_row", "audit_audithead", PARTITION)
        for statement in ON_EACH_TABLE
    ]
    statements += [statement.format(database=committed) for statement in BESIDE]
    done = []
    for service in ("", str(sam.service_id)):
        application.execute("SELECT set_config('waymark.service', %s, false)", [service])
        done += [statement for statement in statements if not refused(application, statement)]
    assert done == []
    assert whole(owner) == before


def refused(application: psycopg.Connection, statement: str) -> bool:
    try:
        with application.transaction(force_rollback=True):
            application.execute(statement)
    except InsufficientPrivilege:
        return True
    return False


def test_the_owner_can_do_what_the_application_cannot(sam, owner):
    """The statements above are refused for who asks, and not because they are wrong."""
    done = []
    for table in ("audit_audithead", PARTITION, "audit_row"):
        for statement in ON_EACH_TABLE:
            if not statement.startswith(("COPY", "INSERT", "DROP")):
                with owner.transaction(force_rollback=True):
                    owner.execute(statement.replace("{}", table))
                done.append(statement)
    assert len(done) == 3 * (len(ON_EACH_TABLE) - 3)


@pytest.mark.parametrize("search_path", ["public, pg_temp", "public"])
def test_a_table_of_the_same_name_does_not_catch_the_audits_rows(
    sam, application, owner, search_path
):
    """The function looks into a session's own tables last; told otherwise, it falls for it."""
    owner.execute(f"ALTER FUNCTION audit_append SET search_path = {search_path}")
    before = len(whole(owner))
    for table in ("audit_row", "audit_audithead"):
        application.execute(f"CREATE TEMP TABLE {table} (LIKE public.{table}, UNIQUE (service_id))")
        application.execute(f"GRANT ALL ON pg_temp.{table} TO waymark_owner")
    application.execute("SET search_path = pg_temp, public")
    application.execute("SELECT public.audit_append(%s, NULL, %s)", [sam.service_id, SAID])
    caught = application.execute("SELECT count(*) FROM pg_temp.audit_row").fetchone()
    assert caught == ((0,) if "pg_temp" in search_path else (1,))
    assert len(whole(owner)) == before + (0 if caught == (1,) else 1)


def ask_as(application, user, service):
    application.execute(
        "SELECT set_config('waymark.user', %s, false), set_config('waymark.service', %s, false)",
        [str(user), str(service)],
    )


def test_a_row_tells_of_who_asks_and_of_nobody_else(sam, jo, application, owner):
    ash, other = somebody(jo.service), a_service()
    append = "SELECT audit_append(%s, %s, %s)"
    before = len(whole(owner))
    for asks, of, told in (
        ((jo.pk, jo.service_id), jo.service_id, ash.pk),
        ((jo.pk, jo.service_id), jo.service_id, None),
        ((jo.pk, jo.service_id), other.pk, jo.pk),
        ((jo.pk, jo.service_id), 0, jo.pk),
        ((0, jo.service_id), jo.service_id, jo.pk),
        (("", ""), jo.service_id, jo.pk),
        (("", ""), 0, jo.pk),
    ):
        ask_as(application, *asks)
        with pytest.raises(InsufficientPrivilege, match="tells of who asks"):
            application.execute(append, [of, told, SAID])
    assert len(whole(owner)) == before
    ask_as(application, "", "")
    with pytest.raises(ForeignKeyViolation):
        application.execute(append, [other.pk + 1_000, None, SAID])
    for asks, of, told in (
        ((jo.pk, jo.service_id), jo.service_id, jo.pk),
        ((0, jo.service_id), jo.service_id, None),
        (("", ""), jo.service_id, None),
        (("", ""), 0, None),
    ):
        ask_as(application, *asks)
        application.execute(append, [of, told, SAID])
    rows = owner.execute(
        "SELECT action, children, outcome FROM audit_row WHERE content LIKE '%look%'"
    )
    assert rows.fetchall() == [("look", [7, 8], "200")] * 4
    assert verify.first_faults([]) == []


def test_the_moment_is_the_databases_and_never_goes_back(sam, jo, application, owner):
    ask_as(application, jo.pk, jo.service_id)
    append = ("SELECT audit_append(%s, %s, %s)", [jo.service_id, jo.pk, SAID])
    application.execute(*append)
    last = "SELECT at, clock_timestamp() FROM audit_row ORDER BY number DESC LIMIT 1"
    at, now = owner.execute(last).fetchone()
    assert abs(now - at) < timedelta(minutes=1)  # and not the year in which the test plays
    ahead = at + timedelta(hours=1)
    owner.execute("UPDATE audit_audithead SET at = %s", [ahead])
    application.execute(*append)
    assert owner.execute(last).fetchone()[0] == ahead


def test_the_owner_can_put_another_clock_there(sam, jo, application, owner):
    """What the test above stands on: a clock that somebody else sets is believed."""
    owner.execute(
        "CREATE OR REPLACE FUNCTION audit_now() RETURNS timestamptz LANGUAGE sql"
        " AS $$ SELECT timestamptz '2099-01-01' $$"
    )
    ask_as(application, jo.pk, jo.service_id)
    application.execute("SELECT audit_append(%s, %s, %s)", [jo.service_id, jo.pk, SAID])
    assert owner.execute("SELECT max(at) FROM audit_row").fetchone()[0].year >= 2098


def record(sam, jo):
    facts = {"kind": "contact", "on": "2028-01-11", "outcome": "attended", "note": "We talked."}
    acts.record(children=[sam.pk], facts=facts, by=jo, at=NOW)


def test_an_act_whose_audit_row_fails_leaves_nothing(sam, jo, owner):
    def kept():
        tables = ("chronology_event", "chronology_words", "duties_duty", "duties_standing")
        return [
            owner.execute(f"SELECT ctid, xmin, * FROM {table} ORDER BY ctid").fetchall()
            for table in tables
        ]

    before, audited = kept(), whole(owner)
    owner.execute("REVOKE EXECUTE ON FUNCTION audit_append FROM waymark_application")
    with pytest.raises(ProgrammingError, match="audit_append"), asked_by(jo):
        record(sam, jo)
    assert kept() == before
    assert whole(owner) == audited
    owner.execute("GRANT EXECUTE ON FUNCTION audit_append TO waymark_application")
    with asked_by(jo):
        record(sam, jo)
    assert kept() != before
    assert len(whole(owner)) == len(audited) + 1


def test_without_the_append_in_its_transaction_the_act_would_stay(sam, jo, owner, monkeypatch):
    """What the test above stands on: were the row appended later, its fault would come too late."""
    monkeypatch.setattr(recording.Recording, "append", lambda self: None)
    before = Event.objects.none().count()
    with asked_by(jo):
        before = Event.objects.count()
        record(sam, jo)
    assert owner.execute("SELECT count(*) FROM chronology_event").fetchone() == (before + 1,)
    assert AuditRow.objects.count() == 0  # outside a recording nobody sees even that
    assert verify.first_faults([]) == []


def test_nothing_is_recorded_where_no_audit_row_would_tell_of_it(sam, jo):
    with pytest.raises(recording.NotRecording), transaction.atomic():
        record(sam, jo)
