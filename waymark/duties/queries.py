"""The children whom somebody works with or answers for, and what is owed to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.children.access import MANAGERS
from waymark.children.models import Allocation, Child, Cover, Episode, Hosting
from waymark.children.models.allocation import Part
from waymark.children.names import tell_apart
from waymark.duties.models import Duty, Standing
from waymark.duties.renewal import renew_when_met
from waymark.duties.status import status_on
from waymark.prepared import DAY, ID, IDS, TEXTS, Among, Told, first, prepared

COUNTERSIGN, MEND = "countersign-plan", "mend-plan"
NOBODY = {"user": None, "name": ""}


def caseload(*, by: User, on: date) -> list[Child]:
    """Return the children whom this person works with today, or stands in for their worker.

    Each with its standing, renewed when it was stale, and with `hers`, `part` (her own, none where
    she stands in), `worker`, `worker_name`, and the codes of its `alerts`. Whoever shares a first
    name is `called` by more. One query.

    Without those whose case is closed, and those who died.
    """
    return _met(lambda: _hers_alone(by=by.pk, on=on), by, on)


def overseen(*, by: User, on: date, marks: bool = True, judged: bool = False) -> list[Child]:
    """Return the children of the team or service whom this manager answers for, and nobody's.

    As `caseload`, with those whom the service hosts; without those whose case is closed. One query.

    :param marks: whether what happened under each order is wanted too; of hundreds it is much.
    :param judged: whether what was judged of each is wanted too.
    """
    of = {"service": by.service_id, "team": by.team_id, "judged": judged, "marks": marks}
    every_team = by.role == Role.SENIOR_MANAGER
    return _met(lambda: _overseen(by=by.pk, on=on, every_team=every_team, **of), by, on)


@prepared(children=IDS, on=DAY)
def owed(*, children: Told, on: Told) -> QuerySet[Duty]:
    """Return what is owed to these children on a day or to come, or was done on it. One query.

    Each with its `status`, the earliest due first, those without a day last, oldest first.
    """
    return _owed(children, on)


@prepared(children=IDS, wholly=IDS, until=DAY, by=TEXTS, on=DAY)
def pressing(*, children: Told, wholly: Told, until: Told, by: Told, on: Told) -> QuerySet[Duty]:
    """As `owed`, but only what is due until a day and what these people owe, whenever it is due.

    :param wholly: the children of whom everything is wanted.
    :param by: who owes it, in the rules' words.
    """
    wanted = Among("child", wholly) | Among("owed_by", by) | Q(due_on__lte=until)
    return _owed(children, on).filter(wanted)


@prepared(children=IDS, named=TEXTS, since=DAY, on=DAY)
def raised(*, children: Told, named: Told, since: Told, on: Told) -> QuerySet[Duty]:
    """Return, of these duties, what opened since a day, and what is still owed. One query."""
    wanted = Q(opens_on__gte=since) | _still(on)
    found = Duty.objects.filter(wanted, Among("child", children), Among("duty", named))
    return found.annotate(status=status_on(on)).order_by("-opens_on", "key")


def standing_of(child: Child, on: date) -> None:
    """Put what is kept of one child beside the child, up to today's rules. One query."""
    standing = first(_kept(child=child.pk))
    if renew_when_met({child.pk: standing}, on):
        standing = first(_kept(child=child.pk))
    child.standing = standing or Standing(child=child)  # none yet, and nothing may be written


@prepared(child=ID)
def _kept(*, child: Told) -> QuerySet[Standing]:
    return Standing.objects.filter(child=child)


def _still(on: Told) -> Q:
    return Q(done_on=None) & (Q(closes_on=None) | Q(closes_on__gte=on))


def _owed(children: Told, on: Told) -> QuerySet[Duty]:
    done_today = Q(done_on=on) | Q(done_written_on=on)
    found = Duty.objects.filter(Among("child", children), _still(on) | done_today)
    found = found.filter(~_waits_to_be_mended(on))
    found = found.annotate(status=status_on(on))
    return found.order_by(F("due_on").asc(nulls_last=True), "opens_on", "key")


def _waits_to_be_mended(on: Told) -> Q:
    """A plan that was returned is its worker's to mend before a manager countersigns it."""
    mending = Duty.objects.filter(_still(on), child=OuterRef("child"), duty=MEND)
    return Q(duty=COUNTERSIGN) & Exists(mending)


@dataclass(frozen=True)
class Worker:
    """Somebody of the team; `stands_in` while she is away."""

    user: User
    back_on: date | None
    stands_in: str


def team(*, by: User, on: date) -> list[Worker]:
    """Return the people who work with children in this manager's team or service. One query."""
    every_team = by.role == Role.SENIOR_MANAGER
    people = _people(service=by.service_id, team=by.team_id, on=on, every_team=every_team)
    return [Worker(each, each.back_on, each.stands_in or "") for each in people]


@prepared(service=ID, team=ID, on=DAY)
def _people(*, service: Told, team: Told, on: Told, every_team: bool) -> QuerySet[User]:
    people = User.objects.filter(service=service, is_active=True)
    people = people.filter(role__in=set(who_may(Permission.RECORD)) - MANAGERS)
    if not every_team:
        people = people.filter(team=team)
    away = Cover.objects.filter(away=OuterRef("pk"), period__contains=on).order_by("period")
    return people.annotate(
        back_on=Subquery(away.values("period__endswith")[:1]),
        stands_in=Subquery(away.values("user__name")[:1]),
    ).order_by("name")


@prepared(by=ID, on=DAY)
def _hers_alone(*, by: Told, on: Told) -> QuerySet[Child]:
    children = Child.objects.filter(_hers(by, on)).annotate(hers=Value(1))
    return _described(children.defer("standing__judged"), on)


@prepared(by=ID, service=ID, team=ID, on=DAY)
def _overseen(
    *, by: Told, service: Told, team: Told, on: Told, every_team: bool, marks: bool, judged: bool
) -> QuerySet[Child]:
    hosted = Hosting.objects.filter(child=OuterRef("pk"), host=service, period__contains=on)
    children = Child.objects.filter(Q(service=service) | Exists(hosted))
    children = children.annotate(hers=_hers(by, on))
    if not every_team:
        workers = _workers(on).filter(part=Part.CASE_MANAGER)
        theirs = Exists(workers.filter(user__team=team))
        children = children.filter(theirs | ~Exists(workers) | _hers(by, on))
    children = children if marks else children.defer("standing__marks")
    return _described(children if judged else children.defer("standing__judged"), on)


def _workers(on: Told) -> QuerySet[Allocation]:
    return Allocation.objects.filter(child=OuterRef("pk"), period__contains=on)


def _hers(by: Told, on: Told) -> Exists:
    covered = Cover.objects.filter(user=by, period__contains=on).values("away")
    stands_in = Q(user__in=covered, part=Part.CASE_MANAGER)
    return Exists(_workers(on).filter(Q(user=by) | stands_in))


def _described(children: QuerySet[Child], on: Told) -> QuerySet[Child]:
    """Leave out whose case is closed; add who works with each, and the alerts: an array each."""
    worker = JSONObject(user="user", name="user__name", part="part")
    alerts = Episode.objects.filter(child=OuterRef("pk"), kind="alerts", period__contains=on)
    return (
        children.exclude(standing__closed_on__lte=on)
        .annotate(
            workers=ArraySubquery(_workers(on).values(each=worker)),
            alerts=ArraySubquery(alerts.order_by("position").values("document__kind")),
        )
        .select_related("standing")
        .defer("document", "beside", "standing__seen", "standing__counted")
    )


def _met(ask: Callable[[], list[Child]], by: User, on: date) -> list[Child]:
    """Return the children by first name, having asked again where some had to be renewed."""
    found = ask()
    if renew_when_met({child.pk: getattr(child, "standing", None) for child in found}, on):
        found = ask()
    for child in found:
        workers = {each["part"]: each for each in child.workers}
        worker = workers.get(Part.CASE_MANAGER, NOBODY)
        child.worker, child.worker_name = worker["user"], worker["name"]
        child.part = next((each["part"] for each in child.workers if each["user"] == by.pk), None)
    tell_apart(found)
    return sorted(found, key=lambda child: (child.called.casefold(), child.pk))
