"""Times and what they hold, as people say them."""

from collections.abc import Iterable
from datetime import date, datetime

from waymark.children.models import Child
from waymark.chronology.labels import label
from waymark.diary.queries import Taken as NotFree
from waymark.pages.words import clock, day
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import Taken


def moment(when: datetime, on: date) -> str:
    wall = on_the_wall(when)
    return f"{day(wall.date(), on)} at {clock(wall.time())}"


def span(period: Period, on: date) -> str:
    begins, ends = map(on_the_wall, period)
    return f"{day(begins.date(), on)} from {clock(begins.time())} to {clock(ends.time())}"


def held(taken: Taken) -> str:
    """Say what the child has at a time: "boxing (Mon 2 Mar, 15:30 to 17:00)"."""
    when = day(taken.begins.date(), taken.begins.date())
    hours = f", {clock(taken.begins.time())} to {clock(taken.ends.time())}"
    return f"{called(taken.by)} ({when}{hours if taken.by.starts else ''})"


def called(commitment: Commitment) -> str:
    """Return what something in the week is called; of what is protected, only its kind."""
    kind = label("commitments", commitment.kind) if commitment.kind else "Something in the week"
    return kind if commitment.protected or not commitment.name else commitment.name


def interpreted(child: Child) -> str:
    """Return into which language somebody interprets for a child, as the record says."""
    said = child.document.get("interpreter") or {}
    language = said.get("language") if said.get("needed") else None
    return label("languages", language) if language else ""


def not_free(
    taken: Iterable[NotFree], names: dict[str, str], when: Iterable[datetime], on: date
) -> str:
    """Say who is not free, and when else it could be. Whoever may not know of another child reads
    the same words as of a room."""
    whose = sorted({names[each.whose] for each in taken if each.whose in names})
    who = f"Not free then: {' and '.join(whose)}." if whose else "Not free then."
    found = [moment(each, on) for each in when]
    return f"{who} Try {', or '.join(found)}." if found else f"{who} Choose another day."
