"""The copies that were made of a child's plan: who has one, in which form, whether its link opens
still, and how it was received."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.contacts import words
from waymark.pages.words import day
from waymark.portal import giving, queries
from waymark.portal.models import CHILD, Sheet
from waymark.rules.carries import carries

RECEIVED = {
    "understood": "understood it",
    "own_words": "found their own words in it",
    "worried": "worried now",
}


@dataclass(frozen=True)
class Made:
    """One copy, as the worker finds it again. Whether a link was opened is nobody's business."""

    sheet: Sheet
    for_whom: str
    link: str  # how it is with the link; nothing where there is none
    is_open: bool
    given: Event | None
    received: tuple[str, ...]

    @property
    def is_taken_back(self) -> bool:
        return self.sheet.revoked_at is not None


def link_opens(sheet: Sheet, at: datetime) -> bool:
    is_over = sheet.revoked_at is not None or sheet.handed_in_at is not None or sheet.until <= at
    return bool(sheet.link) and not is_over and not sheet.is_locked


def link_says(sheet: Sheet, at: datetime) -> str:
    """Return how it is with the link of a sheet, as it is now; nothing where it has none."""
    on = today(at)
    if not sheet.link:
        return ""
    if sheet.revoked_at is not None:
        return f"The link was taken back on {day(today(sheet.revoked_at), on)}: it opens no more."
    if sheet.until <= at:
        return f"The link opened until {day(today(sheet.until), on)}: it opens no more."
    if sheet.is_locked:
        return (
            "Five wrong words closed the link: it opens no more. Ask whether it was "
            "the one whom it is for; then make a new one."
        )
    if sheet.held_back_at is not None:
        return "The link shows nothing: the copy names somebody by now. Make a new one."
    return f"The link opens until {day(today(sheet.until), on)}, for whoever knows the words."


@carries("CM-078")
def made(child: Child, at: datetime) -> list[Made]:
    """Return the copies of a child's plan, the newest first. Three queries."""
    called = {CHILD: child.first_name}
    called |= {each.key: each.called for each in queries.family(child, today(at))}
    given = {row.document.get("copy"): row for row in standing(child.pk, "plan-given")}
    return [
        Made(
            sheet=each,
            for_whom=called.get(each.for_whom, "somebody close"),
            link=link_says(each, at),
            is_open=link_opens(each, at),
            given=given.get(str(each.pk)),
            received=received(given[str(each.pk)]) if str(each.pk) in given else (),
        )
        for each in giving.copies(child)
    ]


def received(event: Event) -> tuple[str, ...]:
    """Return how somebody received their copy, each in a few words."""
    return tuple(_received(event.document))


def _received(told: Mapping[str, str]) -> list[str]:
    found = []
    for field, said in RECEIVED.items():
        answers: Mapping[str, str] = words.ANSWERS[f"plan-given.{field}"]
        if told.get(field):
            found.append(f"{said}: {answers[told[field]].lower()}")
    return found
