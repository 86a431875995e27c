"""What is said beside an appointment; of its reminders, by an app above the diary."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from waymark.diary.queries import Slot


class Beside(NamedTuple):
    """`address` is where somebody says that it is done, with the button's words; else nothing."""

    words: str
    late: bool = False
    address: str = ""
    does: str = ""


Said = Mapping[int, Sequence[Beside]]
Says = Callable[[Sequence[Slot]], Said]

_says: list[Says] = []


def register(says: Says) -> None:
    """Register, at start-up, what says it of appointments of one child, by their ids."""
    _says.append(says)


def of(slots: Sequence[Slot], *first: Says) -> Said:
    found: dict[int, list[Beside]] = {}
    for says in (*first, *_says):
        for pk, lines in says(slots).items():
            found.setdefault(pk, []).extend(lines)
    return found
