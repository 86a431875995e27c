"""A break in reporting: the court is asked about a long one, a holiday's details are held."""

from collections.abc import Iterable, Iterator
from datetime import date

from waymark.rules.calendar import days_after, earliest, months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.orders import (
    CourtApplication,
    PanelVaried,
    SuspensionApproved,
    TravelDetailsRecorded,
)
from waymark.rules.orders import COURT_ORDERS, Order, OrderKind

LONG = 1  # months
BAIL: OrderKind = "bail-supervision"
HOLIDAY = "holiday"  # of the list `break-reasons`


@carries("CM-205")
def is_to_be_varied(order: Order, begins: date, ends: date) -> bool:
    """Tell whether a break is too long to be agreed to alone: the order is to be varied for it."""
    is_courts = order.intervention and order.kind in COURT_ORDERS
    return is_courts and ends > months_after(begins, LONG)


def touching(
    agreed: Iterable[SuspensionApproved], begins: date, ends: date
) -> list[SuspensionApproved]:
    """Return the breaks, of those agreed under an order, with which these days are one: together
    they may be longer than either."""
    found: list[SuspensionApproved] = []
    left = [each for each in agreed if not each.is_none]
    while beside := [
        e for e in left if e.from_ <= days_after(ends, 1) and days_after(e.to, 1) >= begins
    ]:
        found += beside
        left = [each for each in left if each not in beside]
        begins = min(begins, *(each.from_ for each in beside))
        ends = max(ends, *(each.to for each in beside))
    return sorted(found, key=lambda each: each.from_)


@carries("CM-208")
def on_bail(case: Case, since: date, until: date) -> bool:
    """Tell whether the child is under bail conditions on any of these days."""
    spells = [(each.from_, each.to) for each in case.child.bail_conditions]
    spells += [(e.begins_on, case.end_of(e)) for e in case.orders if e.kind == BAIL]
    return any(
        begins is not None and begins <= until and (ends is None or since <= ends)
        for begins, ends in spells
    )


@carries("CM-006", "CM-205")
def apply_to_vary(case: Case) -> Iterator[Owed]:
    for suspension in case.all(SuspensionApproved):
        order = case.order(suspension.order)
        if order is not None and is_to_be_varied(order, suspension.from_, suspension.to):
            yield _to_be_varied(case, order, suspension, suspension.from_)


@carries("CM-205")
def apply_to_vary_together(case: Case) -> Iterator[Owed]:
    """A break of a month or less is longer with those agreed before it, where they touch."""
    for order in case.orders:
        before: list[SuspensionApproved] = []
        for suspension in case.about(SuspensionApproved, order.id):
            with_it = [*touching(before, suspension.from_, suspension.to), suspension]
            before.append(suspension)
            begins = min(each.from_ for each in with_it)
            ends = max(each.to for each in with_it)
            is_long = is_to_be_varied(order, suspension.from_, suspension.to)
            if not (suspension.is_none or is_long) and is_to_be_varied(order, begins, ends):
                yield _to_be_varied(case, order, suspension, begins, " with what was agreed before")


def _to_be_varied(
    case: Case, order: Order, suspension: SuspensionApproved, begins: date, why: str = ""
) -> Owed:
    """Return what is owed, of which the break begins on a day."""
    return Owed(
        suspension.id,
        suspension.on,
        suspension.on,
        f"A break from {said(suspension.from_)} to {said(suspension.to)} was agreed, and for one "
        f"longer than a month{why} the order has to be varied.",
        due_on=suspension.from_ if begins < suspension.on else begins,
        done_on=_varied_on(case, order, suspension),
        closes_on=case.end_of(order),
    )


def _varied_on(case: Case, order: Order, suspension: SuspensionApproved) -> date | None:
    """The court was asked; a referral order's own panel can vary it as well."""
    asked = (
        event.on
        for event in case.about(CourtApplication, suspension.id)
        if event.purpose == "vary" and event.on >= suspension.on
    )
    by_panel = None
    if order.kind == "referral-order":
        by_panel = case.first(PanelVaried, suspension.on, about=suspension.id)
    return earliest(next(asked, None), by_panel)


@carries("CM-206")
def record_travel_details(case: Case) -> Iterator[Owed]:
    for suspension in case.all(SuspensionApproved):
        if suspension.reason == HOLIDAY and not suspension.is_none:
            yield Owed(
                suspension.id,
                suspension.on,
                suspension.on,
                f"A holiday from {said(suspension.from_)} was agreed, and the address and the "
                "journey are to be known before the child leaves.",
                due_on=suspension.from_,
                done_on=case.first(TravelDetailsRecorded, suspension.on, about=suspension.id),
            )
