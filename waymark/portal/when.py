"""When somebody reads what is said on a sheet, and talks with whoever said it."""

from collections.abc import Mapping
from datetime import datetime

from waymark.chronology.door import LONDON
from waymark.guidance.hours import Hours, said
from waymark.rules.carries import carries

TO_WORKER = "The page says that somebody is here Monday to Friday, {opens} to {closes}."


def at_work(say: Mapping[str, str], hours: Hours, *, at: datetime) -> str:
    """Return at which hours somebody reads it."""
    return _hours(say["who-reads-when"], hours, at)


def at_work_to_worker(hours: Hours, *, at: datetime) -> str:
    """Return what the first page says of this: whoever hands it over may know better."""
    return _hours(TO_WORKER, hours, at)


def _hours(text: str, hours: Hours, at: datetime) -> str:
    opens, closes = map(said, hours.on(at.astimezone(LONDON).date()))
    return text.replace("{opens}", opens).replace("{closes}", closes)


@carries("EP-272")
def told(
    say: Mapping[str, str], worker: str, hours: Hours, *, at: datetime, for_managers: bool = False
) -> str:
    """Return who must talk with whoever told us of harm, and when; who helps before that."""
    whom = "-managers" if for_managers else ""
    here = at.astimezone(LONDON)
    if hours.is_at_work(here):
        return say[f"told{whom}"].replace("{worker}", worker)
    day = hours.opens_next(here)
    name = "opens-today" if day == here.date() else f"opens-{day.weekday()}"
    when = say[name].replace("{opens}", said(hours.on(day)[0]))
    return say[f"told-closed{whom}"].replace("{worker}", worker).replace("{when}", when)
