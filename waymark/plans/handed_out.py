"""What the plan's page says of the copies that people have of it: by the app that gives them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from waymark.plans.views.asked import AskedPlan


class Piece(NamedTuple):
    """A piece of the page: its template, and `made`, which it is drawn from."""

    template: str
    made: Sequence[Any]


Says = Callable[[AskedPlan], Piece]

_says: list[Says] = []


def register(says: Says) -> None:
    _says.append(says)


def of(asked: AskedPlan) -> list[Piece]:
    return [says(asked) for says in _says]
