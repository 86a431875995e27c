"""Where something restorative is done: at a place of the service, what makes that place safe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.diary.models import Place, RiskAssessment
from waymark.pages.words import day
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.known import known_on
from waymark.rules.restorative import activities


@dataclass(frozen=True)
class Venue:
    """A place, and its newest risk assessment, in date or not."""

    name: str
    assessment: RiskAssessment | None
    today: date

    @property
    def holds(self) -> bool:
        return self.assessment is not None and self.today <= self.assessment.until

    @property
    def stands(self) -> str:
        if self.assessment is None:
            return "no risk assessment: ask a manager for one before anybody goes there"
        until = day(self.assessment.until, self.today)
        if self.holds:
            return f"risk assessment of {day(self.assessment.on, self.today)}, until {until}"
        return f"the risk assessment ran out on {until}: ask a manager for a new one"


@dataclass(frozen=True)
class Beside:
    """What is read before something restorative is planned, or looked at for its risks."""

    venues: list[Venue]


def to_choose(child: Child) -> list[tuple[str, str]]:
    """Return the places of the service, each with how its assessment stands. Two queries."""
    open_places = Place.objects.filter(service=child.service_id, closed=False)
    return [
        (each.name, f"{each.name}: {each.stands}") for each in _venues(open_places, localdate())
    ]


@carries("NP-309")
def of(child: Child, names: Iterable[str | None], on: date) -> dict[str, Venue]:
    """Return what is known of places by their names. Two queries, where any is named."""
    named = set(filter(None, names))
    if not named:
        return {}
    found = Place.objects.filter(service=child.service_id, name__in=named)
    return {each.name: each for each in _venues(found, on)}


def of_what_is_planned(child: Child, on: date) -> Beside:
    """Return the places of what is planned still."""
    return Beside(venues_of(known_on(casefile.of(child.pk), on), child, on))


def venues_of(case: Case, child: Child, on: date) -> list[Venue]:
    planned = [each.planned.venue for each in activities(case) if not each.called_off]
    return list(of(child, planned, on).values())


def _venues(places: QuerySet[Place], on: date) -> list[Venue]:
    named = list(places.order_by("name"))
    rows = RiskAssessment.objects.filter(place__in=named, on__lte=on).order_by("on", "pk")
    newest = {each.place_id: each for each in rows}
    return [Venue(each.name, newest.get(each.pk), on) for each in named]
