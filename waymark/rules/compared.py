"""A text as it is searched: without accents, capitals, apostrophes and what cannot be seen, and
with the place at which each letter stands in what was written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from waymark.rules.names import APOSTROPHES, fold

NO_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES))
WORD = re.compile(r"[^\W_]+")
BEGINS, ENDS = r"(?<![^\W_])", r"(?![^\W_])"  # of a word, or of a number
WITHIN = r"[\s.,\-‐–_/]{0,3}"  # what may stand between the words of one name or street


@dataclass(frozen=True)
class Compared:
    letters: str
    at: Sequence[int]  # where each of the letters was written

    def span(self, found: re.Match[str]) -> tuple[int, int]:
        """Return from where to before where of what was written this was found."""
        return self.at[found.start()], self.at[found.end() - 1] + 1


def compared(text: str) -> Compared:
    if text.isascii() and "'" not in text and "`" not in text:
        return Compared(text.lower(), range(len(text)))
    each_folded = [_folded(letter) for letter in text]
    at = [place for place, folded in enumerate(each_folded) for _ in folded]
    return Compared("".join(each_folded), at)


def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of what somebody listed, as they are compared."""
    return tuple(WORD.findall(compared(text).letters))


def says(text: str, passage: str) -> bool:
    """Tell whether a passage stands in a text as whole words, with or without what an apostrophe
    parts: Lee stands in Lee's and not in sleep. One without words stands nowhere."""
    for parted in ("", " "):
        apart = str.maketrans(dict.fromkeys(APOSTROPHES, parted))
        asked, there = (" ".join(words(each.translate(apart))) for each in (passage, text))
        if asked and f" {asked} " in f" {there} ":
            return True
    return False


def either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of these as whole words, the longest first."""
    longest_first = sorted({*patterns} - {""}, key=lambda each: (-len(each), each))
    return re.compile(f"{BEGINS}(?:{'|'.join(longest_first)}){ENDS}") if longest_first else None


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    return fold(letter).translate(NO_APOSTROPHE)
