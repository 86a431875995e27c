"""How children are met now: what a weekly time is found from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.db.models import Exists, OuterRef

from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.diary.models import BOOKED, Appointment
from waymark.diary.together import ALIKE
from waymark.duties.summary import groups
from waymark.rules.carries import carries
from waymark.rules.clock import moments
from waymark.rules.free import Period

MONTHS, WEEKS = 12, 52  # of a year
SELDOM = (4, 2)  # weeks after which the same comes again, where once a week were too much
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Now:
    """How often a child is to be met, and how and when the child was met last."""

    a_month: float = 0  # as was agreed
    booked: tuple[int, ...] = ()  # in which of the weeks that follow, once for each time
    method: str = ""
    at: datetime | None = None
    minutes: int = 0
    way: int = 0

    @property
    def a_week(self) -> float:
        return self.a_month * MONTHS / WEEKS

    @property
    @carries("CM-112")
    def every(self) -> int:
        """Return after how many weeks the same comes again: seldomer than each week, where that
        would be more than was agreed."""
        return next((each for each in SELDOM if 0 < self.a_week * each <= 1), 1)

    @property
    def times(self) -> int:
        return ceil(self.a_week * self.every)

    @property
    def booked_then(self) -> int:
        """Return how many are booked before it would come again."""
        return sum(week < self.every for week in self.booked)


@carries("CM-427")
def now_of(children: Iterable[Child], within: Period, on: date) -> dict[int, Now]:
    """Return it for each: as it is booked, and else as the last contact was. Three queries."""
    found = list(children)
    booked = _booked(found, within)
    last = {row.child_id: row for row in _appointments(found, until=within.ends)}
    met = {row.child_id: row.document for row in _contacts(found)}
    return {
        each.pk: Now(
            a_month=_a_month(each, on),
            booked=tuple(booked[each.pk]),
            **(_of_booking(last[each.pk]) if each.pk in last else _of_contact(met.get(each.pk))),
        )
        for each in found
    }


def _a_month(child: Child, on: date) -> float:
    steps = child.standing.contact if child.standing else []
    agreed = [a_month for day, a_month in steps if date.fromisoformat(day) <= on]
    return agreed[-1] if agreed else 0


def _booked(children: list[Child], within: Period) -> defaultdict[int, list[int]]:
    first, last = within.begins, within.begins + SELDOM[0] * A_WEEK
    rows = Appointment.objects.filter(
        child__in=children, state=BOOKED, meeting__begins__gte=first, meeting__begins__lt=last
    )
    found = defaultdict(list)
    for child, begins in rows.values_list("child", "meeting__begins"):
        found[child].append((begins - first) // A_WEEK)
    return found


def _appointments(children: list[Child], until: datetime) -> Iterable[Appointment]:
    """Return the last booked time of each in these weeks, or before them."""
    rows = Appointment.objects.filter(
        child__in=children, state=BOOKED, meeting__begins__lt=until
    ).select_related("meeting")
    rows = rows.exclude(reference__startswith=ALIKE)  # a group is no time of the child's own
    return rows.order_by("child", "-meeting__begins").distinct("child")


def _contacts(children: list[Child]) -> Iterable[Event]:
    replaced = Event.objects.filter(child=OuterRef("child"), corrects=OuterRef("reference"))
    kept = [code for code, came_to in groups("contact-outcomes").items() if came_to == "kept"]
    rows = Event.objects.filter(
        ~Exists(replaced), child__in=children, kind="contact", document__outcome__in=kept
    )
    return rows.order_by("child", "-on", "-position").distinct("child")


def _of_booking(row: Appointment) -> dict[str, object]:
    meeting = row.meeting
    minutes = int((meeting.ends - meeting.begins).total_seconds() // 60)
    told = {"method": meeting.method, "at": meeting.begins, "minutes": minutes}
    return {**told, "way": row.way or meeting.way}


def _of_contact(document: dict[str, object] | None) -> dict[str, object]:
    if not document:
        return {}
    told = {"method": document.get("method") or "", "minutes": int(document.get("minutes") or 0)}
    return {**told, "at": _moment(document)}


def _moment(document: dict[str, object]) -> datetime | None:
    try:
        on, at = date.fromisoformat(document["on"]), time.fromisoformat(document["at"])
    except (KeyError, TypeError, ValueError):
        return None
    return next(iter(moments(on, at)), None)
