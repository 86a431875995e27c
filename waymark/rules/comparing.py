"""What changed from one version of a plan to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from waymark.rules.facts import Shape
from waymark.rules.planned import ITEMS, WHOLE, Plan


@dataclass(frozen=True)
class Told:
    """One field, as it was and as it is."""

    name: str
    was: Any
    is_: Any


@dataclass(frozen=True)
class Change:
    group: str  # a list of the plan, or `whole`
    key: str
    how: Literal["added", "changed", "taken-off"]
    was: Shape | None
    is_: Shape | None
    fields: tuple[Told, ...] = ()


def changes(before: Plan | None, after: Plan) -> list[Change]:
    """Return what is new, otherwise or no more, in the order in which a plan is read."""
    old = before or Plan()
    found = [change for group in ITEMS for change in _of_a_list(group, old, after)]
    whole = tuple(_told(old, after, WHOLE))
    return [*found, Change("whole", "", "changed", old, after, whole)] if whole else found


def _of_a_list(group: str, before: Plan, after: Plan) -> Iterator[Change]:
    key = ITEMS[group][1]
    old = {getattr(each, key): each for each in getattr(before, group)}
    new = {getattr(each, key): each for each in getattr(after, group)}
    for name, each in new.items():
        if name not in old:
            yield Change(group, name, "added", None, each)
            continue
        told = tuple(_told(old[name], each, type(each).fields))
        if told:
            yield Change(group, name, "changed", old[name], each, told)
    for name, each in old.items():
        if name not in new:
            yield Change(group, name, "taken-off", each, None)


def _told(was: Shape, now: Shape, names: Any) -> Iterator[Told]:
    for name in names:
        attribute = type(now).fields[name].attribute
        one, other = getattr(was, attribute), getattr(now, attribute)
        if one != other:
            yield Told(name, one, other)
