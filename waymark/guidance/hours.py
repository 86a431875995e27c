"""The hours at which somebody is at work: whole hours of working days, a service's own."""

from datetime import date, datetime, timedelta

from waymark.guidance import setting
from waymark.rules.calendar import is_working_day, working_days_after

NOON = 12


def is_at_work(here: datetime) -> bool:
    """Tell whether somebody is at work.

    :param here: by the clock on the wall.
    """
    opens, closes = hours(here.date())
    return is_working_day(here.date()) and opens <= here.hour < closes


def opens_next(here: datetime) -> date:
    """Return the day on which somebody is at work again, where nobody is now."""
    day = here.date()
    is_still_to_open = here.hour < hours(day)[0]
    return working_days_after(day - timedelta(days=1) if is_still_to_open else day, 1)


def hours(day: date) -> tuple[int, int]:
    return setting("service-opens").on(day), setting("service-closes").on(day)


def said(hour: int) -> str:
    """An hour as people say it, in English and in Welsh: 9am."""
    return f"{hour % NOON or NOON}{'am' if hour < NOON else 'pm'}"
