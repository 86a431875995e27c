"""Dates as people say them. Today is always given, never read here."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

DAYS_A_WEEK = 7
DAYS_A_MONTH = 30.44
WEEKS_FROM = 14  # from so many days on people count weeks,
MONTHS_FROM = 92  # then months,
YEARS_FROM = 730  # then years


def day(value: date, today: date) -> str:
    """Thu 14 May; with the year when it is not this one."""
    return _dated(value, "%a", "%b", today)


def full_day(value: date, today: date) -> str:
    """Thursday 14 May."""
    return _dated(value, "%A", "%B", today)


def birthday(value: date) -> str:
    """11 Aug 2010."""
    return f"{value.day} {value:%b %Y}"


def clock(value: time | datetime) -> str:
    """Return the time of day here, as 09:30."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}"


def days_late(due: date, today: date) -> str:
    """3 days late; nothing when it is not late."""
    late = (today - due).days
    return f"{several(late, 'day')} late" if late > 0 else ""


def ago(value: date, today: date) -> str:
    """3 days ago, yesterday, today, tomorrow, in 6 weeks."""
    days = (value - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {_span(days)}" if days > 0 else f"{_span(-days)} ago"


def due(value: date, today: date) -> str:
    """Say of a duty when it is due: 3 days late, today, Thu 14 May."""
    if value < today:
        return days_late(value, today)
    if (value - today).days <= 1:
        return ago(value, today)
    return day(value, today)


def by_when(value: date, today: date) -> str:
    """Say by when something is to be done: by tomorrow, by Thu 14 May; 3 days late."""
    return due(value, today) if value < today else f"by {due(value, today)}"


def greeting(now: datetime) -> str:
    for until, words in ((12, "Good morning"), (18, "Good afternoon")):
        if now.hour < until:
            return words
    return "Good evening"


def several(count: int, one: str, many: str = "") -> str:
    """1 day, 3 days; 2 children, when told the word for many."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def possessive(name: str) -> str:
    """Sophie's, James's."""
    return f"{name}\N{RIGHT SINGLE QUOTATION MARK}s"


def inside(said: str) -> str:
    """Return words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


THE_CHILD = re.compile(r"\b[Tt]he child\b")


def about(words: str, first_name: str) -> str:
    """Return words that speak of the child, speaking of this child by name."""
    return THE_CHILD.sub(lambda _: first_name, words)


def first_capital(said: str) -> str:
    """Return words as they begin a line."""
    return said[:1].upper() + said[1:]


def plain_number(number: float) -> str:
    """Return 2 for 2.0, and 0.5 as it is."""
    return f"{number:g}"


A_NUMBER = re.compile(r"(\b(?:999|112|111)\b|(?<![\d+])\+?\d[\d ]{6,}\d)")


def to_ring(said: str) -> SafeString:
    """Return words in which each telephone number is rung by a tap."""
    parts = enumerate(A_NUMBER.split(said))
    return format_html_join(
        "", "{}", ((_tel(part) if place % 2 else part,) for place, part in parts)
    )


def _tel(number: str) -> SafeString:
    return format_html('<a href="tel:{}">{}</a>', number.replace(" ", ""), number)


FILTERS = {
    words.__name__: words
    for words in (
        about,
        by_when,
        day,
        full_day,
        birthday,
        clock,
        days_late,
        ago,
        due,
        greeting,
        several,
        possessive,
        first_capital,
        plain_number,
        to_ring,
    )
}


@lru_cache(maxsize=4096)  # a page of many children says the same days again and again
def _dated(value: date, weekday: str, month: str, today: date) -> str:
    year = "" if value.year == today.year else f" {value.year}"
    return f"{value:{weekday}} {value.day} {value:{month}}{year}"


def _span(days: int) -> str:
    if days < WEEKS_FROM:
        return several(days, "day")
    if days < MONTHS_FROM:
        return several(days // DAYS_A_WEEK, "week")
    if days < YEARS_FROM:
        return several(round(days / DAYS_A_MONTH), "month")
    return several(days // 365, "year")
