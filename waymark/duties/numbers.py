"""A service's own numbers, read: for the rules by child, and for the page that shows them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from waymark.accounts.models import User
from waymark.duties.models import OwnNumber
from waymark.guidance import policy
from waymark.guidance.hours import Hours
from waymark.prepared import planned
from waymark.rules.settings import Settings

OF_CHILDREN = (
    "SELECT array_agg(id), own_numbers(service_id) FROM children_child"
    " WHERE id = ANY(%s::bigint[]) GROUP BY service_id"
)


@dataclass(frozen=True)
class Shown:
    """A number as the page shows it: nationally, as it is here today, and as it will be."""

    number: policy.Number
    own: OwnNumber | None
    to_come: tuple[OwnNumber, ...]


def settings_of(children: Iterable[int]) -> dict[int, Settings]:
    """Return the numbers by which each child's duties go: its own service's. One query."""
    found = planned(OF_CHILDREN, [list(children)])
    return {
        child: settings
        for members, chosen in found
        for settings in [policy.settings_with(map(_chosen, json.loads(chosen or "[]")))]
        for child in members
    }


def hours_of(service: int) -> Hours:
    """Return the hours at which somebody of a service is at work. One query, that a sheet may ask
    too."""
    return policy.hours_with(_chosen_by(service))


def levels_of(service: int, on: date) -> dict[str, int]:
    """Return how many contacts a month each level means to a service. One query."""
    return policy.levels_with(_chosen_by(service), on)


def small_number_of(service: int, on: date) -> int:
    """Return under which number a service keeps figures back. One query."""
    return policy.small_number_with(_chosen_by(service), on)


def looked_for_after(service: int, on: date) -> tuple[int, int]:
    """Return how many minutes late somebody of a service is looked for, and after how many the next
    is told. One query."""
    return policy.looked_for_with(_chosen_by(service), on)


def _chosen_by(service: int) -> Iterator[policy.Chosen]:
    ((chosen,),) = planned("SELECT own_numbers(%s::bigint)", [service])
    return map(_chosen, json.loads(chosen or "[]"))


def shown(*, by: User, on: date) -> list[Shown]:
    """Return every number that this person's service may choose. One query."""
    chosen: dict[str, list[OwnNumber]] = {}
    rows = OwnNumber.objects.filter(service=by.service_id).select_related("by")
    for each in rows.order_by("begins", "pk"):
        chosen.setdefault(each.name, []).append(each)
    return [_shown(each, chosen.get(each.name, []), on) for each in policy.numbers(on)]


def _shown(number: policy.Number, chosen: list[OwnNumber], on: date) -> Shown:
    begun = [each for each in chosen if each.begins <= on]
    own = begun[-1] if begun and begun[-1].value is not None else None
    by_day = {each.begins: each for each in chosen if each.begins > on}  # of one day the last
    return Shown(number, own, tuple(by_day.values()))


def _chosen(row: tuple[str, str, int | None, str]) -> policy.Chosen:
    name, begins, value, reason = row
    return policy.Chosen(name, date.fromisoformat(begins), value, reason)
