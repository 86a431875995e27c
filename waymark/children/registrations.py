"""Reading the registrations that wait, and what came of them."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from waymark.accounts.models import User
from waymark.children.finding import as_listed
from waymark.children.models import Child, Registration
from waymark.children.models.registration import State
from waymark.prepared import Told


def to_decide(*, by: User | Told, service: int | Told) -> QuerySet[Registration]:
    """Return the registrations that wait for a manager like this, the oldest first. One query."""
    found = Registration.objects.filter(service=service, state=State.WAITING)
    return found.exclude(by=by).select_related("by").order_by("at", "pk")


def registration_to_decide(pk: int, *, by: User) -> Registration | None:
    """Return one of them. One query."""
    return (
        to_decide(by=by, service=by.service_id).filter(pk=pk).select_related("by", "worker").first()
    )


def own_registrations(*, by: User) -> QuerySet[Registration]:
    """Return the registrations of this person that waited, the latest first. One query.

    Each has `seen`, the child's id where she may see the child that came of it.
    """
    seen = Child.objects.filter(pk=OuterRef("child_id")).values("pk")
    found = Registration.objects.filter(by=by).select_related("decided_by")
    return found.annotate(seen=Subquery(seen)).order_by("-at", "-pk")


def matches_of(registration: Registration, *, by: User, at: datetime) -> list[Child]:
    """Return the children whom a registration may be. One query."""
    return as_listed(registration.matches, by=by, at=at)
