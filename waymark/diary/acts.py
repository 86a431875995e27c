"""Booking, moving and calling off; what cannot be at the same time the database refuses."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from psycopg import errors

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.acts.chosen import refuse_who_may_not_work
from waymark.children.kept import refuse_who_is_kept_from
from waymark.children.models import Child, Named
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.contacts import shared_words
from waymark.diary import venues
from waymark.diary.models import CALLED_OFF, Apart, Appointment, Meeting, Place, Staff
from waymark.diary.together import ALIKE, all_of, check_runs
from waymark.guidance import setting
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period

GROUP = "group"  # of the list `contact-methods`
TOLD = "detection_told"  # of `rules/appointments.py`: how it is explained to the group
KEPT_APART = "kept-apart"  # of guidance/settings.toml: minutes
OF_THE_TIME = {
    "anyway_because": "",
    "talked_over": "",
    "talked_over_by": "",
    "talked_over_on": "",
}
IN_THE_PAST = "Choose a time that is still to come. What has been is recorded as a contact."


Follower = Callable[[Sequence[Appointment], datetime], object]

_followers: list[Follower] = []


def follow_with(follower: Follower) -> None:
    """Register, at start-up, what goes on in the act after a child's appointments are booked, moved
    or called off. It is told the appointments, as they now stand, and the moment."""
    _followers.append(follower)


def _followed(appointments: Sequence[Appointment], at: datetime) -> None:
    for follower in _followers:
        follower(appointments, at)


class NotFree(Refused):
    """Something that is needed is taken at that time; whose it is, is not said here."""

    def __init__(self) -> None:
        super().__init__("Not free then.")


@dataclass(frozen=True)
class Asked:
    """What somebody asks to be booked, but for when."""

    method: str
    workers: Sequence[User]
    place: Place | None = None
    comes: bool = False
    way: int = 0  # minutes, of the workers
    child_way: int = 0


@dataclass(frozen=True)
class Part:
    """A child's part in what is booked."""

    child: Child
    document: Document
    way: int = 0  # minutes, of the child


def book(
    *,
    child: Child,
    asked: Asked,
    times: Sequence[Period],
    document: Document,
    by: User,
    at: datetime,
    series: str = "",
) -> list[Appointment]:
    """Book one appointment, or one a week: all of them or none.

    :param times: when each begins and ends.
    :param series: of which weekly time they are, where it is booked in parts.
    :raises NotFree: where something that it needs is taken at one of these times.
    """
    part = Part(child, document, asked.child_way)
    return _book("book", [part], asked, times, series=series, by=by, at=at)


@carries("CM-155")
def book_group(
    *, parts: Sequence[Part], asked: Asked, times: Sequence[Period], by: User, at: datetime
) -> list[Appointment]:
    """Book one meeting of several children, or one a week: all of them, for all of them, or none.

    :raises NotFree: where something that one of them needs is taken at one of these times.
    """
    if asked.place is None:
        raise Refused("Choose a room or place of ours for the group.")
    said = [each.document.get(name, "") for each in parts for name in ("group", "note", TOLD)]
    _refuse_what_tells(said, [each.child for each in parts])
    return _book("book-group", parts, asked, times, by=by, at=at)


def _book(
    name: str,
    parts: Sequence[Part],
    asked: Asked,
    times: Sequence[Period],
    *,
    series: str = "",
    by: User,
    at: datetime,
) -> list[Appointment]:
    check_user_can(by, Permission.RECORD)
    _refuse_the_past([each.begins for each in times], at)
    if asked.place and asked.method == GROUP:
        days = [on_the_wall(each.begins).date() for each in times]
        venues.refuse_unassessed(asked.place, days, door.today(at))
    children = [each.child.pk for each in parts]
    refuse_who_is_kept_from(asked.workers, children, by)
    with (
        refused_if_taken(),
        door.act(name, by=by, at=at, children=children, renews=False),
    ):
        _refuse_at_odds(children, door.today(at))
        meetings = _meetings(asked, times, by.service_id)
        series = series or (secrets.token_hex(6) if len(times) > 1 else "")
        of_all = {"series": series, "made_at": at, "made_by": by}
        booked = [
            Appointment(**each, **of_all)
            for meeting in meetings
            for each in _appointments(meeting, parts, by, at)
        ]
        made = list(Appointment.objects.bulk_create(booked))
        _followed(made, at)
        return made


def _appointments(
    meeting: Meeting, parts: Sequence[Part], by: User, at: datetime
) -> Iterator[dict[str, object]]:
    """Yield each child's part in a meeting. A group is called alike in each record: one contact can
    be what came of it for all."""
    reference = f"{ALIKE if len(parts) > 1 else 'a'}{secrets.token_hex(6)}"
    for part in parts:
        yield {
            "child": part.child,
            "service_id": part.child.service_id,
            "meeting": meeting,
            "reference": reference,
            "way": part.way,
            "document": _with_who_talked(part.document, by, at),
        }


def _with_who_talked(document: Document, by: User, at: datetime) -> Document:
    """Return what is said of a time; of what was talked over with it, who did and when."""
    if not document.get("talked_over"):
        return document
    return {**document, "talked_over_by": by.name, "talked_over_on": str(door.today(at))}


def _refuse_at_odds(children: Sequence[int], on: date) -> None:
    """Refuse a group of two who are not to be in one. Whom the bookings keep apart they refuse."""
    pairs = Apart.objects.filter(
        Q(ends=None) | Q(ends__gt=on),
        child__in=children,
        other__in=children,
        kind=Apart.Kind.NO_GROUP,
    ).select_related("child", "other")
    for each in pairs:
        raise Refused(
            f"{each.child.first_name} and {each.other.first_name} are not to be in one group. "
            "Make the groups again."
        )


def move(
    *,
    appointment: Appointment,
    to: Period,
    because: Mapping[int, Document] | None = None,
    by: User,
    at: datetime,
) -> None:
    """Book the same at another time; a group, for all of its children.

    :param because: by the child, why that time is right all the same; what was said of the earlier
        time is said no more.
    :raises NotFree: where something that it needs is taken then.
    """
    check_user_can(by, Permission.RECORD)
    _refuse_the_past([to.begins], at)
    meeting = appointment.meeting
    with refused_if_taken(), _act_on_all("move-appointment", appointment, by=by, at=at) as rows:
        meeting.begins, meeting.ends = to
        meeting.save(update_fields=["begins", "ends"])
        for row in rows:
            said = {**row.document, **OF_THE_TIME, **(because or {}).get(row.child_id, {})}
            said = {name: each for name, each in said.items() if each != ""}
            row.document = _with_who_talked(said, by, at)
        Appointment.objects.bulk_update(rows, ["document"])
        _followed(rows, at)


def give(*, appointment: Appointment, of: User, to: User, by: User, at: datetime) -> None:
    """Let a colleague meet the child, or a group, in the place of a worker, at the same time.

    :raises NotFree: where the colleague is not.
    """
    check_user_can(by, Permission.RECORD)
    refuse_who_may_not_work(to, by)
    staff = Staff.objects.filter(meeting=appointment.meeting_id)
    if staff.filter(worker=to).exists():
        raise Refused(f"{to.name} comes already. Choose somebody else, or another time.")
    with refused_if_taken(), _act_on_all("give-appointment", appointment, by=by, at=at) as rows:
        restricted = [row.child_id for row in rows if row.child.restricted]
        if Named.objects.filter(child__in=restricted, user=to).count() < len(restricted):
            raise Refused("Choose somebody who may see the record.")
        refuse_who_is_kept_from([to], [row.child_id for row in rows], by)
        staff.filter(worker=of).update(worker=to)
        _followed(rows, at)


def call_off(
    *,
    appointment: Appointment,
    whose: str,
    because: str,
    whole: bool = False,
    by: User,
    at: datetime,
) -> None:
    """Say that it will not be, who asked for that, and why; what it took is free again.

    :param whose: "child" where the child or the family asked, else "service".
    :param whole: for all children of the group, and not for this one alone.
    """
    check_user_can(by, Permission.RECORD)
    with _act_on_all("call-off-appointment", appointment, by=by, at=at, alone=not whole) as rows:
        _refuse_what_tells([because], [row.child for row in rows])
        called_off = {"by": whose, "because": because, "on": str(door.today(at))}
        for row in rows:
            row.state = CALLED_OFF
            row.document = {**row.document, "called_off": called_off}
        Appointment.objects.bulk_update(rows, ["state", "document"])
        _followed(rows, at)


def _refuse_what_tells(texts: Sequence[str], children: Sequence[Child]) -> None:
    """What is said of a whole group stands in the record of each."""
    shared_words.refuse_names(texts, children)
    shared_words.refuse_protected(texts, children)


@contextmanager
def _act_on_all(
    name: str, appointment: Appointment, *, by: User, at: datetime, alone: bool = False
) -> Iterator[list[Appointment]]:
    rows = [appointment] if alone else all_of(appointment)
    if len(rows) > 1:
        check_runs(appointment, by)
    children = [row.child_id for row in rows]
    with door.act(name, by=by, at=at, children=children, renews=False):
        yield rows if alone else all_of(appointment)  # read again: now nobody else changes them


def _refuse_the_past(begin: Iterable[datetime], at: datetime) -> None:
    if any(begins <= at for begins in begin):
        raise Refused(IN_THE_PAST)


def _meetings(asked: Asked, times: Sequence[Period], service_id: int) -> list[Meeting]:
    wanted = [
        Meeting(
            service_id=service_id,
            begins=begins,
            ends=ends,
            method=asked.method,
            place=asked.place,
            way=asked.way,
            comes=asked.comes,
        )
        for begins, ends in times
    ]
    made = list(Meeting.objects.bulk_create(wanted))
    Staff.objects.bulk_create(
        Staff(meeting=meeting, service_id=service_id, worker=worker)
        for meeting in made
        for worker in asked.workers
    )
    return made


@contextmanager
def refused_if_taken() -> Iterator[None]:
    try:
        yield
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, errors.ExclusionViolation):
            raise
        raise NotFree from None


@carries("CM-407", "CM-157", "CM-158")
def keep_apart(
    *,
    child: Child,
    other: Child,
    because: str,
    kind: str = Apart.Kind.NEVER,
    why: str = Apart.Why.HARM,
    by: User,
    at: datetime,
) -> Apart:
    """Keep two children from coming at one time, or from one group, from today on.

    What both were booked for already stays: `queries.unsafe` tells which is to be moved.

    :raises Refused: where they are kept apart already.
    """
    check_user_can(by, Permission.RECORD)
    first, second = sorted([child, other], key=lambda each: each.pk)
    with door.act("keep-apart", by=by, at=at, children=[first.pk, second.pk], renews=False):
        now = Apart.objects.filter(child=first, other=second, ends=None)
        if now.filter(kind=kind).exists():
            raise Refused("They are kept apart already.")
        now.update(ends=door.today(at))
        return Apart.objects.create(
            child=first,
            other=second,
            service_id=first.service_id,
            begins=door.today(at),
            margin=setting(KEPT_APART).on(door.today(at)),
            kind=kind,
            why=why,
            because=because,
            made_at=at,
            made_by=by,
        )


def no_longer_apart(*, apart: Apart, by: User, at: datetime) -> None:
    """Let two children come at one time again, from tomorrow on."""
    check_user_can(by, Permission.RECORD)
    children = [apart.child_id, apart.other_id]
    with door.act("no-longer-apart", by=by, at=at, children=children, renews=False):
        apart.ends = door.today(at)
        apart.save(update_fields=["ends"])


def add_place(*, name: str, where: str, getting_there: str, by: User, at: datetime) -> Place:
    """Add a room or venue of the service.

    :raises Refused: where one is called so already.
    """
    check_user_can(by, Permission.MANAGE_TEAM)
    recording.note(act="add-place")
    made = Place(service_id=by.service_id, name=name, where=where, getting_there=getting_there)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("A place is called so already. Give it another name.") from None
    return made


def close_place(*, place: Place, by: User, at: datetime) -> None:
    """Meet nobody there from now on; what is booked stays, to be moved."""
    check_user_can(by, Permission.MANAGE_TEAM)
    recording.note(act="close-place")
    place.closed = True
    place.save(update_fields=["closed"])
