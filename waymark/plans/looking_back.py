"""What a review puts side by side: what was agreed, what happened since, what everybody says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import models as rows
from waymark.chronology.models import Words
from waymark.chronology.narrowing import Filters
from waymark.chronology.queries import Entry, timeline, workers_of
from waymark.chronology.sentences import Naming
from waymark.papers import queries as papers
from waymark.papers.models import Paper
from waymark.papers.queries import Read
from waymark.plans.delivery import KEPT, MISSED, Delivered, delivered
from waymark.plans.models import Version
from waymark.plans.queries import day_of, numbered, says
from waymark.plans.since import Told, told_last
from waymark.rules import asked
from waymark.rules.case import Case
from waymark.rules.endings import is_asked_for
from waymark.rules.events import KINDS, Event
from waymark.rules.events.engagement import Contact
from waymark.rules.events.plans import PlanAgreed, PlanAmended, PlanGiven, PlanReviewed
from waymark.rules.planned import Plan
from waymark.rules.reviewing import (
    MATTERS,
    Review,
    early_ends_decided,
    happened,
    looks_back_from,
)

REVIEW, CLOSING = "review", "closing"
WITH_THE_CHILD = {"all", "child"}
# What the paper says about an early end, as the event has it.
EARLY_END = {
    "no": "not-yet",
    "ask": "apply",
    "panel": "apply",
    "not-possible": "see-it-through",
}


@dataclass(frozen=True)
class LookedBack:
    since: date
    since_review: bool  # the last; else the plan was agreed then
    seen: int
    missed: int
    by_goal: dict[str, list[Delivered]]
    entries: list[Entry]


def looking_back(
    child: Child, top: Header, case: Case, version: Version | None, orders: list[str]
) -> LookedBack | None:
    """Return what happened since the last review; nothing where there never was a plan.

    Eight queries, however long the record is.
    """
    began = looks_back_from(case, orders)
    if began is None:
        return None
    since = began.on
    outcomes = [each.outcome for each in case.all(Contact) if each.on >= since]
    return LookedBack(
        since=since,
        since_review=isinstance(began, PlanReviewed),
        seen=sum(outcome in KEPT for outcome in outcomes),
        missed=outcomes.count(MISSED),
        by_goal=delivered(version, child.pk, top.today, after=since) if version else {},
        entries=list(_entries(child, top, case, began)),
    )


@dataclass(frozen=True)
class LedTo:
    """What lies between a version that a manager approved and the one that followed."""

    reviewed: Paper | None
    because: str  # what that review came to
    quotes: list[tuple[str, str]]
    entries: list[Entry]


def led_to(child: Child, top: Header, case: Case, before: Version, after: Version) -> LedTo:
    """Return what a manager must know to understand why a plan changed: the last review between two
    versions, and what happened since the first. Eleven queries at most."""
    until = day_of(after.document.get("agreed_on")) or top.today
    since = day_of(before.document.get("agreed_on")) or until
    done = [each for each in reviewed(child) if since <= (each.completed_on or until) <= until]
    told = [each for each in case.all(PlanReviewed) if since <= each.on <= until]
    began = case.event(before.event)
    return LedTo(
        reviewed=done[0] if done else None,
        because=str(top.near.hide(_why(child, told[-1].id))) if told else "",
        quotes=list(quotes(papers.read(done[0]), top)) if done else [],
        entries=[
            each
            for each in (_entries(child, top, case, began) if began else ())
            if each.on <= until
        ],
    )


def _entries(child: Child, top: Header, case: Case, began: Event) -> Iterator[Entry]:
    """Yield what may matter to the plan, and each contact of which the child's words are kept."""
    said = Words.objects.filter(child=child, field="child_said", event__on__gte=began.on)
    if not happened(case, began) and not said.exists():
        return
    naming = Naming(child.first_name, top.today, top.near.names, workers_of(child.service_id))
    filters = Filters(since=began.on, at_most=None)
    read = timeline(child.pk, filters, naming=naming, hide=top.near.hide)
    kinds = {kind for kind, shape in KINDS.items() if shape in MATTERS}
    row = rows.Event.objects.filter(child=child, reference=began.id).values_list("pk", flat=True)
    first = row.first() or 0
    for each in read.entries:
        matters = each.kind in kinds or (each.kind == "contact" and each.child_said)
        is_after = each.on > began.on or each.event > first
        if matters and is_after and not each.corrected:
            yield each


def reviewed(child: Child) -> list[Paper]:
    """Return the reviews that are done, the newest first. One query."""
    return [each for each in papers.of(child, REVIEW) if each.completed_on]


def as_reviewed(read: Read, case: Case, on: date, **moment: Any) -> Review:
    """Return a review as the rules are asked about it: what its paper says, and what is decided."""

    def said(question: str) -> str:
        return read.said(question) or ""

    early_end = EARLY_END.get(said(asked.REVIEW_EARLY), "")
    return Review(
        on=on,
        child_took_part=said(asked.REVIEW_CHILD_PRESENT) in WITH_THE_CHILD,
        child_said=said(asked.REVIEW_CHILD_ABSENT),
        agencies_said=said(asked.REVIEW_AGENCIES),
        safety_changed=said(asked.REVIEW_SAFETY) and said(asked.REVIEW_HARM),
        looked_after=case.child.looked_after_on(on) is not None,
        being_looked_after=said(asked.REVIEW_CARE),
        early_ends=tuple(early_ends_decided(case, early_end, on)),
        early_end=early_end,
        early_end_because=said(asked.REVIEW_EARLY_WHY),
        early_end_asked=any(is_asked_for(case, order, on) for order in case.supervised),
        **moment,
    )


def as_it_stands(version: Version, case: Case, until: Event | None = None) -> Plan:
    """Return what a version says, with the day on which the last review agreed to look again.

    :param until: only what was known when this happened.
    """
    plan, agreed_on = says(version), day_of(version.document.get("agreed_on"))
    known = list(case.walk(PlanReviewed, PlanGiven, PlanAgreed, PlanAmended))
    known = known[: known.index(until)] if until in known else known
    reviews = (each for each in known if isinstance(each, PlanReviewed))
    found = [each for each in reviews if agreed_on and each.on >= agreed_on]
    next_on = found[-1].next_review_on if found else None
    return replace(plan, next_review_on=next_on) if next_on else plan


def made_together(version: Version, case: Case) -> bool:
    """Tell whether the child had a hand in making a version, as whoever agreed it says."""
    agreed = (*case.all(PlanAgreed), *case.all(PlanAmended))
    return any(each.child_took_part for each in agreed if each.id == version.event)


def told(child: Child, case: Case, version: Version) -> Told | None:
    """Return what the child was given last, where something may be otherwise since.

    Nothing before the first time, and nothing where neither the plan nor a review is newer. Two
    queries at most.
    """
    given, reviewed = told_last(case)
    if given is None or given.plan_version is None:
        return None
    number = int(given.plan_version)
    before = version if number == version.number else numbered(child, number)
    if before is None or (before is version and reviewed is None):
        return None
    held = as_it_stands(before, case, until=given)
    if reviewed is None:
        return Told(held)
    why, outcome = _why(child, reviewed.id), reviewed.outcome or ""
    return Told(held, why, outcome, together=reviewed.child_took_part)


def _why(child: Child, event: str) -> str:
    """Return why the plan stays or changes, as a review says it; nothing where that is sealed."""
    found = Words.objects.filter(child=child, event__reference=event, field="because")
    return found.values_list("text", flat=True).first() or ""


SAID = {
    asked.REVIEW_CHILD_WORKS: "{name}",
    asked.REVIEW_CHILD_PROUD: "What {name} is proud of",
    asked.REVIEW_FAMILY: "Parents or carers",
    asked.REVIEW_AGENCIES: "Agencies",
}


def quotes(read: Read, top: Header) -> Iterator[tuple[str, str]]:
    """Yield who says what works, what does not, and what is to be proud of, where it is written."""
    for question, who in SAID.items():
        if words := read.said(question):
            yield who.replace("{name}", top.first_name), str(top.near.hide(words))
