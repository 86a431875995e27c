"""Where a sentence ends: not behind an initial or a title, nor within a time or a number."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

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


def around(text: str, start: int, end: int, ends: re.Pattern[str] = A_LINE) -> str:
    """Return the sentence around a place of a text."""
    found = _ends_in(text, ends)
    before = bisect_right(found, start, key=lambda each: each.end())
    after = bisect_left(found, end, key=lambda each: each.start())
    begins = found[before - 1].end() if before else 0
    return text[begins : found[after].end() if after < len(found) else len(text)].strip()


@lru_cache(maxsize=8)  # a long text is asked about once for each name that stands in it
def _ends_in(text: str, ends: re.Pattern[str]) -> list[re.Match[str]]:
    return list(ends.finditer(text))
