"""Somebody else comes, where the child's record came to be kept from who was to: whoever works with
the child, and who manages that worker, are told which times these are, and nobody is told why."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Func, JSONField

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.models import Child
from waymark.chronology import door
from waymark.diary import away, queries, together
from waymark.diary.away import Absence, Choice
from waymark.diary.models import Appointment
from waymark.diary.queries import Slot
from waymark.frame.addresses import address_of
from waymark.pages.words import several
from waymark.prepared import Told
from waymark.rules.carries import carries


class KeptTimes(Func):
    """The times that need somebody else: `migrations/kept_times.sql` says to whom."""

    function = "kept_times"
    output_field = JSONField()

    def __init__(self, at: datetime | Told, **more: Any) -> None:
        super().__init__(at, **more)


class OfOne(NamedTuple):
    """One worker who may not come, as one who is away from the first time to the last."""

    absence: Absence
    slots: list[Slot]


@carries("CM-400")
def notices(*, by: User, at: datetime) -> list[tuple[str, str]]:
    """Say of each child how many times need somebody else, and where that is done. Three
    queries."""
    many = Counter((child, worker) for child, worker, _ in _all(at))
    children = Child.objects.in_bulk({child for child, _ in many})
    people = User.objects.in_bulk({worker for _, worker in many})
    recording.note(children=list(children))
    return [
        (
            f"{children[child].first_name}: {several(count, 'time needs', 'times need')} somebody "
            f"else than {people[worker].name}",
            address_of("somebody-else", child),
        )
        for (child, worker), count in many.items()
        if child in children and worker in people
    ]


def first_of(child: Child, *, at: datetime) -> OfOne | None:
    """Return the first worker who may not come to this child, and to what. Four queries at most."""
    found = [(worker, pk) for of, worker, pk in _all(at) if of == child.pk]
    if not found:
        return None
    worker, _ = found[0]
    rows = Appointment.objects.filter(pk__in=[pk for who, pk in found if who == worker])
    beside = rows.select_related("meeting__place", "child").prefetch_related("meeting__workers")
    slots = queries.slots(beside.order_by("meeting__begins", "pk"))
    absence = Absence(User.objects.get(pk=worker), slots[0].on, slots[-1].on, is_over=False)
    return OfOne(absence, slots)


@carries("CM-400")
def give_all(
    *, child: Child, worker: User, chosen: Mapping[int, Choice], by: User, at: datetime
) -> list[str]:
    """Do with each time what was chosen: a colleague comes, it is called off, or it stays.

    :param chosen: by the appointment's id.
    :returns: in words, what could not be done: it stays where it was.
    """
    check_user_can(by, Permission.RECORD)
    found = first_of(child, at=at)
    if found is None or found.absence.worker != worker:
        return []
    rows = [row for slot in found.slots for row in together.all_of(slot.appointment)]
    with door.act(
        "give-times", by=by, at=at, children={row.child_id for row in rows}, renews=False
    ):
        away.wait_for_all(found.absence, rows, chosen)
        left = [
            away.done(found.absence, slot, choice, is_close=False, by=by, at=at)
            for slot in found.slots
            if (choice := chosen.get(slot.appointment.pk)) and choice.does != "move"
        ]
    return [each for each in left if each]


def _all(at: datetime) -> list[tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_times(%s)", [at])
        return [tuple(each) for each in json.loads(cursor.fetchone()[0])]
