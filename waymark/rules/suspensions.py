"""A break in reporting: the court is asked about a long one, a holiday's details are held."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import earliest, months_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.orders import (
    CourtApplication,
    PanelVaried,
    SuspensionApproved,
    TravelDetailsRecorded,
)
from waymark.rules.orders import COURT_ORDERS, Order

LONG = 1  # months


@carries("CM-205")
def apply_to_vary(case: Case) -> Iterator[Owed]:
    for suspension in case.all(SuspensionApproved):
        order = case.order(suspension.order)
        if order is None or not order.intervention or order.kind not in COURT_ORDERS:
            continue
        if suspension.to <= months_after(suspension.from_, LONG):
            continue
        yield Owed(
            suspension.id,
            suspension.on,
            suspension.on,
            f"A break from {said(suspension.from_)} to {said(suspension.to)} was agreed, and "
            "for one longer than a month the order has to be varied.",
            due_on=suspension.from_,
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
        if suspension.reason == "holiday":
            yield Owed(
                suspension.id,
                suspension.on,
                suspension.on,
                f"A holiday from {said(suspension.from_)} was agreed, and the address and the "
                "journey are to be known before the child leaves.",
                due_on=suspension.from_,
                done_on=case.first(TravelDetailsRecorded, suspension.on, about=suspension.id),
            )
