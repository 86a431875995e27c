"""The victims' side of the demonstration: who works there. Nobody in it exists."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from waymark.accounts import asking, demonstration
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.victims.people import acts

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
