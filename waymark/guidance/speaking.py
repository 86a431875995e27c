"""Words and phrases that a text is searched for: whole words; `*` stands for any ending."""

import re
from collections.abc import Iterable


def pattern(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{_pattern(each)}\b" for each in listed))


def plain(text: str) -> str:
    """Return a text as the words of a list are written."""
    return text.casefold().replace("’", "'")


def _pattern(words: str) -> str:
    return re.escape(plain(words)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
