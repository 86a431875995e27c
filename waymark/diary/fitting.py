"""New times for several appointments at once, which fit together: the first of each takes what
those of the others would need, as the table of bookings does (`migrations/tensions.sql`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from waymark.diary import when_else
from waymark.diary.models import Apart
from waymark.diary.when_else import Wanted
from waymark.rules.free import Period


class Need(NamedTuple):
    """One thing that a meeting takes, who has it then, and how many minutes before and after."""

    resource: str
    holder: str
    way: int


class Held(NamedTuple):
    resource: str
    holder: str
    period: Period


@dataclass(frozen=True)
class Move:
    """What is to be moved: to the time of `period`, or as near to it as may be."""

    wanted: Wanted
    period: Period
    needs: Sequence[Need]
    at: datetime

    @cached_property
    def _taken(self) -> list[Period]:
        return [each.period for each in when_else.taken(self.wanted, self.period)]

    def times(self, others: Iterable[Held]) -> list[datetime]:
        """Return when it could be, beside what others would hold."""
        held = [
            each.period.with_the_way(need.way)
            for each in others
            for need in self.needs
            if need.resource == each.resource and need.holder != each.holder
        ]
        return when_else.free(self.wanted, self.period, [*self._taken, *held], at=self.at)

    def would_hold(self, begins: datetime) -> Iterator[Held]:
        period = Period(begins, begins + (self.period.ends - self.period.begins))
        for need in self.needs:
            yield Held(need.resource, need.holder, period.with_the_way(need.way))


def fitting(moves: Mapping[int, Move]) -> dict[int, list[datetime]]:
    """Return when each could be, by the same ids. The first times of all of them can be chosen at
    once, and so can any other time of one with the first of the rest. A query for each."""
    first: dict[int, datetime] = {}
    held: dict[int, list[Held]] = {}
    for pk, move in moves.items():
        found = move.times(each for of in held.values() for each in of)
        if found:
            first[pk], held[pk] = found[0], list(move.would_hold(found[0]))
    return {pk: [begins, *_more(pk, moves[pk], begins, held)] for pk, begins in first.items()}


def _more(
    pk: int, move: Move, first: datetime, held: Mapping[int, Iterable[Held]]
) -> list[datetime]:
    others = [each for other, of in held.items() if other != pk for each in of]
    return [each for each in move.times(others) if each != first]


def needs(wanted: Wanted, apart: Iterable[Apart]) -> list[Need]:
    """Return all that a meeting takes.

    :param apart: the pairs that are never at one time.
    """
    asked, meeting = wanted.asked, f"meeting:{wanted.but}"
    children = {each.pk for each in wanted.children}
    found = [Need(f"worker:{each.pk}", meeting, asked.way) for each in asked.workers]
    found += [Need(f"child:{pk}", meeting, asked.child_way) for pk in children]
    if asked.place:
        found.append(Need(f"place:{asked.place.pk}", meeting, 0))
    if asked.comes:
        found += [
            Need(f"apart:{each.pk}", f"child:{pk}", max(asked.child_way, each.margin))
            for each in apart
            for pk in children & {each.child_id, each.other_id}
        ]
    return found


def never_together(children: Iterable[int], since: date) -> list[Apart]:
    """Return which of these children are never at one time, as far as the asker may know. One
    query."""
    among = list(children)
    pairs = Apart.objects.filter(child__in=among, other__in=among, kind=Apart.Kind.NEVER)
    return list(pairs.filter(Q(ends=None) | Q(ends__gte=since)))
