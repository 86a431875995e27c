"""Letters are handed over and fetched, and wait where nobody answers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.people import make_person, make_team, signed_in_client
from tests.walls.made import NOW, a_service, waymark_itself
from tests.web.letters.post_office import OtherSide, decided, invited, who_harmed, written
from waymark import guard
from waymark.accounts.models import Role
from waymark.letters import exchange, faring, post
from waymark.letters.models import Incoming, Outgoing
from waymark.rules.letters import InvitationDecided
from waymark.rules.telling import line_of

HEAR_NOTHING = "What victim workers are to know has not reached them since"
NOT_TAKEN_IN = "1 message from victim workers could not be taken in since"


@pytest.fixture(autouse=True)
def other(monkeypatch, settings):
    settings.VICTIMS_DOOR = "http://127.0.0.1:1"
    side = OtherSide()
    monkeypatch.setattr(guard, "signal", side.signal)
    return side


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def service(team):
    return team.service


@pytest.fixture
def sam(service):
    return who_harmed(service)


def numbers(rows):
    return [each.number for each in rows]


def sent(other):
    return [each["number"] for each in other.sent]


def test_what_was_told_is_handed_over_once_and_in_order(sam, other):
    exchange.exchange(NOW)
    exchange.exchange(NOW)
    assert sent(other) == numbers(written(sam.service))
    assert {each.applied_at for each in written(sam.service)} == {NOW}


def test_many_are_handed_over_a_page_at_a_time(sam, service, other, monkeypatch):
    monkeypatch.setattr(post, "AT_ONCE", 2)
    who_harmed(a_service())
    exchange.exchange(NOW)
    assert sent(other) == sorted(sent(other))
    assert len(sent(other)) == 6


def test_where_nobody_answers_letters_wait_and_go_later(sam, other):
    other.is_away = True
    exchange.exchange(NOW)
    assert {each.applied_at for each in written(sam.service)} == {None}
    other.is_away = False
    exchange.exchange(NOW)
    assert sent(other) == numbers(written(sam.service))


def test_where_no_side_for_victims_is_set_up_letters_wait(sam, other, settings):
    settings.VICTIMS_DOOR = ""
    exchange.exchange(NOW)
    assert other.sent == []


def test_a_child_whose_letters_cannot_be_applied_there_holds_up_nobody_else(
    sam, service, other, monkeypatch
):
    monkeypatch.setattr(post, "AT_ONCE", 2)
    kim = who_harmed(service)
    other.refuses = {sam.pk}
    exchange.exchange(NOW)
    assert {each["document"]["child"] for each in other.sent} == {kim.pk}
    assert len(other.sent) == 3


def test_what_they_tell_is_applied_and_they_hear_that_it_was_in_the_same_round(sam, other):
    other.letters = [decided(sam), decided(sam, "v2")]
    waits = [each["number"] for each in other.letters]
    exchange.exchange(NOW)
    assert invited(sam) == ["v1", "v2"]
    assert other.heard == waits
    # What that tells in its turn went too.
    assert {each.applied_at for each in written(sam.service)} == {NOW}


def test_one_of_theirs_that_cannot_be_applied_ends_the_round(sam, other):
    other.letters = [decided(sam, kind="too-close", document={"child": sam.pk, "on": "2028-01-11"})]
    exchange.exchange(NOW)
    assert other.heard == []


def test_what_they_tell_of_one_child_that_cannot_be_applied_holds_up_nobody_elses(
    sam, other, monkeypatch
):
    monkeypatch.setattr(post, "AT_ONCE", 2)
    kim = who_harmed(a_service())
    strange = [decided(sam, kind="love-letter") for _ in range(5)]
    other.letters = [*strange, decided(kim)]
    exchange.exchange(NOW)
    assert invited(kim) == ["v1"]
    assert other.heard == [other.letters[-1]["number"] + 1]


def test_an_act_that_tells_something_has_it_exchanged_at_once(sam):
    assert ProcrastinateJob.objects.filter(task_name=exchange.AT_ONCE).count() == 1


def test_what_was_applied_thirty_days_ago_is_forgotten(sam, other):
    long_ago = {"child": sam.pk, "on": "2026-01-01", "victim": "v1", "decision": "invite"}
    other.letters = [decided(sam, document=long_ago)]
    now = timezone.now()
    exchange.exchange(now - timedelta(days=31))
    post.forget()
    with waymark_itself(sam.service):
        assert not Outgoing.objects.exists()
        assert not Incoming.objects.exists()
    other.letters = [decided(sam, document=long_ago)]
    exchange.exchange(now - timedelta(days=29))
    post.forget()
    with waymark_itself(sam.service):
        assert Incoming.objects.exists()


def test_the_victims_side_answers_a_call_with_its_own(service, settings, monkeypatch):
    settings.LETTERS_SIDE = "victims"
    taken = []
    monkeypatch.setitem(post._appliers, "order-made", lambda letter, **_: taken.append(letter))
    order = {"child": 5, "on": "2028-01-11", "order": "o1", "made_on": "2028-01-11"}
    order["order_kind"] = "referral-order"
    told = {"number": 8, "service": service.pk, "kind": "order-made", "document": order}
    with waymark_itself(service):
        decision = InvitationDecided(child=5, on=NOW.date(), victim="v1", decision="invite")
        post.send(decision, service=service.pk)
    answer = post.exchange({"letters": [told], "applied": []}, NOW)
    assert answer["applied"] == [8]
    assert [each["document"] for each in answer["letters"]] == [decision.document()]
    applied = [each["number"] for each in answer["letters"]]
    again = post.exchange({"letters": [told], "applied": applied}, NOW)
    assert again == {"letters": [], "applied": [8]}
    assert len(taken) == 1


def test_the_victims_side_hands_over_what_comes_after_and_nothing_of_whose_letters_wait(
    service, settings
):
    settings.LETTERS_SIDE = "victims"
    with waymark_itself(service):
        on = {"on": NOW.date(), "victim": "v1", "decision": "invite"}
        for child in (5, 6, 7):
            post.send(InvitationDecided(child=child, **on), service=service.pk)
    first, *_ = post.waiting()
    line = line_of("invitation-decided", {"child": 6, "victim": "v1"})
    told = {"letters": [], "applied": [], "after": first["number"], "without": [line]}
    answer = post.exchange(told, NOW)
    assert [each["document"]["child"] for each in answer["letters"]] == [7]


def test_nobody_writes_a_letter_that_is_the_other_sides(service):
    decision = InvitationDecided(child=5, on=NOW.date(), victim="v1", decision="invite")
    with waymark_itself(service), pytest.raises(AssertionError):
        post.send(decision, service=service.pk)


class TestManagersAreTold:
    @pytest.fixture
    def page(self, team, sam):
        def asked(role=Role.OPERATIONS_MANAGER):
            return signed_in_client(make_person(role, team=team)).get("/").text

        return asked

    def test_once_letters_wait_for_minutes(self, page, monkeypatch):
        assert HEAR_NOTHING not in page()
        monkeypatch.setattr(faring, "LONG", timedelta(0))
        assert HEAR_NOTHING in page()
        assert HEAR_NOTHING not in page(Role.CASE_MANAGER)

    def test_no_longer_once_they_are_handed_over(self, page, monkeypatch):
        monkeypatch.setattr(faring, "LONG", timedelta(0))
        exchange.exchange(NOW)
        assert HEAR_NOTHING not in page()

    def test_once_one_of_theirs_cannot_be_applied_for_minutes(self, page, sam, monkeypatch):
        post.take_in([decided(sam, kind="love-letter")], NOW)
        assert NOT_TAKEN_IN not in page()
        monkeypatch.setattr(faring, "LONG", timedelta(0))
        assert NOT_TAKEN_IN in page()
        assert NOT_TAKEN_IN not in page(Role.CASE_MANAGER)

    def test_not_where_no_side_for_victims_is_set_up(self, page, sam, settings, monkeypatch):
        monkeypatch.setattr(faring, "LONG", timedelta(0))
        settings.VICTIMS_DOOR = ""
        assert HEAR_NOTHING not in page()
