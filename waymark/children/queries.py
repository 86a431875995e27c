"""Finding children, and who works with them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can, who_may
from waymark.audit import recording
from waymark.children.access import own_children
from waymark.children.header import age_on
from waymark.children.models import Allocation, Child, Cover, DutyDay, Registration
from waymark.children.models.allocation import Part
from waymark.children.models.registration import State
from waymark.children.typed import Typed
from waymark.chronology.door import today

MOST = 30


def find(typed: Typed, *, by: User, at: datetime) -> list[Child]:
    """Return the children who match what was typed, the likeliest first. Two queries.

    Each has `age`; `workers`, the names of those who are the child's worker; and `own`, which says
    something where the child is this person's work today. The answer's audit row names them all.
    """
    check_user_can(by, Permission.SEE_CHILDREN)
    if not typed:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child FROM find_children(%s, %s, %s, %s)",
            [typed.words, typed.born, typed.reference, MOST],
        )
        ids = [child for (child,) in cursor.fetchall()]
    return _as_listed(ids, by=by, at=at)


class Likely(NamedTuple):
    """Who may be the child about to be registered."""

    clear: list[Child]  # whom the person who registers may be shown
    uncertain: list[Child]  # whom she may see, but who must not tell apart from the next
    hidden: bool

    @property
    def must_wait(self) -> bool:
        return bool(self.uncertain) or self.hidden


def likely(*, names: Sequence[str], born: date, by: User, at: datetime) -> Likely:
    """Return who may be this child already. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child, is_clear FROM likely_children(%s, %s)", [" ".join(names), born]
        )
        found = cursor.fetchall()
    is_clear = {child: clear for child, clear in found if child is not None}
    listed = _as_listed(list(is_clear), by=by, at=at)
    return Likely(
        clear=[child for child in listed if is_clear[child.pk]],
        uncertain=[child for child in listed if not is_clear[child.pk]],
        hidden=len(is_clear) < len(found),
    )


def workers(*, by: User) -> QuerySet[User]:
    """Return the people of a service who work with children. One query."""
    roles = who_may(Permission.RECORD)
    found = User.objects.filter(service=by.service_id, is_active=True, role__in=roles)
    return found.order_by("name", "pk")


def _as_listed(ids: list[int], *, by: User, at: datetime) -> list[Child]:
    """Return children in the order of their ids, as a list shows them."""
    if not ids:
        return []
    standing = Allocation.objects.filter(
        child=OuterRef("pk"), part=Part.CASE_MANAGER, period__contains=today(at)
    )
    own = own_children(by=by, at=at).filter(pk=OuterRef("pk"))
    rows = Child.objects.annotate(
        workers=ArraySubquery(standing.values("user__name")), own=ArraySubquery(own.values("pk"))
    ).in_bulk(ids)
    listed = [rows[child] for child in ids if child in rows]
    for child in listed:
        child.age = age_on(child.date_of_birth, today(at))
    recording.note(children=[child.pk for child in listed])
    return listed


def to_decide(*, by: User) -> QuerySet[Registration]:
    """Return the registrations that wait for a manager like this, the oldest first. One query."""
    found = Registration.objects.filter(service=by.service_id, state=State.WAITING)
    return found.exclude(by=by).select_related("by").order_by("at", "pk")


def registration_to_decide(pk: int, *, by: User) -> Registration | None:
    """Return one of them. One query."""
    return to_decide(by=by).filter(pk=pk).select_related("by", "worker").first()


def own_registrations(*, by: User) -> QuerySet[Registration]:
    """Return the registrations of this person that waited, the latest first. One query.

    Each has `seen`, the child's id where she may see the child that came of it.
    """
    seen = Child.objects.filter(pk=OuterRef("child_id")).values("pk")
    found = Registration.objects.filter(by=by).select_related("decided_by")
    return found.annotate(seen=Subquery(seen)).order_by("-at", "-pk")


def matches_of(registration: Registration, *, by: User, at: datetime) -> list[Child]:
    """Return the children whom a registration may be. One query."""
    return _as_listed(registration.matches, by=by, at=at)


def who_works_with(child: Child, *, on: date) -> tuple[list[Allocation], list[Allocation]]:
    """Return who works with the child on a day, and who did before. One query."""
    rows = child.allocations.select_related("user").order_by("part", "-period")
    standing = [row for row in rows if row.period.upper is None or row.period.upper > on]
    return standing, [row for row in rows if row not in standing]


def worker_of(child: Child, *, on: date) -> User | None:
    """Return who is the child's worker on a day. One query."""
    return _working(child, on=on, part=Part.CASE_MANAGER).first()


def co_workers_of(child: Child, *, on: date) -> QuerySet[User]:
    return _working(child, on=on, part=Part.CO_WORKER)


def _working(child: Child, *, on: date, part: Part) -> QuerySet[User]:
    standing = child.allocations.filter(part=part, period__contains=on)
    return User.objects.filter(pk__in=standing.values("user"))


def covers(*, by: User, on: date) -> QuerySet[Cover]:
    """Return who stands in for whom from a day on. One query."""
    found = Cover.objects.filter(service=by.service_id, period__endswith__gt=on)
    return found.select_related("user", "away").order_by("period", "pk")


def duty_days(*, by: User, on: date) -> QuerySet[DutyDay]:
    """Return who answers for the duty desk from a day on. One query."""
    found = DutyDay.objects.filter(service=by.service_id, day__gte=on)
    return found.select_related("user").order_by("day", "user__name")


def workloads(*, by: User, on: date) -> QuerySet[User]:
    """Return the people who work with children, each with `children`, how many. One query."""
    mine = Q(allocations__part=Part.CASE_MANAGER, allocations__period__contains=on)
    return workers(by=by).annotate(children=Count("allocations", filter=mine))


def children_to_hand_over(worker: User, *, on: date) -> list[Allocation]:
    """Return a worker's children on a day, whom the answer's audit row names. One query."""
    found = Allocation.objects.filter(user=worker, part=Part.CASE_MANAGER, period__contains=on)
    rows = list(found.select_related("child").order_by("child__sort_name", "child"))
    recording.note(children=[row.child_id for row in rows])
    return rows
