"""Moving a case file in time, so that demonstration stories always happen now.

Everything moves by whole weeks, which keeps weekdays, ages and the days between events as they
were written. Working days and calendar months are reckoned anew where the story lands.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from waymark.rules.calendar import days_after
from waymark.rules.events import KINDS, Event
from waymark.rules.values import DAY

Document = Mapping[str, Any]


def as_on(document: Document, day: date) -> dict[str, Any]:
    """The document with its anchor moved to the latest such weekday up to a day, and nothing in it
    that happens, or is written down, after that day."""
    anchor = date.fromisoformat(document["anchor"])
    return known_by(shift(document, (day - anchor).days // 7), day)


def shift(document: Document, weeks: int) -> dict[str, Any]:
    """The document with every day in it moved, in fields that are known or not: any text that is
    exactly a day. A date of birth moves as well, so that the child stays as old as they were."""
    return {name: _shifted(value, weeks * 7) for name, value in document.items()}


def _shifted(value: Any, days: int) -> Any:
    if isinstance(value, str):
        return _moved(value, days) if DAY.fullmatch(value) else value
    if isinstance(value, dict):
        return {name: _shifted(inner, days) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shifted(inner, days) for inner in value]
    return value


def _moved(text: str, days: int) -> str:
    try:
        return days_after(date.fromisoformat(text), days).isoformat()
    except ValueError:
        return text  # looks like a day, and there is none


def known_by(document: Document, day: date) -> dict[str, Any]:
    """The document as it stood on a day: without orders made later, without events that happened
    or were recorded later, and without whatever refers to one of those. Papers and plans are as far
    as they were."""
    latest = day.isoformat()
    orders = [order for order in document.get("orders") or () if order["made_on"] <= latest]
    events = [event for event in document.get("events") or () if _written_on(event) <= latest]
    names = {record["id"] for record in (*orders, *events)}
    while lost := {event["id"] for event in events if not names.issuperset(_named_by(event))}:
        names -= lost
        events = [event for event in events if event["id"] not in lost]
    parts = {
        name: [part_on(part, latest) for part in document[name] if _is_by(part, "began_on", latest)]
        for name, part_on in (("papers", _paper_on), ("plans", _plan_on))
        if name in document
    }
    return {**document, "orders": orders, "events": events, **parts}


def _paper_on(paper: Document, latest: str) -> Document:
    """A paper with what was told and answered by a day, open until it was completed."""
    found = dict(paper)
    if not _is_by(paper, "completed_on", latest):
        del found["completed_on"]
    if "sources" in paper:
        found["sources"] = [each for each in paper["sources"] if _is_by(each, "on", latest)]
    if "answers" in paper:
        found["answers"] = {
            section: {name: each for name, each in answers.items() if _is_by(each, "on", latest)}
            for section, answers in paper["answers"].items()
        }
    return found


def _plan_on(plan: Document, latest: str) -> Document:
    """A plan with the versions that were begun by a day, each in the state that it was in."""
    if "versions" not in plan:
        return plan
    begun = [each for each in plan["versions"] if _is_by(each, "made_on", latest)]
    return {**plan, "versions": [_version_on(each, latest) for each in begun]}


# What becomes of a version, the last first: the state before it, and what tells of it.
BECAME = (
    ("agreed", ("countersigned_on", "countersigned_by")),
    ("agreed", ("returned_on", "returned_by", "comments")),
    ("draft", ("agreed_on", "agreed_by", "event")),
)


def _version_on(version: Document, latest: str) -> Document:
    for before, told in BECAME:
        if not _is_by(version, told[0], latest):
            kept = {name: value for name, value in version.items() if name not in told}
            version = {**kept, "state": before}
    return version


def _is_by(record: Document, field: str, latest: str) -> bool:
    """Days written YYYY-MM-DD are in order as text; what has no day was always so."""
    return (record.get(field) or "") <= latest


def _written_on(event: Document) -> str:
    """Days written YYYY-MM-DD are in order as text."""
    on: str = event["on"]
    return max(on, event.get("recorded_on") or "")


def _named_by(event: Document) -> Iterator[str]:
    """The orders and events that an event refers to."""
    for field in KINDS.get(event["kind"], Event).fields.values():
        if field.value.refers:
            named = event.get(field.name) or ()
            yield from (named,) if isinstance(named, str) else named
