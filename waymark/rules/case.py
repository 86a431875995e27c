"""The view of a case that every rule is given: what is known, indexed once.

Rules ask it by kind of event and by the record an event belongs to; none of them searches.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from waymark.rules.events import Event
from waymark.rules.events.moves import CaseClosed, CaseReceived, CaseReopened, CaseTransferred
from waymark.rules.events.orders import OrderEnded
from waymark.rules.orders import Order
from waymark.rules.people import Child
from waymark.rules.settings import Settings

E = TypeVar("E", bound=Event)


class Case:
    __slots__ = (
        *("child", "orders", "settings", "record", "supervised", "closed_by"),
        *("_orders", "_events", "_place", "_ends", "_kinds", "_about"),
    )

    def __init__(
        self,
        child: Child,
        orders: list[Order],
        events: list[Event],
        settings: Settings,
        record: int | None = None,
    ) -> None:
        """:param record: the number under which the child's record is kept, where it is."""
        self.child = child
        self.record = record
        self.orders: Sequence[Order] = orders
        self.settings = settings
        self.supervised = [order for order in orders if order.supervised]
        self._orders = {order.id: order for order in orders}
        self._kinds: defaultdict[type[Event], list[Any]] = defaultdict(list)
        self._about: defaultdict[tuple[type[Event], str], list[Any]] = defaultdict(list)
        self._events: dict[str, Event] = {}
        self._place: dict[str, int] = {}
        self._index(events)
        self._ends = {order.id: self._end_of(order) for order in orders}
        moves = self.walk(CaseClosed, CaseTransferred, CaseReceived, CaseReopened)
        last = moves[-1] if moves else None
        self.closed_by = last if isinstance(last, CaseClosed | CaseTransferred) else None

    def _index(self, events: Iterable[Event]) -> None:
        for place, event in enumerate(events):
            kind = type(event)
            self._events[event.id] = event
            self._place[event.id] = place
            self._kinds[kind].append(event)
            for attribute in kind.references:
                named = getattr(event, attribute)
                if type(named) is str:
                    self._about[kind, named].append(event)
                elif named:
                    for name in dict.fromkeys(named):
                        self._about[kind, name].append(event)

    def _end_of(self, order: Order) -> date | None:
        return self.first(OrderEnded, order.made_on, about=order.id) or order.ends_on

    def order(self, name: str) -> Order | None:
        return self._orders.get(name)

    @property
    def whom_harmed(self) -> frozenset[str]:
        """The people who were harmed by what led to the child's orders, by their references."""
        return frozenset(victim for order in self.orders for victim in order.victims)

    @property
    def harmed(self) -> int:
        return len(self.whom_harmed)

    def event(self, name: str) -> Event | None:
        return self._events.get(name)

    def end_of(self, order: Order) -> date | None:
        """The day an order was ended, else the day it is to end, if that is known."""
        return self._ends[order.id]

    def latest_end_of(self, names: Iterable[str]) -> date | None:
        """The day on which the last of some orders ends; none while one has no known end."""
        ends = [self._ends.get(name) for name in names]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def all(self, kind: type[E]) -> Sequence[E]:
        """The events of a kind, as they happened."""
        return self._kinds.get(kind, ())

    def about(self, kind: type[E], name: str) -> Sequence[E]:
        """The events of a kind that belong to one order or event."""
        return self._about.get((kind, name), ())

    def first(self, kind: type[Event], since: date, *, about: str | None = None) -> date | None:
        """The day of the first event of a kind on or after a day."""
        events = self.all(kind) if about is None else self.about(kind, about)
        for event in events:
            if event.on >= since:
                return event.on
        return None

    def walk(self, *kinds: type[Event], about: str | None = None) -> list[Event]:
        """The events of several kinds, as they happened."""
        found: list[Event] = []
        for kind in kinds:
            found += self.all(kind) if about is None else self.about(kind, about)
        found.sort(key=lambda event: self._place[event.id])
        return found
