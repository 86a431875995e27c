"""What a child's week holds already: contact with us goes around it.

School, faith, caring, a curfew, and what the child loves to do.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from waymark.rules.calendar import WEEKDAYS
from waymark.rules.carries import carries
from waymark.rules.life import Commitment

CURFEW = "curfew"  # of the list `commitments`: the child is at home then, and may be seen there
A_DAY = timedelta(days=1)


class Taken(NamedTuple):
    """One time at which the child has something else, by the clock on the wall."""

    by: Commitment
    begins: datetime
    ends: datetime


@carries("CM-163", "CM-164", "CM-429")
def in_the_way(
    week: Iterable[Commitment], begins: datetime, ends: datetime, *, at_home: bool
) -> list[Taken]:
    """Return what a contact at this time would take from the child, the earliest first.

    :param begins: and `ends`: of the clock in London, without a zone; with the way there and back.
    :param at_home: whether the child stays at home for it, as for a visit or a call: a curfew is
        then in nobody's way.
    """
    found = (each for each in taken(week, begins, ends) if not (at_home and each.by.kind == CURFEW))
    return sorted(found, key=lambda each: each[1:])


def taken(week: Iterable[Commitment], begins: datetime, ends: datetime) -> Iterator[Taken]:
    """Yield each time within a period at which the child has something else, whole."""
    for commitment in week:
        day = begins.date() - A_DAY  # what began the evening before may go on
        while day <= ends.date():
            if commitment.holds_on(day) and _is_on(commitment, day.weekday()):
                found = _on(commitment, datetime.combine(day, time()))
                if found.begins < ends and begins < found.ends:
                    yield found
            day += A_DAY


def _is_on(commitment: Commitment, weekday: int) -> bool:
    return not commitment.weekdays or WEEKDAYS[weekday] in commitment.weekdays


def _on(commitment: Commitment, midnight: datetime) -> Taken:
    if commitment.starts is None or commitment.ends is None:
        return Taken(commitment, midnight, midnight + A_DAY)
    begins = datetime.combine(midnight, commitment.starts)
    ends = datetime.combine(midnight, commitment.ends)
    return Taken(commitment, begins, ends if begins < ends else ends + A_DAY)
