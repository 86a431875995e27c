"""The `appointments` of a case file. The rules do not read them, so they come only with the words.

A row keeps what a case file said of it; what was changed here since stands in its place when it
goes out again.
"""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology.casefile import Document, Lists
from waymark.diary.acts import NotFree, refused_if_taken
from waymark.diary.models import BOOKED, CALLED_OFF, Appointment, Meeting, Staff
from waymark.rules.appointments import Appointment as Shape
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.facts import build

STAYS_AT_HOME = {"home-visit", "video", "telephone"}
CLASHES = "It came with the case file, and something else was booked at that time already."
A_MINUTE = timedelta(minutes=1)


class DiaryPart:
    rows = ()

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        """Return each child's appointments. Two queries; none without words."""
        del lists
        if not words:
            return {}
        found: defaultdict[int, list[Document]] = defaultdict(list)
        rows = Appointment.objects.filter(child__in=children).order_by("child", "pk")
        beside = rows.select_related("meeting__place").prefetch_related("meeting__workers")
        for row in beside:
            found[row.child_id].append(told(row))
        return {child: {"appointments": listed} for child, listed in found.items()}

    def write(self, child: Child, document: Document) -> None:
        for raw in document.get("appointments") or []:
            if raw is not None:
                _keep(child, raw)


def told(row: Appointment) -> Document:
    """Return an appointment as a case file has it."""
    meeting, came = row.meeting, row.document
    begins = on_the_wall(meeting.begins)
    now: Document = {
        "id": row.reference,
        "on": f"{begins:%Y-%m-%d}",
        "at": f"{begins:%H:%M}",
        "minutes": (meeting.ends - meeting.begins) // A_MINUTE,
        "method": meeting.method or None,
        "place": meeting.place.name if meeting.place else came.get("place"),
        "by": _by(row),
        "series": row.series or None,
    }
    stood = {name: came.get(name) for name in now} | {"minutes": came.get("minutes") or 60}
    changed = {name: value for name, value in now.items() if value != stood[name]}
    return {**came, **changed} if "id" in came else {**came, **_known(now)}


def _known(now: Document) -> Document:
    return {name: value for name, value in now.items() if value is not None}


def _by(row: Appointment) -> str | None:
    """Return whoever stands in the case file while they are still among the workers, else the first
    who is."""
    logins = [each.email.partition("@")[0] for each in row.meeting.workers.all()]
    stood = row.document.get("by")
    return stood if stood in logins or not logins else logins[0]


def _keep(child: Child, raw: Document) -> None:
    """Book an appointment as it came. A worker who is not free then is not booked; where the child
    is not free, it is called off, and says so."""
    appointment = build(Shape, raw)
    worker = User.objects.filter(
        service=child.service_id, email__istartswith=f"{appointment.by or ''}@"
    ).first()
    for staff, state in ((worker, BOOKED), (None, BOOKED), (None, CALLED_OFF)):
        called_off = raw.get("called_off") or state == CALLED_OFF
        with suppress(NotFree), refused_if_taken(), transaction.atomic():
            _book(child, appointment, raw, staff, CALLED_OFF if called_off else BOOKED)
            return


def _book(child: Child, said: Shape, raw: Document, worker: User | None, state: str) -> None:
    begins = _moment(said.on, said.at)
    meeting = Meeting.objects.create(
        service_id=child.service_id,
        begins=begins,
        ends=begins + timedelta(minutes=said.minutes),
        method=said.method or "",
        comes=said.method not in STAYS_AT_HOME,
    )
    if worker:
        Staff.objects.create(meeting=meeting, service_id=child.service_id, worker=worker)
    clash = {"called_off": {"by": "service", "on": f"{said.on}", "because": CLASHES}}
    Appointment.objects.create(
        child=child,
        service_id=child.service_id,
        meeting=meeting,
        reference=said.id,
        series=said.series or "",
        state=state,
        document=raw if state == BOOKED or said.called_off else {**raw, **clash},
        made_at=timezone.now(),
    )


def _moment(on: date, at: time) -> datetime:
    """Return the first moment at which the clock shows this; an hour later where it is left out."""
    found = moments(on, at) or moments(on, at.replace(hour=at.hour + 1))
    return found[0]
