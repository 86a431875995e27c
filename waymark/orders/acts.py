"""Orders: made, amended, ended."""

from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.orders.casefile import order_row
from waymark.orders.models import Order


def add(*, child: Child, facts: Document, by: User, at: datetime) -> Order:
    """Write down an order or decision as it was made.

    :param facts: the order as the case file has it, without `id`.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("add-order", by=by, at=at, children=[child.pk]) as act:
        if facts.get("made_on", "") > act.today.isoformat():
            raise Refused("Choose a day that is not after today, when the order was made.")
        last = Order.objects.filter(child=child).order_by("-position").first()
        position = last.position + 1 if last else 0
        row = order_row(child, position, {"id": f"o{position}-{at:%Y%m%d%H%M%S}", **facts})
        row.save(force_insert=True)
        act.check(child.pk)
    return row


def amend(*, order: Order, facts: Document, by: User, at: datetime) -> Event:
    """Record that a court or panel changed the order's dates; the order as made is kept."""
    check_user_can(by, Permission.RECORD)
    with door.act("amend-order", by=by, at=at, children=[order.child_id]) as act:
        named = {"kind": "order-amended", "order": order.reference}
        return act.record(order.child_id, {**facts, **named})


def end(*, order: Order, facts: Document, by: User, at: datetime) -> Event:
    """Record that the order ended, and how."""
    check_user_can(by, Permission.RECORD)
    with door.act("end-order", by=by, at=at, children=[order.child_id]) as act:
        named = {"kind": "order-ended", "order": order.reference}
        return act.record(order.child_id, {**facts, **named})
