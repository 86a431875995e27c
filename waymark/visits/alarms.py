"""Who is looked for, and who is told: each step of an alarm once, whoever raises it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.accounts.permissions import Permission, who_may
from waymark.audit import recording
from waymark.children.models import DutyDay
from waymark.children.working import leads
from waymark.chronology.door import today
from waymark.duties.numbers import looked_for_after
from waymark.rules.lone_working import Reach, reach, steps_due
from waymark.visits import sending
from waymark.visits.models import Alarm, Out

# Two who raise it at once are told apart by the table's own constraint.
RAISE = (
    "INSERT INTO visits_alarm (service_id, out_id, step, whom_id, raised_at)"
    " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id"
)


def raise_due(at: datetime) -> list[Alarm]:
    """Write whom an alarm reaches now, of the service that asks; returns what is to be sent.

    What was raised before, here or by another process, is not raised again. Two queries, two for
    each visit, and one for each alarm.
    """
    raised = [pk for out in still_out() for pk in _raise(out, at)]
    found = Alarm.objects.filter(pk__in=raised).select_related("out__worker", "whom")
    return list(found.order_by("pk")) if raised else []


def raise_everywhere(at: datetime) -> int:
    """Raise what is due in each service and have it sent; returns how many were not raised before.

    The audit hears of it only while somebody is late.
    """
    raised = 0
    for service in Service.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            asking.as_waymark(service)
            if not any(is_late(out, at) for out in still_out()):
                continue
        with recording.command("visits-alarms", service_id=service, user_id=None, at=at):
            asking.as_waymark(service)
            due = raise_due(at)
            sending.ring(due)
            raised += len(due)
    return raised


def still_out() -> QuerySet[Out]:
    return Out.objects.filter(closed_at=None).select_related("worker").order_by("expected_back")


def is_late(out: Out, at: datetime) -> bool:
    return bool(_steps(out, at))


def _steps(out: Out, at: datetime) -> list[int]:
    """Return the steps that are due, by the numbers of her service. One query."""
    grace, every = looked_for_after(out.service_id, today(at))
    return steps_due(out.expected_back, at, grace=grace, every=every)


def _raise(out: Out, at: datetime) -> Iterator[int]:
    people = list(_people(out)) if (steps := _steps(out, at)) else []
    duty = _on_duty(out, at) if steps else set()
    with connection.cursor() as cursor:
        for step in steps:
            for whom in _whom(out, step, people, duty):
                cursor.execute(RAISE, [out.service_id, out.pk, step, whom.pk, at])
                yield from (pk for (pk,) in cursor.fetchall())


def _people(out: Out) -> QuerySet[User]:
    """Return who at work may be told, beside the worker."""
    roles = who_may(Permission.SEE_CHILDREN)
    found = User.objects.filter(service=out.service_id, is_active=True, role__in=roles)
    return found.exclude(pk=out.worker_id).order_by("pk")


def _on_duty(out: Out, at: datetime) -> set[int]:
    found = DutyDay.objects.filter(service=out.service_id, day=today(at))
    return set(found.values_list("user", flat=True))


def _whom(out: Out, step: int, people: Iterable[User], duty: set[int]) -> list[User]:
    """Return whom a step reaches; where nobody is, the next who is there, and at last herself."""
    reaches = reach(step)
    if reaches is Reach.WORKER:
        return [out.worker]
    managers = [each for each in people if manages(each, out.worker)]
    desk = [each for each in people if each.pk in duty]
    above = [each for each in people if each.role == Role.SENIOR_MANAGER]
    managers = [each for each in managers if each.role != Role.SENIOR_MANAGER] or above
    either = (managers, desk) if reaches is Reach.MANAGERS else (desk, managers)
    return either[0] or either[1] or [out.worker]


def manages(person: User, worker: User) -> bool:
    manager = person.role in who_may(Permission.MANAGE_TEAM)
    return manager and leads(person, worker)


def told_of(by: User, at: datetime) -> list[Out]:
    """Return who is out, as somebody's first page tells it: herself, and whoever is late and hers
    to look for. It goes by the clock, so that it is told also where nothing raises alarms.

    One query, and one for each who is out.
    """
    alarmed = Alarm.objects.filter(out=OuterRef("pk"), whom=by)
    on_duty = DutyDay.objects.filter(user=by, day=today(at))
    rows = still_out().annotate(alarmed=Exists(alarmed), on_duty=Exists(on_duty))
    found = []
    for out in rows:
        out.is_own, out.is_late = out.worker_id == by.pk, is_late(out, at)
        hers = out.alarmed or out.on_duty or manages(by, out.worker)
        if out.is_own or (out.is_late and hers):
            found.append(out)
    return found
