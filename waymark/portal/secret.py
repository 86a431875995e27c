"""What opens a sheet: the link's own secret, which is chance, and the words chosen with the child.

The words are said by people to people, so letters and figures alone count: no capitals, spaces or
apostrophes, which each phone writes its own way. A date of birth opens nothing: everybody in the
family knows it, and so do many others.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from unicodedata import normalize

from django.contrib.auth.hashers import check_password, make_password

from waymark.accounts.links import digest as digest
from waymark.accounts.links import token as token

SHORTEST = 6
MONTHS = (
    ("january", "ionawr", "jan", "ion"),
    ("february", "chwefror", "feb", "chw"),
    ("march", "mawrth", "fawrth", "mar", "maw"),
    ("april", "ebrill", "apr", "ebr"),
    ("may", "mai", "fai"),
    ("june", "mehefin", "fehefin", "jun", "meh"),
    ("july", "gorffennaf", "orffennaf", "jul", "gor"),
    ("august", "awst", "aug", "aws"),
    ("september", "medi", "fedi", "sep", "med"),
    ("october", "hydref", "oct", "hyd"),
    ("november", "tachwedd", "dachwedd", "thachwedd", "nhachwedd", "nov", "tach"),
    ("december", "rhagfyr", "ragfyr", "dec", "rhag"),
)
NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
# The days of a month in words, the twenties by their tens and ones.
DAYS = (
    *("first cyntaf gyntaf un one", "second ail dau two", "third trydydd drydydd tri three"),
    *("fourth pedwerydd bedwerydd pedwar four", "fifth pumed bumed pump five"),
    *("sixth chweched chwech six", "seventh seithfed saith seven", "eighth wythfed wyth eight"),
    *("ninth nawfed naw nine", "tenth degfed ddegfed deg ten"),
    *("eleventh eleven", "twelfth deuddegfed ddeuddegfed twelve"),
    *("thirteenth thirteen", "fourteenth fourteen", "fifteenth pymthegfed bymthegfed fifteen"),
    *("sixteenth sixteen", "seventeenth seventeen", "eighteenth deunawfed ddeunawfed eighteen"),
    *("nineteenth nineteen", "twentieth ugeinfed twenty", "", "", "", "", "", "", "", "", ""),
    *("thirtieth thirty",),
)
IN_WORDS = {name: number for number, names in enumerate(DAYS, 1) for name in names.split()}
TENS, LAST_ONE = {20, 30}, 10
EASY = re.compile(r"(.)\1*|0?123456\d*|password|cyfrinair|qwerty.*|abcdef.*")


def hashed(words: str) -> str:
    return make_password(plain(words))


def is_right(words: str, kept: str) -> bool:
    return check_password(plain(words), kept)


def plain(words: str) -> str:
    """Return the words as they are compared: their letters and figures, one after another."""
    return "".join(_parted(words))


def _parted(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", normalize("NFKC", words).casefold())


def fault(words: str, *, born: date, names: Iterable[str]) -> str:
    """Say what is wrong with words that were chosen; nothing where they will do."""
    if says_birthday(words, born):
        return "Choose something else than the date of birth: too many people know it"
    chosen = plain(words)
    if len(chosen) < SHORTEST:
        return (
            f"Choose words of {SHORTEST} letters or more, such as two things that the child likes"
        )
    if EASY.fullmatch(chosen):
        return "Choose words that are harder to guess"
    if {*_parted(words)} <= {part for name in names for part in _parted(name)}:
        return "Choose something else than a name of the child or the family"
    return ""


def says_birthday(words: str, born: date) -> bool:
    """Tell whether the words hold this date, whichever way it is written: in figures the whole of
    it, in words the day and the month."""
    written = re.findall(r"\d+|[^\W\d_]+", normalize("NFKC", words).casefold())
    if born.month in {NUMBERS.get(each) for each in written} and born.day in _days(written):
        return True
    parts = [_number(each) for each in written]
    found = [each for each in parts if each is not None]
    years = {f"{born:%Y}", f"{born:%y}"}
    day, month = f"{born:%d}", f"{born:%m}"
    together = "".join(found)
    ways = {
        way
        for year in years
        for way in (day + month + year, month + day + year, year + month + day, year + day + month)
    }
    short = {born.day, born.month}
    numbers = [int(each) for each in found if len(each) <= 4]
    is_whole = short <= set(numbers) and {int(each) for each in years} & set(numbers)
    return bool(is_whole) or any(way in together for way in ways)


def _days(written: list[str]) -> set[int]:
    """Return which days are said: 4, 4th, fourth, twenty fourth."""
    said = [int(each) if each.isdecimal() else IN_WORDS.get(each, 0) for each in written]
    both = {ten + one for ten, one in pairwise(said) if ten in TENS and one < LAST_ONE}
    return {*said, *both}


def _number(part: str) -> str | None:
    """Return a part of a date in figures, two at least; a word that is no month is none."""
    digits = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part)
    if digits.isdecimal():
        return digits.zfill(2)
    month = NUMBERS.get(part.casefold())
    return f"{month:02}" if month else None
