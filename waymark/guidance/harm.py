"""Which words speak of harm, as children write them: `guidance/sheets/harm.toml`.

What was written is read without its marks and accents, and with a letter drawn out ("dieee") as the
letter. A Welsh word is known in each of its mutations.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from waymark.guidance.folder import guidance_folder
from waymark.rules.carries import carries

ANY_WORDS, ANY_NUMBER = r"\w*", r"\d+"
APOSTROPHES = re.compile("['’‘ʼ′`´]")
DRAWN_OUT = re.compile(r"(\w)\1{2,}")
NO_LETTER = re.compile(r"[\W_]+")
HARMLESS = " . "  # no words of harm run across it
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


@carries("EP-272")
def speaks_of_harm(text: str) -> bool:
    """Tell whether somebody must read this at once, in whichever language it is written."""
    harm, harmless = _listed()
    return harm.search(harmless.sub(HARMLESS, _plain(text))) is not None


@cache
def _listed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    path = guidance_folder() / "sheets" / "harm.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    as_written = [_pattern(each) for each in (*told["en"], *told["cy_as_written"])]
    mutated = [_pattern(each, mutates=True) for each in told["cy"]]
    return _any(as_written + mutated), _any(map(_pattern, told["harmless"]))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


def _pattern(phrase: str, *, mutates: bool = False) -> str:
    """Return what finds a phrase of the list.

    "die/dead" is either word, "(to)" may be left out, "do_not" is two words that stand for one, "*"
    is any ending and "#" a number.
    """
    first, *rest = phrase.split()
    return _either(first, mutates=mutates) + "".join(_next(each, mutates=mutates) for each in rest)


def _next(told: str, *, mutates: bool) -> str:
    if told.startswith("("):
        return f"(?: {_either(told[1:-1], mutates=mutates)})?"
    return f" {_either(told, mutates=mutates)}"


def _either(told: str, *, mutates: bool) -> str:
    words = [each.replace("_", " ") for each in told.split("/")]
    ways = (way for each in words for way in (each, *(_mutations(each) if mutates else ())))
    return f"(?:{'|'.join(map(_letters, ways))})"


def _mutations(word: str) -> Iterable[str]:
    plain = _plain(word)
    began = next((each for each in MUTATIONS if plain.startswith(each)), "")
    return (way + word[len(began) :] for way in MUTATIONS.get(began, ()))


def _letters(word: str) -> str:
    """Return what finds a word, be a letter of it drawn out or not."""
    ending = {"*": ANY_WORDS, "#": ANY_NUMBER}.get(word[-1], "")
    alike = groupby(_plain(word))
    drawn = (
        letter if letter == " " else letter * 2 if len(list(run)) > 1 else f"{letter}{letter}?"
        for letter, run in alike
    )
    return "".join(drawn) + ending


def _plain(text: str) -> str:
    """Return what was written as letters and single spaces."""
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).casefold())
    letters = "".join(each for each in apart if not unicodedata.combining(each))
    return DRAWN_OUT.sub(r"\1\1", NO_LETTER.sub(" ", letters)).strip()
