"""Where the case is: closed, moved to another service, received, opened again, brought here."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.accounts.models import Service, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.acts.workers import end_allocations
from waymark.children.models import Hosting
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.rules.carries import carries

ENDS_ALLOCATIONS = {"case-closed", "case-transferred"}


def move(*, child: int, facts: Document, by: User, at: datetime) -> None:
    """Record that a case closed, moved, came, was opened again or was brought here."""
    check_user_can(by, Permission.ALLOCATE)
    with door.act(facts["kind"], by=by, at=at, children=[child]) as act:
        if facts["kind"] in ENDS_ALLOCATIONS:
            end_allocations(act, child)
        act.record(child, facts)


@carries("CM-021")
def let_another_service_work(
    *, child: int, host: Service, reason: str, by: User, at: datetime
) -> None:
    """Let the service where the child lives work with the child from day to day from today.

    This service stays responsible; the other sees the child's record while it hosts.
    """
    check_user_can(by, Permission.ALLOCATE)
    with door.act("host", by=by, at=at, children=[child]) as act:
        Hosting.objects.create(
            child_id=child,
            service_id=act.services[child],
            host=host,
            period=DateRange(act.today, None),
        )
        facts = {"kind": "day-to-day-work-moved", "on": act.today.isoformat()}
        act.record(child, {**facts, "host": host.name, "reason": reason})
