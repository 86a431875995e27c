"""An order as it stands after what changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.requirements import Requirement, requirements
from waymark.orders.models import Order
from waymark.pages.words import several
from waymark.rules.case import Case
from waymark.rules.events.orders import OrderAmended, OrderEnded
from waymark.rules.known import known_on
from waymark.rules.orders import Offence

CHANGES = ("order-amended", "order-ended", "withdrawn")


@dataclass(frozen=True)
class Standing:
    """What holds of an order on a day. `changes` counts what has been recorded about it."""

    called: str
    made_on: date
    begins_on: date
    ends_on: date | None
    ended_on: date | None
    custodial_months: float | None
    requirements: list[Requirement]
    changes: int


def standing(order: Order, *, on: date) -> Standing:
    """Return an order as it stands on a day. Costs one query a table of the case file, and one."""
    case = known_on(casefile.of(order.child_id), on)
    return stands(case, order)


def last_day_of_all(child: Child, *, on: date) -> date | None:
    """Return the day on which the last of a child's orders ends; none where there is none, or where
    one of them has no known end. Costs one query a table of the case file."""
    case = known_on(casefile.of(child.pk), on)
    return case.latest_end_of([each.id for each in case.orders])


def stands(case: Case, order: Order) -> Standing:
    changed = case.order(order.reference)
    assert changed is not None
    return Standing(
        called=label("order-kinds", order.kind),
        made_on=order.made_on,
        begins_on=changed.begins_on,
        ends_on=changed.ends_on,
        ended_on=case.first(OrderEnded, order.made_on, about=order.reference),
        custodial_months=changed.custodial_months,
        requirements=requirements(order.document, case.about(OrderAmended, order.reference)),
        changes=changes_of(order),
    )


def changes_of(order: Order) -> int:
    """Return how many events of the child have changed orders so far. One query."""
    return _changes(order).count()


def last_change(order: Order) -> Event | None:
    """Return the last of these events. One query."""
    return _changes(order).select_related("by").order_by("-position").first()


def _changes(order: Order) -> QuerySet[Event]:
    return Event.objects.filter(child=order.child_id, kind__in=CHANGES)


def made_for(child: Child) -> set[str]:
    """Return what a child's orders were made for, by the codes of offences. One query."""
    return {each["category"] for each in _offences(child) if each.get("category")}


def offence_in_words(offence: Offence) -> str:
    """Say what an offence was, and how many it harmed: never whom."""
    words = label("offence-groups", offence.category) if offence.category else "An offence"
    harmed = len(set(offence.victims))
    return f"{words}, {several(harmed, 'person', 'people')} harmed" if harmed else words


def _offences(child: Child) -> Iterator[Document]:
    for document in Order.objects.filter(child=child).values_list("document", flat=True):
        yield from document.get("offences") or ()
