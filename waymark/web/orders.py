"""A child's orders, each with what it was made for, what it asks, and what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from waymark.children.models import Child
from waymark.children.shown import Hiding
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label, plain
from waymark.chronology.models import Event
from waymark.chronology.requirements import Requirement, requirements
from waymark.chronology.sentences import Naming, sentence
from waymark.duties import queries
from waymark.orders.queries import offence_in_words
from waymark.pages.orderline import OrderLine
from waymark.rules import events
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events.moves import ChildDied
from waymark.rules.events.orders import OrderAmended, OrderEnded, StoodBeside
from waymark.rules.events.victims import HarmedCountedAgain
from waymark.rules.known import known_on
from waymark.rules.orders import Order, halfway
from waymark.web.lines import lines_of


class Told(NamedTuple):
    """What an event told of an order, and the event."""

    on: date
    words: str
    event: int


@dataclass(frozen=True)
class OrderShown:
    """One order as its card shows it. Who was harmed is only counted, never said."""

    key: int
    name: str
    made_on: date
    begins: date
    halfway: date | None
    ends: date | None
    ended: Told | None
    offences: tuple[tuple[str, str], ...]  # by what an event calls each
    requirements: tuple[Requirement, ...]
    changes: tuple[Told, ...]
    beside: tuple[Told, ...]  # who stood beside the child in its offences
    note: str
    is_over: bool
    may_be_revoked: bool
    line: OrderLine | None


def orders_of(child: Child, hide: Hiding, on: date) -> list[OrderShown]:
    """Return a child's orders, those that run first. Nine queries, however many there are."""
    document = casefile.documents([child.pk])[child.pk]
    raw = {each["id"]: each for each in document.get("orders") or []}
    keys = dict(child.orders.values_list("reference", "pk"))
    card = _Card(
        case=known_on(trusted(document), on),
        lines=_lines(child, on),
        events=_events(child),
        naming=Naming(child.first_name, on),
        hide=hide,
    )
    shown = [card.of(order, raw[order.id], key=keys[order.id]) for order in card.case.orders]
    return sorted(shown, key=lambda each: (each.is_over, -each.made_on.toordinal()))


def _lines(child: Child, on: date) -> dict[tuple[str, date], OrderLine]:
    queries.standing_of(child, on)
    lines = lines_of(child, queries.owed(children=[child.pk], on=on), on)
    return {(line.name, line.begins): line for line in lines}


def _events(child: Child) -> dict[str, int]:
    """Return the child's events by reference; what ends an order may have been of another kind."""
    return dict(Event.objects.filter(child=child).values_list("reference", "pk"))


@dataclass(frozen=True)
class _Card:
    """What the cards of a child's orders are made from."""

    case: Case
    lines: Mapping[tuple[str, date], OrderLine]
    events: Mapping[str, int]
    naming: Naming
    hide: Hiding

    def of(self, order: Order, raw: Document, *, key: int) -> OrderShown:
        on, name = self.naming.today, label("order-kinds", order.kind)
        ends, ended = self.case.end_of(order), self._ended(order)
        return OrderShown(
            key=key,
            name=name,
            made_on=order.made_on,
            begins=order.begins_on,
            halfway=halfway(order),
            ends=ends,
            ended=ended,
            offences=tuple((name, offence_in_words(each)) for name, each in order.named_offences),
            requirements=tuple(self._requirements(order, raw)),
            changes=tuple(self._told(order, OrderAmended, HarmedCountedAgain)),
            beside=tuple(self._told(order, StoodBeside)),
            note=self.hide(raw.get("note") or ""),
            is_over=bool(ended or self.case.all(ChildDied)) or (ends is not None and ends < on),
            may_be_revoked=order.may_be_revoked,
            line=self.lines.get((name, order.begins_on)),
        )

    def _ended(self, order: Order) -> Told | None:
        endings = self.case.about(OrderEnded, order.id)
        if not endings:
            return None
        last = endings[-1]
        return Told(last.on, self.hide(_words(last.reason)), self.events[last.id])

    def _told(self, order: Order, *kinds: type[events.Event]) -> Iterator[Told]:
        offences = dict(order.named_offences)
        for change in self.case.walk(*kinds):
            if (
                getattr(change, "order", "") == order.id
                or getattr(change, "offence", "") in offences
            ):
                words = sentence(change.kind, vars(change), self.naming)
                yield Told(change.on, words, self.events[change.id])

    def _requirements(self, order: Order, raw: Document) -> Iterator[Requirement]:
        for each in requirements(raw, self.case.about(OrderAmended, order.id)):
            yield replace(each, note=self.hide(each.note))


def _words(reason: str | None) -> str:
    return reason if reason and " " in reason else plain(reason or "")
