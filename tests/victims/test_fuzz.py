"""Whatever is sent to the victims' process: no fault of ours, and a refusal changes nothing."""

import os
from itertools import islice

import pytest

from tests.victims.sides import answering
from tests.walls import fuzzing
from waymark.audit import recording
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.victims.door import urls as door
from waymark.victims.people import urls as people

pytestmark = pytest.mark.django_db

SEED = "Waymark, harmed"
MANY = int(os.environ.get("WAYMARK_FUZZ", "240"))
PARTS = 4
SHOWN = 5
OWN = {each.name for each in (*people.urlpatterns, *door.urlpatterns)}  # others are casework's too
# What asks for more than there is in this world: casework's key, a page's own ticket, a passkey or
# codes of one's own, a private link.
NEEDS_MORE = {
    *("door", "draft-save", "draft-throw-away", "one_time_link"),
    *("mfa_remove_webauthn", "mfa_view_recovery_codes"),
}


@pytest.fixture
def world():
    """The world of the victims' matrix, and every kind of thing that may be written down."""
    asked = answering()
    own = asked.children["own"]
    there = [person for name, person in asked.children.items() if name != "none"]
    belongs = {name: [*of.values()] for name, of in asked.belongs.items()}
    one = {name: [value] for name, value in asked.one.items()}
    kinds = [*SPELLS, *HAPPENINGS, "no-such"]
    return fuzzing.World(
        clients=asked.clients,
        ids={**one, **belongs, "victim": there, "kind": kinds},
        own={**asked.one, **{name: of[own] for name, of in asked.belongs.items()}, "victim": own},
        rows=fuzzing.rows_of_every_service,
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_is_answered_by_a_fault_and_no_refusal_changes_anything(world, part):
    found = fuzzing.faults(world, seed=SEED, numbers=range(part, MANY, PARTS), names=OWN)
    assert list(islice(found, SHOWN)) == []


def test_every_address_lets_somebody_in(world):
    silent = {name for name, route in fuzzing.addresses() if not fuzzing.reached(world, route)}
    assert silent == NEEDS_MORE


def test_a_fault_is_found(world, monkeypatch):
    """That what is written before a refusal is found too, `tests/walls/test_fuzz.py` shows."""
    monkeypatch.setattr(recording, "note", lambda **_: 1 / 0)
    found = next(fuzzing.faults(world, seed=SEED, numbers=range(MANY), names=OWN))
    assert ": 500:" in found
