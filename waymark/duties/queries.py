"""The children whom somebody works with or answers for, and what is owed to them."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.children.access import MANAGERS
from waymark.children.models import Allocation, Child, Cover, Episode, Hosting
from waymark.children.models.allocation import Part
from waymark.children.names import tell_apart
from waymark.duties.models import Duty
from waymark.duties.renewal import renew_when_met
from waymark.duties.status import status_on

NOBODY = {"user": None, "name": ""}


def caseload(*, by: User, on: date) -> list[Child]:
    """Return the children whom this person works with today, or stands in for their worker.

    Each with its standing, renewed when it was stale, and with `hers`, `part` (her own, none where
    she stands in), `worker`, `worker_name`, and the codes of its `alerts`. Whoever shares a first
    name is `called` by more. One query.

    Without those whose case is closed, and those who died.
    """
    children = Child.objects.filter(_hers(by, on)).annotate(hers=Value(1))
    return _met(_open(children, on), by, on)


def overseen(*, by: User, on: date, marks: bool = True) -> list[Child]:
    """Return the children of the team or service whom this manager answers for, and nobody's.

    As `caseload`, with those whom the service hosts; without those whose case is closed. One query.

    :param marks: whether what happened under each order is wanted too; of hundreds it is much.
    """
    hosted = Hosting.objects.filter(child=OuterRef("pk"), host=by.service_id, period__contains=on)
    children = Child.objects.filter(Q(service=by.service_id) | Exists(hosted))
    children = children.annotate(hers=_hers(by, on))
    if by.role != Role.SENIOR_MANAGER:
        workers = _workers(on).filter(part=Part.CASE_MANAGER)
        theirs = Exists(workers.filter(user__team=by.team_id, user__team__isnull=False))
        children = children.filter(theirs | ~Exists(workers) | _hers(by, on))
    children = _open(children, on)
    return _met(children if marks else children.defer("standing__marks"), by, on)


def owed(where: Q, *, on: date) -> list[Duty]:
    """Return the duties that are owed on a day or to come, and those done on it. One query.

    Each with its `status`, the earliest due first, those without a day last, oldest first.
    """
    still = Q(done_on=None) & (Q(closes_on=None) | Q(closes_on__gte=on))
    done_today = Q(done_on=on) | Q(done_written_on=on)
    found = Duty.objects.filter(where, still | done_today).annotate(status=status_on(on))
    return list(found.order_by(F("due_on").asc(nulls_last=True), "opens_on", "key"))


@dataclass(frozen=True)
class Worker:
    """Somebody of the team; `stands_in` while she is away."""

    user: User
    back_on: date | None
    stands_in: str


def team(*, by: User, on: date) -> list[Worker]:
    """Return the people who work with children in this manager's team or service. One query."""
    people = User.objects.filter(service=by.service_id, is_active=True)
    people = people.filter(role__in=set(who_may(Permission.RECORD)) - MANAGERS)
    if by.role != Role.SENIOR_MANAGER:
        people = people.filter(team=by.team_id, team__isnull=False)
    away = Cover.objects.filter(away=OuterRef("pk"), period__contains=on).order_by("period")
    people = people.annotate(
        back_on=Subquery(away.values("period__endswith")[:1]),
        stands_in=Subquery(away.values("user__name")[:1]),
    )
    return [Worker(each, each.back_on, each.stands_in or "") for each in people.order_by("name")]


def _open(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    return children.exclude(standing__closed_on__lte=on)


def _workers(on: date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(child=OuterRef("pk"), period__contains=on)


def _hers(by: User, on: date) -> Exists:
    covered = Cover.objects.filter(user=by, period__contains=on).values("away")
    stands_in = Q(user__in=covered, part=Part.CASE_MANAGER)
    return Exists(_workers(on).filter(Q(user=by) | stands_in))


def _met(children: QuerySet[Child], by: User, on: date) -> list[Child]:
    """Return the children by first name, having asked again where some had to be renewed."""
    wanted = _described(children, on)
    found = list(wanted)
    if renew_when_met({child.pk: getattr(child, "standing", None) for child in found}, on):
        found = list(wanted.all())
    for child in found:
        workers = {each["part"]: each for each in child.workers}
        worker = workers.get(Part.CASE_MANAGER, NOBODY)
        child.worker, child.worker_name = worker["user"], worker["name"]
        child.part = next((each["part"] for each in child.workers if each["user"] == by.pk), None)
    tell_apart(found)
    return sorted(found, key=lambda child: (child.called.casefold(), child.pk))


def _described(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Add who works with each child, and the alerts: an array each, a subquery each."""
    worker = JSONObject(user="user", name="user__name", part="part")
    alerts = Episode.objects.filter(child=OuterRef("pk"), kind="alerts", period__contains=on)
    return (
        children.annotate(
            workers=ArraySubquery(_workers(on).values(each=worker)),
            alerts=ArraySubquery(alerts.order_by("position").values("document__kind")),
        )
        .select_related("standing")
        .defer("document", "beside", "standing__seen", "standing__judged")
    )
