"""What is known of a case on a day: late knowledge is left out, corrections stand in place of
what they correct, orders are as amended, and events are in the order in which they happened."""

from dataclasses import replace
from datetime import date
from operator import attrgetter

from waymark.rules.case import Case
from waymark.rules.casefile import CaseFile
from waymark.rules.events import Event
from waymark.rules.events.moves import Withdrawn
from waymark.rules.events.orders import OrderAmended
from waymark.rules.orders import Order
from waymark.rules.settings import DEFAULTS, Settings

AMENDED = ("starts_on", "ends_on", "custodial_months")


def known_on(casefile: CaseFile, day: date, settings: Settings = DEFAULTS) -> Case:
    events = _standing(casefile.events, day)
    events.sort(key=attrgetter("on"))  # stable: ties stay in the order of the file
    orders = [order for order in casefile.orders if order.made_on <= day]
    amendments = [event for event in events if isinstance(event, OrderAmended)]
    if amendments:
        orders = [_amended(order, amendments) for order in orders]
    return Case(casefile.child, orders, events, settings)


def _standing(events: tuple[Event, ...], day: date) -> list[Event]:
    """Each event that is known, in its place, as last corrected by what is known."""
    last = _last_corrections(events, day)
    standing = []
    for event in events:
        if event.corrects:
            continue
        correction = last.get(event.id)
        if correction is None:
            if event.is_known_on(day):
                standing.append(event)
        elif not isinstance(correction, Withdrawn):
            # It no longer refers to what it replaced: it is that.
            standing.append(replace(correction, id=event.id, corrects=None))
    return standing


def _last_corrections(events: tuple[Event, ...], day: date) -> dict[str, Event]:
    """By the id of the event corrected: the correction that was written last."""
    last: dict[str, Event] = {}
    for event in events:
        if event.corrects and event.is_known_on(day):
            rival = last.get(event.corrects)
            if rival is None or event.written_on >= rival.written_on:
                last[event.corrects] = event
    return last


def _amended(order: Order, amendments: list[OrderAmended]) -> Order:
    changes = {
        name: getattr(event, name)
        for event in amendments
        if event.order == order.id
        for name in AMENDED
        if getattr(event, name) is not None
    }
    return replace(order, **changes) if changes else order
