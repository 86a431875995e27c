"""How often contact with a child is owed, and what was planned and kept of it, month by month."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from waymark.rules.calendar import days_after, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed, again
from waymark.rules.events.engagement import ContactLevelSet
from waymark.rules.events.orders import SuspensionApproved

A_DAY = timedelta(days=1)
Step = tuple[date, float]  # from this day on, so many a month


@dataclass(frozen=True)
class Month:
    """What is owed of contact in one month, and what became of it."""

    first: date
    owed: int
    kept: int
    missed: int
    planned: int  # still to come

    @property
    def short(self) -> int:
        return max(0, self.owed - self.kept - self.planned)


@carries("CM-008")
def steps(case: Case) -> list[Step]:
    """Return from which day on how many contacts a month are owed: none in a break in reporting, or
    as few as were agreed for it, and none once every order under which the child is supervised is
    over."""
    levels = case.all(ContactLevelSet)
    breaks = case.all(SuspensionApproved)
    end = case.latest_end_of(order.id for order in case.supervised)
    days = {
        *(level.on for level in levels),
        *(day for each in breaks for day in (each.from_, days_after(each.to, 1))),
        *([days_after(end, 1)] if end else ()),
    }
    found: list[Step] = []
    for day in sorted(days):
        level = _stands(levels, day)
        a_month = (level.a_month or 0) if level and not (end and day > end) else 0
        left = (_left_in(each) for each in breaks if each.from_ <= day <= each.to)
        a_month = min([a_month, *left])
        if a_month != (found[-1][1] if found else 0):
            found.append((day, a_month))
    return found


def _left_in(agreed: SuspensionApproved) -> float:
    """How many contacts a month are left in a break: none where it stops."""
    return 0 if agreed.stops else agreed.a_month or 0


def _stands(levels: Sequence[ContactLevelSet], day: date) -> ContactLevelSet | None:
    return next((each for each in reversed(levels) if each.on <= day), None)


def months(
    owed: Sequence[Step],
    *,
    kept: Iterable[date],
    missed: Iterable[date],
    planned: Iterable[date],
    until: date,
    most: int,
) -> list[Month]:
    """Return the months up to that of a day, the last first, since contact was owed first.

    :param planned: the days of what is booked and still to come.
    :param most: how many months.
    """
    held = [[_month(day) for day in days] for days in (kept, missed, planned)]
    found: list[Month] = []
    first = _month(until)
    while len(found) < most and owed and first >= _month(owed[0][0]):
        came = (days.count(first) for days in held)
        found.append(Month(first, _owed_in(owed, first), *came))
        first = _month(first - A_DAY)
    return found


def _month(day: date) -> date:
    return day.replace(day=1)


def _owed_in(owed: Sequence[Step], first: date) -> int:
    return owed_between(owed, first, _month_end(first))


def owed_between(owed: Sequence[Step], first: date, last: date) -> int:
    """Each day owes its part of its month's number; of a part of a contact, nothing is owed."""
    found = Fraction()
    while owed and first <= last:
        ends = min(last, _month_end(first))
        length = _month_end(first).day
        found += sum(
            Fraction(a_month) * days / length for a_month, days in _runs(owed, first, ends)
        )
        first = ends + A_DAY
    return int(found)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _runs(owed: Sequence[Step], first: date, last: date) -> Iterator[tuple[float, int]]:
    """Yield on how many days of these each number stood."""
    ends = [day - A_DAY for day, _ in owed[1:]] + [date.max]
    for (begins, a_month), ends_on in zip(owed, ends, strict=True):
        days = (min(ends_on, last) - max(begins, first)).days + 1
        if days > 0:
            yield a_month, days


@carries("CM-008")
def review_contact_level(case: Case) -> Iterator[Owed]:
    end = case.latest_end_of(order.id for order in case.supervised)
    for level, later in pairwise([*case.all(ContactLevelSet), None]):
        if level and level.review_on:
            why = (
                f"How often the child is met was set on {said(level.on)}, to be looked at again "
                f"by {said(level.review_on)}."
            )
            yield again(level, level.review_on, later, end, why)
