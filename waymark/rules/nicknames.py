"""Finds the nicknames that somebody is known by: as they are, with what hangs on them, and never as
they may be misspelt, unless they are as long as a name that a guard knows (`in_a_guard`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set

from waymark.rules import beside
from waymark.rules.compared import WITHIN, Compared, either, words
from waymark.rules.names import APOSTROPHES, Token, tokens
from waymark.rules.reached import Span

MISSPELT_FROM = 5  # letters
WITH_A_CAPITAL_UNTIL = 3
HANGS_ON = r"(?:s|es|z)?"


def in_a_guard(nickname: str) -> bool:
    """Tell whether it is one word that is long enough to be known misspelt."""
    (word, *more) = words(nickname) or ("",)
    is_one = not more and word.isalpha() and len(tokens(nickname)) == 1
    return is_one and len(word) >= MISSPELT_FROM


class Nicknames:
    def __init__(self, listed: Iterable[str], ordinary: Set[str], known: Set[str]) -> None:
        """:param known: words of the names of people who may be there."""
        self.ordinary = ordinary
        told = [each for each in map(words, listed) if _tells(each, known)]
        self.joined = {"".join(each): each for each in told}
        self.written = either(WITHIN.join(each) + HANGS_ON for each in told)

    def find(self, written: str, text: Compared) -> Iterator[Span]:
        if self.written is None:
            return
        for found in self.written.finditer(text.letters):
            start, end = text.span(found)
            nickname = self._which(found[0])
            sure = self._sure(written, start, end, nickname)
            if sure is not None:
                yield start, end, sure

    def _which(self, found: str) -> tuple[str, ...]:
        joined = "".join(words(found))
        ways = (joined, *(joined.removesuffix(each) for each in ("s", "es", "z")))
        return next(self.joined[way] for way in ways if way in self.joined)

    def _sure(self, written: str, start: int, end: int, nickname: tuple[str, ...]) -> bool | None:
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

    def _is_another_word(self, written: str, nickname: tuple[str, ...]) -> bool:
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


def _tells(nickname: tuple[str, ...], known: Set[str]) -> bool:
    """Tell whether it is anything to look for: who may be there is called so too."""
    return len("".join(nickname)) > 1 and not known >= set(nickname)
