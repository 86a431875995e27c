"""The sealed store's own audit: each page and each call leaves a row, and tampering is found."""

from datetime import date

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from tests.people import signed_in_client
from tests.victims.sides import Side
from tests.walls import matrix
from waymark import wire
from waymark.accounts import asking
from waymark.audit.models import AuditRow
from waymark.rules.letters import PeopleHarmed

NAME = "Thandiwe Grant"


@pytest.fixture
def side(committed):
    with transaction.atomic():
        return Side()


def rows(side):
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        return list(AuditRow.objects.order_by("number"))


def call(side, function, **told):
    of = {"child": 7, "service": side.service.pk, "service_name": side.service.name, "by": 3}
    body, _ = wire.call(function, of | told)
    answer = Client().post("/door/", body, content_type="text/plain")
    assert answer.status_code == 200
    return rows(side)[-1]


@pytest.mark.provision("CM-400")
def test_every_page_that_shows_somebody_leaves_their_number_in_its_audit_row(side):
    worker = signed_in_client(side.people["worker"])
    shown = {}
    for name, route in matrix.addresses():
        address = "/" + route.replace("<int:victim>", str(side.victim.pk))
        if "<" in address:
            continue
        answer = worker.get(address)
        if NAME in answer.text:
            shown[name] = rows(side)[-1].children
    assert {"home", "victim", "who"} <= set(shown)
    assert shown == {name: [side.victim.pk] for name in shown}


def test_a_page_that_is_refused_leaves_a_row_and_no_number(side):
    signed_in_client(side.people["untrained"]).get(f"/harmed/{side.victim.pk}/")
    row = rows(side)[-1]
    assert (row.user_id, row.children) == (side.people["untrained"].pk, [])
    assert row.outcome == "403"


@pytest.mark.provision("CM-400")
def test_each_question_at_the_door_leaves_a_row_with_whom_it_found_and_no_word_of_the_text(side):
    row = call(side, "reference")
    assert (row.action, row.user_id, row.children) == ("door reference", None, [side.victim.pk])
    told = {"known": [], "harmed": [], "towards": "child", "paper": ""}
    row = call(side, "mentions", texts=[f"I saw {NAME}."], **told)
    assert (row.action, row.children) == ("door mentions", [side.victim.pk])
    assert NAME not in row.content
    assert call(side, "mentions", texts=["I saw nobody."], **told).children == []


def test_each_letter_that_is_taken_in_leaves_a_row_and_an_exchange_of_nothing_none(side):
    before = len(rows(side))
    call(side, "signal", letters=[], applied=[])
    assert len(rows(side)) == before
    letter = PeopleHarmed(
        child=8, on=date(2026, 3, 2), order="o1", offence="o1:f1", category="theft", victims=("v1",)
    )
    told = {"number": 99, "service": side.service.pk, "kind": letter.kind}
    services = {side.service.pk: side.service.name}
    sent = [{**told, "document": letter.document()}]
    call(side, "signal", letters=sent, applied=[], services=services)
    assert len(rows(side)) == before + 1


def test_its_chains_are_whole_and_tampering_is_found_by_the_heads_outside(
    side, owner: psycopg.Connection, tmp_path, capsys
):
    heads = tmp_path / "heads.jsonl"
    call(side, "reference")
    call_command("audit", "anchor", heads=heads)
    assert str(side.service.pk) in heads.read_text()
    call_command("audit", "verify", heads=heads)
    assert "Every chain is whole" in capsys.readouterr().out
    last = rows(side)[-1].number
    of = [side.service.pk, last]
    owner.execute("UPDATE audit_row SET children = '{}' WHERE service_id = %s AND number = %s", of)
    with pytest.raises(CommandError, match=f"service {side.service.pk}, row {last}: "):
        call_command("audit", "verify", heads=heads)
    owner.execute("DELETE FROM audit_row WHERE service_id = %s AND number = %s", of)
    with pytest.raises(CommandError, match=f"service {side.service.pk}, row {last}: it is missing"):
        call_command("audit", "verify", heads=heads)
