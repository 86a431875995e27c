"""A worker is away: her days are taken, and whoever would have met her is met otherwise.

What is done with each appointment stands or falls by itself; what could not be done stays. The days
take whatever no meeting has, and what one lets go of them later (`migrations/away.sql`), so nobody
books her meanwhile, and a meeting that the asker may not see is left where it is.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal, cast

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children import working
from waymark.children.acts.chosen import refuse_who_is_not_led
from waymark.chronology import door
from waymark.diary import acts, close, queries, together, when_else, words
from waymark.diary.models import Appointment, Away
from waymark.diary.queries import Slot
from waymark.diary.when_else import Wanted
from waymark.pages.words import several
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period

MOST = 14  # days
BECAUSE = "The worker was away."
TALK = "Talk that time over with the victim worker first, and move it by itself."
Does = Literal["give", "move", "off", "leave"]
DOES = ("give", "move", "off", "leave")
ID = re.compile(r"[0-9]{1,9}")
FARTHEST = timedelta(days=60)


@dataclass(frozen=True)
class Absence:
    """Who is away, from a day to a day, both included."""

    worker: User
    first: date
    last: date
    is_over: bool = True  # on the day after the last

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def within(self) -> Period:
        return Period(queries.day_of(self.first).begins, queries.day_of(self.last).ends)


@dataclass(frozen=True)
class Choice:
    """What becomes of one appointment: a colleague's, at another time, called off, or left."""

    does: Does
    to: int = 0
    begins: datetime | None = None

    def __str__(self) -> str:
        told = self.begins.isoformat() if self.begins else self.to or ""
        return f"{self.does} {told}".strip()

    @classmethod
    def read(cls, written: str) -> "Choice | None":
        """Read what a form sent; nothing where it is no choice."""
        does, _, told = written.partition(" ")
        if does not in DOES or (does == "give" and not ID.fullmatch(told)):
            return None
        to = int(told) if does == "give" else 0
        begins = _moment(told) if does == "move" else None
        if does == "move" and begins is None:
            return None
        return cls(cast("Does", does), to, begins)


def _moment(written: str) -> datetime | None:
    try:
        found = parse_datetime(written)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def days_of(worker: User, within: Period) -> list[Away]:
    """Return the days of a period on which a worker is away. One query."""
    first, last = (on_the_wall(each).date() for each in within)
    found = Away.objects.filter(worker=worker, day__gte=first, day__lt=last)
    return list(found.order_by("day"))


def from_now_on(workers: QuerySet[User], on: date) -> QuerySet[Away]:
    """Return on which days these people are away, from a day on. One query."""
    found = Away.objects.filter(worker__in=workers, day__gte=on)
    return found.select_related("worker").order_by("day", "worker__name")


def standing(absence: Absence, *, at: datetime) -> list[Slot]:
    """Return which appointments of these days are still to come, of children of whom the asker may
    know. Two queries."""
    begins, _ = within = absence.within
    found = queries.of_worker(absence.worker, within)
    return [each for each in found if each.begins > at and each.begins >= begins]


def to_tell(absence: Absence) -> list[Slot]:
    """Return what became another's, or another time, since the worker was away then; whoever
    comes to it is to be told. Three queries."""
    rows = Appointment.objects.filter(
        document__before__worker=absence.worker.pk,
        document__before__on__in=[each.isoformat() for each in absence.days],
    ).select_related("meeting__place", "child")
    return queries.slots(
        rows.prefetch_related("meeting__workers").order_by(
            "document__before__on", "document__before__at", "pk"
        )
    )


def be_away(
    *, absence: Absence, why: str, chosen: Mapping[int, Choice], by: User, at: datetime
) -> list[str]:
    """Take the days, and do with each appointment what was chosen for it.

    :param chosen: by the appointment's id.
    :returns: in words, what could not be done: it stays where it was.
    """
    _refuse_who_is_not_hers(absence.worker, by)
    slots = standing(absence, at=at)
    unsaid: close.Unsaid = {}
    seen = [each.appointment for each in slots]
    to_talk_over = _too_close(slots, chosen, unsaid, by, at)
    with door.act("be-away", by=by, at=at, children={row.child_id for row in seen}, renews=False):
        wait_for_all(absence, seen, chosen)
        made = {"service_id": by.service_id, "why": why, "made_at": at, "made_by": by}
        Away.objects.bulk_create(
            [Away(worker=absence.worker, day=each, **made) for each in absence.days],
            ignore_conflicts=True,
        )
        still = {each.appointment.pk: each for each in standing(absence, at=at)}
        left = [
            done(absence, still[pk], choice, is_close=pk in to_talk_over, by=by, at=at)
            for pk, choice in sorted(chosen.items())
            if pk in still
        ]
    recording.note(act="be-away", worker=absence.worker.pk)
    return [each for each in (*left, *overtaken(chosen, still), *unsaid) if each]


def overtaken(chosen: Collection[int], still: Collection[int]) -> list[str]:
    """Say of how many times something became already, while somebody chose."""
    many = len({*chosen} - {*still})
    return [f"Somebody was quicker with {several(many, 'time')}: see what stands now."] * bool(many)


def come_back(*, absence: Absence, by: User, at: datetime) -> None:
    """Let the worker be met on these days again, from today on; what was moved stays moved."""
    _refuse_who_is_not_hers(absence.worker, by)
    recording.note(act="come-back", worker=absence.worker.pk)
    days = [each for each in absence.days if each >= door.today(at)]
    Away.objects.filter(worker=absence.worker, day__in=days).delete()


def colleagues(*, by: User) -> dict[int, User]:
    """Return who could meet a child in the place of somebody, by their ids. One query."""
    return {each.pk: each for each in working.workers(by=by)}


def _refuse_who_is_not_hers(worker: User, by: User) -> None:
    """Everybody says it of herself; of another, whoever arranges her work."""
    check_user_can(by, Permission.RECORD)
    if worker.pk != by.pk:
        check_user_can(by, Permission.MANAGE_TEAM)
        refuse_who_is_not_led(worker, by)


def wait_for_all(
    absence: Absence, rows: Iterable[Appointment], chosen: Mapping[int, Choice]
) -> None:
    """Wait once for all that will be wanted: one by one, two could wait for each other."""
    workers = {absence.worker.pk, *(each.to for each in chosen.values() if each.does == "give")}
    with connection.cursor() as cursor:
        told = [[row.meeting_id for row in rows], sorted(workers)]
        cursor.execute("SELECT wait_for(%s::bigint[], %s::bigint[])", told)


@carries("CM-400")
def _too_close(
    slots: Iterable[Slot],
    chosen: Mapping[int, Choice],
    unsaid: close.Unsaid,
    by: User,
    at: datetime,
) -> set[int]:
    """Return which would be moved to where a child may meet somebody whom they harmed."""
    moved = [
        (slot, Period(begins, begins + (slot.ends - slot.begins)))
        for slot in slots
        if slot.appointment.pk in chosen
        and (begins := chosen[slot.appointment.pk].begins)
        and timedelta() < begins - at <= FARTHEST
    ]
    return {
        slot.appointment.pk
        for slot, period in moved
        for row in together.all_of(slot.appointment)
        if close.too_close(row.child, by, close.where_of(slot), [period], unsaid=unsaid)
    }


def done(
    absence: Absence, slot: Slot, choice: Choice, *, is_close: bool, by: User, at: datetime
) -> str:
    """Do what was chosen for one appointment; return why not, where it cannot be done."""
    row, was = slot.appointment, Period(slot.begins, slot.ends)
    who = f"{row.child.first_name}, {words.moment(slot.begins, door.today(at))}"
    before = {
        "worker": absence.worker.pk,
        "on": slot.on.isoformat(),
        "at": f"{slot.starts:%H:%M}",
    }
    if choice.does == "leave":
        return ""
    try:
        if is_close:
            raise Refused(TALK)
        with transaction.atomic():
            rows = together.all_of(row)
            for each in rows:
                each.document = {**each.document, "before": before}
            Appointment.objects.bulk_update(rows, ["document"])
            _do(absence, rows, choice, was, by=by, at=at)
    except Refused as refusal:
        return f"{who}: {' '.join(refusal.reasons)} It stays as it was: choose again below."
    return ""


def _do(
    absence: Absence,
    rows: list[Appointment],
    choice: Choice,
    was: Period,
    *,
    by: User,
    at: datetime,
) -> None:
    row = rows[0]
    told = {"appointment": row, "by": by, "at": at}
    workers = [each for each in row.meeting.workers.all() if each != absence.worker]
    if choice.does == "off":
        acts.call_off(**told, whose="service", because=BECAUSE, whole=True)
        return
    if choice.does == "give":
        to = colleagues(by=by).get(choice.to)
        if to is None:
            raise Refused("Choose somebody of your service who works with children.")
        act, period = partial(acts.give, **told, of=absence.worker, to=to), was
        workers.append(to)
    else:
        begins = cast("datetime", choice.begins)
        if begins - at > FARTHEST:
            raise Refused("Choose a time in the next weeks.")
        period = Period(begins, begins + (was.ends - was.begins))
        act = partial(acts.move, **told, to=period)
        workers.append(absence.worker)
    try:
        act()
    except acts.NotFree:
        never = absence.within if choice.does == "move" else None
        wanted = replace(Wanted.of(rows, workers), never=never)
        raise Refused(when_else.told(wanted, [period], by=by, at=at)) from None
