"""Small numbers are kept back from a table, and whatever would let one reckon them back.

A table has a row for each group: how many children, and of how many of these something is true. Its
totals are shown too. The groups of a table share no child, so a single number that is kept back is
the total less the rest; therefore a second goes with it, the smallest there is. What somebody can
reckon from everything that is shown leaves each number that is kept back at least two values. Who
knows besides in which order the second is chosen can now and then tell more: of two fours that are
kept back beside a five.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.rules.carries import carries

LEAST = 3  # by 2, what is kept back could only be 1

Kept = frozenset[int]  # the rows of which a number is kept back


@dataclass(frozen=True, slots=True)
class Table:
    """By row: of how many children the number is kept back, and of how many of these."""

    children: Kept
    of_them: Kept


def is_small(number: int, under: int) -> bool:
    """Tell whether a number is kept back; none is no small number."""
    return 0 < number < under


@carries("CM-461")
def kept_back(children: Sequence[int], of_them: Sequence[int], under: int) -> Table:
    """Return which numbers of a table are kept back.

    :param of_them: by row, of how many of its children it is true.
    """
    every = sum(children)
    rows = _rows(children, [every + 1] * len(children), under)
    if not sum(of_them):
        return Table(rows, frozenset())
    if sum(of_them) == every:  # true of all: each number is how many children there are
        return Table(rows, rows)
    also = {row for row in rows if of_them[row]}
    kept = _rows(of_them, children, under, also)
    if len(rows) < len(children):  # of no children it is true of none
        kept = frozenset(row for row in kept if children[row])
    return Table(rows, kept)


def _rows(
    numbers: Sequence[int], at_most: Sequence[int], under: int, also: set[int] | None = None
) -> Kept:
    """Return the rows that are small or must go with them, and as many as keep those unknown.

    Where nothing else is left, none is kept back as well: all of the column is.
    """
    some = {row for row, number in enumerate(numbers) if number}
    kept = {row for row in some if is_small(numbers[row], under)} | (also or set())
    if not kept:
        return frozenset()
    rest = sorted(some - kept, key=lambda row: (numbers[row], row))
    while rest and _can_be_reckoned(kept, numbers, at_most):
        kept.add(rest.pop(0))
    return frozenset(range(len(numbers)) if kept == some else kept)


def _can_be_reckoned(kept: set[int], numbers: Sequence[int], at_most: Sequence[int]) -> bool:
    """Tell whether their sum leaves one possibility: it is of one row, or the least or most."""
    together = sum(numbers[row] for row in kept)
    return len(kept) == 1 or together in (len(kept), sum(at_most[row] for row in kept))
