"""What was said already of what a form asks again: talked through with the child, or when its
risks were looked at the last time. The form begins with it, and says from where."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.chronology.queries import written_in
from waymark.contacts.beside import Before
from waymark.pages.words import day
from waymark.papers import queries as papers
from waymark.papers.queries import Read, read
from waymark.restorative.considering import COMMUNITY, RESTORATIVE
from waymark.rules import asked
from waymark.rules.case import Case
from waymark.rules.events.restorative import (
    RestorativeConsidered,
    RestorativeRiskAssessed,
    WorkMade,
)
from waymark.rules.restorative import for_whom, planned_as

# What each field of a form begins with, of what was talked through.
PLAN = {"link": (asked.RESTORE_LINK,), "good_at": (asked.RESTORE_GOOD_AT,)}
READY = {
    "child_said": (asked.RESTORE_CHILD_WANTS,),
    "because": (asked.RESTORE_THINKS, asked.RESTORE_EMPATHY),
}
RISKS = {"impact": (asked.RESTORE_IMPACT,)}
WORDS = ("could_harm", "keeps_safe", "impact", "without_parents")
FROM_OUTSIDE = ("facilitator", "trained_on", "trained_until")  # those of ours stand by themselves


def of_a_plan(child: Child, case: Case, facts: Mapping[str, Any], on: date) -> Before:
    """Return what a plan rests on, and which form was thought right. Two queries."""
    about = facts.get("victim") or (COMMUNITY if facts.get("form") == COMMUNITY else "")
    said = _talked_through(child, about, PLAN, on)
    thought = [each for each in case.all(RestorativeConsidered) if each.victim == _of(about)]
    if not said.facts or not thought or thought[-1].appropriate != "yes":
        return said
    return Before({**said.facts, "form": thought[-1].form}, said.where, said.address)


def of_being_ready(child: Child, case: Case, facts: Mapping[str, Any], on: date) -> Before:
    """Return what shows how ready the child is. Two queries."""
    del case
    return _talked_through(child, facts.get("victim") or "", READY, on)


def of_the_risks(child: Child, case: Case, facts: Mapping[str, Any], on: date) -> Before:
    """Return what was written the last time of the same thing, and nothing that is attested:
    whether it is safe now, what is settled, which principles hold. Of what nobody has looked at,
    return what was talked through. Two queries."""
    name = facts.get("activity") or ""
    if found := case.about(RestorativeRiskAssessed, name):
        return _last_time(child, found[-1], on)
    if not (planned_as(case, name) or isinstance(case.event(name), WorkMade)):
        return Before()
    return _talked_through(child, for_whom(case, name) or COMMUNITY, RISKS, on)


def _of(about: str) -> str | None:
    return None if about == COMMUNITY else about


def _talked_through(
    child: Child, about: str, asks: Mapping[str, tuple[str, ...]], on: date
) -> Before:
    paper = papers.latest(child, RESTORATIVE, about=about) if about else None
    if paper is None or paper.completed_on is None:
        return Before()
    held = read(paper)
    facts = {name: _joined(held, questions) for name, questions in asks.items()}
    where = f"when it was talked through, {day(paper.completed_on, on)}"
    return Before(facts, where, reverse("paper", args=[child.pk, paper.pk]))


def _joined(held: Read, questions: tuple[str, ...]) -> str:
    return "\n\n".join(filter(None, (held.said(each) for each in questions)))


def _last_time(child: Child, last: RestorativeRiskAssessed, on: date) -> Before:
    row = Event.objects.filter(child=child, reference=last.id).first()
    if row is None:
        return Before()
    wrote = written_in([child.pk], [last.id])
    words = {name: wrote.get((child.pk, last.id, name), ("", ""))[1] for name in WORDS}
    where = f"when it was looked at last, {day(last.on, on)}"
    leads = ("led_by",) if last.led_by else FROM_OUTSIDE
    facts = {**words, **{name: getattr(last, name) for name in leads}}
    return Before(facts, where, reverse("event", args=[child.pk, row.pk]))
