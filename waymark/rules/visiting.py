"""Visits to where the child lives: assessed, authorised for a time, and assessed anew.

An authorisation covers what was assessed until its last day, or until a risk there changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from waymark.rules.calendar import months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.care import Incident, PlacementMade
from waymark.rules.events.moves import AddressChanged, RecordChanged
from waymark.rules.events.risk import WeaponFound
from waymark.rules.events.visiting import VisitAssessed, VisitsAuthorised, VisitsNotAuthorised
from waymark.rules.settings import Settings, value_on

NOWHERE = "none"
# Of what is written down of the child's life, what says how safe it is where the child lives.
OF_THE_HOME = {
    "addresses": "an address was written down",
    "placements": "a placement was written down",
    "alerts": "an alert was written down",
}
HAPPENED: dict[type[Event], str] = {
    AddressChanged: "the child moved",
    PlacementMade: "the child was placed",
    Incident: "something happened where the child lives",
    WeaponFound: "a weapon was found",
}
STEPS = (VisitAssessed, VisitsAuthorised, VisitsNotAuthorised, RecordChanged, *HAPPENED)


@dataclass(frozen=True, slots=True)
class Visits:
    """How things stand with visits, after all that is known."""

    assessed: VisitAssessed | None = None
    changed: Event | None = None  # the first change of a risk since it was assessed
    returned: VisitsNotAuthorised | None = None  # the last assessment, by a manager
    decided: VisitsAuthorised | None = None  # on the last assessment
    authorised: VisitsAuthorised | None = None  # what stands, until its last day
    covers: VisitAssessed | None = None  # what that was given for
    spot: VisitsAuthorised | None = None  # for one day, on the spot

    @property
    def waits(self) -> bool:
        """Tell whether a manager is asked."""
        asks = self.assessed is not None and self.assessed.where != NOWHERE
        return asks and not (self.changed or self.returned or self.decided)

    @carries("CM-171")
    def may_go_on(self, day: date) -> VisitsAuthorised | None:
        """Return what lets a visit of a day go ahead."""
        for each in (self.authorised, self.spot):
            if each is not None and each.on <= day <= each.until:
                return each
        return None


def visits(case: Case) -> Visits:
    found = Visits()
    for event in case.walk(*STEPS):
        found = _after(found, event)
    return found


def change(event: Event) -> str:
    """Say what of the risk where the child lives an event changes; nothing where it does not."""
    if isinstance(event, RecordChanged):
        return OF_THE_HOME.get(event.what, "")
    return HAPPENED.get(type(event), "")


def _after(before: Visits, event: Event) -> Visits:
    if isinstance(event, VisitAssessed):
        stays = before.covers is not None and _tells(event) == _tells(before.covers)
        return Visits(
            assessed=event,
            authorised=before.authorised if stays else None,
            covers=before.covers if stays else None,
            spot=before.spot if event.where != NOWHERE else None,
        )
    if isinstance(event, VisitsAuthorised):
        if event.assessment is None:
            return replace(before, spot=event)
        if before.assessed is None or event.assessment != before.assessed.id or before.changed:
            return before
        return replace(before, authorised=event, decided=event, covers=before.assessed)
    if isinstance(event, VisitsNotAuthorised):
        is_last = before.assessed is not None and event.assessment == before.assessed.id
        return replace(before, returned=event) if is_last else before
    if not change(event):
        return before
    changed = (
        (before.changed or event) if before.assessed else None
    )  # else there is nothing to change
    return replace(before, changed=changed, authorised=None, covers=None, spot=None)


def _tells(assessed: VisitAssessed) -> tuple[object, ...]:
    """Return what of an assessment an authorisation rests on."""
    return assessed.where, assessed.who_goes, frozenset(assessed.hazards)


def last_day(settings: Settings, on: date) -> date:
    """Return until when visits may be authorised on a day."""
    return months_after(on, value_on(settings.visits_authorised, on))


def offered(settings: Settings, on: date, asked: date | None) -> date:
    """Return the last day that a manager is offered: what was asked for, where that may be."""
    last = last_day(settings, on)
    return min(asked, last) if asked is not None and asked >= on else last


@carries("CM-171")
def authorise_visits(case: Case) -> Iterator[Owed]:
    end = case.latest_end_of(order.id for order in case.supervised)
    for assessed, answers, later in _rounds(case):
        if assessed.where == NOWHERE:
            continue
        changes = (event for event in answers if change(event))
        over = next((event.on for event in changes), later.on if later else None)
        done = next(
            (e.on for e in answers if isinstance(e, VisitsAuthorised | VisitsNotAuthorised)), None
        )
        yield Owed(
            assessed.id,
            assessed.on,
            assessed.on,
            f"Visits to where the child lives were assessed on {said(assessed.on)}, and a manager "
            "authorises them before anybody goes.",
            done_on=done,
            closes_on=min(filter(None, (over, end)), default=None),
        )


@carries("CM-170")
def assess_visits(case: Case) -> Iterator[Owed]:
    """Assess anew what was returned, what changed, and what is authorised no longer."""
    end = case.latest_end_of(order.id for order in case.supervised)
    for assessed, answers, later in _rounds(case):
        found = None if assessed.where == NOWHERE else _why_anew(answers)
        if found is None:
            continue
        due_on, why = found
        yield Owed(
            assessed.id,
            assessed.on,
            assessed.on,
            why,
            due_on=due_on,
            done_on=later.on if later else None,
            closes_on=end,
        )


def _why_anew(answers: list[Event]) -> tuple[date, str] | None:
    """Return by when, and why, visits are assessed anew after what followed an assessment."""
    found: tuple[date, str] | None = None
    for event in answers:
        if isinstance(event, VisitsNotAuthorised):
            return event.on, f"A manager returned the assessment of visits on {said(event.on)}."
        if what := change(event):
            return event.on, (
                f"On {said(event.on)} {what}, so what was assessed of visits may hold no more."
            )
        if isinstance(event, VisitsAuthorised):
            found = event.until, f"Visits to where the child lives end on {said(event.until)}."
    return found


Round = tuple[VisitAssessed, list[Event], VisitAssessed | None]


def _rounds(case: Case) -> list[Round]:
    """Return each assessment, what of it or of the risk followed, and the assessment after it."""
    found: list[Round] = []
    for event in case.walk(*STEPS):
        if isinstance(event, VisitAssessed):
            if found:
                found[-1] = (*found[-1][:2], event)
            found.append((event, [], None))
        elif found and (change(event) or _is_of(event, found[-1][0])):
            found[-1][1].append(event)
    return found


def _is_of(event: Event, assessed: VisitAssessed) -> bool:
    if not isinstance(event, VisitsAuthorised | VisitsNotAuthorised):
        return False
    return event.assessment == assessed.id
