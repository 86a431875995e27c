"""The demonstration: invented people, and the twelve children of `demonstration/children`."""

from datetime import datetime

from django.db import transaction

from waymark.accounts import asking, demonstration
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.casefiles.anchor import children_on
from waymark.chronology.door import today


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
