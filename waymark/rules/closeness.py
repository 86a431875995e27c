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
from waymark.rules.schools import BARELY_SAID, is_a_school, school
from waymark.rules.streets import SAINT, Words, is_a_streets, ways_of

POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
PARTED = re.compile(r"[,;\n]")
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
        yield from (f"address {each}" for each in _addresses(place, text))
        return
    name, town = school(text)
    if name:
        yield f"school {' '.join(sorted({*name, *town}))}"
        yield f"school {'somewhere' if bool(town) == of_child else 'anywhere'}: {' '.join(name)}"


def _addresses(place: Place, text: str) -> Iterator[str]:
    """Yield an address in each way in which it is compared: with a postcode, that and the doors;
    else all words, in the way in which a street's are written first.

    Where no door has a number, by the first word, which a house is called by; and where somebody is
    met by each part but the town too, of which the other side may have left some out.
    """
    found = POSTCODE.search(text)
    if found is None:
        yield from filter(None, [" ".join(_words(text))])
        return
    code = "".join(found.groups()).lower()
    parts = [_words(each) for each in PARTED.split(POSTCODE.sub(",", text, count=1))]
    parts = list(filter(None, parts))
    said = [word for part in parts for word in part]
    doors = sorted(each for each in said if any(map(str.isdecimal, each)))
    named = [said[:1], *(parts[: max(len(parts) - 1, 1)] if place == "building" else ())]
    yield from dict.fromkeys(" ".join([*way, code]) for way in ([doors] if doors else named))


@carries("CM-400")
def can_be_compared(text: str) -> bool:
    """Tell whether somebody else who wrote this place down would have written what it is compared
    by: a postcode, a street with a number, or a school. A park, or a friend's, each calls in a way
    of their own."""
    parts = map(words, PARTED.split(text))
    return POSTCODE.search(text) is not None or any(
        is_a_school(each) or _is_a_door(each) for each in parts
    )


def _is_a_door(said: Words) -> bool:
    name = tuple(each for each in said if not any(map(str.isdecimal, each)))
    return len(name) < len(said) and is_a_streets(name)


def _words(text: str) -> list[str]:
    return [_first_way(each) for each in words(text) if each not in BARELY_SAID]


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
