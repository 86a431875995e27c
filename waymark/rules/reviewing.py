"""A review: what it looks back on, and what must be so before it is done.

began = looks_back_from(case, ["o1"])
for event in happened(case, began): …
reasons = list(not_yet(Review(on=…, next_on=…, …)))
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from waymark.rules import asked
from waymark.rules.calendar import days_after, months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.endings import (
    APPLY,
    NOT_YET,
    asked_again_on,
    consider_early_revocation,
    may_end_early,
)
from waymark.rules.events import Event
from waymark.rules.events.care import Incident, PoliceContact
from waymark.rules.events.orders import (
    EarlyRevocationConsidered,
    EarlyRevocationRefused,
    ProgressPanelDecided,
)
from waymark.rules.events.plans import PlanAgreed, PlanReviewed
from waymark.rules.events.risk import Judgement, SafeguardingReferral, SafetyPlanMade
from waymark.rules.events.voice import (
    ChildHeard,
    ConcernLookedAt,
    SelfAssessmentConcern,
    SelfAssessmentGiven,
)
from waymark.rules.judging import HEIGHTS, judged
from waymark.rules.reviews import CHANGES, MONTHS_BETWEEN

STAYS, CHANGES_NOW = "stays", "changes"
ABOUT_THREE_MONTHS = 14  # days that a review may come before three months without a word
# What a review looks back on, besides contacts: what changed, was judged, said or done about risk.
MATTERS: tuple[type[Event], ...] = (
    *CHANGES,
    Incident,
    PoliceContact,
    Judgement,
    SafeguardingReferral,
    SafetyPlanMade,
    ChildHeard,
    SelfAssessmentConcern,
    ConcernLookedAt,
    EarlyRevocationConsidered,
    ProgressPanelDecided,
    EarlyRevocationRefused,
)


@dataclass(frozen=True)
class Review:
    """A review that somebody is about to complete."""

    on: date
    next_on: date | None = None
    sooner_because: str = ""
    child_took_part: bool = False
    child_said: str = ""
    outcome: str = ""  # the plan stays, or changes
    because: str = ""
    agencies_said: str = ""
    safety_changed: str = ""  # what changed in the child's safety, and in the risk to others
    looked_after: bool = False
    being_looked_after: str = ""  # what it means for the child now
    early_ends: tuple[str, ...] = ()  # the orders about whose early end it decides
    early_ends_of: tuple[str, ...] | None = None  # for which of these it asks; None for each
    early_end: str = ""  # what was decided
    early_end_because: str = ""
    early_end_asked: bool = False  # it is asked for already, and nobody has answered yet


def looks_back_from(case: Case, orders: Iterable[str]) -> PlanReviewed | PlanAgreed | None:
    """Return the last review of these orders' plan, or where there was none the first plan."""
    wanted = list(orders)
    reviewed = [each for order in wanted for each in case.about(PlanReviewed, order)]
    agreed = [each for order in wanted for each in case.about(PlanAgreed, order)]
    by_day = attrgetter("on")
    return max(reviewed, key=by_day, default=None) or max(agreed, key=by_day, default=None)


def last_looked_at(case: Case) -> PlanReviewed | PlanAgreed | None:
    """Return the last review of the child's plan under any order, or else the first plan."""
    return looks_back_from(case, [order.id for order in case.supervised])


def said_alone_since(case: Case) -> list[SelfAssessmentGiven]:
    """Return what the child handed in, said alone, since the plan was last looked at; the day
    itself counts. What a parent says is not the child's."""
    began = last_looked_at(case)
    return [
        each
        for each in case.all(SelfAssessmentGiven)
        if each.is_childs and (began is None or each.on >= began.on)
    ]


@carries("EP-117")
def happened(case: Case, began: Event) -> list[Event]:
    """Return what may matter to the plan and came after it was agreed or looked at last, on the
    same day too; the newest first."""
    told = case.walk(*MATTERS, type(began))
    return [event for event in told[told.index(began) + 1 :] if isinstance(event, MATTERS)][::-1]


@carries("EP-073")
def may_no_longer_fit(case: Case, kind: type[Event]) -> bool:
    """Tell whether something that is being recorded asks for a review: there is a plan, and this
    may make it out of date."""
    return kind in CHANGES and bool(case.all(PlanAgreed))


def is_raised(case: Case, domain: str, level: str) -> bool:
    """Tell whether a level that is being judged is higher than it was, where there is a plan."""
    before = [each.level for each in judged(case, domain)]
    if not before or not case.all(PlanAgreed):
        return False
    known = before[-1] in HEIGHTS and level in HEIGHTS
    return known and HEIGHTS.index(level) > HEIGHTS.index(before[-1])


def early_ends_to_consider(case: Case, on: date) -> list[str]:
    """Return the orders for which ending early is to be considered now."""
    found = []
    for owed in consider_early_revocation(case):
        is_open = owed.done_on is None and owed.opens_on <= on
        if is_open and (owed.closes_on is None or owed.closes_on > on):
            found.append(owed.of.rpartition(":")[0])
    return found


def early_ends_decided(case: Case, decision: str, on: date) -> list[str]:
    """Return the orders about whose early end a review decides: of which it is to be considered
    now. Whoever asks for it at another time asks for each that may end early and is not asked for
    already."""
    due = early_ends_to_consider(case, on)
    if due or decision != APPLY:
        return due
    return [order.id for order in case.supervised if may_end_early(case, order, on)]


def decided(case: Case, review: Review) -> dict[str, str]:
    """Return what a review decides about the early end of each order: of several, it asks for the
    end of those that were chosen, and not yet for the others whose time has come."""
    if review.early_end != APPLY or review.early_ends_of is None:
        return dict.fromkeys(review.early_ends, review.early_end)
    due = early_ends_to_consider(case, review.on)
    asked = {order: APPLY for order in review.early_ends if order in review.early_ends_of}
    return asked | {order: NOT_YET for order in due if order not in asked}


def early_end_asked_again_on(case: Case, on: date) -> date | None:
    """Return from when ending early is asked about again, if it is decided against on a day; none
    where each order ends before."""
    orders = filter(None, map(case.order, early_ends_to_consider(case, on)))
    found = [(asked_again_on(case, order, on), case.end_of(order)) for order in orders]
    return min((again for again, end in found if end is None or again < end), default=None)


def not_yet(review: Review) -> Iterator[str]:
    """Yield what a review still needs before it is done, each with what to do."""
    yield from (reason for _, reason in not_yet_in_the_paper(review))
    for part in OF_THE_MOMENT:
        yield from part(review)


def not_yet_in_the_paper(review: Review) -> Iterator[tuple[str, str]]:
    """Yield what the review's paper still needs: the section of the form, and what to do."""
    for part, section in OF_THE_PAPER.items():
        for reason in part(review):
            yield section, reason


@carries("CM-013", "CM-213")
def review_with_the_child(review: Review) -> Iterator[str]:
    if not review.child_took_part and not review.child_said.strip():
        yield (
            "A review is made with the child. Say that the child took part, or what the child "
            "says and how they were heard."
        )


@carries("CM-216")
def hear_the_agencies(review: Review) -> Iterator[str]:
    if not review.agencies_said.strip():
        yield "Write down what each agency that works with the child says, or that there is none."


@carries("EP-122")
def look_at_safety(review: Review) -> Iterator[str]:
    if not review.safety_changed.strip():
        yield "Say what changed in the child’s safety and in the risk to others, or what did not."


@carries("NP-340")
def say_what_care_means(review: Review) -> Iterator[str]:
    if review.looked_after and not review.being_looked_after.strip():
        yield "The child is looked after. Say what that means for them and for the plan now."


@carries("CM-087", "EP-118")
def say_what_becomes_of_the_plan(review: Review) -> Iterator[str]:
    if review.outcome not in (STAYS, CHANGES_NOW):
        yield "Choose whether the plan stays or changes."
    elif not review.because.strip():
        yield (
            "Say why the plan stays as it is."
            if review.outcome == STAYS
            else "Say what changes, and why."
        )


@carries("CM-086", "CM-210", "CM-211")
def agree_the_next_day(review: Review) -> Iterator[str]:
    last = months_after(review.on, MONTHS_BETWEEN)
    if review.next_on is None:
        yield f"Agree the day of the next review, on or before {said(last)}."
    elif review.next_on <= review.on:
        yield "Choose a day for the next review that is after this one."
    elif review.next_on > last:
        yield (
            f"Choose a day on or before {said(last)}: a plan is reviewed at least every "
            "three months."
        )
    elif review.next_on < days_after(last, -ABOUT_THREE_MONTHS) and not review.sooner_because:
        yield "Say why you look again sooner than in three months."


@carries("CM-215", "CM-218")
def ask_about_an_early_end(review: Review) -> Iterator[str]:
    if review.early_ends and not review.early_end:
        yield "The time has come to think about an early end. Say what is decided."
    if review.early_end != APPLY or (review.early_end_asked and not review.early_ends):
        return
    if not review.early_ends:
        yield (
            "No order can end early now: only a referral order or a youth rehabilitation order "
            "that runs can, and three months after the court has refused. Choose another answer."
        )
    elif not review.early_end_because.strip():
        yield "Say why an early end is asked for: the record keeps it."
    elif review.early_ends_of == ():
        yield "Choose at least one order that is asked to end early."


OF_THE_PAPER = {
    review_with_the_child: asked.REVIEW_CHILD,
    hear_the_agencies: asked.REVIEW_OTHERS,
    look_at_safety: asked.REVIEW_CHANGED,
    say_what_care_means: asked.REVIEW_CHANGED,
    ask_about_an_early_end: asked.REVIEW_THEN,
}
OF_THE_MOMENT = (say_what_becomes_of_the_plan, agree_the_next_day)
