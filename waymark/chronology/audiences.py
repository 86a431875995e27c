"""For whom a chronology is printed, and what of it each of them is not handed.

What is protected is handed to nobody: it is hidden before anything here is asked.
"""

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from waymark.chronology.narrowing import kinds_of
from waymark.chronology.queries import WITHDRAWN, Entry, Text
from waymark.rules.carries import carries

# No name of anybody who was harmed is held; a text that tells of them is known by such words.
HARMED = re.compile(
    r"\bvictim|\bcomplainant|(?<!self[- ])\bharmed\b(?! (?:her|him|them)sel)", re.IGNORECASE
)

# What passes a worry on or weighs it. Whoever it is about may be the one who reads the sheet, and
# it may say who told us.
WORRIES = frozenset(
    {
        "concern-looked-at",
        "direction-done",
        "direction-given",
        "incident",
        "judgement",
        "mappa-criteria-met",
        "mappa-referred",
        "meeting-notes-attached",
        "multi-agency-meeting",
        "police-contact",
        "risk-panel-held",
        "safeguarding-referral",
        "safety-plan-made",
        "self-assessment-concern",
        "visit-assessed",
        "visits-authorised",
        "visits-not-authorised",
        "weapon-found",
    }
)
# What managers and workers write to one another of a plan.
AMONG_US = frozenset(
    {"record-changed", "plan-returned", "put-to-manager", "sent-back", "independent-breach-review"}
)
LOOKED_OVER = frozenset({"plan-countersigned", "closing-countersigned"})
TALKS = frozenset(
    {
        "contact",
        "absence-followed-up",
        "child-inducted",
        "order-explained-again",
        "plan-reviewed",
    }
)
# What the child told, in other places than `child_said`.
CHILD_TOLD = frozenset({"need_not_repeat"})
FAMILY_TOLD = frozenset({"family_said"})
HARMED_TOLD = frozenset({"victim_said", "victim_not_asked", "raised", "all_the_same"})


class Rule(NamedTuple):
    """Something that is left out, in words, and how an entry is without it; None leaves it out."""

    words: str  # none where whoever prints reads each text that is left out
    without: Callable[[Entry], Entry | None]
    tells: Callable[[str], bool] | None = None  # whether a text of the record's top is left out too


@dataclass(frozen=True)
class Audience:
    name: str
    rules: tuple[Rule, ...] = ()
    alerts: bool = True  # on the sheet, with what else stands at the top of the record
    is_read: bool = False  # for names, before anybody is handed it

    def handed(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries of a chronology as these people are handed them."""
        for rule in self.rules:
            entries = [left for entry in entries if (left := rule.without(entry)) is not None]
        return list(entries)

    def may_read(self, text: str) -> bool:
        """Tell whether a text at the top of the record is for these people."""
        return not any(rule.tells(text) for rule in self.rules if rule.tells)

    @property
    def left_out(self) -> list[str]:
        told = (rule.words for rule in self.rules if rule.words)
        return [*([] if self.alerts else ["alerts"]), *told]


def _only_what_stands(entry: Entry) -> Entry | None:
    if entry.corrected or entry.kind == WITHDRAWN:
        return None
    return replace(entry, corrects="")


def _without_whoever_was_harmed(entry: Entry) -> Entry | None:
    if entry.kind in kinds_of("victims"):
        return None
    rest = replace(entry, texts=_not_of(HARMED_TOLD, entry.texts))
    return without_texts(rest, tells_of_somebody_harmed)


def _without_what_was_made_right(entry: Entry) -> Entry | None:
    return None if entry.with_harmed else entry


def without_texts(entry: Entry, tells: Callable[[str], bool]) -> Entry | None:
    """Return an entry without the texts that tell something; none where its own sentence does."""
    return None if tells(entry.sentence) else with_texts_less(entry, tells)


def with_texts_less(entry: Entry, tells: Callable[[str], bool]) -> Entry:
    """Return an entry without the texts that tell something."""

    def rest(texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(text for text in texts if not tells(text.words or ""))

    return replace(entry, texts=rest(entry.texts), child_said=rest(entry.child_said))


@carries("CM-409")
def tells_of_somebody_harmed(text: str) -> bool:
    return HARMED.search(text) is not None


def _without_what_is_told_us_alone(entry: Entry) -> Entry | None:
    if entry.kind in ("child-view-recorded", "child-heard"):
        return None
    return replace(entry, child_said=(), texts=_not_of(CHILD_TOLD, entry.texts))


def _without_what_the_family_told(entry: Entry) -> Entry:
    return replace(entry, texts=_not_of(FAMILY_TOLD, entry.texts))


def _not_of(fields: Set[str], texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text.field not in fields)


def _without_worries(entry: Entry) -> Entry | None:
    return None if entry.kind in WORRIES else entry


def _without_our_own_notes(entry: Entry) -> Entry | None:
    if entry.kind in AMONG_US:
        return None
    return replace(entry, texts=()) if entry.kind in LOOKED_OVER else entry


def _without_talks(entry: Entry) -> Entry:
    """What a worker wrote of a talk with the child tells what the child said, in other words."""
    return replace(entry, texts=()) if entry.kind in TALKS else entry


def _without_sheets(entry: Entry) -> Entry | None:
    return None if entry.kind == "self-assessment-given" else entry


def _without_whoever_stood_beside(entry: Entry) -> Entry | None:
    return None if entry.kind == "stood-beside" else entry


STANDS = Rule("what was put right or withdrawn", _only_what_stands)
NOBODY_HARMED = Rule(
    "whatever tells of somebody who was harmed",
    _without_whoever_was_harmed,
    tells_of_somebody_harmed,
)
# What other entries may tell of it is looked at by whoever prints: `made_right.MayTell`.
NOTHING_MADE_RIGHT = Rule(
    "what was done with somebody who was harmed, or for them",
    _without_what_was_made_right,
)
NOBODY_BESIDE = Rule("who stood beside the child", _without_whoever_stood_beside)
CHILDS_OWN = Rule("what the child said", _without_what_is_told_us_alone)
FAMILYS_OWN = Rule("what the family said", _without_what_the_family_told)
NO_WORRIES = Rule(
    "worries that were weighed or passed on (judgements of risk, referrals, meetings and panels,"
    " MAPPA, incidents, weapons, the police)",
    _without_worries,
)
NOTES = Rule(
    "which parts of the record were changed, and what managers and workers write to one another",
    _without_our_own_notes,
)
TALKS_OF_OURS = Rule("what workers wrote of their talks with the child", _without_talks)
FILLED_IN = Rule("who filled in a form by themselves", _without_sheets)
# What a court is handed reaches the child and the family too.
OUTSIDE = (STANDS, NOBODY_HARMED, NOTHING_MADE_RIGHT, NOBODY_BESIDE)
FAMILY = (STANDS, NOBODY_HARMED, NOBODY_BESIDE, NO_WORRIES, FAMILYS_OWN, NOTES, FILLED_IN)

AUDIENCES = {
    "child": Audience("The child", FAMILY, alerts=False, is_read=True),
    "parent": Audience(
        "A parent or carer", (*FAMILY, CHILDS_OWN, TALKS_OF_OURS), alerts=False, is_read=True
    ),
    "court": Audience("The court", OUTSIDE, is_read=True),
    "agency": Audience("Another agency", OUTSIDE, is_read=True),
    "manager": Audience("A manager or a meeting of ours"),
}
