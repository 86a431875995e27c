"""What may tell of a meeting with somebody harmed, where an entry is not of one by its facts.

A talk of the day on which they met, or for a goal that puts something right, tells of it in words
that nobody could list; of others a few words say so. Each may be of something else: it is left out
of what goes outside until whoever prints has read it, and says that it is.
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date

from waymark.chronology.audiences import TALKS, Rule, with_texts_less
from waymark.chronology.queries import Entry, standing
from waymark.rules.carries import carries

PLANNED, HELD = "restorative-activity-planned", "restorative-activity-held"
WITH_SOMEBODY = ("restorative-considered", "child-readiness-judged", "work-made", PLANNED, HELD)
MADE_RIGHT = re.compile(
    r"\brestorative\b|\bmediat(?:ion|ed|or)\b|\bmak(?:e|es|ing) amends\b|\bmade amends\b"
    r"|\bapolog\w+ to\b|\b(?:say|says|said|saying) sorry to\b",
    re.IGNORECASE,
)


@dataclass
class MayTell:
    """Finds in what is printed what may tell that the child met, or made something for, somebody
    harmed.

    :param days: on which they met, or were to meet.
    :param goals: of the plan, by which something is put right with them.
    :param looked: somebody read what was found, and none of it tells of them.
    """

    days: Set[date]
    goals: Set[str]
    looked: bool
    left: dict[str, Entry | None] = field(default_factory=dict)  # by the text that is left out

    @property
    def rule(self) -> Rule:
        return Rule("", self._without, self._tells)

    @carries("CM-409")
    def _without(self, entry: Entry) -> Entry | None:
        if self._tells(entry.sentence, entry):
            return None
        is_of_it = entry.kind in TALKS and (entry.on in self.days or bool(self.goals & entry.goals))
        return with_texts_less(entry, lambda text: self._tells(text, entry, is_of_it=is_of_it))

    def _tells(self, text: str, entry: Entry | None = None, *, is_of_it: bool = False) -> bool:
        if self.looked or not text or not (is_of_it or tells_of_making_it_right(text)):
            return False
        self.left.setdefault(text, entry)
        return True


def tells_of_making_it_right(text: str) -> bool:
    return MADE_RIGHT.search(text) is not None


def days_with_harmed(child: int) -> set[date] | None:
    """Return the days on which the child met somebody harmed, or was to; none where nothing was
    ever to be made right with anybody. One query."""
    rows = list(standing(child, *WITH_SOMEBODY).order_by("position"))
    if not any(row.document.get("victim") for row in rows):
        return None
    planned = {
        row.corrects or row.reference: row.document.get("planned_for")
        for row in rows
        if row.kind == PLANNED and row.document.get("victim")
    }
    held = {row.on for row in rows if row.kind == HELD and row.document.get("activity") in planned}
    return held | {date.fromisoformat(day) for day in planned.values() if day}
