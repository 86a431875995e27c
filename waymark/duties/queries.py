"""The children whom somebody works with or answers for, and what is owed to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.children.access import MANAGERS
from waymark.children.models import Allocation, Child, Cover, Episode
from waymark.children.models.allocation import Part
from waymark.duties.models import Duty, Standing
from waymark.duties.renewal import renew_when_met
from waymark.duties.status import status_on

WEEK = timedelta(days=7)


def caseload(*, by: User, on: date) -> list[Child]:
    """Return the children whom this person works with today, or stands in for their worker.

    Each with its standing, renewed when it was stale, and: `worker`, `worker_name`, `part` (this
    person's own, none where she stands in) and `alerts`. One query.
    """
    covered = Cover.objects.filter(user=by, period__contains=on).values("away")
    hers = _workers(on).filter(Q(user=by) | Q(user__in=covered, part=Part.CASE_MANAGER))
    own = _workers(on).filter(user=by).values("part")[:1]
    children = Child.objects.filter(Exists(hers)).annotate(part=Subquery(own))
    return _met(lambda: _described(children, on), on)


def overseen(*, by: User, on: date) -> list[Child]:
    """Return the children of the team or service whom this manager answers for, and nobody's.

    As `caseload`. One query.
    """
    theirs = _workers(on).filter(part=Part.CASE_MANAGER)
    if by.role != Role.SENIOR_MANAGER:
        # A child whose worker is of no team, or of none that this is, is another manager's.
        nobodys = ~Exists(theirs)
        children = Child.objects.filter(
            Exists(theirs.filter(user__team=by.team_id, user__team__isnull=False)) | nobodys
        )
    else:
        children = Child.objects.all()
    own = _workers(on).filter(user=by).values("part")[:1]
    children = children.filter(service=by.service_id).annotate(part=Subquery(own))
    open_ones = Q(standing=None) | Q(standing__closed_on=None) | Q(standing__closed_on__gt=on)
    return _met(lambda: _described(children.filter(open_ones), on), on)


def owed(where: Q, *, on: date) -> list[Duty]:
    """Return the duties that are owed on a day or to come, and those done on it. One query.

    Each with its `status`, the earliest due first, those without a day last, oldest first.
    """
    still = Q(done_on=None) & (Q(closes_on=None) | Q(closes_on__gte=on))
    done_today = Q(done_on=on) | Q(done_written_on=on)
    found = Duty.objects.filter(where, still | done_today).annotate(status=status_on(on))
    return list(found.order_by(F("due_on").asc(nulls_last=True), "opens_on", "key"))


def pressing(children: Iterable[int], *, on: date) -> list[Duty]:
    """Return what is late with these children, or due within a week. One query."""
    soon = Q(due_on__lte=on + WEEK, opens_on__lte=on, done_on=None)
    still = Q(closes_on=None) | Q(closes_on__gte=on)
    found = Duty.objects.filter(soon, still, child__in=list(children))
    return list(found.annotate(status=status_on(on)).order_by("due_on", "opens_on", "key"))


@dataclass(frozen=True)
class Worker:
    """Somebody of the team; `stands_in` while she is away."""

    user: User
    back_on: date | None
    stands_in: str


def team(*, by: User, on: date) -> list[Worker]:
    """Return the people who work with children in this manager's team or service. One query."""
    people = User.objects.filter(service=by.service_id, is_active=True)
    people = people.filter(role__in=who_may(Permission.RECORD)).exclude(role__in=MANAGERS)
    if by.role != Role.SENIOR_MANAGER:
        people = people.filter(team=by.team_id, team__isnull=False)
    away = Cover.objects.filter(away=OuterRef("pk"), period__contains=on).order_by("period")
    people = people.annotate(
        back_on=Subquery(away.values("period__endswith")[:1]),
        stands_in=Subquery(away.values("user__name")[:1]),
    )
    return [Worker(each, each.back_on, each.stands_in or "") for each in people.order_by("name")]


def _workers(on: date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(child=OuterRef("pk"), period__contains=on)


def _described(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    worker = _workers(on).filter(part=Part.CASE_MANAGER)
    alerts = Episode.objects.filter(child=OuterRef("pk"), kind="alerts", period__contains=on)
    return (
        children.annotate(
            worker=Subquery(worker.values("user")[:1]),
            worker_name=Subquery(worker.values("user__name")[:1]),
            alerts=ArraySubquery(alerts.order_by("position").values("document__kind")),
        )
        .select_related("standing")
        .defer("document", "beside")
        .order_by("sort_name", "pk")
    )


def _met(ask: Callable[[], QuerySet[Child]], on: date) -> list[Child]:
    """Return the children, having asked again where some had to be renewed."""
    children = list(ask())
    standings = {child.pk: _standing(child) for child in children}
    return list(ask()) if renew_when_met(standings, on) else children


def _standing(child: Child) -> Standing | None:
    return getattr(child, "standing", None)
