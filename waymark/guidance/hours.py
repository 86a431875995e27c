"""The hours at which somebody is at work: whole hours of working days, a service's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waymark.rules.calendar import is_working_day, working_days_after
from waymark.rules.settings import Dated, value_on

OPENS, CLOSES = NAMES = "service-opens", "service-closes"
MIDNIGHT, NOON = 24, 12


@dataclass(frozen=True)
class Hours:
    """From which hour until which; either may change on a day."""

    opens: Dated
    closes: Dated

    def on(self, day: date) -> tuple[int, int]:
        return value_on(self.opens, day), value_on(self.closes, day)

    def is_at_work(self, here: datetime) -> bool:
        """Tell whether somebody is at work.

        :param here: by the clock on the wall.
        """
        opens, closes = self.on(here.date())
        return is_working_day(here.date()) and opens <= here.hour < closes

    def opens_next(self, here: datetime) -> date:
        """Return the day on which somebody is at work again, where nobody is now."""
        day = here.date()
        is_still_to_open = here.hour < self.on(day)[0]
        return working_days_after(day - timedelta(days=1) if is_still_to_open else day, 1)

    def fit(self) -> bool:
        """Tell whether on no day it closes before it opens."""
        changes = [day for day, _ in (*self.opens, *self.closes)]
        return all(opens < closes <= MIDNIGHT for opens, closes in map(self.on, changes))


def said(hour: int) -> str:
    """An hour as people say it, in English and in Welsh: 9am."""
    return f"{hour % NOON or NOON}{'am' if hour % MIDNIGHT < NOON else 'pm'}"
