"""For whom a chronology is printed, and what of it each of them is not handed.

What is protected is handed to nobody: it is hidden before anything here is asked.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from waymark.chronology.queries import WITHDRAWN, Entry, Text, kinds_of
from waymark.rules.carries import carries

# No name of anybody who was harmed is held; a text that tells of them is known by such words.
HARMED = re.compile(
    r"\bvictim|\bcomplainant|(?<!self[- ])\bharmed\b(?! (?:her|him|them)sel)", re.IGNORECASE
)


class Rule(NamedTuple):
    """Something that is left out, in words, and how an entry is without it; None leaves it out."""

    words: str
    without: Callable[[Entry], Entry | None]


@dataclass(frozen=True)
class Audience:
    name: str
    rules: tuple[Rule, ...] = ()
    alerts: bool = True  # on the sheet, with what else stands at the top of the record

    def handed(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries of a chronology as these people are handed them."""
        for rule in self.rules:
            entries = [left for entry in entries if (left := rule.without(entry)) is not None]
        return list(entries)

    @property
    def left_out(self) -> list[str]:
        return [*([] if self.alerts else ["alerts"]), *(rule.words for rule in self.rules)]


def _only_what_stands(entry: Entry) -> Entry | None:
    if entry.corrected or entry.kind == WITHDRAWN:
        return None
    return replace(entry, corrects="")


def _without_whoever_was_harmed(entry: Entry) -> Entry | None:
    if entry.kind in kinds_of("victims") or tells_of_somebody_harmed(entry.sentence):
        return None
    return replace(entry, texts=_others(entry.texts), child_said=_others(entry.child_said))


def _others(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(text for text in texts if not tells_of_somebody_harmed(text.words or ""))


@carries("CM-409")
def tells_of_somebody_harmed(text: str) -> bool:
    return HARMED.search(text) is not None


def _without_what_is_told_us_alone(entry: Entry) -> Entry:
    return replace(entry, child_said=())


def _without_our_own_notes(entry: Entry) -> Entry | None:
    return None if entry.kind == "record-changed" else entry


STANDS = Rule("what was put right or withdrawn", _only_what_stands)
NOBODY_HARMED = Rule("whatever tells of somebody who was harmed", _without_whoever_was_harmed)
CHILDS_OWN = Rule("what the child said", _without_what_is_told_us_alone)
NOTES = Rule("which parts of the record were changed", _without_our_own_notes)

AUDIENCES = {
    "child": Audience("The child", (STANDS, NOBODY_HARMED, NOTES), alerts=False),
    "parent": Audience(
        "A parent or carer", (STANDS, NOBODY_HARMED, NOTES, CHILDS_OWN), alerts=False
    ),
    "court": Audience("The court", (STANDS,)),
    "agency": Audience("Another agency", (STANDS, NOBODY_HARMED)),
    "manager": Audience("A manager or a meeting of ours"),
}
