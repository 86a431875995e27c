"""What a service can show of its work with people who were harmed: how many, and why each counts.

Whoever reads why somebody counts reads references, forms and days, and no name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening
from waymark.rules.harmed.happenings import (
    DIRECT,
    DetailsReceived,
    FeedbackAsked,
    FeedbackGiven,
    ProgressAsked,
    ProgressTold,
    RestorativeAnswered,
    RestorativeNotAppropriate,
    RestorativeOffered,
    SupportAsked,
    SupportTold,
    ViewAsked,
    WorkOffered,
)
from waymark.rules.harmed.planned_finders import CALLED
from waymark.rules.harmed.spells import Consent
from waymark.rules.harmed.taking_part import A_WORK, took_part, works_offered
from waymark.rules.harmed.victim import Link, Stage, Victim, is_contact, was_reached
from waymark.rules.known_as import known_as


class Period(NamedTuple):
    begins: date
    ends: date  # included

    def holds(self, day: date) -> bool:
        return self.begins <= day <= self.ends


class Counted(NamedTuple):
    """Why somebody counts: as whom which child's file knows them, and what is so."""

    child: int
    ref: str
    why: str

    @property
    def whom(self) -> str:
        return f"{known_as(self.child, self.ref)} of record {self.child}"


EACH_TIME = ("offered", "received", "not-appropriate")
CONTENT = ("very", "satisfied")
Figures = Mapping[str, Sequence[Counted]]


@carries("CM-388")
def code_figures(victims: Iterable[Victim], period: Period) -> Figures:
    """Return who counts in each number that the guidance names: by stage, and by kind.

    What was offered, received and judged not appropriate counts each time, and anything else each
    person once.
    """
    found: dict[str, list[Counted]] = {}
    for victim in victims:
        for name, counted in _counts(victim, period):
            found.setdefault(name, []).append(counted)
    return {
        name: counted if name.startswith(EACH_TIME) else _once(counted)
        for name, counted in found.items()
    }


def _counts(victim: Victim, period: Period) -> Iterator[tuple[str, Counted]]:
    """Yield in which numbers somebody counts by what happened in a period, and why."""
    stages: dict[tuple[int, str], set[Stage]] = {}
    for link in victim.links:
        stages.setdefault((link.child, link.ref), set()).add(link.stage)
    for happened in victim.happenings:
        for (child, ref), of in sorted(stages.items()) if period.holds(happened.on) else ():
            if happened.child in (None, child):
                for name, what in _names(happened, of):
                    yield name, Counted(child, ref, f"{what} on {said(happened.on)}")
    for child, ref in sorted(stages):
        for on, name, why in _of_what_is_planned(victim, child, ref):
            if period.holds(on):
                yield name, Counted(child, ref, why)


def _of_what_is_planned(victim: Victim, child: int, ref: str) -> Iterator[tuple[date, str, str]]:
    """Yield what they took part in, and works that they were offered, in which numbers and why."""
    for part in took_part(victim, child, ref):
        for name, what in _of("received", part.form):
            yield part.on, name, f"{what} on {said(part.on)}, {part.by}"
    for offer in works_offered(victim, child, ref):
        for name, what in _of("offered", A_WORK):
            yield offer.on, name, f"{what} on {said(offer.on)}, once it was made"


def _names(happened: Happening, stages: Iterable[Stage]) -> Iterable[tuple[str, str]]:
    """Yield in which numbers something that happened counts, and as what."""
    match happened:
        case contact if is_contact(contact):
            yield from ((f"contacted:{stage}", "contacted") for stage in stages)
            answered = stages if was_reached(contact) else ()
            yield from ((f"responded:{stage}", "reached") for stage in answered)
        case RestorativeOffered():
            for form in happened.forms:
                yield from _of("offered", form)
        case RestorativeAnswered(answer="declined"):
            yield "declined", "declined"
            for form in happened.forms:
                yield f"declined:{form}", f"{CALLED[form]}, declined"
        case WorkOffered(answer="not-at-all"):
            yield "declined", "declined"
            yield f"declined:{A_WORK}", f"{CALLED[A_WORK]}, declined"
        case RestorativeNotAppropriate():
            yield "not-appropriate", "judged not appropriate"
            for form in happened.forms:
                yield f"not-appropriate:{form}", f"{CALLED[form]}, judged not appropriate"
        case FeedbackAsked() | FeedbackGiven():
            yield from _of_feedback(happened)


def _of_feedback(said: FeedbackAsked | FeedbackGiven) -> Iterable[tuple[str, str]]:
    """Yield who was asked and who answered too: how many are content says nothing without them."""
    if isinstance(said, FeedbackAsked):
        yield "feedback-asked", "asked how it was"
        return
    yield "feedback-given", "said how it was"
    if said.satisfied in CONTENT:
        yield "satisfied", "satisfied"


def _of(what: str, form: str) -> Iterable[tuple[str, str]]:
    """Yield that it counts by type, and by its form."""
    by_type = "direct" if form in DIRECT else "indirect"
    return ((f"{what}:{each}", f"{CALLED[form]}, {what}") for each in (by_type, form))


def response_rate(figures: Figures, stage: Stage) -> tuple[int, int]:
    """Return how many answered, of how many whom we tried to reach."""
    return len(figures.get(f"responded:{stage}", ())), len(figures.get(f"contacted:{stage}", ()))


def days_to_first_contact(
    victims: Iterable[Victim], period: Period
) -> Mapping[int, Sequence[Counted]]:
    """Return who was first reached in a period, by how many days after their details came. Each
    person counts once, as whom the first child's file knows them."""
    days: dict[int, list[Counted]] = {}
    for victim in victims:
        received = victim.ever(DetailsReceived)
        reached = victim.reached_on
        if victim.links and received and reached and period.holds(reached[0]):
            first, came, on = victim.links[0], received[0].on, reached[0]
            why = f"details came on {said(came)}, reached on {said(on)}"
            counted = Counted(first.child, first.ref, why)
            days.setdefault(max((on - came).days, 0), []).append(counted)
    return dict(sorted(days.items()))


def indicator(victims: Iterable[Victim], period: Period, today: date) -> Figures:
    """Return who counts in the national indicator on victims, and in its breakdowns.

    An order counts in the period in which it ended, once it has. `10` of `10-of` is the headline:
    who took part in something restorative, of who consented to be contacted.
    """
    found: dict[str, list[Counted]] = {}
    for victim in victims:
        ended = [each for each in victim.links if _ended(each, period, today)]
        for child, ref in dict.fromkeys((each.child, each.ref) for each in ended):
            for name, why in _indicated(victim, child, ref, period):
                found.setdefault(name, []).append(Counted(child, ref, why))
    return found


def _ended(link: Link, period: Period, today: date) -> bool:
    return link.ends_on is not None and link.ends_on <= today and period.holds(link.ends_on)


def children_in(counted: Sequence[Counted]) -> list[int]:
    """Return of which children they are: 10b of who counts in 10a."""
    return sorted({each.child for each in counted})


def _indicated(victim: Victim, child: int, ref: str, period: Period) -> Iterable[tuple[str, str]]:
    yield "10a", "an offence of an order that ended harmed them"
    consents = [
        each
        for each in victim.spells
        if isinstance(each, Consent) and each.allows == "contact" and _begun(each, period)
    ]
    if consents:
        yield "10-of", f"they consented to contact on {_day(consents[0].from_)}"
    for name, kind, why in SAYS:
        for happened in victim.for_child(kind, child):
            if happened.on <= period.ends:
                yield name, f"{why} on {said(happened.on)}"
                break
    contacts = [each.on for each in victim.contacts if each.child in (None, child)]
    if contacts and contacts[0] <= period.ends:
        yield "10g", f"they were contacted on {said(contacts[0])}"
    done = [each for each in took_part(victim, child, ref) if each.on <= period.ends]
    if done and consents:
        first = done[0]
        yield "10", f"they took part on {said(first.on)} ({CALLED[first.form]}), {first.by}"
    for each in done:
        yield f"10c:{each.form}", f"they took part on {said(each.on)}, {each.by}"


SAYS: tuple[tuple[str, type[Happening], str], ...] = (
    ("10d", ViewAsked, "they were asked before it was decided"),
    ("10e-asked", ProgressAsked, "they asked how the case goes"),
    ("10e-given", ProgressTold, "they were told how the case goes"),
    ("10f-asked", SupportAsked, "they asked for support"),
    ("10f-given", SupportTold, "they were told of services"),
)


def _begun(consent: Consent, period: Period) -> bool:
    return consent.from_ is None or consent.from_ <= period.ends


def _day(day: date | None) -> str:
    return said(day) if day else "a day that nobody wrote down"


def _once(counted: Iterable[Counted]) -> list[Counted]:
    """Count each victim of each child once, by what was first."""
    return list({(each.child, each.ref): each for each in reversed(list(counted))}.values())[::-1]
