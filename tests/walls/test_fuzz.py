"""Whatever is sent to whatever address: no fault of ours, and a refusal changes nothing.

`make fuzz` sends 10,000 requests; the usual run a part of the same.
"""

import os
from itertools import islice

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.walls import fuzzing
from tests.walls.waiting import (
    cover_to_come,
    duty_to_come,
    opened_in_emergency,
    registration_waiting,
    seal_asked_for,
)
from waymark.accounts import asking, links
from waymark.accounts.models import Purpose, Role, Service, Team
from waymark.audit import recording
from waymark.children import typed
from waymark.children.models import Child, Episode, Named, Person
from waymark.chronology.models import Event, Words
from waymark.contacts import parts
from waymark.orders.models import Order

pytestmark = pytest.mark.django_db

SEED = "Waymark"
MANY = int(os.environ.get("WAYMARK_FUZZ", "1200"))
PARTS = 10  # so that several processes share them
SHOWN = 5
# Kept whatever is answered: who was here, what was counted, and the audit itself.
NOT_BUSINESS = {"accounts_session", "audit_row", "audit_audithead", "accounts_keptwords"}


@pytest.fixture
def world():
    service, elsewhere = make_service("Anyshire"), make_service("Elsewhere")
    team = make_team(service)
    people = {
        "case manager": make_person(team=team),
        "operations manager": make_person(Role.OPERATIONS_MANAGER, team=team),
        "senior manager": make_person(Role.SENIOR_MANAGER, service=service),
        "administrator": make_person(Role.ADMINISTRATOR, service=service),
    }
    clients = {
        role: signed_in_client(person, raise_request_exception=False)
        for role, person in people.items()
    }
    guarded = {"lines": ["1 The Street"], "safe_to_use": False}
    life = {
        "addresses": [guarded],
        "alerts": [{"kind": "self-harm"}],
        "people": [{"name": "Nan", "phones": [{"number": "01632 960001"}]}],
    }
    met = {"id": "e9", "kind": "contact", "on": "2026-01-08", "outcome": "missed"}
    events = [{**met, "note": "We talked about the dog."}]
    stranger = make_person(service=elsewhere)
    children = [
        make_child(service, worker=people["case manager"], events=events, child=life),
        make_child(service, worker=make_person(team=team), events=events),
        make_child(service, worker=make_person(team=make_team(service)), events=events),
        make_child(elsewhere, worker=stranger, events=events),
    ]
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=children[2]).update(restricted=True)
    Named.objects.create(child_id=children[2], service=service, user=people["operations manager"])
    mate = make_person(team=team)
    opened = opened_in_emergency(children[2], mate, people["senior manager"])
    words = dict(Words.objects.values_list("child", "pk"))[children[0]]
    invited = make_person(team=team, with_factor=False)
    link = links.make(
        person=invited, purpose=Purpose.JOIN, by=people["administrator"], at=timezone.now()
    )
    arranged = {
        "opening": opened,
        "seal": seal_asked_for(words, children[0], mate),
        "registration": registration_waiting(mate),
        "cover": cover_to_come(mate, people["case manager"]),
        "duty_day": duty_to_come(mate),
    }
    persons = _keys(Person, service)
    workers = [person.pk for person in people.values()] + [stranger.pk]
    return fuzzing.World(
        clients={**clients, "nobody": Client(raise_request_exception=False)},
        ids={
            "child": children,
            "event": _keys(Event, service, elsewhere),
            "words": _keys(Words, service, elsewhere),
            "order": _keys(Order, service, elsewhere),
            **{name: [each.pk] for name, each in arranged.items()},
            "worker": workers,
            "pk": workers,
        },
        texts={
            "kind": ["incident", "contact", "judgement", "no-such"],
            "provision": ["CM-211"],
            "secret": [link],
            "part": [*parts.PARTS],
            "person": [f"person-{key}" for key in persons],
            "fact": [
                *(f"person-{key}{place}" for key in persons for place in ("", "-0")),
                *(f"episode-{key}" for key in _keys(Episode, service)),
            ],
        },
        rows=_rows_of_both,
    )


def _keys(model, *services):
    found = []
    for service in services:
        asking.as_waymark(service.pk)
        found += model.objects.values_list("pk", flat=True)
    return found


def _rows_of_both():
    """How many rows each business table has, in both services."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - NOT_BUSINESS)
    counted = dict.fromkeys(tables, 0)
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        for service in Service.objects.values_list("pk", flat=True):
            asking.as_waymark(service)
            cursor.execute(f"SELECT {counts}")
            for table, many in zip(tables, cursor.fetchone(), strict=True):
                counted[table] += many
    return counted


@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_is_answered_by_a_fault_and_no_refusal_changes_anything(world, part):
    found = fuzzing.faults(world, seed=SEED, numbers=range(part, MANY, PARTS))
    assert list(islice(found, SHOWN)) == []


def test_a_page_that_breaks_for_one_character_is_found(world, monkeypatch):
    usual = typed.read

    def breaks(text, **other):
        if "'" in text:
            raise RuntimeError("seeded on purpose")
        return usual(text, **other)

    monkeypatch.setattr(typed, "read", breaks)
    found = next(fuzzing.faults(world, seed=SEED, numbers=range(20_000)))
    assert ": 500:" in found


def test_something_written_before_a_refusal_is_found(world, monkeypatch):
    usual, service = recording.note, Service.objects.first()

    def writes(**facts):
        Team.objects.create(service=service, name=f"seeded {facts}")
        usual(**facts)

    monkeypatch.setattr(recording, "note", writes)
    found = next(fuzzing.faults(world, seed=SEED, numbers=range(20_000)))
    assert "accounts_team changed" in found
