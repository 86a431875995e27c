"""What enforcement each kind of order knows, and what statute asks for next.

Voluntary work has neither warnings nor a court. A conditional caution goes back to the police. Only
its panel takes a referral order back (Sentencing Act 2020, Schedule 4). For a youth rehabilitation
order a failure after a second warning within the warned period goes back to court unless
circumstances are exceptional (the same Act, Schedule 7, paragraph 4).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from waymark.rules.calendar import months_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.engagement import (
    AbsenceFollowedUp,
    BreachDecided,
    Contact,
    EngagementPanelHeld,
    IndependentBreachReview,
    JudgedForCourt,
    WarningGiven,
)
from waymark.rules.events.orders import CourtApplication, EarlyRevocationRefused
from waymark.rules.events.risk import MultiAgencyMeeting
from waymark.rules.orders import COURT_ORDERS, Order, OrderKind
from waymark.rules.risk import levels_now
from waymark.rules.settings import value_on

MISSED = "missed"
NOT_KNOWN = "not-known"  # of the list `missed-reasons`
LAST_WARNING = 2  # after so many, statute asks for a court
Back = Literal["court", "panel", "police"]


@dataclass(frozen=True)
class Way:
    """Whether there are warnings, to whom it may go back in the end, and whether statute asks for
    that after a second warning: a warning counts for some months then, and else without an end."""

    warns: bool = False
    back: Back | None = None
    by_statute: bool = False


VOLUNTARY = Way()
WAYS: Mapping[OrderKind, Way] = MappingProxyType(
    {
        "youth-conditional-caution": Way(back="police"),
        **dict.fromkeys(COURT_ORDERS, Way(warns=True, back="court")),
        "referral-order": Way(warns=True, back="panel"),
        "youth-rehabilitation-order": Way(warns=True, back="court", by_statute=True),
    }
)


def way_of(order: Order) -> Way:
    """Return the enforcement that an order knows; of whatever no court made, none."""
    return WAYS.get(order.kind, VOLUNTARY)


def _goes_back(way: Way) -> bool:
    return way.back in ("court", "panel")


# What comes only of an order that knows it.
KNOWN_BY: Mapping[type[Event], Callable[[Way], bool]] = MappingProxyType(
    {
        WarningGiven: lambda way: way.warns,
        EngagementPanelHeld: lambda way: way.warns,
        JudgedForCourt: lambda way: way.by_statute,
        BreachDecided: _goes_back,
        IndependentBreachReview: _goes_back,
        CourtApplication: _goes_back,
        EarlyRevocationRefused: _goes_back,
    }
)


def may_come_of(case: Case, kind: type[Event]) -> bool:
    """Tell whether an order of the child knows what this kind of event tells."""
    return kind not in KNOWN_BY or any(may_come_under(order, kind) for order in case.orders)


def may_come_under(order: Order, kind: type[Event]) -> bool:
    """Tell whether an order knows what this kind of event tells."""
    knows = KNOWN_BY.get(kind)
    return knows is None or knows(way_of(order))


@dataclass(frozen=True)
class Absence:
    """A missed contact, what was heard of it, and the warnings that came of it."""

    contact: Contact
    followed_up: AbsenceFollowedUp | None
    warnings: tuple[WarningGiven, ...]

    @property
    def is_acceptable(self) -> bool | None:
        return self.followed_up.acceptable if self.followed_up else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """What got in the way, as it was understood last."""
        told = self.followed_up
        if told and (told.reason or told.also):
            return tuple(dict.fromkeys([*([told.reason] if told.reason else []), *told.also]))
        return self.contact.reasons


@carries("CM-447", "CM-448")
def absences(case: Case) -> list[Absence]:
    """Return the contacts that were missed, the first one first."""
    found = []
    for contact in case.all(Contact):
        if contact.outcome == MISSED:
            heard = case.about(AbsenceFollowedUp, contact.id)
            warned = tuple(case.about(WarningGiven, contact.id))
            found.append(Absence(contact, heard[-1] if heard else None, warned))
    return found


@carries("EP-126", "EP-152")
def in_the_way(case: Case) -> dict[str, list[Absence]]:
    """Return what got in the way, each with its absences; what did so most often first. What
    nobody knows yet is none of it."""
    found: dict[str, list[Absence]] = {}
    for absence in absences(case):
        for reason in (each for each in absence.reasons if each != NOT_KNOWN):
            found.setdefault(reason, []).append(absence)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0])))


@carries("CM-581")
def to_talk_of(case: Case) -> list[WarningGiven | BreachDecided]:
    """Return, of a child of whom there is concern, the warnings and decisions on breach that no
    meeting of several agencies has talked of."""
    if not levels_now(case).high:
        return []
    talked_of = {each for meeting in case.all(MultiAgencyMeeting) for each in meeting.talked_of}
    given: list[WarningGiven | BreachDecided] = [
        *case.all(WarningGiven),
        *case.all(BreachDecided),
    ]
    return sorted((each for each in given if each.id not in talked_of), key=lambda each: each.on)


def warned_period(case: Case, order: Order) -> int:
    """Return for how many months a warning counts where statute says so: the service's number, for
    it is unverified."""
    return value_on(case.settings.warned_period, order.made_on)


def warnings_that_count(case: Case, order: Order, on: date) -> list[WarningGiven]:
    """Return the warnings under an order that still count on a day."""
    given = [each for each in case.about(WarningGiven, order.id) if each.on <= on]
    return [each for each in given if on < (counts_until(case, order, each) or date.max)]


def counts_until(case: Case, order: Order, warning: WarningGiven) -> date | None:
    if not way_of(order).by_statute:
        return None
    return months_after(warning.on, warned_period(case, order))


def failures_for_court(case: Case, order: Order) -> Iterator[Absence]:
    """Yield each failure without an acceptable reason for which statute asks for a court: two
    warnings counted already on its day."""
    if not way_of(order).by_statute:
        return
    for absence in absences(case):
        is_failure = absence.is_acceptable is False and order.begins_on <= absence.contact.on
        if is_failure and len(_before(case, order, absence)) >= LAST_WARNING:
            yield absence


def _before(case: Case, order: Order, absence: Absence) -> list[WarningGiven]:
    on = absence.contact.on
    counted = warnings_that_count(case, order, on)
    return [each for each in counted if each.contact != absence.contact.id]


def judgements(case: Case, order: Order, absence: Absence) -> list[JudgedForCourt]:
    """Return what managers judged of a failure, or of all of the order since."""
    return [
        each
        for each in case.about(JudgedForCourt, order.id)
        if each.contact in (None, absence.contact.id) and each.on >= absence.contact.on
    ]


def judged(case: Case, order: Order, absence: Absence) -> JudgedForCourt | None:
    found = judgements(case, order, absence)
    return found[-1] if found else None


def judged_of(case: Case, absence: Absence) -> list[JudgedForCourt]:
    """Return what managers judged of one absence."""
    return [each for each in case.all(JudgedForCourt) if each.contact == absence.contact.id]


def may_warn(case: Case, order: Order, absence: Absence) -> bool:
    """Tell whether an absence may be warned about under an order: not while statute asks for a
    court, unless a manager judged that circumstances are exceptional."""
    if not way_of(order).warns:
        return False
    if absence not in failures_for_court(case, order):
        return True
    judgement = judged(case, order, absence)
    return judgement is not None and judgement.decision == "exceptional"
