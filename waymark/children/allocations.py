"""Who works with the child, read from a case file's own events."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.accounts.models import User
from waymark.children.models import Allocation, Child
from waymark.children.models.allocation import Part
from waymark.chronology.casefile import Document

BEGINS = "worker-allocated"
ENDS = {"worker-unallocated", "case-closed", "case-transferred", "case-received"}


class Stretch(NamedTuple):
    worker: str
    begins: date
    ends: date | None


def stretches(document: Document) -> Iterator[Stretch]:
    """Yield who was the child's worker from when until when, the last without an end."""
    replaced = {event["corrects"] for event in document.get("events") or [] if _corrects(event)}
    events = [
        event
        for event in document.get("events") or []
        if event["id"] not in replaced and event["kind"] in {BEGINS, *ENDS}
    ]
    events.sort(key=lambda event: event["on"])
    worker, since = None, date.min
    for event in events:
        on = date.fromisoformat(event["on"])
        if worker and on > since:
            yield Stretch(worker, since, on)
        worker, since = (event.get("worker") if event["kind"] == BEGINS else None), on
    if worker:
        yield Stretch(worker, since, None)


def allocations_told_by(child: Child, document: Document) -> None:
    """Make the allocations that a case file tells of, of people whom this service knows."""
    users = {
        name: user
        for user in User.objects.filter(service=child.service_id)
        for name in (user.email, user.email.partition("@")[0])
    }
    Allocation.objects.bulk_create(
        Allocation(
            child=child,
            service_id=child.service_id,
            user=users[stretch.worker],
            part=Part.CASE_MANAGER,
            period=DateRange(stretch.begins, stretch.ends),
        )
        for stretch in stretches(document)
        if stretch.worker in users
    )


def _corrects(event: Document) -> bool:
    return event.get("corrects") is not None
