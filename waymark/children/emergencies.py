"""What somebody read and did in a record that she opened in an emergency, as the audit tells it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from waymark.children.header import PLACES, inside
from waymark.children.models import Opening
from waymark.children.shown import WHY_SHOWN
from waymark.chronology.audiences import AUDIENCES
from waymark.chronology.labels import plain

# Pages of a record, and pages where a child stands among others, by the names of their addresses.
PAGES = {
    "child": "Overview",
    "event": "One entry of the chronology",
    "unmask": "Something protected",
    "chronology-print": "Print of the chronology",
    "record-contact": "Form of a contact",
    "record": "What can be recorded",
    "record-event": "Form of something to record",
    "correct-event": "Form of a correction",
    "change-child": "Form of who the child is",
    "draft-save": "A draft",
    "read-typed": "A form while it was typed",
    "home": "My work, where the child is named",
    "find-child": "A search that found the child",
}
UNMASKED = {
    **PLACES,
    "person": "phone",
    "event": "words of an entry",
    "words": "words to be sealed",
}
REFUSED = ("4", "5", "refused")


class Answer(NamedTuple):
    """One row of the audit; `kind` is the kind of what was unmasked, where it is an episode."""

    at: datetime
    action: str
    outcome: str
    facts: Mapping[str, Any]
    kind: str | None


class Seen(NamedTuple):
    """What was read or done, once or several times one after the other."""

    words: str
    first: datetime
    last: datetime
    times: int


def seen(opening: Opening) -> list[Seen]:
    """Return what was read and done while the record was open, in order. One query.

    Nothing to whoever may not look at this opening.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, action, outcome, facts::text, kind FROM seen_in_emergency(%s)",
            [opening.pk],
        )
        answers = [Answer(*row[:3], json.loads(row[3]), row[4]) for row in cursor.fetchall()]
    return list(_together(answers))


def _together(answers: list[Answer]) -> Iterator[Seen]:
    for words, same in groupby(answers, key=in_words):
        moments = [timezone.localtime(answer.at) for answer in same]
        yield Seen(words, moments[0], moments[-1], len(moments))


def in_words(answer: Answer) -> str:
    """Say what one answer was; the audit outlives a code, which is then said as it is."""
    facts, page = answer.facts, answer.action.rpartition(" ")[2]
    called = PAGES.get(page, plain(page).capitalize())
    if answer.outcome.startswith(REFUSED):
        return f"Tried, and was not let through: {inside(called)}"
    if "unmasked" in facts:
        thing = UNMASKED.get(answer.kind or facts["unmasked"].partition("-")[0], "text")
        why = WHY_SHOWN.get(facts["why"], plain(facts["why"]))
        return f"Saw a protected {thing}: {inside(why)}"
    if "printed" in facts:
        audience = AUDIENCES.get(facts["purpose"])
        whom = audience.name if audience else plain(facts["purpose"])
        return f"Printed the {facts['printed']}, for: {inside(whom)}"
    if facts.get("act") == "open-in-emergency":
        return "Opened the record"
    if "act" in facts:
        return f"Did: {plain(facts['act'])}"
    return f"Typed: {inside(called)}" if answer.action.startswith("POST") else f"Read: {called}"
