"""The victims' side of the demonstration: who works there, and some of those who were harmed.

Nobody in it exists. Casework's demonstration takes its children in by the names of their files, so
they have the numbers of that order; whom else they harmed its letters tell of.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from waymark.accounts import asking, demonstration
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.drafts.store import Place
from waymark.rules.reading import read_document
from waymark.rules.shift import shift
from waymark.victims.people import acts
from waymark.victims.people import recording as recording_of
from waymark.victims.people.models import Reference, Victim

FILE = Path(__file__).resolve().parents[3] / "demonstration" / "victims.json"
A_YEAR = timedelta(days=365)


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
        for told in people_on(localdate(at)):
            make(told, by=worker, at=at)


def people_on(day: date) -> list[dict[str, Any]]:
    """Return who was harmed, as it stands on a day."""
    told = read_document(FILE)
    weeks = (day - date.fromisoformat(told["anchor"])).days // 7
    return list(shift(told, weeks)["people"])


def make(told: dict[str, Any], *, by: User, at: datetime) -> None:
    names = ("name", "nicknames", "age", "sex")
    who = {name: told[name] for name in names if name in told}
    victim = Victim.objects.create(service_id=by.service_id, changed_at=at, **who)
    Reference.objects.create(
        victim=victim,
        service_id=by.service_id,
        child=told["record"],
        reference=told["ref"],
        known=told.get("known", ""),
    )
    for writes, written in (
        (recording_of.say_what_holds, told.get("holds", ())),
        (recording_of.say_what_happened, told.get("happened", ())),
    ):
        for each in written:
            facts = {name: value for name, value in each.items() if name != "kind"}
            place = Place(victim.pk, each["kind"])
            writes(victim=victim, kind=each["kind"], facts=facts, place=place, by=by, at=at)


def _train(manager: User, at: datetime) -> None:
    on = localdate(at)
    for person in User.objects.filter(role=Role.VICTIM_WORKER):
        acts.say_trained(
            person=person,
            what="Working with people who were harmed, two days",
            on=on - A_YEAR / 2,
            until=on + A_YEAR,
            by=manager,
            at=at,
        )
