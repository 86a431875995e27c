"""The victims' side of the demonstration: who works there, and some of those who were harmed.

Nobody in it exists. Casework's demonstration takes its children in by the names of their files, so
they have the numbers of that order; whom else they harmed its letters tell of.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from waymark.accounts import asking, demonstration
from waymark.accounts.acts import say_trained
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.known_as import number
from waymark.rules.letters import InvitationDecided
from waymark.rules.reading import read_document
from waymark.rules.shift import shift
from waymark.rules.telling import key_of
from waymark.victims.people import recording as recording_of
from waymark.victims.people.models import Happening, Reference, Said, Spell, Victim

FILE = Path(__file__).resolve().parents[3] / "demonstration" / "victims.json"
A_YEAR = timedelta(days=365)
WHO = ("name", "nicknames", "age", "sex")


@transaction.atomic
def load_into_an_empty_database(*, at: datetime) -> None:
    """Make the demonstration, unless the database holds a service already."""
    if Service.objects.exists():
        return
    demonstration.load_into_an_empty_database()
    service = Service.objects.get()
    with recording.command("demonstrate", service_id=service.pk, user_id=None, at=at):
        asking.as_waymark(service.pk)
        manager = User.objects.get(role=Role.VICTIM_MANAGER)
        _train(manager, at)
        worker = User.objects.get(role=Role.VICTIM_WORKER)
        make(people_on(localdate(at)), by=worker, at=at)


def people_on(day: date) -> list[dict[str, Any]]:
    """Return who was harmed, as it stands on a day."""
    told = read_document(FILE)
    weeks = (day - date.fromisoformat(told["anchor"])).days // 7
    return list(shift(told, weeks)["people"])


def make(people: Sequence[Mapping[str, Any]], *, by: User, at: datetime) -> None:
    """Write down several people in a few queries: casework has not told of any of them yet."""
    made = Victim.objects.bulk_create(
        Victim(service_id=by.service_id, changed_at=at, **_only(WHO, told)) for told in people
    )
    each = list(zip(made, people, strict=True))
    references = Reference.objects.bulk_create(
        Reference(
            victim=victim,
            service_id=by.service_id,
            child=told["record"],
            reference=told["ref"],
            number=number(told["record"], told["ref"]),
            known=told.get("known", ""),
        )
        for victim, told in each
    )
    Spell.objects.bulk_create(
        recording_of.spell_row(victim, said["kind"], _facts(said, told), by, at)
        for victim, told in each
        for said in told["holds"]
    )
    Happening.objects.bulk_create(
        recording_of.happening_row(victim, said["kind"], _facts(said, told), by, at)
        for victim, told in each
        for said in told["happened"]
    )
    Said.objects.bulk_create(
        Said(reference=reference, service_id=by.service_id, letters=_said_already(told))
        for reference, told in zip(references, people, strict=True)
    )


def _said_already(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the letters of what stands in casework's own demonstration: nobody sends them."""
    letters = [
        InvitationDecided(
            child=told["record"],
            on=date.fromisoformat(each["on"]),
            victim=told["ref"],
            decision=each["decision"],
        )
        for each in told["happened"]
        if each["kind"] == "invitation-decided"
    ]
    return {key_of(letter): letter.document() for letter in letters}


def _only(names: Sequence[str], told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _facts(said: Mapping[str, Any], of: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said, with the child that whoever wrote it down had before her."""
    facts = {name: value for name, value in said.items() if name != "kind"}
    asks = (SPELLS | HAPPENINGS)[said["kind"]].fields
    return {"child": of["record"], **facts} if "child" in asks else facts


def _train(manager: User, at: datetime) -> None:
    on = localdate(at)
    for person in User.objects.filter(role=Role.VICTIM_WORKER):
        say_trained(
            person=person,
            what="Working with people who were harmed, two days",
            on=on - A_YEAR / 2,
            until=on + A_YEAR,
            by=manager,
            at=at,
        )
