"""Booking, moving and calling off; what cannot be at the same time the database refuses."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from psycopg import errors

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.diary.models import CALLED_OFF, Appointment, Meeting, Place, Staff

NOT_FREE = "Not free then."
IN_THE_PAST = "Choose a time that is still to come. What has been is recorded as a contact."


@dataclass(frozen=True)
class Asked:
    """What somebody asks to be booked, but for when."""

    method: str
    workers: Sequence[User]
    place: Place | None = None
    comes: bool = False
    way: int = 0  # minutes, of the workers
    child_way: int = 0


def book(
    *,
    child: Child,
    asked: Asked,
    times: Sequence[tuple[datetime, datetime]],
    document: Document,
    by: User,
    at: datetime,
) -> list[Appointment]:
    """Book one appointment, or one a week: all of them or none.

    :param times: when each begins and ends.
    :raises Refused: where something that it needs is taken at one of these times.
    """
    check_user_can(by, Permission.RECORD)
    if any(begins <= at for begins, _ in times):
        raise Refused(IN_THE_PAST)
    with _told_if_taken(), _act("book", child, by=by, at=at):
        made = _meetings(asked, times, by.service_id)
        series = secrets.token_hex(6) if len(times) > 1 else ""
        booked = [
            Appointment(
                child=child,
                service_id=child.service_id,
                meeting=meeting,
                reference=f"a{secrets.token_hex(6)}",
                series=series,
                way=asked.child_way,
                document=document,
                made_at=at,
                made_by=by,
            )
            for meeting in made
        ]
        return list(Appointment.objects.bulk_create(booked))


def move(
    *, appointment: Appointment, begins: datetime, ends: datetime, by: User, at: datetime
) -> None:
    """Book the same at another time.

    :raises Refused: where something that it needs is taken then.
    """
    check_user_can(by, Permission.RECORD)
    if begins <= at:
        raise Refused(IN_THE_PAST)
    with _told_if_taken(), _act("move-appointment", appointment.child, by=by, at=at):
        meeting = appointment.meeting
        meeting.begins, meeting.ends = begins, ends
        meeting.save(update_fields=["begins", "ends"])


def call_off(*, appointment: Appointment, whose: str, because: str, by: User, at: datetime) -> None:
    """Say that it will not be, who asked for that, and why; what it took is free again.

    :param whose: "child" where the child or the family asked, else "service".
    """
    check_user_can(by, Permission.RECORD)
    with _act("call-off-appointment", appointment.child, by=by, at=at):
        appointment.state = CALLED_OFF
        appointment.document = {
            **appointment.document,
            "called_off": {"by": whose, "because": because, "on": str(door.today(at))},
        }
        appointment.save(update_fields=["state", "document"])


def _act(name: str, child: Child, *, by: User, at: datetime) -> AbstractContextManager[door.Act]:
    return door.act(name, by=by, at=at, children=[child.pk], renews=False)


def _meetings(
    asked: Asked, times: Sequence[tuple[datetime, datetime]], service_id: int
) -> list[Meeting]:
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
def _told_if_taken() -> Iterator[None]:
    try:
        yield
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, errors.ExclusionViolation):
            raise
        raise Refused(NOT_FREE) from None
