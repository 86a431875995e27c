"""The clock on the wall, which in London leaves out an hour in March and repeats one in October."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moments(day: date, clock: time) -> list[datetime]:
    """Return the moments at which the clock shows this time on this day.

    None in the hour that is left out; two, the earlier first, in the one that comes again.
    """
    wall = datetime.combine(day, clock)
    both = (wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    return sorted({moment for moment in both if on_the_wall(moment) == wall})


def on_the_wall(moment: datetime) -> datetime:
    """Return what the clock shows at a moment, without a zone."""
    return moment.astimezone(LONDON).replace(tzinfo=None, fold=0)
