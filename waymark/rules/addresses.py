"""Finds where somebody lives: the number or the name of a house with its street, or its postcode.

A street is found in its usual abbreviations (Rd, Ln, St), and a Welsh one as it begins after a word
that changes it (Clos, Glos). A street with the town alone is perhaps the address: many live there;
so is a street alone where the words beside it say that somebody lives there, and it is neither one
of those that each town has nor where the words say that somebody lives who may be in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from waymark.rules.compared import BEGINS, ENDS, WITHIN, Compared, either, words
from waymark.rules.reached import Span
from waymark.rules.streets import SAINT, Words, is_a_streets, leads_somewhere, ways_of

A_NUMBER_IS = frozenset(["number", "no", "nr", "rhif"])
ROOMS = frozenset(["flat", "fflat", "apartment", "apt", "unit", "room", "caravan", "plot"])
BESIDE = r"(?:(?:on|in|of|at|ar|yn|the|y)\s+)?"
A_NUMBER_FOLLOWS = r"[\s,\-]{0,3}(?:(?:at|in|number|no|nr|house|rhif|flat)[\s.]+){0,2}#?"
NEAR = r"[^.!?\d]{0,25}?"
ANOTHER_DOOR = re.compile(r"\d[^\W_]?[\s,]*$")
A_DOOR_TAKES = 8  # letters before a street
BESIDE_A_STREET = 40  # letters, within the sentence
A_SENTENCE_ENDS = re.compile(r"[.!?;\n]")
LIVES = re.compile(
    rf"{BEGINS}(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|moved|homes?|hers|theirs|byw|cartref"
    rf"|(?:her|his|their|[^\W\d_]+s) (?:house|flat|door|place|address)){ENDS}"
)
OURS = frozenset(["i", "im", "ive", "we", "weve", "my", "our", "me", "us", "mine", "ours"])
A_DOOR_FOLLOWS = re.compile(r"[\s,]*(?:number|no|nr)?[\s.,]*\d")
MISREAD = {"0": "[0o]", "o": "[0o]", "1": "[1il]", "i": "[1il]", "l": "[1il]"}


@dataclass(frozen=True)
class Home:
    lines: Words = ()
    postcode: str = ""


@dataclass(frozen=True)
class Sought:
    """A pattern, made when a text has one of the words without which it is nowhere."""

    written: str
    needs: Words
    sure: bool

    def find(self, letters: str) -> Iterator[re.Match[str]]:
        return (
            self.pattern.finditer(letters)
            if any(map(letters.__contains__, self.needs))
            else iter(())
        )

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written)


class Homes:
    def __init__(
        self, homes: Iterable[Home], known: Set[str] = frozenset(), common: Set[Words] = frozenset()
    ) -> None:
        """:param known: words of the names of people who may be there.
        :param common: what streets are called in very many towns.
        """
        each = list(dict.fromkeys(homes))
        self.postcodes = either(_postcode(home.postcode) for home in each if home.postcode.strip())
        self.sought = list(dict.fromkeys(one for home in each for one in _sought(home)))
        self.streets = list(dict.fromkeys(one for home in each for one in _streets(home, common)))
        self.known = known | OURS

    def find(self, text: Compared) -> Iterator[Span]:
        if self.postcodes:
            yield from (
                (*text.span(found), True) for found in self.postcodes.finditer(text.letters)
            )
        for sought in self.sought:
            for found in sought.find(text.letters):
                if sought.sure or not _is_another_door(text.letters, found.start()):
                    yield *text.span(found), sought.sure
        for street in self.streets:
            for found in street.find(text.letters):
                if self._somebody_lives_there(text.letters, *found.span()):
                    yield *text.span(found), street.sure

    def _somebody_lives_there(self, letters: str, start: int, end: int) -> bool:
        """Tell whether the words beside a street say so, and not of whom the text may tell."""
        before = A_SENTENCE_ENDS.split(letters[max(0, start - BESIDE_A_STREET) : start])[-1]
        after = A_SENTENCE_ENDS.split(letters[end : end + BESIDE_A_STREET])[0]
        if _is_another_door(letters, start) or A_DOOR_FOLLOWS.match(after):
            return False
        lives = LIVES.search(before) or LIVES.search(after)
        return lives is not None and self.known.isdisjoint([*words(before), *words(after)])


def _is_another_door(letters: str, start: int) -> bool:
    return ANOTHER_DOOR.search(letters[max(0, start - A_DOOR_TAKES) : start]) is not None


def _postcode(postcode: str) -> str:
    letters = "".join(words(postcode))
    return r"[\s.\-]{0,2}".join(MISREAD.get(each, each) for each in letters)


def _sought(home: Home) -> Iterator[Sought]:
    read = _Read(home.lines)
    for door, street in read.doors:
        number, of = _written(door), _written(street)
        ways = (
            rf"{number}{WITHIN}{BESIDE}{of}",
            rf"{of}{A_NUMBER_FOLLOWS}{number}",
        )
        yield _sought_as(ways, street, sure=True)
    for street in read.streets:
        for town in read.towns:
            ways = (_both(street, town), _both(town, street))
            yield _sought_as(ways, street, sure=False)


def _streets(home: Home, common: Set[Words]) -> Iterator[Sought]:
    for street in _Read(home.lines).streets:
        if leads_somewhere(street, common):
            yield _sought_as([_written(street)], street, sure=False)


def _sought_as(ways: Iterable[str], street: Words, *, sure: bool) -> Sought:
    needs = min(map(ways_of, street), key=lambda ways: (len(ways), -len(ways[0])))
    return Sought(f"{BEGINS}(?:{'|'.join(ways)}){ENDS}", needs, sure)


def _both(one: Words, other: Words) -> str:
    return rf"{_written(one)}{ENDS}\.?{NEAR}{BEGINS}{_written(other)}"


def _written(each: Words) -> str:
    ways = list(map(ways_of, each))
    if len(each) > 1 and each[0] in SAINT:
        ways[0] = SAINT
    return WITHIN.join(f"(?:{'|'.join(way)})" if len(way) > 1 else way[0] for way in ways)


class _Read:
    """What the lines of an address say: doors, each with its street or town, streets and towns."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.doors: list[tuple[Words, Words]] = []
        self.streets: list[Words] = []
        self.towns: list[Words] = []
        waiting: list[Words] = []  # numbers and houses, until their street comes
        for part in (words(part) for line in lines for part in line.split(",")):
            *rooms, rest = _rooms(part)
            number = tuple(takewhile(_has_digit, rest))
            name = rest[len(number) :]
            before = [*rooms, *([number] if number else [])]
            if name and self._is_street(name, is_numbered=bool(number or _numbers(waiting))):
                self.doors += [(each, name) for each in (*waiting, *before)]
                self.streets.append(name)
                waiting = [] if number else [name]
            elif name and self.streets:
                self.towns.append(name)
            else:
                self.doors += [(each, name) for each in before if name]
                waiting += [name] if name else before
        if not self.streets:
            house, *self.towns = waiting or [()]
            self.doors += [(house, town) for town in self.towns]

    def _is_street(self, name: Words, *, is_numbered: bool) -> bool:
        return is_numbered or is_a_streets(name)


def _rooms(part: Words) -> Iterator[Words]:
    """Yield Flat 3, which is told by its number alone as well, and last what else is said."""
    if part and part[0] in A_NUMBER_IS:
        part = part[1:]
    if len(part) > 1 and part[0] in ROOMS:
        yield part[:2]
        yield part[1:2]
        part = part[2:]
    yield part


def _has_digit(word: str) -> bool:
    return any(each.isdecimal() for each in word)


def _numbers(waiting: Sequence[Words]) -> bool:
    return any(_has_digit(word) for each in waiting for word in each)
