"""Who works with the child: allocation, co-workers, handing over, a worker who leaves."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, QuerySet

from waymark.accounts.answers import Refused
from waymark.accounts.models import Service, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.acts.chosen import refuse_who_is_not_led, refuse_who_may_not_work
from waymark.children.acts.home import only_home
from waymark.children.kept import refuse_who_is_kept_from
from waymark.children.models import Allocation, Child
from waymark.children.models.allocation import Part
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.rules.carries import carries


@carries("CM-001")
def allocate(*, child: int, worker: User, by: User, at: datetime) -> None:
    """Give a worker to a child who has none.

    :raises Refused: where somebody is the child's worker; then the child is handed over.
    """
    check_user_can(by, Permission.ALLOCATE)
    with door.act("allocate", by=by, at=at, children=[child]) as act:
        _refuse_to_replace(act, child)
        give_worker(act, child, worker)


def hand_over(*, child: int, worker: User, facts: Document, by: User, at: datetime) -> None:
    """Give the child another worker, and say what makes it a handing over.

    :param facts: why, how the new worker is introduced, what the child need not repeat.
    """
    check_user_can(by, Permission.ALLOCATE)
    with door.act("hand-over", by=by, at=at, children=[child]) as act:
        _hand_over(act, child, worker, facts)


def hand_over_all(
    *, leaver: User, to: dict[int, User], facts: Document, by: User, at: datetime
) -> None:
    """Hand over every child of a worker who leaves, each to the worker chosen for the child.

    :raises Refused: where a child of the leaver has nobody to go to; then nobody is moved.
    """
    check_user_can(by, Permission.REALLOCATE_MANY)
    refuse_who_is_not_led(leaver, by)
    recording.note(leaver=leaver.pk)
    children = sorted(children_of(leaver, on=door.today(at)).values_list("child", flat=True))
    without = [child for child in children if child not in to]
    if without:
        raise Refused(f"Choose a worker for each child: {len(without)} have none yet.")
    with door.act("hand-over-all", by=by, at=at, children=children) as act:
        for child in children:
            _hand_over(act, child, to[child], facts)


def add_co_worker(*, child: int, worker: User, by: User, at: datetime) -> None:
    check_user_can(by, Permission.ALLOCATE)
    with door.act("add-co-worker", by=by, at=at, children=[child]) as act:
        refuse_who_may_not_work(worker, by)
        _refuse_who_may_not_see(worker, child, by)
        if _standing(child, on=act.today).filter(user=worker).exists():
            raise Refused(f"{worker.name} works with the child already.")
        _open(act, child, worker, Part.CO_WORKER)
        act.record(child, _facts(act, "co-worker-added", worker=worker.email))


def remove_co_worker(*, child: int, worker: User, by: User, at: datetime) -> None:
    check_user_can(by, Permission.ALLOCATE)
    with door.act("remove-co-worker", by=by, at=at, children=[child]) as act:
        own = _standing(child, on=act.today).filter(user=worker, part=Part.CO_WORKER)
        if not own.exists():
            raise Refused(f"{worker.name} is no co-worker of this child.")
        _refuse_to_end_the_homes(act, child, own)
        _close(own, act.today)
        act.record(child, _facts(act, "co-worker-removed", worker=worker.email))


def unallocate(*, child: int, reason: str, by: User, at: datetime) -> None:
    """Leave the child without a worker, which a duty then follows."""
    check_user_can(by, Permission.ALLOCATE)
    with door.act("unallocate", by=by, at=at, children=[child]) as act:
        own = _standing(child, on=act.today).filter(part=Part.CASE_MANAGER)
        allocation = own.select_related("user").first()
        if allocation is None:
            raise Refused("The child has no worker.")
        _refuse_to_end_the_homes(act, child, own)
        facts = _facts(act, "worker-unallocated", worker=allocation.user.email, reason=reason)
        _close(own, act.today)
        act.record(child, facts)


def end_allocations(act: Act, child: int) -> None:
    """End everybody's work with a child whose case closes or moves; part of another act."""
    _close(_standing(child, on=act.today), act.today)


def end_earlier_allocations(act: Act, child: int, on: date) -> None:
    """End the work of those who worked with a child before the case came here on a day."""
    earlier = _standing(child, on=act.today).alias(begins=Func(F("period"), function="lower"))
    _close(earlier.filter(begins__lt=on), on)


def end_work_of_host(act: Act, child: int, host: Service, reason: str) -> None:
    """End the work of the people of a service that hosts the child no more; part of another act."""
    theirs = _standing(child, on=act.today).filter(user__service=host)
    for each in theirs.select_related("user").order_by("pk"):
        ended = {"worker": each.user.email}
        if each.part == Part.CASE_MANAGER:
            act.record(child, _facts(act, "worker-unallocated", **ended, reason=reason))
        else:
            act.record(child, _facts(act, "co-worker-removed", **ended))
    _close(theirs, act.today)


def children_of(worker: User, *, on: date) -> QuerySet[Allocation]:
    """Return a worker's allocations as case manager on a day."""
    return Allocation.objects.filter(user=worker, part=Part.CASE_MANAGER, period__contains=on)


def _hand_over(act: Act, child: int, worker: User, facts: Document) -> None:
    before = _standing(child, on=act.today).filter(part=Part.CASE_MANAGER).select_related("user")
    allocation = before.first()
    came_from = {"from_worker": allocation.user.email} if allocation else {}
    give_worker(act, child, worker)
    act.record(child, {**_facts(act, "handover", to_worker=worker.email), **came_from, **facts})


def give_worker(act: Act, child: int, worker: User) -> None:
    """Make somebody the child's worker from today; part of another act."""
    refuse_who_may_not_work(worker, act.by)
    _refuse_who_may_not_see(worker, child, act.by)
    standing = _standing(child, on=act.today)
    if standing.filter(user=worker, part=Part.CASE_MANAGER).exists():
        raise Refused(f"{worker.name} is the child's worker already.")
    manager = standing.filter(part=Part.CASE_MANAGER)
    _refuse_to_end_the_homes(act, child, manager)
    _close(manager, act.today)
    _close(standing.filter(user=worker), act.today)
    _open(act, child, worker, Part.CASE_MANAGER)
    act.record(child, _facts(act, "worker-allocated", worker=worker.email))


def _refuse_to_replace(act: Act, child: int) -> None:
    standing = _standing(child, on=act.today).filter(part=Part.CASE_MANAGER)
    _refuse_to_end_the_homes(act, child, standing)
    allocation = standing.select_related("user").first()
    if allocation is not None:
        raise Refused(
            f"{allocation.user.name} is the child’s worker already. Hand the child over instead, "
            "so that nothing has to be told twice."
        )


def _refuse_to_end_the_homes(act: Act, child: int, ending: QuerySet[Allocation]) -> None:
    """Let a service that hosts the child end only the work of its own people."""
    if ending.exclude(user__service=act.by.service_id).exists():
        only_home(act, child, act.by, "end the work of its own people with the child")


def _refuse_who_may_not_see(worker: User, child: int, by: User) -> None:
    restricted = Child.objects.filter(pk=child, restricted=True)
    if restricted.exclude(named__user=worker).exists():
        raise Refused(f"Only named people may see this child: name {worker.name} first.")
    refuse_who_is_kept_from([worker], [child], by)


def _open(act: Act, child: int, worker: User, part: Part) -> None:
    Allocation.objects.create(
        child_id=child,
        service_id=act.services[child],
        user=worker,
        part=part,
        period=DateRange(act.today, None),
    )


def _standing(child: int, *, on: date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(child=child, period__contains=on)


def _close(allocations: QuerySet[Allocation], on: date) -> None:
    """End allocations on a day; those that began that day never were."""
    begins = Func(F("period"), function="lower")
    allocations.alias(begins=begins).filter(begins__gte=on).delete()
    allocations.update(period=Func(begins, on, function="daterange"))


def _facts(act: Act, kind: str, **facts: object) -> Document:
    return {"kind": kind, "on": act.today.isoformat(), **facts}
