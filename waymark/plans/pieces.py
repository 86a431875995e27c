"""What the plan's page says beside the plan itself, by the apps that know: what else will be done,
and the copies that people have of it."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from waymark.plans.views.asked import AskedPlan

Place = Literal["done", "handed-out"]


class Piece(NamedTuple):
    """A piece of the page: its template, and `made`, which it is drawn from."""

    template: str
    made: Sequence[Any]


Says = Callable[[AskedPlan], Piece]

_says: dict[Place, list[Says]] = {"done": [], "handed-out": []}


def register(place: Place, says: Says) -> None:
    _says[place].append(says)


def of(asked: AskedPlan) -> dict[Place, list[Piece]]:
    return {place: [one(asked) for one in says] for place, says in _says.items()}
