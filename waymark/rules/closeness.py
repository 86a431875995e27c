"""When two places are one, though somebody else wrote them down: what their keys are made of.

Only a digest of what is returned here crosses to the other side (`letters.places`).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from waymark.rules.carries import carries
from waymark.rules.compared import words
from waymark.rules.letters import ChildIsAt, Place
from waymark.rules.schools import BARELY_SAID, school
from waymark.rules.streets import SAINT, ways_of

POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
EVER = date.min


class At(NamedTuple):
    """A place of a child: what it is called, and when; `begins` and `ends` as a letter has them."""

    place: Place
    key: str
    begins: str
    ends: str | None = None


@carries("CM-400")
def ways_written(place: Place, text: str, *, of_child: bool) -> Iterator[str]:
    """Yield each way in which a place is compared: two are one where one way of the child's is one
    of theirs. Nothing where it has no words.

    A school that is told without its town may be in any town, and one of another town is another:
    so each side says its name beside whether it has a town, and the two meet crosswise.
    """
    if place != "school":
        if said := _address(text):
            yield f"address {said}"
        return
    name, town = school(text)
    if name:
        yield f"school {' '.join(sorted({*name, *town}))}"
        yield f"school {'somewhere' if bool(town) == of_child else 'anywhere'}: {' '.join(name)}"


def _address(text: str) -> str:
    """Return an address as it is compared: with a postcode, that and the doors; else all words, in
    the way in which a street's are written first."""
    if found := POSTCODE.search(text):
        rest = words(text[: found.start()] + " " + text[found.end() :])
        doors = sorted(each for each in rest if any(map(str.isdecimal, each))) or rest[:1]
        return " ".join([*doors, "".join(found.groups()).lower()])
    return " ".join(_first_way(each) for each in words(text) if each not in BARELY_SAID)


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
