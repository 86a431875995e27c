"""How things stand with visits to where a child lives, in words that a page may show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.queries import written_in
from waymark.rules.casefile import trusted
from waymark.rules.events.visiting import VisitAssessed
from waymark.rules.known import known_on
from waymark.rules.visiting import NOWHERE, Visits, change, visits
from waymark.visits.models import Out

AT_HOME = "home-visit"  # of the list `contact-methods`
ASSESSED = "visit-assessed"


@dataclass(frozen=True)
class Stand:
    """How things stand on a day. `told` is what was written, by event and field."""

    visits: Visits
    on: date
    told: dict[tuple[str, str], str]

    @property
    def assessed(self) -> VisitAssessed | None:
        return self.visits.assessed

    @property
    def until(self) -> date | None:
        """Return until when visits may go ahead; nothing where none may today."""
        lets = self.visits.may_go_on(self.on)
        return lets.until if lets else None

    @property
    def pattern(self) -> str:
        """Return for which pattern they may; nothing on the spot."""
        lets, covers = self.visits.may_go_on(self.on), self.visits.covers
        is_pattern = covers is not None and lets is self.visits.authorised
        return self.said(covers, "pattern") if is_pattern else ""

    @property
    def hazards(self) -> list[str]:
        found = self.assessed.hazards if self.assessed else ()
        return [label("visit-hazards", each) for each in found]

    def beyond(self, hazards: list[str]) -> list[str]:
        """Return which of these the assessment does not tell."""
        return [each for each in hazards if each not in self.hazards]

    @property
    def purposes(self) -> list[str]:
        found = self.assessed.purposes if self.assessed else ()
        return [label("visit-purposes", each) for each in found]

    @property
    def changed(self) -> str:
        """Say what has changed there since it was assessed."""
        return change(self.visits.changed) if self.visits.changed else ""

    @property
    def to_mend(self) -> str:
        return self.said(self.visits.returned, "note")

    @property
    def goes_in_pairs(self) -> bool:
        return self.assessed is not None and self.assessed.who_goes == "pairs"

    @property
    def is_outside(self) -> bool:
        return self.assessed is not None and self.assessed.where == "outside"

    def said(self, event: object, field: str) -> str:
        return self.told.get((getattr(event, "id", ""), field), "")


def stand_of(child: Child, on: date, hide: Callable[[str], str]) -> Stand:
    """Return how things stand. One query a table of the case file, and one."""
    found = visits(known_on(trusted(casefile.documents([child.pk])[child.pk]), on))
    events = [found.assessed, found.covers, found.returned, found.decided, found.spot]
    wrote = written_in([child.pk], [each.id for each in events if each])
    told = {(event, field): hide(text) for (_, event, field), (_, text) in wrote.items()}
    return Stand(found, on, told)


def again(child: Child, found: Visits) -> str:
    """Return where visits are assessed, filled in with what harms nobody in an address."""
    last = found.assessed
    told: list[tuple[str, str]] = [("then", "visits")]
    if last is not None and last.where != NOWHERE:
        told += [("where", last.where), ("who_goes", last.who_goes or "")]
        told += [("purposes", each) for each in last.purposes]
    record = reverse("record-event", args=[child.pk, ASSESSED])
    return f"{record}?{urlencode([each for each in told if each[1]])}"


def last_number(worker: User) -> str:
    """Return the number on which somebody was rung last. One query."""
    found = Out.objects.filter(worker=worker).order_by("-pk").values_list("number", flat=True)
    return found.first() or ""


def hazards_at_home(child: Child, on: date) -> list[str]:
    """Return what was found to be unsafe where a child lives, of whomever who lives there it was
    written down. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hazards_at_home(%s, %s)", [child.pk, on])
        return sorted(label("visit-hazards", code) for (code,) in cursor.fetchall())


def prepared_by(child: Child, assessment: str) -> set[int]:
    """Return who wrote an assessment, or put it right. One query."""
    told = Event.objects.filter(child=child, reference=assessment)
    mended = Event.objects.filter(child=child, corrects=assessment)
    return set((told | mended).filter(by__isnull=False).values_list("by", flat=True))
