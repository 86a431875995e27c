"""Words and phrases that a text is searched for, as people write them.

What was written is read without its marks and accents, and a letter drawn out ("dieee") as one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

APOSTROPHES = re.compile("['’‘ʼ′`´]")
DRAWN_OUT = re.compile(r"(\w)\1{2,}")
NO_LETTER = re.compile(r"[\W_]+")
ENDINGS = {"*": r"\w*", "#": r"\d+"}
# What a Welsh word that begins so may begin with instead; a letter of two signs first.
MUTATIONS = {
    "ch": (),
    "dd": (),
    "ff": (),
    "ll": ("l",),
    "ph": (),
    "rh": ("r",),
    "th": (),
    "b": ("f", "m"),
    "c": ("g", "ch", "ngh"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "p": ("b", "ph", "mh"),
    "t": ("d", "th", "nh"),
}


def plain(text: str) -> str:
    """Return what was written as letters and single spaces, in which a pattern searches."""
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).casefold())
    letters = "".join(each for each in apart if not unicodedata.combining(each))
    return DRAWN_OUT.sub(r"\1\1", NO_LETTER.sub(" ", letters)).strip()


def pattern(listed: Iterable[str], *, welsh: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what finds any of these phrases, in whole words.

    "die/dead" is either word, "(to)" may be left out, "do_not" is two words that stand for one, "*"
    is any ending and "#" a number.

    :param welsh: such as are known in each of their mutations.
    """
    found = [_phrase(each, mutates=False) for each in listed]
    found += [_phrase(each, mutates=True) for each in welsh]
    return re.compile(rf"\b(?:{'|'.join(found)})\b")


def _phrase(phrase: str, *, mutates: bool) -> str:
    first, *rest = phrase.split()
    return _either(first, mutates=mutates) + "".join(_next(each, mutates=mutates) for each in rest)


def _next(told: str, *, mutates: bool) -> str:
    if told.startswith("("):
        return f"(?: {_either(told[1:-1], mutates=mutates)})?"
    return f" {_either(told, mutates=mutates)}"


def _either(told: str, *, mutates: bool) -> str:
    words = told.split("/")
    ways = (way for each in words for way in (each, *(_mutations(each) if mutates else ())))
    return f"(?:{'|'.join(map(_letters, ways))})"


def _mutations(word: str) -> Iterator[str]:
    began = next((each for each in MUTATIONS if word.startswith(each)), "")
    yield from (way + word[len(began) :] for way in MUTATIONS.get(began, ()))


def _letters(word: str) -> str:
    """Return what finds a word, be a letter of it drawn out or not."""
    alike = ((letter, len(list(run))) for letter, run in groupby(plain(word)))
    drawn = (letter if letter == " " else _drawn(letter, many) for letter, many in alike)
    return "".join(drawn) + ENDINGS.get(word[-1], "")


def _drawn(letter: str, many: int) -> str:
    return letter * 2 if many > 1 else f"{letter}{letter}?"
