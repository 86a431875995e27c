"""What an order asks of everybody when a child does not come, said before it happens."""

from collections.abc import Sequence
from datetime import date

from waymark.pages.words import day, several
from waymark.rules.enforcing import LAST_WARNING, way_of
from waymark.rules.orders import Order

STATUTE = "Sentencing Act 2020, Schedule 7, paragraph 4"
BACK = {
    "court": "A court is the very last: every other way is tried first, and a manager decides.",
    "panel": "Only the panel can send a referral order back to court, and it looks for another way "
    "first.",
}


def how_it_stands(
    order: Order, warnings: Sequence[tuple[date, date | None]], on: date, months: int
) -> str:
    """Say of one order where it stands.

    :param warnings: of each that counts, when it was given and until when it counts.
    :param months: for how long a warning counts where statute says so.
    """
    way = way_of(order)
    if way.back == "police":
        return (
            "There are no warnings. Where it cannot be made to work, the police decide what "
            "happens: tell them what got in the way and what was tried."
        )
    if not way.warns:
        return "The child takes part by choice. What helps is what is agreed together."
    said = [_given(warnings, on), BACK[way.back or "court"]]
    if way.by_statute:
        said.append(_statute(len(warnings), months))
    return " ".join(said)


def _given(warnings: Sequence[tuple[date, date | None]], on: date) -> str:
    if not warnings:
        return "No warning counts today."
    days = ", ".join(
        f"{day(given, on)}{f' (until {day(until, on)})' if until else ''}"
        for given, until in warnings
    )
    return f"{several(len(warnings), 'warning')} count{'s' if len(warnings) == 1 else ''}: {days}."


def _statute(given: int, months: int) -> str:
    rule = f"has to go back to court, unless circumstances are exceptional ({STATUTE})"
    if given >= LAST_WARNING:
        return f"A further failure without a reasonable excuse {rule}. Talk with a manager now."
    return (
        f"After a second warning within {months} months (that number is unverified), a further "
        f"failure {rule}."
    )
