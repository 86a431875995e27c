"""How risks were judged over time, and how soon what was learnt became a changed plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.care import Incident
from waymark.rules.events.plans import (
    AssessmentCompleted,
    NewCharge,
    PlanAgreed,
    PlanAmended,
    PlanReviewed,
)
from waymark.rules.events.risk import Judgement
from waymark.rules.events.voice import SelfAssessmentConcern
from waymark.rules.reviews import CHANGES

DOMAINS = ("reoffending", "serious_harm", "safety_and_wellbeing")
HEIGHTS = ("low", "medium", "high", "very-high")
HIGH = frozenset({"high", "very-high"})
FALLS_FAR = 2  # steps at once
# What each judgement is asked to say, beside the level and why.
RESTS_ON = ("what", "whom", "when", "likelihood", "imminence")
# This alone does not say why a level moved.
SAYS_THAT_NOTHING_MOVED = {
    *("nothing new", "no change", "no changes", "nothing has changed", "nothing changed"),
    *("as before", "same", "same as before", "the same", "unchanged", "n a", "none", "nothing"),
}
# What is learnt, and may ask for another plan.
LEARNT: tuple[type[Event], ...] = (Judgement, Incident, NewCharge)
ANSWERS: tuple[type[Event], ...] = (PlanAgreed, PlanAmended, PlanReviewed)


@dataclass(frozen=True)
class Judged:
    """One judgement of one risk, and the level before it."""

    event: Judgement
    level: str
    before: str | None

    @property
    def moved(self) -> int:
        """By how many steps it went up, or down."""
        return steps_up(self.before, self.level)


def steps_up(before: str | None, level: str) -> int:
    if before is None or level not in HEIGHTS or before not in HEIGHTS:
        return 0
    return HEIGHTS.index(level) - HEIGHTS.index(before)


def judged(case: Case, domain: str) -> list[Judged]:
    """Return every judgement of a risk, as they were made."""
    found: list[Judged] = []
    for event in case.all(Judgement):
        level = getattr(event, domain)
        if level:
            found.append(Judged(event, level, found[-1].level if found else None))
    return found


def high_on(case: Case, on: date) -> frozenset[str]:
    """Return which risks were judged high, or very high, when they were judged last by a day."""
    last = {
        domain: [each.level for each in judged(case, domain) if each.event.on <= on][-1:]
        for domain in DOMAINS
    }
    return frozenset(each for each, level in last.items() if HIGH.intersection(level))


def not_said(rests_on: Mapping[str, str | None]) -> list[str]:
    """Return what a judgement does not say of what it rests on: it is said, or why not yet."""
    return [name for name in RESTS_ON if not (rests_on.get(name) or "").strip()]


def _plainly(words: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in words.casefold()).split())


@carries("EP-546")
def say_why(before: str | None, level: str, because: str | None) -> Iterator[str]:
    """A judgement says what it rests on: a level that moves, and one that stands as well."""
    says = _plainly(because or "")
    if says and not (says in SAYS_THAT_NOTHING_MOVED and before not in (None, level)):
        return
    if before is None:
        yield "Say what makes you think so"
    elif before == level:
        yield "Say in a line why the level is still right"
    else:
        yield "Say what has moved the level"


@dataclass(frozen=True)
class Response:
    """Something that was learnt, and the first plan that was made or changed on or after it."""

    learnt: Event
    answered_on: date | None

    @property
    def days(self) -> int | None:
        return None if self.answered_on is None else (self.answered_on - self.learnt.on).days


@carries("EP-125")
def responses(case: Case) -> list[Response]:
    """Return what was learnt that may ask for another plan, the newest first, each with its answer.

    A judgement that left every level where it was asks for none.
    """
    answers = case.walk(*ANSWERS)
    found = [
        Response(event, _first_on_or_after(answers, event.on))
        for event in case.walk(*{*LEARNT, *CHANGES})
        if not isinstance(event, Judgement) or _moved(case, event)
    ]
    return found[::-1]


def learnt_after(case: Case, finished_on: date) -> list[Event]:
    """Return what was learnt after an assessment was finished: of its own day what was written
    after it, other than judgements."""
    happened = {*LEARNT, *CHANGES} - {Judgement}
    written = [each for each in case.walk(AssessmentCompleted, *happened) if each.on == finished_on]
    after = list(takewhile(lambda each: not isinstance(each, AssessmentCompleted), written[::-1]))
    found = [each.learnt for each in reversed(responses(case))]
    return [each for each in found if each.written_on > finished_on or each in after]


def happened_since_judged(case: Case, domain: str) -> list[Event]:
    """Return what may say otherwise of a risk than it was judged last, and came after that."""
    last = judged(case, domain)[-1:]
    if not last:
        return []
    told = case.walk(Judgement, SelfAssessmentConcern, *({*LEARNT, *CHANGES} - {Judgement}))
    return [each for each in told[told.index(last[0].event) + 1 :] if type(each) is not Judgement]


def falls_far(before: str | None, level: str) -> bool:
    """Tell whether a risk is judged two steps lower than it was, or more."""
    return steps_up(before, level) <= -FALLS_FAR


def between(case: Case) -> Sequence[Event]:
    """Return what happened between the judgements: what may ask for another plan, and plans."""
    return case.walk(*({*LEARNT, *CHANGES} - {Judgement}), *ANSWERS)


def _moved(case: Case, event: Judgement) -> bool:
    return any(
        each.moved or each.before is None
        for domain in DOMAINS
        for each in judged(case, domain)
        if each.event is event
    )


def _first_on_or_after(events: Sequence[Event], on: date) -> date | None:
    return next((event.on for event in events if event.on >= on), None)
