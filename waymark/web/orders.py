"""A child's orders, each with what it was made for, what it asks, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from waymark.children.models import Child
from waymark.children.shown import Hiding
from waymark.chronology import casefile
from waymark.chronology.casefile import Document, day
from waymark.chronology.sentences import label, plain
from waymark.duties import queries
from waymark.guidance import code_list
from waymark.pages.orderline import OrderLine
from waymark.pages.words import day as said_day
from waymark.pages.words import several
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events.orders import OrderAmended, OrderEnded
from waymark.rules.known import known_on
from waymark.rules.orders import Order, halfway
from waymark.web.lines import lines_of, standing_of


@dataclass(frozen=True)
class Requirement:
    words: str
    how_much: str
    begins: date | None
    last_day: date | None
    note: str


@dataclass(frozen=True)
class OrderShown:
    """One order as its card shows it. Who was harmed is only counted, never said."""

    key: int
    name: str
    made_on: date
    begins: date
    halfway: date | None
    ends: date | None
    ended: tuple[date, str] | None
    offences: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    changes: tuple[tuple[date, str], ...]
    note: str
    is_over: bool
    line: OrderLine | None


def orders_of(child: Child, hide: Hiding, on: date) -> list[OrderShown]:
    """Return a child's orders, those that run first. Eight queries, however many there are."""
    document = casefile.documents([child.pk])[child.pk]
    case = known_on(trusted(document), on)
    lines = _lines(child, on)
    raw = {each["id"]: each for each in document.get("orders") or []}
    keys = dict(child.orders.values_list("reference", "pk"))
    shown = [
        _shown(order, raw[order.id], case, hide, lines, on, key=keys[order.id])
        for order in case.orders
    ]
    return sorted(shown, key=lambda each: (each.is_over, -each.made_on.toordinal()))


def _lines(child: Child, on: date) -> dict[tuple[str, date], OrderLine]:
    standing_of(child, on)
    lines = lines_of(child, queries.owed(Q(child=child), on=on), on)
    return {(line.name, line.begins): line for line in lines}


def _shown(
    order: Order, raw: Document, case: Case, hide: Hiding, lines: Any, on: date, *, key: int
) -> OrderShown:
    name = label("order-kinds", order.kind)
    ends = case.end_of(order)
    endings = case.about(OrderEnded, order.id)
    last = endings[-1] if endings else None
    return OrderShown(
        key=key,
        name=name,
        made_on=order.made_on,
        begins=order.begins_on,
        halfway=halfway(order),
        ends=ends,
        ended=(last.on, hide(_words(last.reason))) if last else None,
        offences=tuple(_offences(order)),
        requirements=tuple(_requirements(raw, hide)),
        changes=tuple(_changes(order, case, on)),
        note=hide(raw.get("note") or ""),
        is_over=bool(last) or (ends is not None and ends < on),
        line=lines.get((name, order.begins_on)),
    )


def _offences(order: Order) -> Iterator[str]:
    for offence in order.offences:
        words = label("offence-groups", offence.category) if offence.category else "An offence"
        harmed = len(set(offence.victims))
        yield f"{words}, {several(harmed, 'person', 'people')} harmed" if harmed else words


def _requirements(raw: Document, hide: Hiding) -> Iterator[Requirement]:
    known = {each.code for each in code_list("requirements").codes}
    for each in raw.get("requirements") or []:
        codes = "requirements" if each.get("kind") in known else "contract-items"
        yield Requirement(
            words=label(codes, each.get("kind") or "other"),
            how_much=_how_much(each),
            begins=day(each.get("from")),
            last_day=day(each.get("to")),
            note=hide(each.get("note") or ""),
        )


def _how_much(each: Document) -> str:
    amounts = [several(each[unit], unit[:-1]) for unit in ("hours", "days") if each.get(unit)]
    beside = " a day" if each.get("kind") == "curfew" and each.get("hours") else ""
    return ", ".join(amounts) + beside


def _changes(order: Order, case: Case, on: date) -> Iterator[tuple[date, str]]:
    for change in case.about(OrderAmended, order.id):
        said = []
        if change.starts_on:
            said.append(f"it begins {said_day(change.starts_on, on)}")
        if change.ends_on:
            said.append(f"it ends {said_day(change.ends_on, on)}")
        if change.custodial_months:
            said.append(f"{change.custodial_months:g} months in custody")
        yield change.on, f"Changed: {', '.join(said)}" if said else "Changed"


def _words(reason: str | None) -> str:
    return reason if reason and " " in reason else plain(reason or "")
