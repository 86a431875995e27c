"""What an order asks of the child: as it was made, as it was changed since, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.guidance import code_list
from waymark.pages.words import day, inside, several
from waymark.rules.events.orders import OrderAmended, RequirementChanged


@dataclass(frozen=True)
class Requirement:
    key: str
    kind: str
    begins: date | None = None
    last_day: date | None = None
    hours: float | None = None
    days: float | None = None
    note: str = ""

    @property
    def words(self) -> str:
        return called(self.kind)

    @property
    def how_much(self) -> str:
        return _how_much(self.kind, self.hours, self.days)


def requirements(order: Document, changes: Iterable[OrderAmended]) -> list[Requirement]:
    """Return what an order asks now.

    :param order: as it was made, as the case file has it.
    :param changes: what changed it, as it happened.
    """
    found = {each.key: each for each in _as_made(order)}
    for change in (each for amended in changes for each in amended.requirements):
        if change.removed:
            found.pop(change.requirement, None)
            continue
        stood = found.get(change.requirement, Requirement(change.requirement, change.kind))
        found[change.requirement] = replace(
            stood,
            begins=change.from_,
            last_day=change.to,
            hours=change.hours,
            days=change.days,
        )
    return list(found.values())


def called(kind: str) -> str:
    known = {each.code for each in code_list("requirements").codes}
    return label("requirements" if kind in known else "contract-items", kind)


def said(change: RequirementChanged, today: date) -> str:
    """Say what was changed of one requirement."""
    if change.removed:
        return f"no longer required: {inside(called(change.kind))}"
    told = [
        inside(called(change.kind)),
        _how_much(change.kind, change.hours, change.days),
        f"from {day(change.from_, today)}" if change.from_ else "",
        f"until {day(change.to, today)}" if change.to else "",
    ]
    return f"required: {', '.join(filter(None, told))}"


def _as_made(order: Document) -> Iterable[Requirement]:
    """Yield each requirement as made; one without an id is called by its place.

    Another system's case file may call something else so: what is not as ours is passed over.
    """
    rows = order.get("requirements")
    for place, each in enumerate(rows if isinstance(rows, list) else (), 1):
        if not isinstance(each, dict):
            continue
        yield Requirement(
            key=_text(each.get("id")) or f"r{place}",
            kind=_text(each.get("kind")) or "other",
            begins=_day(each.get("from")),
            last_day=_day(each.get("to")),
            hours=_number(each.get("hours")),
            days=_number(each.get("days")),
            note=_text(each.get("note")),
        )


def _how_much(kind: str, hours: float | None, days: float | None) -> str:
    amounts = [
        several(int(amount) if amount == int(amount) else amount, unit)
        for amount, unit in ((hours, "hour"), (days, "day"))
        if amount
    ]
    beside = " a day" if kind == "curfew" and hours else ""
    return ", ".join(amounts) + beside


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None
