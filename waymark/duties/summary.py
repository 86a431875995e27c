"""What lists show of a child, worked out together with the duties and kept beside them.

An order is kept as `{"kind", "id", "begins", "ends", "halfway"}`, a mark as `[day, kind, order]`:
`kept`, `missed` and `excused` are contacts, under whichever order; `review` is of one order's plan.
What is owed of contact is kept by the days on which that changes, as `[day, contacts a month]`.
What is counted of the child, where anything is, is `fairness.Counted`.
Of each way in which a child is seen (`WAYS`) the last contact is kept; of each thing that is judged
the `[day, level]` of every judgement.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from waymark import guidance
from waymark.rules import contact_level, fairness
from waymark.rules.case import Case
from waymark.rules.events.engagement import AbsenceFollowedUp, Contact
from waymark.rules.events.moves import ChildDied
from waymark.rules.events.plans import PlanReviewed
from waymark.rules.events.risk import Judgement
from waymark.rules.orders import Order, halfway

Mark = list[str | None]
WAYS = ("face to face", "at home", "alone")
JUDGED = ("safety_and_wellbeing", "serious_harm", "reoffending")


def summary(case: Case, on: date) -> dict[str, Any]:
    """Return what is kept of a child, each value as JSON has it."""
    died = case.all(ChildDied)
    closed = died[0] if died else case.closed_by
    orders = [order for order in case.supervised if not (died or _is_over(case, order, on))]
    since = min((order.begins_on for order in orders), default=on)
    came_to = groups("contact-outcomes")
    counted = fairness.counted(case)
    kept = [contact.on for contact in case.all(Contact) if came_to.get(contact.outcome) == "kept"]
    return {
        "last_kept_on": _plain(max(kept, default=None)),
        "closed_on": _plain(closed.on if closed else None),
        "closed_as": closed.kind if closed else "",
        "orders": [_order(case, order) for order in orders],
        "marks": sorted(_marks(case, since), key=lambda mark: mark[0] or "") if orders else [],
        "seen": _last_seen(case),
        "contact": [[_plain(day), a_month] for day, a_month in contact_level.steps(case)],
        "counted": counted.kept() if counted else {},
        "judged": {name: list(_steps(case, name)) for name in JUDGED},
    }


def _is_over(case: Case, order: Order, on: date) -> bool:
    end = case.end_of(order)
    return end is not None and end < on


def _order(case: Case, order: Order) -> dict[str, str | None]:
    return {
        "kind": order.kind,
        "id": order.id,
        "begins": _plain(order.begins_on),
        "ends": _plain(case.end_of(order)),
        "halfway": _plain(halfway(order)),
    }


def _marks(case: Case, since: date) -> Iterator[Mark]:
    for contact in case.all(Contact):
        came_to = _came_to(contact)
        if contact.on >= since and came_to in ("kept", "missed"):
            excused = came_to == "missed" and _is_excused(case, contact)
            yield [_plain(contact.on), "excused" if excused else came_to, None]
    for review in case.all(PlanReviewed):
        if review.on >= since:
            yield from ([_plain(review.on), "review", order] for order in review.orders)


def _is_excused(case: Case, contact: Contact) -> bool:
    answers = case.about(AbsenceFollowedUp, contact.id)
    return bool(answers) and answers[-1].acceptable is True


def _last_seen(case: Case) -> dict[str, dict[str, Any]]:
    """Return the contact at which the child was last met in each way, where there is one."""
    last: dict[str, dict[str, Any]] = {}
    for contact in reversed(case.all(Contact)):
        for way in _ways(contact):
            if way not in last:
                last[way] = _met(contact)
        if len(last) == len(WAYS):
            break
    return last


def _ways(contact: Contact) -> Iterator[str]:
    if (
        _came_to(contact) != "kept"
        or groups("contact-methods").get(contact.method or "") != "in person"
    ):
        return
    yield "face to face"
    if contact.method == "home-visit":
        yield "at home"
    if contact.seen_alone:  # only what somebody wrote down: it is never inferred
        yield "alone"


def _met(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "on": _plain(contact.on),
        "method": contact.method,
        "place": contact.place,
        "present": list(contact.present),
    }


def _steps(case: Case, name: str) -> Iterator[list[str | None]]:
    for judgement in case.all(Judgement):
        level = getattr(judgement, name)
        if level:
            yield [_plain(judgement.on), level]


def _came_to(contact: Contact) -> str:
    """Return `kept` or `missed`, or nothing where it counts as neither."""
    return groups("contact-outcomes").get(contact.outcome, "")


@cache
def groups(codes: str) -> dict[str, str]:
    return {code.code: code.group for code in guidance.code_list(codes).codes}


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
