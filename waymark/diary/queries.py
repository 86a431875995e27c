"""Reading the diary: whose it is, what came of it, and when something is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from psycopg.types.range import TimestamptzRange

from waymark.accounts.models import User
from waymark.children import shown
from waymark.children.header import LOCAL
from waymark.children.models import Child, Episode
from waymark.children.shown import Shown
from waymark.chronology.models import Event
from waymark.diary.models import BOOKED, Apart, Appointment, Place
from waymark.prepared import ID, MOMENT, Told, prepared
from waymark.rules.appointments import Said
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.facts import build
from waymark.rules.free import Period
from waymark.rules.life import Commitment

COMMITMENTS = "commitments"
IN_PAIRS = "visit-in-pairs"  # of the list `alerts`
NOT_FREE = "SELECT whose, lower(period), upper(period) FROM not_free(%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Taken:
    """A time at which something is not free; `whose` is "" where nobody may know whose."""

    whose: str
    period: Period


@dataclass(frozen=True)
class Slot:
    """One appointment as a page shows it, with what came of it."""

    appointment: Appointment
    said: Said
    outcome: str = ""  # of the contact that names it; nothing where none does yet
    contact: int | None = None

    @property
    def begins(self) -> datetime:
        return self.appointment.meeting.begins

    @property
    def ends(self) -> datetime:
        return self.appointment.meeting.ends

    @property
    def on(self) -> date:
        return on_the_wall(self.begins).date()

    @property
    def starts(self) -> time:
        return on_the_wall(self.begins).time()

    @property
    def minutes(self) -> int:
        return int((self.ends - self.begins).total_seconds() // 60)

    @property
    def is_booked(self) -> bool:
        return self.appointment.state == BOOKED

    def filled_in(self, outcome: str) -> str:
        """Return what the form of the contact is told by its address."""
        meeting = self.appointment.meeting
        told = {
            "appointment": self.appointment.reference,
            "on": self.on.isoformat(),
            "at": f"{self.starts:%H:%M}",
            "minutes": self.minutes,
            "method": meeting.method,
            "place": meeting.place.name if meeting.place else "",
            "outcome": outcome,
        }
        return f"?{urlencode({name: each for name, each in told.items() if each})}"

    def where(self, label: str) -> str:
        place = self.appointment.meeting.place
        there = place.name if place else self.said.place or label
        return f"{self.said.group} (group), {there}" if self.said.group else there


def day_of(on: date) -> Period:
    """Return a day, from its midnight to the next."""
    (begins,), (ends,) = moments(on, time()), moments(on + timedelta(days=1), time())
    return Period(begins, ends)


def not_free(
    within: Period,
    *,
    workers: Sequence[int],
    place: int | None,
    children: Sequence[int],
    they_come: bool,
    but: int | None = None,
) -> list[Taken]:
    """Return when something of a meeting is taken. One query.

    :param but: a meeting that is left out, since it is the one to be moved.
    """
    asked = TimestamptzRange(within.begins, within.ends)
    told = [asked, list(workers), place, list(children), they_come, but]
    with connection.cursor() as cursor:
        cursor.execute(NOT_FREE, told)
        return [Taken(whose, Period(begins, ends)) for whose, begins, ends in cursor.fetchall()]


def commitments_of(child: Child) -> list[Commitment]:
    """Return what a child's week holds. One query."""
    return [commitment for commitment, _ in week_of(child)]


def week_of(child: Child) -> list[tuple[Commitment, Shown]]:
    """Return what a child's week holds, each beside what a page may show of it. One query."""
    rows = Episode.objects.filter(child=child, kind=COMMITMENTS).order_by("position")
    return [(build(Commitment, row.document), shown.episode(row)) for row in rows]


def is_visited_in_pairs(child: Child, on: date) -> bool:
    """Tell whether an alert says that nobody visits a child alone. One query."""
    return IN_PAIRS in alerts_of([child], on)[child.pk]


def alerts_of(children: Iterable[Child], on: date) -> dict[int, list[str]]:
    """Return the codes of what is to be known of each child before others meet them: no words, in
    which anything may stand. One query."""
    found: dict[int, list[str]] = {each.pk: [] for each in children}
    for row in Episode.objects.filter(child__in=found, kind="alerts").order_by("child", "position"):
        each = shown.episode(row)
        if each.holds_on(on) and each.code not in ("", LOCAL):
            found[row.child_id].append(each.code)
    return found


def places_of(by: User) -> QuerySet[Place]:
    """Return the places that a service meets children in. One query."""
    return Place.objects.filter(service=by.service_id, closed=False).order_by("name")


def of_child(child: Child, within: Period) -> list[Slot]:
    """Return a child's appointments within a period, called off or not. Two queries at most."""
    return slots(_rows(*within).filter(child=child))


def of_worker(worker: User, within: Period) -> list[Slot]:
    """Return the appointments of a worker of which whoever asks may know. Two queries at most."""
    return slots(_of_worker(worker=worker.pk, begins=within.begins, ends=within.ends))


@prepared(worker=ID, begins=MOMENT, ends=MOMENT)
def _of_worker(*, worker: Told, begins: Told, ends: Told) -> QuerySet[Appointment]:
    return _rows(begins, ends).filter(meeting__staff__worker=worker, state=BOOKED)


def _rows(begins: datetime | Told, ends: datetime | Told) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(meeting__begins__lt=ends, meeting__ends__gt=begins)
    return found.select_related("meeting__place", "child").order_by("meeting__begins", "pk")


def slots(rows: Iterable[Appointment]) -> list[Slot]:
    """Return them with the contacts that came of them, as those stand. Two queries."""
    found = list(rows)
    if not found:
        return []
    replaced = Event.objects.filter(child=OuterRef("child"), corrects=OuterRef("reference"))
    contacts = Event.objects.filter(
        ~Exists(replaced),
        child__in={row.child_id for row in found},
        kind="contact",
        document__appointment__in=[row.reference for row in found],
    )
    came = {(each.child_id, each.document["appointment"]): each for each in contacts}
    return [_slot(row, came.get((row.child_id, row.reference))) for row in found]


def slot_of(row: Appointment) -> Slot:
    """Return one appointment with what came of it. One query."""
    (slot,) = slots([row])
    return slot


def _slot(row: Appointment, contact: Event | None) -> Slot:
    outcome = contact.document["outcome"] if contact else ""
    return Slot(row, build(Said, row.document), outcome, contact.pk if contact else None)


def in_its_week(row: Appointment, page: str) -> str:
    """Return the address at which a page of weeks shows an appointment, in sight."""
    return f"{page}?from={on_the_wall(row.meeting.begins).date()}#appointment-{row.pk}"


def kept_apart(child: Child, on: date) -> list[tuple[Apart, Child]]:
    """Return from whom a child is kept apart, of those of whom the asker may know. One query."""
    pairs = Apart.objects.filter(Q(child=child) | Q(other=child)).select_related("child", "other")
    still = pairs.filter(Q(ends=None) | Q(ends__gt=on)).order_by("pk")
    return [(each, each.other if each.child_id == child.pk else each.child) for each in still]


def unsafe(slots: Iterable[Slot], *, at: datetime) -> set[int]:
    """Return which of these appointments are booked beside a child from whom theirs is kept apart.
    One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unsafe_appointments(%s)", [at])
        found = {pk for (pk,) in cursor.fetchall()}
    return found & {each.appointment.pk for each in slots}
