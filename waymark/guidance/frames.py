"""What a child's copy of the plan says around the plan's words: `guidance/copy/<language>.toml`.

frame("cy").say("call", name="Jo", number="01632 960111")
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import GuidanceError
from waymark.rules.calendar import WEEKDAYS

LANGUAGE = re.compile(r"[a-z]{2}")
TITLES = ("not-offend", "keep-safe", "keep-others-safe", "repair", "own")
OTHERS = ("why", "helps", "call", "again", "changed", "needs", "repairing")
# What each sentence is told; what is not here is told nothing.
TOLD: Mapping[str, frozenset[str]] = {
    "yours": frozenset({"name"}),
    "made": frozenset({"day"}),
    "agreed": frozenset({"day"}),
    "by": frozenset({"day"}),
    "was_by": frozenset({"day"}),
    "on": frozenset({"day"}),
    "a_week": frozenset({"number"}),
    "every_weeks": frozenset({"number"}),
    "weekly": frozenset({"weekday"}),
    "each_week": frozenset({"days"}),
    "both": frozenset({"rest", "last"}),
    "said": frozenset({"words"}),
    "you_said": frozenset({"words"}),
    "said_why": frozenset({"words"}),
    "change_mind": frozenset({"name"}),
    "hours_left": frozenset({"number"}),
    "call": frozenset({"name", "number"}),
    "call_only": frozenset({"name"}),
    "help_now": frozenset({"danger", "childline"}),
    "again_on": frozenset({"day"}),
    "since_new": frozenset({"words"}),
    "since_done": frozenset({"words"}),
    "since_over": frozenset({"words"}),
    "since_now": frozenset({"words"}),
    "since_because": frozenset({"words"}),
    "day": frozenset({"weekday", "number", "month", "year"}),
}
A_GAP = re.compile(r"\{(\w+)\}")
CHILD = "{child}"


@dataclass(frozen=True, slots=True)
class Frame:
    called: str
    direction: str
    title: str
    yours: str
    made: str
    agreed: str
    ask: str
    success: str
    steps: str
    by: str
    was_by: str
    on: str
    once_a_week: str
    a_week: str
    every_weeks: str
    weekly: str
    each_week: str
    both: str
    done: str
    must: str
    said: str
    you_said: str
    agrees: str
    disagrees: str
    could_not_answer: str
    freely: str
    change_mind: str
    hours_left: str
    hours_stay: str
    because: str
    said_why: str
    call: str
    call_only: str
    call_about: str
    help_now: str
    again_on: str
    again: str
    since_new: str
    since_done: str
    since_over: str
    since_now: str
    since_looked: str
    since_nothing: str
    since_changed: str
    since_because: str
    day: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    titles: Mapping[str, str]
    repairs: Mapping[str, str]  # by code of the list `restorative-forms`
    picture: str  # what is said of one that nobody has named
    pictures: Mapping[str, str]  # their names, where ours are not to be English
    family: Mapping[str, Any]  # what is said otherwise to whoever looks after the child
    language: str

    def for_family(self, called: str) -> "Frame":
        """Return the sentences as whoever looks after a child of this name reads them."""
        name = called.replace("{", "").replace("}", "")
        own = dict(self.family)
        titles = {key: said.replace(CHILD, name) for key, said in own.pop("titles").items()}
        said = {key: text.replace(CHILD, name) for key, text in own.items()}
        return replace(self, titles={**self.titles, **titles}, **said)

    def say(self, sentence: str, **told: str) -> str:
        """Return a sentence with what it is told; a brace in a child's words stays a brace."""
        frame: str = getattr(self, sentence)
        return A_GAP.sub(lambda gap: told[gap[1]], frame)

    def on_days(self, weekdays: Collection[str]) -> str:
        """Return on which days of the week, in the week's order; nothing where there are none."""
        names = (self.weekdays[at] for at, each in enumerate(WEEKDAYS) if each in weekdays)
        *rest, last = [self.say("weekly", weekday=name) for name in names] or [""]
        days = self.say("both", rest=", ".join(rest), last=last) if rest else last
        return self.say("each_week", days=days) if days else ""

    def day_of(self, on: date) -> str:
        return self.say(
            "day",
            weekday=self.weekdays[on.weekday()],
            number=str(on.day),
            month=self.months[on.month - 1],
            year=str(on.year),
        )


@cache
def frame(language: str) -> Frame:
    """Return the sentences of a language.

    :raises KeyError: where there are none: `languages()` are those that there are.
    """
    path = guidance_folder() / "copy" / f"{language}.toml"
    if not LANGUAGE.fullmatch(language) or not path.is_file():
        raise KeyError(language)
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = {each.name for each in fields(Frame)} - {"language"}
    if wanted != set(told):
        raise GuidanceError(f"{path.name}: missing or unknown: {sorted(wanted ^ set(told))}")
    lists = {name: tuple(told[name]) for name in ("weekdays", "months")}
    made = Frame(**{**told, **lists}, language=language)
    _check(made)
    _check(made.for_family("Sam"))
    return made


@cache
def languages() -> dict[str, str]:
    """Return the languages that there are sentences in, and what each is called."""
    found = sorted(path.stem for path in (guidance_folder() / "copy").glob("*.toml"))
    return {each: frame(each).called for each in sorted(found, key=lambda one: one != "en")}


def _check(made: Frame) -> None:
    for each in fields(Frame):
        said = getattr(made, each.name)
        gaps = set(A_GAP.findall(said)) if isinstance(said, str) else set()
        if gaps != TOLD.get(each.name, frozenset()):
            raise GuidanceError(f"{made.language}: {each.name} is told {sorted(gaps)}")
    if set(made.titles) != {*TITLES, *OTHERS}:
        raise GuidanceError(f"{made.language}: titles are {sorted(made.titles)}")
    if (len(made.weekdays), len(made.months)) != (7, 12):
        raise GuidanceError(f"{made.language}: seven days and twelve months are wanted")
