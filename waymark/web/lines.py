"""Orders as lines, from what is kept of each child: no query more."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from waymark import guidance
from waymark.children.models import Child
from waymark.duties.models import Duty
from waymark.pages.orderline import Kind, Mark, OrderLine
from waymark.pages.words import days_late

SAID = {
    "kept": "Met",
    "missed": "Missed",
    "excused": "Missed, with an acceptable reason",
    "review": "Plan reviewed",
}
TITLES = {"review-due": "Review due", "late": "Review the plan"}


def lines_of(child: Child, duties: Iterable[Duty], today: date) -> list[OrderLine]:
    """Return a line for each order that runs today or begins later.

    :param duties: this child's; the reviews among them are marked ahead.
    """
    reviews = [duty for duty in duties if duty.duty == "review-plan" and not duty.done_on]
    return [
        replace(
            _bare(order, today),
            marks=(*_marks(child.standing.marks, order, today), *_ahead(reviews, order, today)),
        )
        for order in orders_of(child, today)
    ]


def bare_lines_of(child: Child, today: date) -> list[OrderLine]:
    """Return the lines with nothing marked on them."""
    return [_bare(order, today) for order in orders_of(child, today)]


def _bare(order: dict[str, str], today: date) -> OrderLine:
    return OrderLine(
        name=guidance.label("order-kinds", order["kind"], today),
        begins=_day(order["begins"]),
        ends=_day(order["ends"]),
        today=today,
        halfway=_day(order["halfway"]),
    )


def orders_of(child: Child, today: date) -> list[dict[str, str]]:
    """Return the orders that are not over, the one that ends last first."""
    standing = getattr(child, "standing", None)
    orders = standing.orders if standing else []
    kept = [each for each in orders if each["ends"] is None or each["ends"] >= f"{today}"]
    return sorted(kept, key=lambda each: each["ends"] or "9999", reverse=True)


def _marks(marks: list[list[str]], order: dict[str, str], today: date) -> Iterator[Mark]:
    for on, kind, of in marks:
        if order["begins"] <= on <= f"{today}" and of in (None, order["id"]):
            yield Mark(_day(on), kind, SAID[kind])  # type: ignore[arg-type]


def _ahead(reviews: list[Duty], order: dict[str, str], today: date) -> Iterator[Mark]:
    for duty in reviews:
        if duty.key.rpartition(":")[0] == f"review-plan:{order['id']}" and duty.due_on:
            late = days_late(duty.due_on, today)
            kind: Kind = "late" if late else "review-due"
            yield Mark(duty.due_on, kind, f"{TITLES[kind]}: {late}" if late else TITLES[kind])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
