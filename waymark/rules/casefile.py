"""The case file: one document that holds what is known about one child.

`parse` checks a document from outside and refuses it with every fault; `trusted` takes one that
was checked when it was stored, and asks nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from waymark.rules.appointments import Appointment
from waymark.rules.events import Event
from waymark.rules.facts import Plain, Shape, build, check, shape
from waymark.rules.findings import Findings, RefusedError
from waymark.rules.orders import Order
from waymark.rules.papers import Paper
from waymark.rules.people import Child
from waymark.rules.planned import Planned
from waymark.rules.reminding import Reminded


@shape(retention="case")
class CaseFile(Shape):
    casefile: Plain[Literal[1]]
    child: Plain[Child]
    orders: Plain[tuple[Order, ...]] = ()
    events: Plain[tuple[Event, ...]] = ()
    papers: Plain[tuple[Paper, ...]] = ()
    plans: Plain[tuple[Planned, ...]] = ()
    appointments: Plain[tuple[Appointment, ...]] = ()
    reminded: Plain[Reminded | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        corrects = _corrections(self)
        for place, event in enumerate(self.events):
            if event.corrects and _runs_in_a_circle(event.id, corrects):
                yield f"events[{place}].corrects", "is a correction of itself"


def parse(document: object) -> CaseFile:
    findings = Findings()
    if not isinstance(document, dict):
        findings.fault("casefile", "must be one JSON object")
        raise RefusedError(findings.faults)
    check(CaseFile, document, "", findings)
    findings.settle_references()
    if findings.faults:
        raise RefusedError(findings.faults)
    return trusted(document)


def next_event(casefile: CaseFile, raw: Mapping[str, Any]) -> Event:
    """The event that is about to be added to a case file that was checked before.

    :raises RefusedError: with every fault of the event, each naming its field.
    """
    findings = Findings()
    for noun, records in (("order", casefile.orders), ("event", casefile.events)):
        for record in records:
            findings.named("", noun, record.id)
    check(Event, raw, "", findings)
    findings.settle_references()
    if findings.faults:
        raise RefusedError(findings.faults)
    return build(Event, raw)


def trusted(document: Mapping[str, Any]) -> CaseFile:
    casefile = build(CaseFile, document)
    corrects = _corrections(casefile)
    if not corrects:
        return casefile
    events = tuple(_pointing_at_first(event, corrects) for event in casefile.events)
    return replace(casefile, events=events)


def _corrections(casefile: CaseFile) -> dict[str, str]:
    """Each correction's id, and the id of the event it corrects."""
    return {event.id: event.corrects for event in casefile.events if event.corrects}


def _first_of_chain(name: str, corrects: Mapping[str, str]) -> str:
    while name in corrects:
        name = corrects[name]
    return name


def _runs_in_a_circle(name: str, corrects: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name in corrects and name not in seen:
        seen.add(name)
        name = corrects[name]
    return name in seen


def _pointing_at_first(event: Event, corrects: Mapping[str, str]) -> Event:
    """A reference to a correction means the first event of its chain."""
    changed: dict[str, Any] = {}
    for attribute in event.references:
        named = getattr(event, attribute)
        if isinstance(named, tuple):
            if not corrects.keys().isdisjoint(named):
                changed[attribute] = tuple(_first_of_chain(name, corrects) for name in named)
        elif named in corrects:
            changed[attribute] = _first_of_chain(named, corrects)
    return replace(event, **changed) if changed else event
