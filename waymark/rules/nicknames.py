"""Finds the nicknames that somebody is known by: as they are, with what hangs on them, and
misspelt as a name may be: one of a word only where a guard knows it (`in_a_guard`). One of several
ordinary words (the bread man) is asked about in small letters too, and where one of them is
another word that is like it (the bred man). Of one such word see `small_letters`.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import pairwise
from operator import contains

from waymark.rules import beside
from waymark.rules.compared import WITHIN, WORD, Compared, either, words
from waymark.rules.misspelt import MOST_EDITS, deletions, may_be, neighbourhood
from waymark.rules.names import APOSTROPHES, HANGS_ON, Token, tokens
from waymark.rules.reached import Span

Words = tuple[str, ...]
MISSPELT_FROM = 5  # letters
WITH_A_CAPITAL_UNTIL = 3
MAY_HANG_ON = rf"(?:{'|'.join(HANGS_ON)})?"
BETWEEN = re.compile(WITHIN)
A_THING = re.compile(r"\ban?\s+\Z", re.IGNORECASE)
PARTS = frozenset(".,/_")  # what in small letters is no longer one name
AFTER_AN_ARTICLE = 2  # words of a nickname that is one without it too


def in_a_guard(nickname: str) -> bool:
    """Tell whether it is one word that is long enough to be known misspelt."""
    (word, *more) = words(nickname) or ("",)
    is_one = not more and word.isalpha() and len(tokens(nickname)) == 1
    return is_one and len(word) >= MISSPELT_FROM


class Nicknames:
    def __init__(self, listed: Iterable[str], ordinary: Set[str], known: Set[str]) -> None:
        """:param known: words of the names of people who may be there."""
        self.ordinary, self.known = ordinary, known
        ways = (way for each in map(words, listed) for way in _with_and_without_article(each))
        told = [each for each in dict.fromkeys(ways) if _tells(each, known)]
        self.joined = {"".join(each): each for each in told}
        self.written = either(WITHIN.join(each) + MAY_HANG_ON for each in told)
        self.ways = {each: each for each in told if len(each) > 1}
        self.ways |= {(joined,): each for joined, each in self.joined.items() if joined.isalpha()}
        self.beginning: dict[str, list[Words]] = {}
        for way in self.ways:
            if len("".join(way)) >= MISSPELT_FROM:
                self.beginning.setdefault(way[0], []).append(way)
        self.theirs = {word for each in self.beginning.values() for way in each for word in way}
        self.plain = [each for each in told if len(each) > 1 and all(map(self._is_ordinary, each))]
        self.alike = neighbourhood([word for word in self.theirs if word.isalpha()])

    def find(self, written: str, text: Compared) -> Iterator[Span]:
        if self.written is None:
            return
        as_it_is = (
            (*text.span(each), self._which(each[0])) for each in self.written.finditer(text.letters)
        )
        for start, end, nickname in (*as_it_is, *self._misspelt(text)):
            sure = self._sure(written, start, end, nickname)
            if sure is not None:
                yield start, end, sure
        for start, end in self._slipped(text):
            if _is_of_words(written, start, end):
                yield start, end, False

    def _slipped(self, text: Compared) -> Iterator[tuple[int, int]]:
        """Yield where all words of a nickname stand but one, and in its place one that is like
        it."""
        read = list(WORD.finditer(text.letters)) if self.plain else []
        ways = {word[0]: _ways(word[0]) for word in read}
        there = frozenset[str]().union(*ways.values())
        for nickname in self.plain:
            if len({*nickname} - there) > 1:
                continue
            for run in zip(*(read[place:] for place in range(len(nickname))), strict=False):
                told = zip(nickname, run, strict=True)
                other = [(name, word[0]) for name, word in told if name not in ways[word[0]]]
                if len(other) == 1 and self._is_slip(*other[0]) and _is_one(text, run):
                    yield text.span(run[0])[0], text.span(run[-1])[1]

    def _is_slip(self, name: str, written: str) -> bool:
        """Tell whether an ordinary word is written where a like one was meant. Who misspells has
        its first letter right."""
        if written in self.known or written[0] != name[0] or not self._is_ordinary(written):
            return False
        return any(may_be(way, name) for way in _ways(written))

    def _misspelt(self, text: Compared) -> Iterator[tuple[int, int, Words]]:
        """Yield where words stand that are meant for those of a nickname."""
        read = list(WORD.finditer(text.letters)) if self.beginning else []
        meant = {each: near for each in {word[0] for word in read} if (near := self._meant(each))}
        for place, word in enumerate(read if meant else ()):
            for way in self._begun(meant.get(word[0], ())):
                run = read[place : place + len(way)]
                if _are(way, [meant.get(each[0], ()) for each in run]) and _is_one(text, run):
                    yield text.span(word)[0], text.span(run[-1])[1], self.ways[way]

    def _begun(self, meant: Iterable[str]) -> Iterator[Words]:
        for word in meant:
            yield from self.beginning.get(word, ())

    def _meant(self, written: str) -> Set[str]:
        """Return the words of nicknames that a word is, or that it may be meant for."""
        ways = _ways(written)
        if its_own := ways & self.theirs:
            return its_own
        if written in self.known or self._is_ordinary(written):
            return frozenset()
        left = {each for way in ways for each in deletions(way, MOST_EDITS)}
        near = {name for each in left & self.alike.keys() for name in self.alike[each]}
        return {name for name in near if any(may_be(way, name) for way in ways)}

    def _which(self, found: str) -> Words:
        joined = "".join(words(found))
        ways = (joined, *(joined.removesuffix(each) for each in HANGS_ON))
        return next(self.joined[way] for way in ways if way in self.joined)

    def _sure(self, written: str, start: int, end: int, nickname: Words) -> bool | None:
        """Tell whether this is the nickname for certain, perhaps (False), or not at all."""
        read = tokens(written[start:end])
        has_capital = any(each.capital for each in read)
        if len("".join(nickname)) <= WITH_A_CAPITAL_UNTIL and not has_capital:
            return None
        if not all(map(self._is_ordinary, nickname)):
            return None if self._is_another_word(written[start:end], nickname) else True
        if len(nickname) > 1 and any(each.capital for each in read[1:]):
            return True
        if len(nickname) > 1:
            is_one = nickname[0] in beside.TITLES or self._is_one_name(
                written, start, end, nickname
            )
            return False if is_one else None  # my uncle harry, the bread man
        return self._is_persons(written, start) if has_capital else None

    def _is_one_name(self, written: str, start: int, end: int, nickname: Words) -> bool:
        """Tell whether ordinary words are written as a nickname is; run together, they are no other
        word and no misspelt one."""
        (word, *more) = words(written[start:end])
        is_it = "".join(nickname) in _ways(word) and not self._is_ordinary(word)
        return _is_of_words(written, start, end) and bool(more or is_it)

    def _is_another_word(self, written: str, nickname: Words) -> bool:
        """Tell whether what hangs on it makes it a word, as This is not Thi's."""
        (word, *more) = words(written)
        hangs_on = not more and word != nickname[0]
        return hangs_on and self._is_ordinary(word) and APOSTROPHES.isdisjoint(written)

    def _is_persons(self, written: str, start: int) -> bool | None:
        read: list[Token] = tokens(written)
        place = bisect_left(read, start, key=lambda each: each.start)
        return beside.is_persons(written, read, place) if place < len(read) else None

    def _is_ordinary(self, word: str) -> bool:
        return beside.is_ordinary(word, self.ordinary)


def _ways(written: str) -> set[str]:
    """Return what a word may be without what hangs on it."""
    return {written, *(written.removesuffix(end) for end in HANGS_ON)}


def _with_and_without_article(nickname: Words) -> Iterator[Words]:
    yield nickname
    if len(nickname) > AFTER_AN_ARTICLE and nickname[0] in beside.ARTICLES:
        yield nickname[1:]


def _is_of_words(written: str, start: int, end: int) -> bool:
    """Tell whether ordinary words may be a nickname where they stand: a big man is none."""
    return PARTS.isdisjoint(written[start:end]) and not A_THING.search(
        written[max(0, start - 9) : start]
    )


def _tells(nickname: Words, known: Set[str]) -> bool:
    """Tell whether it is anything to look for: who may be there is called so too."""
    return len("".join(nickname)) > 1 and not known >= set(nickname)


def _are(way: Words, meant: Sequence[Collection[str]]) -> bool:
    return len(way) == len(meant) and all(map(contains, meant, way))


def _is_one(text: Compared, read: Sequence[re.Match[str]]) -> bool:
    """Tell whether nothing parts these words but what may stand within a name."""
    return all(
        BETWEEN.fullmatch(text.letters, one.end(), other.start()) for one, other in pairwise(read)
    )
