"""The `orders` of a case file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from waymark.chronology.casefile import Document, Lists, Rows, day
from waymark.orders.models import Order


class OrdersPart:
    rows = (Rows(Order),)

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        del words
        found: dict[int, Document] = {child: {"orders": []} for child in children}
        for child, _, orders in lists[Order]:
            found[child]["orders"] = orders
        return found

    def write(self, child: Any, document: Document) -> None:
        Order.objects.bulk_create(
            order_row(child, position, raw)
            for position, raw in enumerate(document.get("orders") or [])
            if raw is not None
        )


def order_row(child: Any, position: int, raw: Document) -> Order:
    """Return the unsaved row of one order."""
    made_on = date.fromisoformat(raw["made_on"])
    return Order(
        child=child,
        service_id=child.service_id,
        position=position,
        reference=raw["id"],
        kind=raw["kind"],
        intervention=raw.get("intervention") is not False,
        made_on=made_on,
        starts_on=day(raw.get("starts_on")) or made_on,
        ends_on=day(raw.get("ends_on")),
        document=raw,
    )
