"""The demonstration: invented people, twelve children of `demonstration/children`, and a place."""

from datetime import date, datetime

from django.db import transaction

from waymark.accounts import asking, demonstration
from waymark.accounts.models import Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.casefiles.anchor import children_on, places_on
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.diary import venues
from waymark.diary.acts import add_place


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


def _make(told: Document, *, at: datetime) -> None:
    by = User.objects.get(email__startswith=f"{told['by']}@")
    about = {name: told[name] for name in ("name", "where", "getting_there")}
    place = add_place(**about, by=by, at=at)
    days = {name: date.fromisoformat(told["assessment"][name]) for name in ("on", "until")}
    venues.assess(place=place, by=by, at=at, **{**told["assessment"], **days})
