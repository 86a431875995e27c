"""Reading who works with whom."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.audit import recording
from waymark.children.models import Allocation, Child, Cover, DutyDay, Hosting
from waymark.children.models.allocation import Part
from waymark.chronology import casefile
from waymark.chronology.door import today
from waymark.pages.words import birthday
from waymark.prepared import DAY, ID, Told, prepared
from waymark.rules.duty import Duty
from waymark.rules.events.moves import ChildDied
from waymark.rules.gates.closing import countersigned, left_open
from waymark.rules.known import known_on


def other_children(child: Child, *, by: User, at: datetime) -> list[Child]:
    """Return the other children with whom this person works, whose cases are open. One query."""
    return _others(child=child.pk, by=by.pk, on=today(at))


@prepared(child=ID, by=ID, on=DAY)
def _others(*, child: Told, by: Told, on: Told) -> QuerySet[Child]:
    working = Child.objects.filter(allocations__user=by, allocations__period__contains=on)
    others = working.exclude(pk=child).exclude(standing__closed_on__lte=on)
    return others.order_by("sort_name", "pk").defer("document", "beside")


def workers(*, by: User) -> QuerySet[User]:
    """Return the people of a service who work with children. One query."""
    roles = who_may(Permission.RECORD)
    found = User.objects.filter(service=by.service_id, is_active=True, role__in=roles)
    return found.order_by("name", "pk")


def led(*, by: User) -> QuerySet[User]:
    """Return those of them whose work this manager arranges: her team's, or all. One query."""
    found = workers(by=by)
    if by.role == Role.SENIOR_MANAGER:
        return found
    return found.filter(team=by.team_id, team__isnull=False)


def leads(by: User, person: User) -> bool:
    """Tell whether this manager arranges the work of a person, as `led` lists them."""
    ours = person.service_id == by.service_id
    in_team = by.team_id is not None and person.team_id == by.team_id
    return ours and (by.role == Role.SENIOR_MANAGER or in_team)


class Working(NamedTuple):
    """Who works with a child, as seen by somebody; each has `may_end`."""

    worker: Allocation | None
    co_workers: list[Allocation]
    before: list[Allocation]
    hosting: Hosting | None

    @property
    def may_give(self) -> bool:
        """Tell whether the asker may give the child another worker, or leave it without."""
        return self.worker is None or self.worker.may_end


def who_works_with(child: Child, *, by: User, on: date) -> Working:
    """Return who works with the child on a day, who did before, and which host. Two queries.

    A service that hosts the child ends only the work of its own people.
    """
    rows = list(child.allocations.select_related("user").order_by("part", "-period"))
    for row in rows:
        row.may_end = by.service_id in (child.service_id, row.user.service_id)
    standing = [row for row in rows if row.period.upper is None or row.period.upper > on]
    workers = [row for row in standing if row.part == Part.CASE_MANAGER]
    hosted = Hosting.objects.filter(child=child, period__contains=on)
    return Working(
        worker=workers[0] if workers else None,
        co_workers=[row for row in standing if row.part == Part.CO_WORKER],
        before=[row for row in rows if row not in standing],
        hosting=hosted.select_related("host", "service").first(),
    )


class Whereabouts(NamedTuple):
    """Where a case is: here or gone, and what still runs under it, in words."""

    is_gone: bool
    running: str
    left: list[Duty]  # what this service still owes
    countersigned: bool  # a manager looked at how it ended, or nothing was there to end
    looked_after: bool


def whereabouts(child: Child, *, on: date) -> Whereabouts:
    """Return where the case is. One query a table of the case file."""
    case = known_on(casefile.of(child.pk), on)
    ends = {order.called: case.end_of(order) for order in case.supervised}
    running = [
        f"The {called} runs to {birthday(end)}" if end else f"The {called} has no known end"
        for called, end in ends.items()
        if not case.all(ChildDied) and (end is None or end > on)
    ]
    is_gone = case.closed_by is not None
    looked_at = bool(countersigned(case) or not case.supervised or case.all(ChildDied))
    left = [] if is_gone else left_open(case, on)
    is_looked_after = case.child.looked_after_on(on) is not None
    return Whereabouts(is_gone, ". ".join(running), left, looked_at, is_looked_after)


def worker_of(child: Child, *, on: date) -> User | None:
    """Return who is the child's worker on a day. One query."""
    return _working(child, on=on, part=Part.CASE_MANAGER).first()


def co_workers_of(child: Child, *, on: date) -> QuerySet[User]:
    return _working(child, on=on, part=Part.CO_WORKER)


def _working(child: Child, *, on: date, part: Part) -> QuerySet[User]:
    standing = child.allocations.filter(part=part, period__contains=on)
    return User.objects.filter(pk__in=standing.values("user"))


def covers(*, by: User, on: date) -> list[Cover]:
    """Return who stands in for whom from a day on; each has `may_end`. One query."""
    found = Cover.objects.filter(service=by.service_id, period__endswith__gt=on)
    rows = list(found.select_related("user", "away").order_by("period", "pk"))
    for row in rows:
        row.may_end = leads(by, row.away)
    return rows


def duty_days(*, by: User, on: date) -> list[DutyDay]:
    """Return who answers for the duty desk from a day on; each has `may_end`. One query."""
    found = DutyDay.objects.filter(service=by.service_id, day__gte=on)
    rows = list(found.select_related("user").order_by("day", "user__name"))
    for row in rows:
        row.may_end = leads(by, row.user)
    return rows


def workloads(*, by: User, on: date) -> QuerySet[User]:
    """Return the people whom one leads. One query.

    Each has `children`, of how many the worker, and `co_works`, of how many the co-worker.
    """
    now = Q(allocations__period__contains=on)
    mine, others = (now & Q(allocations__part=part) for part in (Part.CASE_MANAGER, Part.CO_WORKER))
    return led(by=by).annotate(
        children=Count("allocations", filter=mine), co_works=Count("allocations", filter=others)
    )


def children_to_leave(worker: User, part: Part, *, on: date) -> list[Allocation]:
    """Return a worker's children on a day, whom the answer's audit row names. One query."""
    found = Allocation.objects.filter(user=worker, part=part, period__contains=on)
    rows = list(found.select_related("child").order_by("child__sort_name", "child"))
    recording.note(children=[row.child_id for row in rows])
    return rows
