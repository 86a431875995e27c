"""What the victims' side tells of a child whose record is not here waits for a manager, and not for
ever."""

import pytest
from django.db import connection
from django.test import Client

from tests.people import make_person, signed_in_client
from tests.walls.made import NOW, a_service, asked_by, waymark_itself
from tests.web.letters.post_office import decided, invited, who_harmed
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.letters import post
from waymark.letters.models import Incoming
from waymark.web.notices import waiting_for

PAGE = "/messages/of-nobody/"
TOLD = ("1 message from victim workers about no record here", PAGE)
OF_NOBODY = 999_999


@pytest.fixture
def service(db, settings):
    settings.VICTIMS_DOOR = "http://127.0.0.1:1"
    return a_service()


@pytest.fixture
def sam(service):
    return who_harmed(service)


@pytest.fixture
def bea(service):
    return make_person(Role.OPERATIONS_MANAGER, service=service)


@pytest.fixture
def letter(sam):
    told = decided(sam)
    told["document"] = {**told["document"], "child": OF_NOBODY}
    assert post.take_in([told], NOW) == []
    return told


def waits(by):
    with asked_by(by):
        return waiting_for(by=by, at=NOW)


def put_aside(by, number):
    """By direct SQL, as somebody."""
    with asked_by(by), connection.cursor() as cursor:
        cursor.execute("SELECT number FROM letters_of_nobody()")
        shown = cursor.fetchall()
        cursor.execute("SELECT put_letter_aside(%s)", [number])
        return shown, cursor.fetchone()[0]


def test_a_manager_is_told_of_it_and_whoever_looks_after_waymark_is_not_called(
    letter, service, bea
):
    assert TOLD in waits(bea).notices
    assert not any("could not be taken in" in each for each in waits(bea).not_sent)
    assert TOLD not in waits(make_person(service=service)).notices
    page = signed_in_client(bea).get(PAGE).text
    assert f"Of record {OF_NOBODY}" in page


def test_a_manager_puts_it_aside_and_why_stands_in_the_audit(letter, service, bea):
    client = signed_in_client(bea)
    assert client.post(PAGE, {"letter": letter["number"]}).status_code == 422, "no reason"
    sent = {"letter": letter["number"], "reason": "wrong-number"}
    assert client.post(PAGE, sent)["Location"] == PAGE
    assert client.post(PAGE, sent)["Location"] == PAGE, "a second tap"
    assert TOLD not in waits(bea).notices
    assert post.take_in([letter], NOW) == [letter["number"]], "the other side hears that it is over"
    with asked_by(bea):
        (row,) = AuditRow.objects.filter(content__icontains="put-letter-aside")
    assert "wrong-number" in str(row.content)
    assert str(letter["number"]) in str(row.content)


def test_it_is_taken_in_once_the_record_is_here(letter, service, sam, bea):
    here = {**letter, "document": {**letter["document"], "child": sam.pk}}
    later = NOW.replace(hour=NOW.hour + 1)
    assert post.take_in([here], later) == [letter["number"]]
    assert invited(sam) == ["v1"]
    assert TOLD not in waits(bea).notices


def test_nobody_but_a_manager_of_the_service_sees_it_or_puts_it_aside(letter, service, bea):
    others = make_person(service=service), make_person(Role.SENIOR_MANAGER, service=a_service())
    for each in others:
        assert put_aside(each, letter["number"]) == ([], False)
    assert signed_in_client(others[0]).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert put_aside(bea, letter["number"]) == ([(letter["number"],)], True)


def test_nor_does_a_manager_put_aside_what_could_not_be_taken_in_of_a_child_who_is_here(
    sam, service, bea, monkeypatch
):
    """It may say that a consent is over: that is for whoever looks after Waymark."""

    def fails(*_letter, **_told):
        raise ValueError

    monkeypatch.setitem(post._appliers, "invitation-decided", fails)
    faulty = decided(sam)
    post.take_in([faulty], NOW)
    assert put_aside(bea, faulty["number"]) == ([], False)
    with waymark_itself(service):
        assert Incoming.objects.get(number=faulty["number"]).applied_at is None
