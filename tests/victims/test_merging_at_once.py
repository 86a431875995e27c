"""Two who make one person of the same two entries at once: one of them does, and none is lost."""

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.victims.sides import Side
from tests.walls.at_once import at_once, wait_for, waiting
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.audit import recording
from waymark.drafts.models import Draft
from waymark.victims.people import merging, owing
from waymark.victims.people.models import Happening, Reference, Victim

WHO = ("worker", "manager")


@pytest.fixture
def side(committed):
    with transaction.atomic():
        side = Side()
    with transaction.atomic():
        asking.as_user(side.people["worker"])
        Draft.objects.all().delete()
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        of = {"service": side.service, "victim": None}
        of["victim"] = Victim.objects.create(service=side.service, changed_at=timezone.now())
        Reference.objects.create(**of, child=9, reference="v3", number=10_000)
    return side


def made_one_at_once(side, owner):
    """Let each of two say it the other way round, and neither go on before both have begun."""
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        first, second = Victim.objects.order_by("pk")

    def says(who, stays, goes):
        now, by = timezone.now(), side.people[who]
        began_from = merging.Pair(stays, goes).version
        about = {"service_id": side.service.pk, "user_id": by.pk, "at": now}
        with transaction.atomic(), recording.command("test", **about):
            asking.as_user(by)
            return merging.are_one_person(
                stays=stays, goes=goes, began_from=began_from, by=by, at=now
            )

    def let_go():
        with owner.transaction():
            owner.execute("SELECT FROM victims_victim FOR UPDATE")
            begun.append(True)
            wait_for(lambda: waiting(owner) >= len(WHO))

    begun = []

    def after(*told):
        wait_for(lambda: begun)
        return says(*told)

    *made, fault = at_once(
        [lambda: after(WHO[0], first, second), lambda: after(WHO[1], second, first), let_go]
    )
    assert fault is None
    return made


def test_one_makes_them_one_and_the_other_is_told(side, owner):
    made = made_one_at_once(side, owner)
    (stays,) = (each for each in made if isinstance(each, Victim))
    (refused,) = (each for each in made if isinstance(each, Refused))
    assert "Choose two people" in str(refused)
    with transaction.atomic():
        asking.as_waymark(side.service.pk)
        assert Victim.objects.get() == stays
        assert {each.victim_id for each in Reference.objects.all()} == {stays.pk}
        assert Happening.objects.get().victim_id == stays.pk


def test_without_the_lock_on_both_one_of_them_ends_in_a_fault_of_ours(side, owner, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(owing, "take_turn", lambda: None)
    made = made_one_at_once(side, owner)
    assert [each for each in made if not isinstance(each, Victim | Refused)]
