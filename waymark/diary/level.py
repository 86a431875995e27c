"""How often a child is met: what was agreed, and what was kept of it, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.urls import reverse

from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.models import Event
from waymark.chronology.queries import standing, written_in
from waymark.diary.models import BOOKED, Appointment
from waymark.diary.queries import day_of
from waymark.duties.models import Standing
from waymark.duties.numbers import levels_of
from waymark.duties.queries import standing_of
from waymark.guidance.policy import LATER, LEVELS
from waymark.prepared import IDS, MOMENT, Among, Told, prepared
from waymark.rules.clock import on_the_wall
from waymark.rules.contact_level import Month, months
from waymark.rules.events.engagement import ContactLevelSet
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.facts import build
from waymark.rules.known import known_on

SET = "contact-level-set"
BREAK = "suspension-approved"
SHOWN = 3  # months
SAID = {**{each: each.capitalize() for each in LEVELS}, LATER: "Intensive, from the fourth month"}
Planned = Mapping[int, list[date]]


@dataclass(frozen=True)
class Level:
    """How often a child is met since some day, with the reason; nothing while nobody has said."""

    stands: ContactLevelSet | None
    because: str
    child_said: str
    event: int | None
    months: list[Month]


def breaks_of(child: Child, on: date) -> list[SuspensionApproved]:
    """Return the breaks that are agreed and not over on a day, the first one first. One query, and
    two more where any was ever agreed."""
    if not standing(child.pk, BREAK).exists():
        return []
    found = known_on(casefile.of(child.pk), on).all(SuspensionApproved)
    left = (each for each in found if each.to >= on and not each.is_none)
    return sorted(left, key=lambda each: each.from_)


def level_of(child: Child, on: date) -> Level:
    """Return how often a child is met. Four queries at most."""
    standing_of(child, on)
    rows = standing(child.pk, SET).filter(on__lte=on).order_by("on", "position")
    row = rows.last()
    if row is None:
        return Level(None, "", "", None, [])
    wrote = written_in([child.pk], [row.corrects or row.reference])
    said = {field: text for (_, _, field), (_, text) in wrote.items()}
    return Level(
        build(ContactLevelSet, row.document),
        said.get("because", ""),
        said.get("child_said", ""),
        row.pk,
        months_of(child.standing, planned_of([child.pk], on).get(child.pk, []), on, most=SHOWN),
    )


def months_of(kept: Standing, planned: Iterable[date], on: date, *, most: int = 1) -> list[Month]:
    """Return the last months, from what lists show of a child."""
    of: defaultdict[str | None, list[date]] = defaultdict(list)
    for day, kind, _ in kept.marks:
        of[kind].append(date.fromisoformat(day))
    return months(
        [(date.fromisoformat(day), a_month) for day, a_month in kept.contact],
        kept=of["kept"],
        missed=[*of["missed"], *of["excused"]],
        planned=planned,
        until=on,
        most=most,
    )


def planned_of(children: Iterable[int], on: date) -> Planned:
    """Return the days, from this one on, on which these children are still to be met. One query."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    for row in _still_to_come(children=list(children), since=day_of(on).begins):
        found[row.child_id].append(on_the_wall(row.meeting.begins).date())
    return found


@prepared(children=IDS, since=MOMENT)
def _still_to_come(*, children: Told, since: Told) -> QuerySet[Appointment]:
    replaced = Event.objects.filter(child=OuterRef("child"), corrects=OuterRef("reference"))
    contacts = Event.objects.alias(of=KT("document__appointment"))
    came = contacts.filter(
        ~Exists(replaced), child=OuterRef("child"), kind="contact", of=OuterRef("reference")
    )
    wanted = ~Exists(came) & Among("child", children)
    rows = Appointment.objects.filter(wanted, state=BOOKED, meeting__ends__gte=since)
    return rows.select_related("meeting")


def in_short(children: Iterable[Child], on: date) -> dict[int, str]:
    """Say of each child with an agreed level what this month holds, and what is short. One query at
    most."""
    asked = [child for child in children if child.standing and child.standing.contact]
    planned = planned_of([child.pk for child in asked], on) if asked else {}
    return {
        child.pk: _in_words(month)
        for child in asked
        for month in months_of(child.standing, planned.get(child.pk, []), on)
    }


def _in_words(month: Month) -> str:
    to_come = f", {month.planned} to come" if month.planned else ""
    short = f", {month.short} short" if month.short else ""
    met = f"{month.kept} of {month.owed}"
    if month.kept > month.owed:
        met = f"{month.kept} met, {month.owed} owed"
    return f"{met} in {month.first:%B}{to_come}{short}"


def offered(child: Child, on: date) -> list[tuple[str, int, str]]:
    """Return each level with what it means to this child's service, and where it is
    chosen. One query."""
    numbers = levels_of(child.service_id, on)
    record = reverse("record-event", args=[child.pk, SET])
    return [
        (name, numbers[level], f"{record}?level={_chosen(level)}&a_month={numbers[level]}")
        for level, name in SAID.items()
    ]


def _chosen(level: str) -> str:
    return "intensive" if level == LATER else level
