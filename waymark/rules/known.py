"""What is known of a case on a day: late knowledge is left out, corrections stand in place of
what they correct, orders are as amended, a break is as long as it was, and events are in the order
in which they happened."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter

from waymark.rules.calendar import days_after
from waymark.rules.case import Case
from waymark.rules.casefile import CaseFile
from waymark.rules.events import Event
from waymark.rules.events.moves import Withdrawn
from waymark.rules.events.orders import BreakEndedSooner, OrderAmended, SuspensionApproved
from waymark.rules.events.victims import HarmedCountedAgain
from waymark.rules.orders import Offence, Order
from waymark.rules.settings import DEFAULTS, Settings

AMENDED = ("starts_on", "ends_on", "custodial_months")


def known_on(
    casefile: CaseFile, day: date, settings: Settings = DEFAULTS, record: int | None = None
) -> Case:
    events = _standing(casefile.events, day)
    events.sort(key=attrgetter("on"))  # stable: ties stay in the order of the file
    sooner = [event for event in events if isinstance(event, BreakEndedSooner)]
    if sooner:
        last = {str(each.suspension): each.last_on for each in sooner}
        events = [_ended_sooner(event, last) for event in events]
    orders = [order for order in casefile.orders if order.made_on <= day]
    amendments = [event for event in events if isinstance(event, OrderAmended)]
    if amendments:
        orders = [_amended(order, amendments) for order in orders]
    counts = {event.offence: event for event in events if isinstance(event, HarmedCountedAgain)}
    if counts:
        told_of = {getattr(event, "victim", None) for event in events}
        orders = [_counted_again(order, counts, told_of) for order in orders]
    return Case(casefile.child, orders, events, settings, record)


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


def _ended_sooner(event: Event, last: Mapping[str, date]) -> Event:
    """A break with the last day that it really had: at the earliest the day before it began, and
    never later than was agreed. It stays what was decided, even where no day of it is left."""
    if not isinstance(event, SuspensionApproved) or event.id not in last:
        return event
    return replace(event, to=min(event.to, max(last[event.id], days_after(event.from_, -1))))


def _amended(order: Order, amendments: list[OrderAmended]) -> Order:
    changes = {
        name: getattr(event, name)
        for event in amendments
        if event.order == order.id
        for name in AMENDED
        if getattr(event, name) is not None
    }
    return replace(order, **changes) if changes else order


def _counted_again(
    order: Order, counts: Mapping[str, HarmedCountedAgain], told_of: Collection[str | None]
) -> Order:
    offences = tuple(
        _harming(offence, name, int(counts[name].harmed), told_of) if name in counts else offence
        for name, offence in order.named_offences
    )
    return replace(order, offences=offences)


def _harming(offence: Offence, name: str, many: int, told_of: Collection[str | None]) -> Offence:
    """The offence with so many victims: before all those of whom something was recorded, then
    those that it had, then as many more as are wanting, each always called the same."""
    had = tuple(dict.fromkeys(offence.victims))
    called = name.replace(":", "-")
    more = (f"{called}-{number}" for number in range(len(had) + 1, len(had) + many + 1))
    every = (*had, *more)
    stay = set(sorted(every, key=lambda victim: victim not in told_of)[:many])
    return replace(offence, victims=tuple(victim for victim in every if victim in stay))
