"""Finds the phones and e-mails by which somebody is reached, however they are written.

A number is found spaced, with dots or brackets, with +44, 0044, 0 or none of these: its last seven
digits are enough, and the six of a number at home are perhaps it where they stand alone.
"""

import re
from collections.abc import Iterable, Iterator

from waymark.rules.compared import WORD, Compared, compared

DIGITS = re.compile(r"\d(?:[\s()\[\].,/\-‐–—·_]{0,3}\d){5,}")
FROM_ABROAD = re.compile(r"^(?:00)?44(?=0?\d{9,10}$)")
PREFIXES = ("00440", "0044", "440", "44", "0", "")
ENOUGH = 7  # last digits that tell whose it is
AT_HOME = re.compile(
    r"1(?!1|\d1)\d{3}(\d{6})"
)  # its area has four digits: the rest is dialled there
NEEDS_NO_DIGIT = "+(["

LONGEST = 15  # digits, with the country's

AT = r"\s*(?:@|[(\[]?\bat\b[)\]]?)\s*"
DOT = r"\s*(?:\.|[(\[]?\bdot\b[)\]]?)\s*"
Span = tuple[int, int, bool]  # from, to before, sure


def is_phone(written: str) -> bool:
    """Tell whether it can be a number that somebody dials, and that is found in a text."""
    number = _national(written)
    return bool(_ways(number)) and len(number) <= LONGEST


class Phones:
    def __init__(self, numbers: Iterable[str]) -> None:
        nationally = sorted({each for number in numbers if (each := _national(number))})
        self.written = [_ways(each) for each in nationally]
        self.at_home = {found[1] for each in nationally if (found := AT_HOME.fullmatch(each))}

    def find(self, text: Compared) -> Iterator[Span]:
        if not self.written:
            return
        for run in DIGITS.finditer(text.letters):
            places = [place for place in range(*run.span()) if text.letters[place].isdecimal()]
            digits = "".join(text.letters[place] for place in places)
            if digits in self.at_home:
                yield *text.span(run), False
            for ways in self.written:
                yield from _spans(text, digits, places, ways)


def _spans(text: Compared, digits: str, places: list[int], ways: tuple[str, ...]) -> Iterator[Span]:
    way = next((each for each in ways if each in digits), None)
    if way is None:
        return
    first = digits.index(way)
    start, end = places[first], places[first + len(way) - 1]
    while start and text.letters[start - 1] in NEEDS_NO_DIGIT:
        start -= 1
    yield text.at[start], text.at[end] + 1, True


def _national(number: str) -> str:
    digits = "".join(each for each in compared(number).letters if each.isdecimal())
    return FROM_ABROAD.sub("", digits).lstrip("0")


def _ways(number: str) -> tuple[str, ...]:
    """Return each way in which it is dialled, the longest first."""
    if len(number) < ENOUGH:
        return (number,) if len(number) == ENOUGH - 1 else ()
    return (*(f"{prefix}{number}" for prefix in PREFIXES), number[-ENOUGH:])


class Emails:
    def __init__(self, emails: Iterable[str]) -> None:
        real = (compared(each.strip()).letters for each in emails if "@" in each.strip("@ "))
        self.written = [
            (max(WORD.findall(each), key=len, default=""), _email(each)) for each in sorted({*real})
        ]

    def find(self, text: Compared) -> Iterator[Span]:
        """Look where the longest word of one is."""
        for word, pattern in self.written:
            if word in text.letters:
                yield from ((*text.span(found), True) for found in pattern.finditer(text.letters))


def _email(email: str) -> re.Pattern[str]:
    """Return what finds it, with a part after a plus that leads to the same letter box too."""
    name, _, domain = email.partition("@")
    before, after = (DOT.join(map(re.escape, part.split("."))) for part in (name, domain))
    return re.compile(rf"(?<![\w.+-]){before}(?:\+\w+)?{AT}{after}(?![\w-])")
