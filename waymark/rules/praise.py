"""What goes well is told to whoever can build on it; what begins to go wrong is talked of early."""

from datetime import date

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.engagement import Achievement, Contact, ProgressTold

SIGNS = ("attended-late", "left-early")  # of the list `contact-outcomes`


@carries("CM-432")
def last_told(case: Case) -> dict[str, date]:
    """Return when each of those around the child heard last how it goes, by their references."""
    found: dict[str, date] = {}
    for event in case.walk(Achievement, ProgressTold):
        if isinstance(event, Achievement | ProgressTold):
            found |= dict.fromkeys(event.told, event.on)
    return found


@carries("CM-431")
def early_signs(case: Case, since: date) -> list[Contact]:
    """Return the times at which the child came late or left early: they are talked of before
    anything is missed."""
    return [each for each in case.all(Contact) if each.on >= since and each.outcome in SIGNS]
