"""Booking weekly times as they were proposed; where one cannot be, it is left out and told."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from waymark.accounts.models import User
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.diary import acts, close, queries
from waymark.diary.acts import Asked, NotFree
from waymark.diary.all_the_same import ANYWAY, Where
from waymark.diary.models import Apart, Place
from waymark.diary.words import called, interpreted, moment
from waymark.matching.wanted import Hers, Wanted
from waymark.rules.calendar import bank_holidays
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import Taken, in_the_way

WAIT = """
    SELECT pg_advisory_xact_lock(hashtextextended(it, 0))
    FROM (SELECT it FROM unnest(%s::text[]) AS it ORDER BY 1) AS wanted
"""  # as `diary/migrations/bookings.sql` waits
TALK = "talk it over with the victim worker first"
Chosen = tuple[Wanted, int, Place | None]  # of whom, the minute of the week, and where


@dataclass
class Booked:
    times: int = 0
    left: list[str] = field(default_factory=list)  # in words, what could not be booked or compared


@carries("CM-400", "CM-427", "CM-429")
def book(chosen: Iterable[Chosen], hers: Hers, *, by: User, at: datetime) -> Booked:
    """Book each as a series of its own, in the weeks in which it can be."""
    booked = Booked()
    in_order = sorted(chosen, key=lambda each: (each[0].child.pk, each[1]))
    children = {wanted.child.pk for wanted, _, _ in in_order}
    series = [_Series(*each, hers, by=by, at=at) for each in in_order]
    with door.act("book-weekly", by=by, at=at, children=children, renews=False):
        _wait_for_all(children, {place.pk for _, _, place in in_order if place}, by)
        for each in series:
            times, left = each.book()
            booked.times += times
            booked.left += [*([left] if left else []), *(each.unsaid if times else ())]
    return booked


def _wait_for_all(children: set[int], places: set[int], worker: User) -> None:
    """Wait once for all that will be wanted: one by one, two could wait for each other."""
    pairs = Apart.objects.filter(Q(child__in=children) | Q(other__in=children))
    wanted = [
        *(f"apart:{one}:{other}" for one, other in pairs.values_list("child", "other")),
        *(f"child:{each}" for each in children),
        *(f"place:{each}" for each in places),
        f"worker:{worker.pk}",
    ]
    with connection.cursor() as cursor:
        cursor.execute(WAIT, [wanted])


class _Series:
    """One child's time in every week."""

    def __init__(
        self,
        wanted: Wanted,
        begins: int,
        place: Place | None,
        hers: Hers,
        *,
        by: User,
        at: datetime,
    ) -> None:
        self.wanted, self.hers, self.by, self.at = wanted, hers, by, at
        self.periods = [
            period
            for week in range(0, hers.weeks, wanted.every)
            if (period := hers.period(begins, wanted.minutes, week))
        ]
        self.asked = Asked(
            method=wanted.method,
            workers=[by],
            place=place,
            comes=wanted.comes,
            way=wanted.worker_way,
            child_way=wanted.child_way,
        )
        where = Where(wanted.method, place, wanted.where)
        self.unsaid: close.Unsaid = {}
        self.close = close.too_close(wanted.child, by, where, self.periods, unsaid=self.unsaid)

    def book(self) -> tuple[int, str]:
        """Book it; return how often, and in words when it could not be."""
        week = queries.commitments_of(self.wanted.child)
        gives_way = self._taken_from(week, self.periods[0]) if self.wanted.gives_way else []
        times, left, takes = [], [], False
        for period in self.periods:
            against = self._taken_from(week, period)
            if _is_holiday(period):
                left.append((period, " (a bank holiday)"))
            elif period in self.close:
                left.append((period, f" ({TALK})"))
            elif other := [
                each for each in against if each.by not in {one.by for one in gives_way}
            ]:
                left.append((period, f" ({called(other[0].by)})"))
            else:
                times.append(period)
                takes = takes or bool(against)
        document = {ANYWAY: self.wanted.gives_way} if takes else {}
        told = {"place": self.wanted.where, "interpreter": interpreted(self.wanted.child)}
        document |= {name: each for name, each in told.items() if each}
        free = self._booked(times, document)
        left += [(period, "") for period in times if period not in free]
        return len(free), self._told(sorted(left))

    def _taken_from(self, week: Iterable[Commitment], period: Period) -> list[Taken]:
        begins, ends = map(on_the_wall, period.with_the_way(self.wanted.child_way))
        return in_the_way(week, begins, ends, at_home=not self.wanted.comes)

    def _booked(self, times: list[Period], document: Document) -> list[Period]:
        """Book all at once, or else each by itself; return those that could be."""
        series = secrets.token_hex(6)
        told: dict[str, Any] = {"child": self.wanted.child, "asked": self.asked}
        told |= {"document": document, "series": series, "by": self.by, "at": self.at}
        with suppress(NotFree):
            acts.book(times=times, **told)
            return times
        found = []
        for each in times:
            with suppress(NotFree):
                acts.book(times=[each], **told)
                found.append(each)
        return found

    def _told(self, left: list[tuple[Period, str]]) -> str:
        if not left:
            return ""
        when = ", ".join(f"{moment(each.begins, door.today(self.at))}{why}" for each, why in left)
        those = "that one by itself" if len(left) == 1 else "those by themselves"
        return f"{self.wanted.called}: not free on {when}. Book {those}."


def _is_holiday(period: Period) -> bool:
    on = on_the_wall(period.begins).date()
    return on in bank_holidays(on.year)
