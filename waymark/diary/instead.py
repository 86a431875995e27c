"""Somebody else comes, where the child's record came to be kept from who was to: whoever works with
the child, and who manages that worker, are told which times these are, and nobody is told why."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Func, JSONField

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.models import Child
from waymark.chronology import door
from waymark.diary import away, queries, together, words
from waymark.diary.away import Absence, Choice
from waymark.diary.models import Appointment
from waymark.diary.queries import Slot
from waymark.diary.said_beside import Beside
from waymark.frame.addresses import address_of
from waymark.pages.words import several
from waymark.prepared import Told
from waymark.rules.carries import carries

NEEDS = "Somebody other than {} has to come"
GROUP = "{}: this is a group. Leave it to who manages {}, who reads of it too."


class KeptTimes(Func):
    """The times that need somebody else: `migrations/nobody_left.sql` says to whom."""

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
            f"other than {people[worker].name}",
            address_of("somebody-else", child),
        )
        for (child, worker), count in many.items()
        if child in children and worker in people
    ]


@carries("CM-400")
def said(slots: Sequence[Slot], *, at: datetime) -> dict[int, list[Beside]]:
    """Say of each time that needs somebody else who may not come, by its id, to whoever is to see
    to it. Two queries, none where nothing is shown."""
    shown = {each.appointment.pk for each in slots}
    kept = [(pk, worker) for _, worker, pk in _all(at) if pk in shown] if shown else []
    people = User.objects.in_bulk({worker for _, worker in kept}) if kept else {}
    found: dict[int, list[Beside]] = {}
    for pk, worker in kept:
        if worker in people:
            needs = Beside(NEEDS.format(people[worker].name), late=True)
            found.setdefault(pk, []).append(needs)
    return found


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
def give_all(*, child: Child, chosen: Mapping[int, Choice], by: User, at: datetime) -> list[str]:
    """Do with each time what was chosen: a colleague comes, it is called off, or it stays.

    :param chosen: by the appointment's id.
    :returns: in words, what could not be done: it stays where it was.
    """
    check_user_can(by, Permission.RECORD)
    seen = first_of(child, at=at)
    if seen is None:
        return away.overtaken(chosen, ())
    rows = [row for slot in seen.slots for row in together.all_of(slot.appointment)]
    with door.act(
        "give-times", by=by, at=at, children={row.child_id for row in rows}, renews=False
    ):
        away.wait_for_all(seen.absence, rows, chosen)
        still = first_of(child, at=at)  # read again: now nobody else changes them
        slots = {slot.appointment.pk: slot for slot in still.slots} if still else {}
        left = [
            _given(still.absence, slots[pk], choice, by, at)
            for pk, choice in sorted(chosen.items())
            if still and pk in slots and choice.does != "move"
        ]
    return [*filter(None, left), *away.overtaken(chosen, slots)]


def _given(absence: Absence, slot: Slot, choice: Choice, by: User, at: datetime) -> str:
    """Do it; of a group that is another's to give, nobody is sent to who may not know why."""
    row = slot.appointment
    if choice.does != "leave" and together.is_of_a_group(row) and not together.runs(row, by):
        return GROUP.format(words.moment(slot.begins, door.today(at)), absence.worker.name)
    return away.done(absence, slot, choice, is_close=False, by=by, at=at)


def _all(at: datetime) -> list[tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_times(%s)", [at])
        return [tuple(each) for each in json.loads(cursor.fetchone()[0])]
