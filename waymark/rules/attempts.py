"""When a victim worker is told that somebody may be trying names: the guard is no oracle.

Whoever asks of text after text where a protected name stands could learn from the answers who is
protected. So the calls are counted, and who hits many different people, asks about many different
names, or is hit again and again is told of. Nothing is refused: it may be honest work.

Honest work writes down many names of many children, and most of them stand in the record from then
on; whoever looks for the name of one who was harmed tries many with one child. So names are counted
by the child, and those that the record holds are not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from waymark.rules.beside import is_ordinary
from waymark.rules.carries import carries
from waymark.rules.names import fold, tokens

A_DAY = timedelta(days=1)
NO_MORE_THAN_A_NAME = 4  # words
LONGEST_NAME = 80  # letters
A_LIST = 10  # different words that nobody knows for ordinary ones
A_NUMBER = re.compile(r"\d{5,}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
IN_A_LIST = 3  # of so many different words one at least may be a name; in prose one of ten is


class Why(StrEnum):
    PEOPLE = "people"  # many different people were hit
    NAMES = "names"  # many different names were asked about, of one child
    CALLS = "calls"  # again and again something was hit
    PROSE = "prose"  # many different words that may be names were written, of whichever child
    KEPT = "kept"  # workers were tried with a child whose record is kept from them


class FoundOut(StrEnum):
    """What the manager of whoever asked much said that it was."""

    OWN_WORK = "own-work"
    TRIED_OUT = "tried-out"
    NO_REASON = "no-reason"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True)
class Call:
    """One question whether texts name somebody protected, or may work with them."""

    by: int
    at: datetime
    people: frozenset[int] = frozenset()  # who were hit, by their numbers
    names: frozenset[str] = frozenset()  # under a key, of texts that are no more than a name
    prose: frozenset[str] = frozenset()  # so too: what may be a name in any other
    kept: frozenset[str] = frozenset()  # who was tried with a child, and may not work with them
    child: int = 0  # of whose record it is


@dataclass(frozen=True)
class Limits:
    """From how many on it is told; `days` is for people and names, calls are those of a day."""

    people: int
    names: int
    calls: int
    prose: int
    kept: int
    days: int


@dataclass(frozen=True)
class Told:
    """What was counted of somebody who asks, and from how many on it is told; never whom they
    hit."""

    by: int
    why: Why
    number: int
    since: datetime
    limit: int

    @property
    def is_too_many(self) -> bool:
        return self.number >= self.limit


class Tried(NamedTuple):
    """What a text asks about: names alone or in a list, or else the words that may each be one."""

    alone: set[str] = set()
    prose: set[str] = set()


@carries("CM-409")
def names_tried(text: str, ordinary: Set[str], known: Iterable[str]) -> Tried:
    """Return the names that a text asks about: itself where it is no more than a name, and each of
    a list of names or numbers, however it is written. Prose that names people is no list; but one
    name that is hidden in a sentence at a time is tried as well. One ordinary word, as most of what
    a form has chosen is, is no name: whom it hits is counted anyway.

    :param known: who may be named in the text, and is not tried.
    """
    may_be = {each.folded for name in known for each in tokens(name)}
    written = text.split()
    if 0 < len(written) <= NO_MORE_THAN_A_NAME:
        return _tried_alone(written, ordinary, may_be)
    words = {each.folded for each in tokens(text) if len(each.folded) > 1}
    numbers = set(A_NUMBER.findall(text))
    names = {each for each in words - may_be if not is_ordinary(each, ordinary)} | numbers
    is_a_list = len(names) >= max(A_LIST, len(words | numbers) / IN_A_LIST)
    return Tried(alone=names) if is_a_list else Tried(prose=names)


def _tried_alone(written: Sequence[str], ordinary: Set[str], known: Set[str]) -> Tried:
    """Return what is asked about by a few words: a name, or where they are ordinary ones without
    capitals (at the office; or mark young) what may be one, as a word in a sentence may."""
    text = {fold(" ".join(written))}
    read = [each for each in tokens(" ".join(written)) if each.folded not in known]
    if not all(_is_of_nobody(fold(each), ordinary, known) for each in written):
        return Tried(alone=text)
    if len(written) == 1 or not read:
        return Tried()
    return Tried(alone=text) if all(each.capital for each in read) else Tried(prose=text)


def _is_of_nobody(word: str, *sets: Set[str]) -> bool:
    """Tell whether each part of it is in one of these: together they are many, for each word."""
    leads_to_somebody = "@" in word or A_NUMBER.search(word)
    return not leads_to_somebody and all(
        any(is_ordinary(each, one) for one in sets) for each in LETTERS.findall(word)
    )


def beginnings(text: str, tried: Iterable[str]) -> set[str]:
    """Return what a text and the names that it asks about were while they were typed, and are again
    while they are deleted: none of it is a name of its own."""
    written = text.split()
    opening = fold(" ".join(written[:NO_MORE_THAN_A_NAME]))[:LONGEST_NAME]
    whole = {opening} if len(written) > NO_MORE_THAN_A_NAME else set()
    typed = {opening, *tried}
    begun = {each[:length].strip() for each in typed for length in range(1, len(each))}
    return begun - typed | whole


def to_be_told(calls: Iterable[Call], *, by: int, at: datetime, limits: Limits) -> list[Told]:
    """Return what is to be told of one worker at a moment."""
    return [each for each in counted(calls, by=by, at=at, limits=limits) if each.is_too_many]


def counted(calls: Iterable[Call], *, by: int, at: datetime, limits: Limits) -> list[Told]:
    """Return what is counted of one worker at a moment, be it much or not."""
    own = [each for each in calls if each.by == by and each.at <= at]
    lately = [each for each in own if each.at > at - timedelta(days=limits.days)]
    hits = [each for each in own if each.people and each.at > at - A_DAY]
    people = frozenset[int]().union(*(each.people for each in lately))
    names, asks = _of_one_child(lately)
    writes = [each for each in lately if each.names or each.prose]
    prose = frozenset[str]().union(*(each.names | each.prose for each in writes))
    kept = frozenset[str]().union(*(each.kept for each in lately))
    found = (
        (Why.PEOPLE, len(people), limits.people, [each for each in lately if each.people]),
        (Why.NAMES, len(names), limits.names, asks),
        (Why.CALLS, len(hits), limits.calls, hits),
        (Why.PROSE, len(prose), limits.prose, writes),
        (Why.KEPT, len(kept), limits.kept, [each for each in lately if each.kept]),
    )
    return [
        Told(by, why, number, min(each.at for each in which), limit)
        for why, number, limit, which in found
        if which
    ]


def _of_one_child(calls: Iterable[Call]) -> tuple[frozenset[str], list[Call]]:
    """Return the names that were asked about of the child of whom it were most, and by which
    calls."""
    of: dict[int, list[Call]] = defaultdict(list)
    for each in calls:
        if each.names:
            of[each.child].append(each)
    found = [(frozenset[str]().union(*(one.names for one in asks)), asks) for asks in of.values()]
    return max(found, key=lambda each: len(each[0]), default=(frozenset(), []))
