"""Reckoning time: working days, calendar months, calendar days.

No sum leaves the calendar: a day before its first or after its last day is clipped to it, so
that an order "without end" (9999-12-31) is reckoned with like any other.
"""

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, get_args

import holidays

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)
SATURDAY = 5
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England, which Wales shares."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=8192)
def working_days_after(day: date, count: int) -> date:
    """The count-th working day after a day; the day itself is never counted."""
    while count > 0 and day < date.max:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def days_after(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max if count > 0 else date.min


@lru_cache(maxsize=8192)
def months_after(day: date, count: int) -> date:
    """The same day of the month, count months on; the month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month, min(day.day, _length(year, month)))


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=8192)
def said(day: date) -> str:
    """A day as people say it: 14 May 2026."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def earliest(*days: date | None) -> date | None:
    """The first of the days that there are."""
    return min((day for day in days if day is not None), default=None)
