"""Two who delete what is due of one person, or cut one file, at once: one does, and the other is
told."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.victims.sides import Side
from tests.walls.at_once import at_once, wait_for, waiting
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.audit import recording
from waymark.files.attached import attached
from waymark.letters.models import Outgoing
from waymark.rules.letters import OrderMade, PeopleHarmed
from waymark.victims.people import deleting, held, owing, told
from waymark.victims.people.models import Certificate, Held, Spell

LONG_AGO = timezone.localdate() - timedelta(days=366 * 2)
OF = {"child": 7, "on": LONG_AGO, "order": "o1"}
ORDER = {**OF, "order_kind": "referral-order", "grave": False}
HARM = {**OF, "offence": "o1:f1", "category": "robbery", "victims": ("v1",)}


@pytest.fixture
def side(committed):
    """Somebody of whom something is due to be deleted, and a file that waits."""
    with transaction.atomic():
        side = Side()
    with asked(side) as now:
        days = {"made_on": LONG_AGO, "ends_on": LONG_AGO}
        for letter in (OrderMade(**ORDER, **days), PeopleHarmed(**HARM)):
            told.keep(letter, service=side.service.pk, at=now)
        of = {"victim": side.victim, "service": side.service, "recorded_at": now}
        number = {"by": "phone", "at": "020 7946 0000"}
        Spell.objects.create(**of, kind="reach", begins=LONG_AGO, document=number)
    return side


@contextmanager
def asked(side, by=None):
    """Ask as somebody, or as Waymark itself, in a transaction of its own."""
    now, whose = timezone.now(), {"service_id": side.service.pk, "user_id": by and by.pk}
    with transaction.atomic(), recording.command("test", **whose, at=now):
        asking.as_user(by) if by else asking.as_waymark(side.service.pk)
        yield now


@pytest.fixture
def meets(owner, monkeypatch):
    """Let whoever comes to a place in the code go on when the other is there, or waits."""

    def at_the_place(of, name):
        usual, came = getattr(of, name), []

        def come(*args, **told):
            found = usual(*args, **told)
            came.append(True)
            wait_for(lambda: len(came) == 2 or waiting(owner))
            return found

        monkeypatch.setattr(of, name, come)

    return at_the_place


@pytest.fixture
def nobody_locks(monkeypatch):
    """The control."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(owing, "take_turn", lambda: None)


def deleted_at_once(side, meets):
    """Return what came of it, and how many certificates there are."""
    meets(deleting, "due_of")

    def deletes():
        with asked(side, side.manager) as now:
            return deleting.delete(victim=side.victim, by=side.manager, at=now)

    before = certificates(side)
    return at_once([deletes, deletes]), certificates(side) - before


def certificates(side):
    with asked(side, side.manager):
        return Certificate.objects.count()


def test_of_two_who_delete_what_is_due_of_one_person_one_does_and_certifies_it(side, meets):
    came, certified = deleted_at_once(side, meets)
    assert {type(each) for each in came} == {Certificate, Refused}, came
    assert certified == 1


def test_without_locks_both_certify_that_they_deleted_it(side, meets, nobody_locks):
    came, certified = deleted_at_once(side, meets)
    assert [type(each) for each in came] == [Certificate] * 2
    assert certified == 2


def cut_at_once(side, meets):
    """Return what came of it, and how many letters tell that it was cut or will not be."""
    meets(held, "_taken")
    with asked(side):
        file = Held.objects.get()
    by = side.people["worker"]
    decides = [
        partial(held.cut, attached=attached("a.txt", b"Somebody came."), looked=True),
        partial(held.give_nothing, why="not-the-childs"),
    ]

    def decide(do):
        with asked(side, by) as now:
            do(held=file, by=by, at=now)

    came = at_once([partial(decide, each) for each in decides])
    with asked(side):
        return came, Outgoing.objects.filter(document__file=file.key).count()


def test_of_two_who_decide_on_one_file_one_does_and_the_other_is_told(side, meets):
    came, letters = cut_at_once(side, meets)
    (refused,) = filter(None, came)
    assert isinstance(refused, Refused)
    assert letters == 1


def test_without_a_lock_casework_is_told_that_it_was_cut_and_that_it_is_not_given(
    side, meets, nobody_locks
):
    _, letters = cut_at_once(side, meets)
    assert letters == 2
