"""What two write of one person at once is told and reckoned as if one had waited for the other."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.victims.sides import Side
from tests.walls.at_once import at_once, wait_for, waiting
from waymark.accounts import asking
from waymark.audit import recording as audit
from waymark.drafts.store import Place
from waymark.letters.models import Outgoing
from waymark.rules.letters import PeopleHarmed, WorksWith
from waymark.victims.people import owing, recording, telling, told
from waymark.victims.people.known import known
from waymark.victims.people.models import Spell, Victim

CHILD = 7
A_DAY = timedelta(days=1)
ON = date(2026, 3, 2)
HARM = {"order": "o1", "offence": "o1:f1", "category": "robbery", "victims": ("v1",)}


@pytest.fixture
def side(committed):
    """Somebody who consents to meet and to hear from the child, as casework was told."""
    with transaction.atomic():
        side = Side()
    with transaction.atomic(), audit.command("test", **as_waymark(side)):
        asking.as_waymark(side.service.pk)
        for allows in ("restorative", "direct"):
            Spell.objects.create(
                victim=side.victim,
                service=side.service,
                kind="consent",
                document={"allows": allows, "how": "written"},
                begins=ON,
                recorded_at=timezone.now(),
            )
        letter = PeopleHarmed(child=CHILD, on=ON, **HARM)
        told.keep(letter, service=side.service.pk, at=timezone.now())
    return side


def as_waymark(side):
    return {"service_id": side.service.pk, "user_id": None, "at": timezone.now()}


def nobody_waits(monkeypatch):
    """The control: whoever is asked to take turns goes on at once."""
    rows = Victim.objects.values_list("pk", flat=True)
    monkeypatch.setattr(owing, "in_turn", lambda **whom: list(rows.filter(**whom)))


def consents_after_each_is_ended(side, owner, monkeypatch):
    """Let two end one consent each, and neither tell of it before the other has read what holds."""
    by, read = side.people["worker"], []

    def reads(people):
        found = known(people)
        read.append(True)
        wait_for(lambda: len(read) == 2 or waiting(owner))
        return found

    def ends(allows):
        now = timezone.now()
        with (
            transaction.atomic(),
            audit.command("test", service_id=side.service.pk, user_id=by.pk, at=now),
        ):
            asking.as_user(by)
            spell = Spell.objects.get(kind="consent", document__allows=allows)
            on = timezone.localdate(now)
            recording.holds_no_more(spell=spell, said="", on=on, by=by, at=now)

    monkeypatch.setattr(telling, "known", reads)
    assert at_once([lambda: ends("restorative"), lambda: ends("direct")]) == [None, None]
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        letters = Outgoing.objects.filter(kind="victim-consent").order_by("number")
        return [bool(each["given"]) for each in letters.values_list("document", flat=True)]


@pytest.mark.provision("CM-383")
def test_two_who_each_end_one_of_two_consents_tell_that_none_is_left(side, owner, monkeypatch):
    assert consents_after_each_is_ended(side, owner, monkeypatch)[-1] is False


def test_without_their_turns_each_tells_that_the_others_stands(side, owner, monkeypatch):
    nobody_waits(monkeypatch)
    assert consents_after_each_is_ended(side, owner, monkeypatch)[-1] is True


def reckoned_on_after_a_change_meanwhile(side, owner, monkeypatch):
    """Let somebody write while it is reckoned what is owed, after what was there was read."""
    read, written = [], []

    def reads(people, rows):
        found = known(people, rows)
        read.append(True)
        wait_for(lambda: written or waiting(owner))
        return found

    def reckons():
        with transaction.atomic():
            asking.as_waymark(side.service.pk)
            owing.reckon(timezone.localdate())

    def writes():
        wait_for(lambda: read)
        with transaction.atomic():
            asking.as_waymark(side.service.pk)
            owing.changed(pk=side.victim.pk)
        written.append(True)

    monkeypatch.setattr(owing, "known", reads)
    assert at_once([reckons, writes]) == [None, None]
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        return Victim.objects.get(pk=side.victim.pk).reckoned_on


def test_whom_somebody_changes_while_it_is_reckoned_is_reckoned_anew(side, owner, monkeypatch):
    assert reckoned_on_after_a_change_meanwhile(side, owner, monkeypatch) is None


def test_without_turns_what_was_reckoned_too_early_stands(side, owner, monkeypatch):
    nobody_waits(monkeypatch)
    assert reckoned_on_after_a_change_meanwhile(side, owner, monkeypatch) is not None


def written_while_letters_are_told(side, owner):
    """Let a round tell of one whom a child harmed, and come to the other when somebody writes of
    that other already; return what became of both."""
    with transaction.atomic(), audit.command("test", **as_waymark(side)):
        asking.as_waymark(side.service.pk)
        letter = PeopleHarmed(child=CHILD, on=ON, **{**HARM, "victims": ("v1", "v2")})
        told.keep(letter, service=side.service.pk, at=timezone.now())
        other = Victim.objects.get(references__reference="v2")
        Spell.objects.filter(kind="consent").update(ends=timezone.localdate() - A_DAY)
    by, told_of = side.people["worker"], []

    def rounds():
        with transaction.atomic(), audit.command("test", **as_waymark(side)):
            asking.as_waymark(side.service.pk)
            now = timezone.now()
            telling.tell_what_a_day_changed(side.service.pk, at=now)
            told_of.append(side.victim)
            wait_for(lambda: waiting(owner))
            letter = WorksWith(child=CHILD, on=timezone.localdate(now), people=(1,))
            told.keep(letter, service=side.service.pk, at=now)

    def writes():
        wait_for(lambda: told_of)
        whose = {"service_id": side.service.pk, "user_id": by.pk, "at": timezone.now()}
        with transaction.atomic(), audit.command("test", **whose):
            asking.as_user(by)
            facts = {"from": ON.isoformat(), "allows": "restorative", "how": "written"}
            about = {"victim": other, "kind": "consent", "facts": {**facts, "informed": True}}
            place = Place(child=other.pk, form="write-down", document="consent")
            recording.say_what_holds(**about, place=place, by=by, at=timezone.now())

    return at_once([rounds, writes])


def test_whoever_writes_of_one_while_letters_tell_of_another_waits_for_their_end(side, owner):
    assert written_while_letters_are_told(side, owner) == [None, None]


def test_without_the_service_s_turn_each_waits_for_the_other(side, owner, monkeypatch):
    monkeypatch.setattr(owing, "take_turn", lambda: None)
    (fault,) = filter(None, written_while_letters_are_told(side, owner))
    assert "deadlock detected" in str(fault)
