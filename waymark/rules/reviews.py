"""Plans are reviewed: at least every three months, and when something changes."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import earliest, months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.care import PlacementMade
from waymark.rules.events.custody import CustodyEntered, CustodyLeft
from waymark.rules.events.plans import (
    NewCharge,
    PlanAgreed,
    PlanReviewed,
    ReviewNotNeeded,
    SignificantChange,
)
from waymark.rules.events.risk import WeaponFound
from waymark.rules.orders import Order

MONTHS_BETWEEN = 3


@carries("CM-012", "CM-086", "CM-210", "CM-211", "EP-121")
def review_plan(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        anchor, agreed, number = order.begins_on, _first_agreed_day(case, order), 1
        for review in case.about(PlanReviewed, order.id):
            if review.on >= order.begins_on:
                yield _review(case, order, number, anchor, _due(anchor, agreed), review.on)
                anchor, agreed, number = review.on, review.next_review_on, number + 1
        end, due_on = case.end_of(order), _due(anchor, agreed)
        if end is None or due_on <= end:
            yield _review(case, order, number, anchor, due_on)


def _first_agreed_day(case: Case, order: Order) -> date | None:
    """What the order's first plan says of its first review."""
    plans = (plan for plan in case.about(PlanAgreed, order.id) if plan.on >= order.made_on)
    first = next(plans, None)
    return first.next_review_on if first else None


def _due(anchor: date, agreed: date | None) -> date:
    due_on = months_after(anchor, MONTHS_BETWEEN)
    return due_on if agreed is None else max(anchor, min(due_on, agreed))


def _review(
    case: Case, order: Order, number: int, anchor: date, due_on: date, done_on: date | None = None
) -> Owed:
    began = f"The {order.called} begins" if number == 1 else "The plan was last reviewed"
    if due_on < months_after(anchor, MONTHS_BETWEEN):
        until = f"its next review was agreed for {said(due_on)}"
    else:
        until = "a plan is reviewed at least every three months"
    return Owed(
        f"{order.id}:{number}",
        order.made_on,
        anchor,
        f"{began} on {said(anchor)}, and {until}.",
        due_on,
        done_on,
        case.end_of(order),
    )


# What may make a plan out of date.
CHANGES: dict[type[Event], str] = {
    SignificantChange: "Something important changed for the child",
    PlacementMade: "The child was placed somewhere new",
    CustodyEntered: "The child went into custody",
    CustodyLeft: "The child left custody",
    WeaponFound: "The child was found with a weapon",
    NewCharge: "The child was charged again",
}


@carries("CM-011", "CM-212", "CM-220", "EP-073", "EP-121")
def review_after_change(case: Case) -> Iterator[Owed]:
    for change in case.walk(*CHANGES):
        yield Owed(
            change.id,
            change.on,
            change.on,
            f"{CHANGES[type(change)]} on {said(change.on)}, and the plan may no longer fit.",
            done_on=earliest(
                case.first(PlanReviewed, change.on),
                case.first(ReviewNotNeeded, change.on, about=change.id),
            ),
        )
