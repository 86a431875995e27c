"""When two places are one, though somebody else wrote them down: what their keys are made of.

Only a digest of what is returned here crosses to the other side (`letters.places`).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from waymark.rules.compared import words
from waymark.rules.letters import ChildIsAt, Place
from waymark.rules.streets import SAINT, ways_of

POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
NOT_SAID_ALWAYS = {"the", "school"}
EVER = date.min


class At(NamedTuple):
    """A place of a child: what it is called, and when; `begins` and `ends` as a letter has them."""

    place: Place
    key: str
    begins: str
    ends: str | None = None


def written_alike(place: Place, text: str) -> str:
    """Return a place's words as they are compared: with a postcode, that and the doors; else all
    words, in the way in which a street's are written first. Of a school counts what stands before
    a comma: its year and town follow. Nothing where there are none."""
    found = POSTCODE.search(text)
    if found and place != "school":
        rest = words(text[: found.start()] + " " + text[found.end() :])
        doors = sorted(each for each in rest if any(map(str.isdecimal, each))) or rest[:1]
        return " ".join([*doors, "".join(found.groups()).lower()])
    said = words(text.partition(",")[0] if place == "school" else text)
    return " ".join(_first_way(each) for each in said if each not in NOT_SAID_ALWAYS)


def _first_way(word: str) -> str:
    return SAINT[0] if word in SAINT else ways_of(word)[0]


def whereabouts(child: int, places: Iterable[At]) -> Iterator[ChildIsAt]:
    """Yield what the victims' side is told of where a child is: keys, and when."""
    for each in dict.fromkeys(places):
        yield ChildIsAt(
            child=child,
            on=date.fromisoformat(each.begins[:10]),
            place=each.place,
            key=each.key,
            begins=each.begins,
            ends=each.ends,
        )
