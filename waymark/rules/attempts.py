"""When a victim worker is told that somebody may be trying names: the guard is no oracle.

Whoever asks of text after text where a protected name stands could learn from the answers who is
protected. So the calls are counted, and who hits many different people, asks about many different
names, or is hit again and again is told of. Nothing is refused: it may be honest work.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waymark.rules.beside import is_ordinary
from waymark.rules.carries import carries
from waymark.rules.names import fold, tokens

A_DAY = timedelta(days=1)
NO_MORE_THAN_A_NAME = 4  # words
LONGEST_NAME = 80  # letters
A_LIST = 10  # different words that nobody knows for ordinary ones
A_NUMBER = re.compile(r"\d{5,}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
A_PASSAGE = 60  # words
A_GAP, IN_PROSE = "…", "/"  # between a sentence and a name asked about in it, each under its key
SO_MANY = 5  # names in one sentence
IN_A_LIST = 3  # of so many different words one at least may be a name; in prose one of ten is


class Why(StrEnum):
    PEOPLE = "people"  # many different people were hit
    NAMES = "names"  # many different names were asked about
    CALLS = "calls"  # again and again something was hit


class FoundOut(StrEnum):
    """What the manager of whoever asked much said that it was."""

    OWN_WORK = "own-work"
    TRIED_OUT = "tried-out"
    NO_REASON = "no-reason"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True)
class Call:
    """One question whether texts name somebody protected."""

    by: int
    at: datetime
    people: frozenset[int] = frozenset()  # who were hit, by their numbers
    names: frozenset[str] = frozenset()  # under a key, of texts that are no more than a name


@dataclass(frozen=True)
class Limits:
    """From how many on it is told; `days` is for people and names, calls are those of a day."""

    people: int
    names: int
    calls: int
    days: int


@dataclass(frozen=True)
class Told:
    """What the victim worker is told of somebody who asks; never whom they hit."""

    by: int
    why: Why
    number: int
    since: datetime


@carries("CM-409")
def names_tried(text: str, ordinary: Set[str], known: Iterable[str]) -> set[str]:
    """Return the names that a text asks about: itself where it is no more than a name, and each of
    a list of names or numbers, however it is written. Prose that names people is no list, and one
    ordinary word, as most of what a form has chosen is, no name: whom it hits is counted anyway.

    :param known: who may be named in the text.
    """
    written = text.split()
    if len(written) == 1 and _is_of_nobody(fold(text), ordinary):
        return set()
    if 0 < len(written) <= NO_MORE_THAN_A_NAME:
        return {fold(" ".join(written))}
    may_be = {each.folded for name in known for each in tokens(name)}
    words = {each.folded for each in tokens(text) if len(each.folded) > 1}
    numbers = set(A_NUMBER.findall(text))
    names = {each for each in words - may_be if not is_ordinary(each, ordinary)} | numbers
    different = len(words | numbers)
    return names if len(names) >= max(A_LIST, different / IN_A_LIST) else set()


@carries("CM-409")
def tried_in_prose(text: str, ordinary: Set[str], known: Iterable[str]) -> tuple[str, str] | None:
    """Return a text without what may be a name in it, and what may: whoever asks about one sentence
    with name after name tries names, as who writes another sentence each time does not."""
    if not NO_MORE_THAN_A_NAME < len(text.split()) <= A_PASSAGE:
        return None
    may_be = {each.folded for name in known for each in tokens(name)}
    written = [each.folded for each in tokens(text)]
    names = [
        each
        for each in written
        if len(each) > 1 and each not in may_be and not is_ordinary(each, ordinary)
    ]
    left = [A_GAP if each in names else each for each in written]
    around = [each for place, each in enumerate(left) if each != A_GAP or left[place - 1] != A_GAP]
    return (" ".join(around), " ".join(names)) if names else None


def _is_of_nobody(word: str, ordinary: Set[str]) -> bool:
    leads_to_somebody = "@" in word or A_NUMBER.search(word)
    return not leads_to_somebody and all(
        is_ordinary(each, ordinary) for each in LETTERS.findall(word)
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


def _in_one_sentence(asked: Iterable[str]) -> set[str]:
    """Return the names that were asked about in a sentence which is otherwise one and the same; a
    few may be one name that somebody typed, or put right."""
    sentences: dict[str, set[str]] = defaultdict(set)
    for each in asked:
        sentence, is_in_prose, _ = each.partition(IN_PROSE)
        if is_in_prose:
            sentences[sentence].add(each)
    return {each for names in sentences.values() if len(names) >= SO_MANY for each in names}


def to_be_told(calls: Iterable[Call], *, by: int, at: datetime, limits: Limits) -> list[Told]:
    """Return what is to be told of one worker at a moment."""
    own = [each for each in calls if each.by == by and each.at <= at]
    lately = [each for each in own if each.at > at - timedelta(days=limits.days)]
    hits = [each for each in own if each.people and each.at > at - A_DAY]
    people = frozenset[int]().union(*(each.people for each in lately))
    asked = frozenset[str]().union(*(each.names for each in lately))
    names = {each for each in asked if IN_PROSE not in each} | _in_one_sentence(asked)
    counted = (
        (Why.PEOPLE, len(people), limits.people, [each for each in lately if each.people]),
        (Why.NAMES, len(names), limits.names, [each for each in lately if each.names]),
        (Why.CALLS, len(hits), limits.calls, hits),
    )
    return [
        Told(by, why, number, min(each.at for each in which))
        for why, number, limit, which in counted
        if number >= limit and which
    ]
