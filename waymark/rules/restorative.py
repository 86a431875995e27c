"""Restorative work with a child: who is ready, and how far each thing that was planned is.

Nothing is stored that could be out of date: readiness is what was said of it last, and the child
may say otherwise at any time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.restorative import (
    ChildReadinessJudged,
    MindChanged,
    Readiness,
    RestorativeActivityHeld,
    RestorativeActivityPlanned,
    RestorativeOutcome,
    RestorativeRiskAssessed,
    WorkAnswered,
    WorkGiven,
    WorkHandedOver,
    WorkMade,
)
from waymark.rules.events.victims import VictimConsentTold, VictimReadinessTold

# Of the list `restorative-forms`, what cannot be without somebody who was harmed.
DIRECT = frozenset({"meeting", "conference", "panel", "shuttle", "letter", "direct-reparation"})
WITH_SOMEBODY_HARMED = DIRECT | {"indirect-reparation"}

State = Literal["planned", "assessed", "held", "called-off"]


@dataclass(frozen=True, slots=True)
class Both:
    """How the child and one person who was harmed stood on a day."""

    child: Readiness | None = None
    victim: Readiness | None = None
    to: tuple[str, ...] = ()  # what the person harmed is ready for; none: anything
    consent: bool = False
    consent_to: tuple[str, ...] = ()

    def wants(self, form: str) -> bool:
        return self.victim == "yes" and (not self.to or form in self.to)

    def consents(self, form: str) -> bool:
        return self.consent and (not self.consent_to or form in self.consent_to)


@carries("CM-354", "CM-370")
def both_on(case: Case, victim: str, day: date) -> Both:
    """Return how both stood: what was said last holds, whoever said it."""
    found = Both()
    told = case.walk(ChildReadinessJudged, MindChanged, VictimReadinessTold, VictimConsentTold)
    for each in told:
        if each.on > day or getattr(each, "victim", None) != victim:
            continue
        found = _after(found, each)
    return found


def _after(before: Both, event: object) -> Both:
    said = {name: getattr(before, name) for name in Both.__slots__}
    match event:
        case ChildReadinessJudged():
            said["child"] = event.ready
        case MindChanged():
            said["child"] = "no"
        case VictimReadinessTold():
            said |= {"victim": event.ready, "to": event.to}
        case VictimConsentTold():
            said |= {"consent": event.given, "consent_to": event.to}
    return Both(**said)


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that was planned, and how far it is."""

    planned: RestorativeActivityPlanned
    assessed: RestorativeRiskAssessed | None
    held: tuple[RestorativeActivityHeld, ...]
    outcomes: tuple[RestorativeOutcome, ...]
    called_off: MindChanged | None

    @property
    def state(self) -> State:
        if self.called_off:
            return "called-off"
        if self.held:
            return "held"
        return "assessed" if self.assessed and self.assessed.safe == "yes" else "planned"

    @property
    def worked(self) -> float:
        return sum(each.hours or 0 for each in self.held)


def activities(case: Case) -> Iterator[Activity]:
    for each in case.all(RestorativeActivityPlanned):
        yield activity(case, each)


def activity(case: Case, planned: RestorativeActivityPlanned) -> Activity:
    assessed = case.about(RestorativeRiskAssessed, planned.id)
    return Activity(
        planned,
        assessed[-1] if assessed else None,
        tuple(case.about(RestorativeActivityHeld, planned.id)),
        tuple(case.about(RestorativeOutcome, planned.id)),
        called_off(case, planned),
    )


@carries("CM-354")
def called_off(case: Case, planned: RestorativeActivityPlanned) -> MindChanged | None:
    """Return how the child ended one thing that was planned; what was planned anew stands."""
    about = case.about(MindChanged, planned.id)
    return about[-1] if about else None


# A work is a letter, or something else that the child makes: of the list `restorative-forms`.
AS_A_WORK = "letter"


@dataclass(frozen=True, slots=True)
class Work:
    """What the child made for somebody harmed, and how far it is on its way."""

    made: WorkMade
    answered: WorkAnswered | None
    handed_over: WorkHandedOver | None
    given: WorkGiven | None


def works(case: Case) -> Iterator[Work]:
    for each in case.all(WorkMade):
        yield work(case, each)


@carries("CM-354")
def work(case: Case, made: WorkMade) -> Work:
    """Return where a work stands: what the person harmed answered last holds."""
    answered = case.about(WorkAnswered, made.id)
    handed_over = case.about(WorkHandedOver, made.id)
    given = case.about(WorkGiven, made.id)
    return Work(
        made,
        answered[-1] if answered else None,
        handed_over[-1] if handed_over else None,
        given[-1] if given else None,
    )
