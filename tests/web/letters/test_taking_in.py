"""What the victims' side tells is applied once, in order, and nothing is lost by what is wrong."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError

from tests.walls.made import NOW, a_service, waymark_itself
from tests.web.letters.post_office import decided, invited, who_harmed
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.duties.models import Duty
from waymark.letters import post
from waymark.letters.models import Incoming
from waymark.rules.letters import FileNameOver

WHOM = ["v1", "v2", "v3", "v4"]


@pytest.fixture
def service(db):
    return a_service()


@pytest.fixture
def sam(service):
    return who_harmed(service)


@pytest.fixture
def kim(service):
    return who_harmed(service)


class Killed(BaseException):
    pass


def until_all_are_applied(letters, chance, monkeypatch):
    """Send what was not heard to be applied, again and again: shuffled, twice, cut off; whoever
    applies is killed on the way, before or after what she wrote, and what she answers is lost."""
    apply, waits = post._appliers["invitation-decided"], list(letters)

    def perhaps_killed(*args, **told):
        if chance.random() < 0.15:
            raise Killed
        apply(*args, **told)
        if chance.random() < 0.15:
            raise Killed

    monkeypatch.setitem(post._appliers, "invitation-decided", perhaps_killed)
    while waits:
        sent = waits[: chance.randint(1, len(waits))]
        sent = chance.sample(sent * 2, len(sent) * 2)
        try:
            applied = post.take_in(sent, NOW)
        except Killed:
            continue
        if chance.random() < 0.7:
            waits = [each for each in waits if each["number"] not in applied]


def of_both(sam, kim):
    return [decided(child, victim) for victim in WHOM for child in (sam, kim)]


@pytest.mark.parametrize("seed", range(12))
def test_however_they_come_each_is_applied_once_and_a_childs_in_their_order(
    sam, kim, seed, monkeypatch
):
    until_all_are_applied(of_both(sam, kim), random.Random(seed), monkeypatch)
    assert invited(sam) == WHOM
    assert invited(kim) == WHOM


def test_without_the_number_that_is_kept_some_are_applied_twice(sam, kim, monkeypatch):
    monkeypatch.setattr(post, "_keep_number", lambda *_: True)
    minds = [decided(sam, says={"decision": each}) for each in ("invite", "do-not-invite") * 3]
    until_all_are_applied(minds, random.Random(1), monkeypatch)
    assert len(invited(sam)) > len(minds)


def test_what_was_done_there_closes_the_duty_here(sam):
    notified = {"child": sam.pk, "on": "2028-01-11", "order": "o1", "victim": "v2"}
    letters = [
        decided(sam),
        decided(sam, kind="contact-scheme-notified", document=notified),
    ]
    assert len(post.take_in(letters, NOW)) == 2
    with waymark_itself(sam.service):
        owed = Duty.objects.filter(child=sam, duty="decide-victim-invitation")
        done = {each.key[-2:]: each.done_on for each in owed}
    assert done == {"v1": NOW.date(), "v2": None}


def test_a_round_takes_the_children_in_the_order_of_their_ids_as_each_act_does(
    sam, kim, monkeypatch
):
    """Else it could wait for an act that holds one of them and waits for another."""
    apply, locked = post._appliers["invitation-decided"], []

    def noted(letter, **told):
        locked.append(int(letter.child))
        apply(letter, **told)

    monkeypatch.setitem(post._appliers, "invitation-decided", noted)
    post.take_in([decided(kim), decided(sam), decided(kim, "v2"), decided(sam, "v2")], NOW)
    assert locked == [sam.pk, sam.pk, kim.pk, kim.pk]
    assert invited(kim) == ["v1", "v2"]


FAULTY = [
    {"kind": "too-close", "document": {"child": 0, "on": "2028-01-11"}},  # nothing applies it yet
    {"kind": "order-made"},  # our own
    {"kind": "love-letter"},
    {"document": {"child": 0, "on": "2028-01-11", "victim": "v1", "decision": "perhaps"}},
    {
        "document": {
            "child": 0,
            "on": "2028-01-11",
            "victim": "v1",
            "decision": "invite",
            "name": "x",
        }
    },
    {"document": {"child": 0, "on": "2029-01-11", "victim": "v1", "decision": "invite"}},  # not yet
    {
        "document": {"child": 0, "on": "2028-01-11", "victim": "v1", "decision": "invite"}
    },  # no child
]


@pytest.mark.parametrize("wrong", FAULTY)
def test_one_that_cannot_be_applied_holds_up_its_line_alone_and_is_counted(sam, kim, wrong):
    first = decided(sam, **wrong)
    if wrong is not FAULTY[-1]:
        first["document"] = {**first["document"], "child": sam.pk}
    later, another, other = decided(sam), decided(sam, "v2"), decided(kim)
    applied = post.take_in([other, another, later, first], NOW)
    assert {other["number"], another["number"]} <= set(applied)
    assert first["number"] not in applied
    of_its_line = later["kind"] == first["kind"] and wrong is not FAULTY[-1]
    assert (later["number"] in applied) != of_its_line
    with waymark_itself(sam.service):
        (counted,) = Incoming.objects.filter(applied_at=None)
    assert counted.number == first["number"]


class Fails:
    """Applies letters of whom it is told to, after it failed so many times."""

    def __init__(self, patch, times, whom="v1"):
        self.left, self.whom, self.tried_at = times, whom, []
        self.usual = post._appliers["invitation-decided"]
        patch.setitem(post._appliers, "invitation-decided", self)

    def __call__(self, letter, *, service, at):
        if letter.victim == self.whom:
            self.tried_at.append(at)
            if len(self.tried_at) <= self.left:
                raise ValueError
        self.usual(letter, service=service, at=at)


def each_minute(letters, minutes):
    """Come again each minute with what was not applied; return which are in the end."""
    applied = []
    for minute in range(minutes):
        left = [each for each in letters if each["number"] not in applied]
        applied += post.take_in(left, NOW + timedelta(minutes=minute))
    return applied


def test_one_that_fails_twice_is_applied_then_and_before_the_later_ones_of_its_line(
    sam, monkeypatch
):
    fails = Fails(monkeypatch, 2)
    first, later, other = decided(sam, says=NO), decided(sam, says=YES), decided(sam, "v2")
    assert each_minute([first, later, other], 1) == [other["number"]]
    assert each_minute([first, later], 5) == [first["number"], later["number"]]
    assert invited(sam) == ["v2", "v1", "v1"]
    assert stands(sam)[-1][0] == "invite"
    assert len(fails.tried_at) == 4
    with waymark_itself(sam.service):
        assert not Incoming.objects.filter(applied_at=None).exists()


def test_without_lines_the_later_one_is_applied_first_and_the_earlier_one_holds(sam, monkeypatch):
    """The control."""
    Fails(monkeypatch, 1)
    monkeypatch.setattr(post, "_line", lambda each: str(each["number"]))
    each_minute([decided(sam, says=NO), decided(sam, says=YES)], 3)
    assert stands(sam)[-1][0] == "do-not-invite"


def test_one_that_always_fails_is_tried_again_after_longer_and_longer_and_at_last_each_hour(
    sam, monkeypatch
):
    fails = Fails(monkeypatch, 1000)
    always, other = decided(sam), decided(sam, "v2")
    assert each_minute([always, other], 200) == [other["number"]]
    waits = [later - tried for tried, later in pairwise(fails.tried_at)]
    assert waits[0] == timedelta(minutes=1)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)
    with waymark_itself(sam.service):
        (kept,) = Incoming.objects.filter(applied_at=None)
    assert (kept.number, kept.tries) == (always["number"], len(fails.tried_at))


@pytest.mark.parametrize("fault", [post.NotYet, OperationalError])
def test_one_that_waits_for_something_is_kept_as_one_that_waits(sam, monkeypatch, fault):
    def waits(*_letter, **_told):
        raise fault

    monkeypatch.setitem(post._appliers, "invitation-decided", waits)
    assert post.take_in([decided(sam)], NOW) == []
    with waymark_itself(sam.service):
        assert Incoming.objects.get().waits(NOW)


def test_what_comes_before_the_lock_is_done_once_and_not_of_what_waits(sam, monkeypatch):
    found, given = [], []

    def look(letter, **_told):
        found.append(letter.victim)
        if len(found) == 1:
            raise post.NotYet
        return "what was found"

    def do(_letter, *, found, **_told):
        given.append(found)

    monkeypatch.setitem(post._first, "invitation-decided", look)
    monkeypatch.setitem(post._appliers, "invitation-decided", do)
    each_minute([decided(sam)], 3)
    assert (found, given) == (["v1", "v1"], ["what was found"])


def test_what_takes_its_time_holds_up_nothing_else(sam, monkeypatch):
    """Files that are read for a letter take a minute, in which a consent may be taken back."""
    stands_then = []

    def look(_letter, **_told):
        stands_then.append(invited(sam))
        raise post.NotYet

    monkeypatch.setitem(post._first, "file-name-over", look)
    slow = FileNameOver(child=sam.pk, on=NOW.date(), victim="v1")
    first = decided(sam, kind=slow.kind, document=slow.document())
    post.take_in([first, decided(sam)], NOW)
    assert stands_then == [["v1"]]


def test_a_letter_of_another_service_reaches_none_of_our_children(sam):
    assert post.take_in([decided(sam, service=a_service().pk)], NOW) == []
    assert invited(sam) == []


YES, NO = {"decision": "invite"}, {"decision": "do-not-invite"}
BEFORE = {"on": NOW.date() - timedelta(days=5)}


def stands(child):
    with waymark_itself(child.service):
        found = standing(child.pk, "victim-invitation-decided").order_by("on", "position")
        return [(each.document["decision"], each.on) for each in found]


@pytest.mark.provision("CM-380")
def test_what_was_written_down_by_mistake_there_is_withdrawn_here_and_what_stands_stays(sam):
    take_in(sam, YES | BEFORE, NO)
    take_in(sam, NO | {"taken_back": True})
    assert stands(sam) == [("invite", BEFORE["on"])]
    with waymark_itself(sam.service):
        withdrawal = Event.objects.get(child=sam, kind="withdrawn")
        owed = Duty.objects.get(child=sam, duty="decide-victim-invitation", key__endswith="v1")
    assert withdrawal.by is None
    assert owed.done_on == BEFORE["on"]


def test_a_duty_that_was_done_by_mistake_alone_is_owed_again(sam):
    take_in(sam, YES, YES | {"taken_back": True})
    with waymark_itself(sam.service):
        owed = Duty.objects.get(child=sam, duty="decide-victim-invitation", key__endswith="v1")
    assert owed.done_on is None


@pytest.mark.provision("CM-377")
def test_that_the_contact_scheme_was_told_is_owed_again_once_it_is_taken_back(sam):
    for taken_back in (False, True):
        notified = {"child": sam.pk, "on": "2028-01-11", "order": "o1", "victim": "v2"}
        document = notified | {"taken_back": taken_back}
        letter = decided(sam, kind="contact-scheme-notified", document=document)
        assert post.take_in([letter], NOW)
        with waymark_itself(sam.service):
            stand = standing(sam.pk, "victim-contact-scheme-notified")
            assert stand.exists() is not taken_back


def test_what_stands_last_is_not_recorded_again_and_what_another_said_is_not_withdrawn(sam):
    take_in(sam, YES, YES)
    assert len(stands(sam)) == 1
    take_in(sam, NO | BEFORE | {"taken_back": True})
    assert len(stands(sam)) == 1


def take_in(child, *says):
    letters = [decided(child, says=each) for each in says]
    assert post.take_in(letters, NOW) == [each["number"] for each in letters]
