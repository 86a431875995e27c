"""What went well, what got in the way, what was tried, and where each order stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from waymark.children.models import Child
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.queries import standing, written_in
from waymark.contacts import words as words_of_kinds
from waymark.contacts.queries import Record, record_of
from waymark.duties.numbers import settings_of
from waymark.duties.queries import standing_of
from waymark.engagement import words
from waymark.engagement.efforts import Effort, MetWith, efforts, met_with
from waymark.pages.words import day, inside
from waymark.rules import enforcing, praise
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.enforcing import Absence
from waymark.rules.events.engagement import (
    Achievement,
    BreachDecided,
    Contact,
    EngagementPanelHeld,
    JudgedForCourt,
    WarningGiven,
)
from waymark.rules.known import known_on
from waymark.rules.orders import Order

KINDS = (
    *("contact", "absence-followed-up", "warning", "achievement"),
    *("engagement-panel-held", "judged-for-court"),
)
SHOWN = 5  # of what went well, and of the days on which something got in the way
PANEL_TELLS = ("child_said", "family_said", "note", "agreed")
TELLS = ("child_said", "family_said", "tried", "support", "because")


@dataclass(frozen=True)
class Missed:
    """One contact that was missed, with what was heard of it."""

    absence: Absence
    event: int
    method: str
    reasons: str
    said: dict[str, str]  # by the name of the field
    warning: int | None  # the event, where a letter goes with it
    may_warn: list[Order]  # under which it may be warned about now
    judged: list[tuple[date, str, str]]  # by a manager, once statute asks for a court; and why


class WentWell(NamedTuple):
    on: date
    event: int
    note: str
    child_said: str


@dataclass(frozen=True)
class InTheWay:
    words: str
    times: int
    days: list[date]  # the last of them
    tried: list[str]


@dataclass(frozen=True)
class Panel:
    """An engagement panel: who came of whom, and what it found, by the name of the field."""

    on: date
    event: int
    came: list[str]
    not_there: list[str]
    said: dict[str, str]


@dataclass(frozen=True)
class Judge:
    """A failure for which statute asks for a court, and that nobody has judged yet."""

    order: Order
    on: date
    contact: str


@dataclass(frozen=True)
class Tried:
    praise: list[WentWell]
    told: list[tuple[str, date]]  # who heard last when how it goes
    early: list[tuple[date, str, str]]  # what begins to go wrong, and what was agreed of it
    months: list[tuple[date, list[str]]]
    kept: int
    missed: list[Missed]
    in_the_way: list[InTheWay]
    panels: list[Panel]
    may_hold: list[Order]  # under which one may be held: somebody was warned
    warnings: int
    orders: list[tuple[Order, str]]
    to_judge: list[Judge]
    to_talk_of: list[tuple[str, str]]  # its id, and what it is in words
    is_looked_after: bool
    efforts: list[Effort]
    met_with: list[MetWith]


class _Read:
    """The chronology as it was read: the rows of events, and what was written in them."""

    def __init__(self, child: Child, case: Case) -> None:
        rows = standing(child.pk, *KINDS)
        self.rows: dict[str, Event] = {each.corrects or each.reference: each for each in rows}
        self._wrote = written_in([child.pk], list(self.rows))
        self._child = child.pk

    def said(self, event: str, field: str) -> str:
        return self._wrote.get((self._child, event, field), ("", ""))[1]


def tried(child: Child, on: date) -> Tried:
    """Gather what was tried with a child. Eight queries, and those that read the case file."""
    record = record_of(child, on)
    case = case_of(child, record)
    standing_of(child, on)
    read = _Read(child, case)
    running = [order for order in case.supervised if _runs(case, order, on)]
    since = min((order.begins_on for order in running), default=on)
    return Tried(
        praise=list(_praise(case, read)),
        told=[(record.people.get(who, who), day) for who, day in praise.last_told(case).items()],
        early=[_early(each, read) for each in praise.early_signs(case, since)],
        months=_months(child.standing.marks),
        kept=sum(kind == "kept" for _, kind, _ in child.standing.marks),
        missed=[_missed(case, each, read, running) for each in reversed(enforcing.absences(case))],
        in_the_way=list(_in_the_way(case, read)),
        panels=[_panel(each, read, record) for each in reversed(case.all(EngagementPanelHeld))],
        may_hold=[order for order in running if case.about(WarningGiven, order.id)],
        warnings=len(case.all(WarningGiven)),
        orders=[(order, _stands(case, order, on)) for order in running],
        to_judge=list(_to_judge(case, running)),
        to_talk_of=[
            (each.id, _called(each, on))
            for each in enforcing.to_talk_of(case)
            if each.order in (None, *(order.id for order in running))
        ],
        is_looked_after=case.child.looked_after_on(on) is not None,
        efforts=list(efforts(child, case, on, warns=any(map(_warns, running)))),
        met_with=met_with(case, on) or [],
    )


def case_of(child: Child, record: Record) -> Case:
    """Return the case by the numbers of the child's service, as its duties go. One query."""
    return known_on(trusted(record.document), record.today, settings_of([child.pk])[child.pk])


def _warns(order: Order) -> bool:
    return enforcing.way_of(order).warns


def _runs(case: Case, order: Order, on: date) -> bool:
    end = case.end_of(order)
    return order.begins_on <= on and (end is None or on <= end)


def _praise(case: Case, read: _Read) -> Iterator[WentWell]:
    for each in reversed(case.all(Achievement)[-SHOWN:]):
        row = read.rows[each.id].pk
        said = (read.said(each.id, field) for field in ("note", "child_said"))
        yield WentWell(each.on, row, *said)


def _early(contact: Contact, read: _Read) -> tuple[date, str, str]:
    said = inside(label("contact-outcomes", contact.outcome))
    return contact.on, said, read.said(contact.id, "next_time")


def _months(marks: list[list[str]]) -> list[tuple[date, list[str]]]:
    """Return by month how it went, as it went."""
    found: dict[date, list[str]] = {}
    for met_on, kind, _ in marks:
        if kind in ("kept", "missed", "excused"):
            found.setdefault(date.fromisoformat(met_on).replace(day=1), []).append(kind)
    return sorted(found.items())


def _missed(case: Case, absence: Absence, read: _Read, running: list[Order]) -> Missed:
    heard = absence.followed_up
    said = {name: read.said(heard.id, name) for name in TELLS} if heard else {}
    warned = [read.rows[each.id].pk for each in absence.warnings]
    is_open = absence.is_acceptable is False and not warned
    return Missed(
        absence,
        read.rows[absence.contact.id].pk,
        label("contact-methods", absence.contact.method or "") if absence.contact.method else "",
        ", ".join(inside(label("missed-reasons", each)) for each in absence.reasons),
        {name: text for name, text in said.items() if text},
        warned[-1] if warned else None,
        [order for order in running if enforcing.may_warn(case, order, absence)] if is_open else [],
        [_judged(each, read) for each in enforcing.judged_of(case, absence)],
    )


def _judged(judged: JudgedForCourt, read: _Read) -> tuple[date, str, str]:
    said = words_of_kinds.ANSWERS["judged-for-court.decision"][judged.decision]
    return judged.on, said, read.said(judged.id, "because")


def _panel(panel: EngagementPanelHeld, read: _Read, record: Record) -> Panel:
    said = {name: read.said(panel.id, name) for name in PANEL_TELLS}
    return Panel(
        panel.on,
        read.rows[panel.id].pk,
        [record.people.get(who, who) for who in panel.present],
        [record.people.get(who, who) for who in panel.invited if who not in panel.present],
        {name: text for name, text in said.items() if text},
    )


def _in_the_way(case: Case, read: _Read) -> Iterator[InTheWay]:
    for reason, found in enforcing.in_the_way(case).items():
        heard = [each.followed_up.id for each in found if each.followed_up]
        texts = (read.said(event, "tried") for event in heard)
        yield InTheWay(
            label("missed-reasons", reason),
            len(found),
            [each.contact.on for each in found[-SHOWN:]],
            [text for text in dict.fromkeys(texts) if text],
        )


def _stands(case: Case, order: Order, on: date) -> str:
    counted = enforcing.warnings_that_count(case, order, on)
    days = [(each.on, enforcing.counts_until(case, order, each)) for each in counted]
    return words.how_it_stands(order, days, on, enforcing.warned_period(case, order))


def _called(event: WarningGiven | BreachDecided, on: date) -> str:
    what = "the warning" if isinstance(event, WarningGiven) else "the decision on breach"
    return f"{what} of {day(event.on, on)}"


def _to_judge(case: Case, running: list[Order]) -> Iterator[Judge]:
    for order in running:
        for absence in enforcing.failures_for_court(case, order):
            if enforcing.judged(case, order, absence) is None:
                yield Judge(order, absence.contact.on, absence.contact.id)
