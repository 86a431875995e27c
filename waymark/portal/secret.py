"""What opens a sheet: the link's own secret, which is chance, and the words chosen with the child.

The words are said by people to people, so capitals and spaces do not count. A date of birth opens
nothing: everybody in the family knows it, and so do many others.
"""

import hashlib
import re
import secrets
from datetime import date

from django.contrib.auth.hashers import check_password, make_password

SHORTEST = 6
MONTHS = (
    ("january", "ionawr", "jan", "ion"),
    ("february", "chwefror", "feb", "chw"),
    ("march", "mawrth", "mar", "maw"),
    ("april", "ebrill", "apr", "ebr"),
    ("may", "mai"),
    ("june", "mehefin", "jun", "meh"),
    ("july", "gorffennaf", "jul", "gor"),
    ("august", "awst", "aug", "aws"),
    ("september", "medi", "sep", "med"),
    ("october", "hydref", "oct", "hyd"),
    ("november", "tachwedd", "nov", "tach"),
    ("december", "rhagfyr", "dec", "rhag"),
)
NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
EASY = re.compile(r"(.)\1*|0?123456\d*|password|cyfrinair|qwerty.*|abcdef.*")


def token() -> str:
    """Return what nobody guesses, for a link or for the browser that holds a sheet open."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(words: str) -> str:
    return make_password(plain(words))


def is_right(words: str, kept: str) -> bool:
    return check_password(plain(words), kept)


def plain(words: str) -> str:
    """Return the words as they are compared: a phone writes the first letter large."""
    return " ".join(words.casefold().split())


def fault(words: str, *, born: date, names: tuple[str, ...]) -> str:
    """Say what is wrong with words that were chosen; nothing where they will do."""
    chosen = plain(words)
    if len(chosen) < SHORTEST:
        return (
            f"Choose words of {SHORTEST} letters or more, such as two things that the child likes"
        )
    if EASY.fullmatch(chosen.replace(" ", "")):
        return "Choose words that are harder to guess"
    if says_birthday(chosen, born):
        return "Choose something else than the date of birth: too many people know it"
    if {*chosen.split()} <= {plain(each) for name in names for each in name.split()}:
        return "Choose something else than a name of the child"
    return ""


def says_birthday(words: str, born: date) -> bool:
    """Tell whether the words hold this date, whichever way it is written."""
    parts = [_number(each) for each in re.findall(r"\d+|[^\W\d_]+", words)]
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


def _number(part: str) -> str | None:
    """Return a part of a date in figures, two at least; a word that is no month is none."""
    digits = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part)
    if digits.isdecimal():
        return digits.zfill(2)
    month = NUMBERS.get(part.casefold())
    return f"{month:02}" if month else None
