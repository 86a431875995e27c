"""Case files in a line or two, and what they come to, for tests that read as sentences."""

from datetime import date
from typing import NamedTuple

from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on


class Seen(NamedTuple):
    opens: str
    due: str | None
    done: str | None
    status: str


def order(kind="youth-rehabilitation-order", made_on="2026-01-09", **facts):
    return {"id": "o1", "kind": kind, "made_on": made_on, **facts}


def event(kind, on, **facts):
    """An event; a field that Python keeps for itself is written with an underscore after it."""
    return {"kind": kind, "on": on} | {name.rstrip("_"): fact for name, fact in facts.items()}


def case_file(*events, orders=(), **child):
    """Events without an id are e1, e2, ... by their place."""
    events = [{"id": f"e{place}", **each} for place, each in enumerate(events, 1)]
    who = {"id": "c1", "date_of_birth": "2009-03-14", "sex": "female", **child}
    return {"casefile": 1, "child": who, "orders": list(orders), "events": events}


def seen(document, on, settings=None):
    """The duties listed on a day, by key."""
    day = date.fromisoformat(on)
    rows = (
        listed_on(parse(document), day, settings) if settings else listed_on(parse(document), day)
    )
    return {
        duty.key: Seen(
            *(each and each.isoformat() for each in (duty.opens_on, duty.due_on, duty.done_on)),
            str(status),
        )
        for duty, status in rows
    }


def care(from_="2020-05-01", to=None, basis="care-order"):
    return {"from": from_, "to": to, "basis": basis}
