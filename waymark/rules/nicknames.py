"""Finds the nicknames that somebody is known by: as they are, with what hangs on them, and
misspelt as a name may be: one of a word only where a guard knows it (`in_a_guard`).
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


def in_a_guard(nickname: str) -> bool:
    """Tell whether it is one word that is long enough to be known misspelt."""
    (word, *more) = words(nickname) or ("",)
    is_one = not more and word.isalpha() and len(tokens(nickname)) == 1
    return is_one and len(word) >= MISSPELT_FROM


class Nicknames:
    def __init__(self, listed: Iterable[str], ordinary: Set[str], known: Set[str]) -> None:
        """:param known: words of the names of people who may be there."""
        self.ordinary, self.known = ordinary, known
        told = [each for each in map(words, listed) if _tells(each, known)]
        self.joined = {"".join(each): each for each in told}
        self.written = either(WITHIN.join(each) + MAY_HANG_ON for each in told)
        self.ways = {each: each for each in told if len(each) > 1}
        self.ways |= {(joined,): each for joined, each in self.joined.items() if joined.isalpha()}
        self.beginning: dict[str, list[Words]] = {}
        for way in self.ways:
            if len("".join(way)) >= MISSPELT_FROM:
                self.beginning.setdefault(way[0], []).append(way)
        self.theirs = {word for each in self.beginning.values() for way in each for word in way}
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
        ways = {written, *(written.removesuffix(end) for end in HANGS_ON)}
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
            return False if nickname[0] in beside.TITLES else None  # my uncle harry
        return self._is_persons(written, start) if has_capital else None

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
