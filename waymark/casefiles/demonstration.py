"""The demonstration: invented people, twelve children of `demonstration/children`, and a place."""

from datetime import date, datetime, timedelta

from django.db import transaction

from waymark.accounts import asking, demonstration
from waymark.accounts.acts import say_trained
from waymark.accounts.models import Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.casefiles.anchor import children_on, places_on
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.diary import venues
from waymark.diary.acts import add_place

HALF_A_YEAR = timedelta(days=182)


@transaction.atomic
def load_into_an_empty_database(*, at: datetime) -> None:
    """Make the demonstration, unless the database holds a service already."""
    if Service.objects.exists():
        return
    demonstration.load_into_an_empty_database()
    service = Service.objects.get()
    with recording.command("demonstrate", service_id=service.pk, user_id=None, at=at):
        asking.as_waymark(service.pk)
        acts.take_in(children_on(today(at)), service=service, at=at)
        for told in places_on(today(at)):
            _make(told, at=at)
        for led_by in ("jo", "ash"):
            _train(_somebody(led_by), at=at)


def _make(told: Document, *, at: datetime) -> None:
    by = _somebody(told["by"])
    about = {name: told[name] for name in ("name", "where", "getting_there")}
    place = add_place(**about, by=by, at=at)
    days = {name: date.fromisoformat(told["assessment"][name]) for name in ("on", "until")}
    venues.assess(place=place, by=by, at=at, **{**told["assessment"], **days})


def _train(person: User, *, at: datetime) -> None:
    """Say that somebody may lead something restorative, for as long again as it is ago."""
    day, what = today(at), "Restorative conversations, three days"
    days = {"on": day - HALF_A_YEAR, "until": day + HALF_A_YEAR}
    say_trained(person=person, what=what, **days, by=_somebody("bea"), at=at)


def _somebody(called: str) -> User:
    return User.objects.get(email__startswith=f"{called}@")
