"""Whatever is sent to whatever address: no fault of ours, and a refusal changes nothing.

`make fuzz` sends 10,000 requests; the usual run a part of the same.
"""

import os
from itertools import islice

import pytest
from django import forms
from django.utils import timezone

from tests.people import make_person
from tests.walls import fuzzing
from tests.walls.answering import answering, holder
from waymark.accounts import links
from waymark.accounts.models import Purpose, Role, Service, Team, User
from waymark.audit import recording
from waymark.contacts import parts
from waymark.duties.summary import JUDGED

pytestmark = pytest.mark.django_db

SEED = "Waymark"
MANY = int(os.environ.get("WAYMARK_FUZZ", "1200"))
PARTS = 10  # so that several processes share them
SHOWN = 5


@pytest.fixture
def world():
    """The world of the matrix, and somebody who holds a sheet and never signs in."""
    asked = answering()
    own = asked.children["own"]
    there = [child for name, child in asked.children.items() if name != "none"]
    belongs = {name: [*dict.fromkeys(of.values())] for name, of in asked.belongs.items()}
    link = _invitation()
    ids = {**{name: [value] for name, value in asked.one.items()}, **belongs, "child": there}
    return fuzzing.World(
        clients={**asked.clients, "holder": holder(own)},
        ids={
            **ids,
            "kind": ["incident", "contact", "weapon-found", "no-such"],
            "part": [*parts.PARTS],
            "domain": [*JUDGED],
            "section": ["home", "story", "plan-together"],
            "secret": [link, "x"],
        },
        own={
            **asked.one,
            **{name: of[own] for name, of in asked.belongs.items()},
            "child": own,
            "secret": link,
        },
        rows=fuzzing.rows_of_every_service,
    )


def _invitation():
    """Return the secret of a link that somebody may come in by."""
    by = User.objects.get(role=Role.ADMINISTRATOR)
    invited = make_person(service=by.service, with_factor=False)
    return links.make(person=invited, purpose=Purpose.JOIN, by=by, at=timezone.now())


@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_is_answered_by_a_fault_and_no_refusal_changes_anything(world, part):
    found = fuzzing.faults(world, seed=SEED, numbers=range(part, MANY, PARTS))
    assert list(islice(found, SHOWN)) == []


# What asks for more than there is in this world: a page's own ticket or version, a passkey or codes
# of one's own, a co-worker, a copy just made, a paper ready to be finished, a private link, a visit
# of one's own.
NEEDS_MORE = {
    *("complete-closing", "complete-early", "complete-induction", "complete-review"),
    "complete-restorative",
    *("breach-report", "early-report", "feed-ics", "letter", "put-breach", "put-break"),
    *("call-off-in-break", "praise", "work-sheet"),
    *("draft-save", "draft-throw-away", "give-agreement"),
    *("mfa_remove_webauthn", "mfa_view_recovery_codes", "plan-given", "plan-throw-away"),
    *(
        "remove-co-worker",
        "nothing-changed",
        "open-sheet",
        "out-safe",
        "plan-put-back",
        "plan-take-off",
        "plan-up",
    ),
}


def test_every_address_lets_somebody_in(world):
    silent = {name for name, route in fuzzing.addresses() if not fuzzing.reached(world, route)}
    assert sorted(silent - NEEDS_MORE) == []
    assert sorted(NEEDS_MORE - silent) == []


def test_a_field_that_breaks_for_one_character_is_found(world, monkeypatch):
    usual = forms.CharField.to_python

    def breaks(asked, text):
        if text and "'" in text:
            raise RuntimeError("seeded on purpose")
        return usual(asked, text)

    monkeypatch.setattr(forms.CharField, "to_python", breaks)
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
