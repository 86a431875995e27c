"""Where a sentence ends: not behind an initial or a title, nor within a time or a number."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

SHORT = ("Mr", "Ms", "Mx", "Dr", "St", "Mrs", "Rev", "Prof", "e.g", "i.e")
NOT_BEHIND = "".join(rf"(?<!\b{re.escape(each)})" for each in SHORT)
# Behind an initial a sentence ends only where one begins as hardly a last name does.
BEGINS = (
    r"(?:I|He|She|It|We|They|You|My|His|Her|Our|Their|The|This|That|There|Then|But|And|So|When"
    r"|While|After|Before|On|In|At|If|What)\b(?!\.)"
)
A_NUMBER = r"(?<=\bno\.)\s*\d"
A_STOP = (
    rf"(?:(?:{NOT_BEHIND}(?<!\b[a-z])|(?<=\b[a-z])(?=\.\s+(?-i:{BEGINS})))\.(?!{A_NUMBER})|[!?])"
)
ENDS = re.compile(rf"(?i:{A_STOP})[\"”’')\]]*(?=\s|$)")
A_LINE = re.compile(rf"{ENDS.pattern}|\n")
# A line that ends in a colon leads on to the next, and one within a paragraph to nothing else.
A_PASSAGE = re.compile(rf"{ENDS.pattern}|(?<![:\s])\s*\n\s*(?:\n|[-*•])")


NEAR = 300  # of a sentence without an end, what stands on either side is quoted


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place of a text; of a very long one what stands near."""
    first = max(start - NEAR, 0)
    near = text[first : end + NEAR]
    return around(near, start - first, end - first, ends_in(near, A_LINE))


def around(text: str, start: int, end: int, ends: Sequence[re.Match[str]]) -> str:
    """Return what stands around a place of a text, between two ends that were found in it."""
    begins, until = between(text, start, end, ends)
    return text[begins:until].strip()


def between(text: str, start: int, end: int, ends: Sequence[re.Match[str]]) -> tuple[int, int]:
    """Return where begins and ends what stands around a place of a text."""
    before = bisect_right(ends, start, key=lambda each: each.end())
    after = bisect_left(ends, end, key=lambda each: each.start())
    begins = ends[before - 1].end() if before else 0
    return begins, ends[after].end() if after < len(ends) else len(text)


def ends_in(text: str, ends: re.Pattern[str]) -> list[re.Match[str]]:
    return list(ends.finditer(text))
