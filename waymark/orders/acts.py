"""Orders: made, amended, ended."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.acts import overtaken
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event
from waymark.orders.casefile import order_row
from waymark.orders.models import Order
from waymark.orders.queries import Standing, last_change, stands
from waymark.rules.calendar import said


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
        raw = _with_ids(f"o{position}-{at:%Y%m%d%H%M%S}", facts)
        act.check(child.pk, orders=raw)
        row = order_row(child, position, raw)
        row.save(force_insert=True)
    return row


def amend(
    *, order: Order, facts: Document, by: User, at: datetime, changes: int | None = None
) -> Event:
    """Record what a court or panel changed of the order; the order as made is kept.

    :param facts: a requirement among them stands whole, as it is from now on; one without
        `requirement`, the id of one that stands, is added.
    :param changes: how many changes there were on the form that is now saved.
    :raises Stale: where somebody has changed an order of this child since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("amend-order", by=by, at=at, children=[order.child_id]) as act:
        held = _as_it_stands(act, order, changes)
        _refuse_before(held.made_on, facts.get("on"))
        _refuse_an_end_before(facts.get("starts_on") or held.begins_on, facts.get("ends_on"))
        if not facts.keys() - {"on"}:
            raise Refused("Say what changed: a day, the months in custody, or a requirement.")
        named = {"kind": "order-amended", "order": order.reference}
        wanted = facts.get("requirements") or ()
        if _are_gone(wanted, held):
            raise overtaken(last_change(order), act)
        return act.record(order.child_id, {**facts, **_requirements(wanted, at), **named})


def end(
    *, order: Order, facts: Document, by: User, at: datetime, changes: int | None = None
) -> Event:
    """Record that the order ended, and how.

    :raises Stale: as `amend`.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("end-order", by=by, at=at, children=[order.child_id]) as act:
        held = _as_it_stands(act, order, changes)
        _refuse_before(held.made_on, facts.get("on"))
        named = {"kind": "order-ended", "order": order.reference}
        return act.record(order.child_id, {**facts, **named})


def _as_it_stands(act: Act, order: Order, changes: int | None) -> Standing:
    held = stands(act.case(order.child_id), order)
    if changes is not None and changes != held.changes:
        raise overtaken(last_change(order), act)
    if held.ended_on is not None:
        raise Refused(
            f"This order ended on {said(held.ended_on)}. If that is wrong, take it back on its "
            "page in the chronology."
        )
    return held


def _with_ids(order: str, facts: Document) -> Document:
    """Return the order with its id; its offences' ids begin with it, so no other order has them."""
    offences = [{**each, "id": f"{order}-{each['id']}"} for each in facts.get("offences") or ()]
    return {"id": order, **facts, **({"offences": offences} if offences else {})}


def _are_gone(wanted: Iterable[Document], held: Standing) -> bool:
    """Tell whether one of the requirements to be changed does not stand any more."""
    known = {each.key for each in held.requirements}
    return any(each.get("requirement") not in {None, *known} for each in wanted)


def _requirements(changed: Sequence[Document], at: datetime) -> Document:
    """Return the requirements that were changed, those that were added with ids of their own."""
    if not changed:
        return {}
    added = (f"r{place}-{at:%Y%m%d%H%M%S}" for place in count(1))
    return {
        "requirements": [
            each if "requirement" in each else {"requirement": next(added), **each}
            for each in changed
        ]
    }


def _refuse_before(made_on: date, on: str | None) -> None:
    if on and date.fromisoformat(on) < made_on:
        raise Refused(f"Choose a day on or after {said(made_on)}, when the order was made.")


def _refuse_an_end_before(begins: date | str, ends_on: str | None) -> None:
    begins = date.fromisoformat(begins) if isinstance(begins, str) else begins
    if ends_on and date.fromisoformat(ends_on) < begins:
        raise Refused(f"Choose an end on or after {said(begins)}, when the order starts.")
