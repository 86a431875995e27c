"""The copy on paper: a tagged PDF (PDF/UA-1), set by Typst."""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import typst

from waymark.guidance.frames import frame, languages
from waymark.guidance.sheets import ENGLISH
from waymark.plans.copy import Copy

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "build" / "fonts"
READ_ALOUD = "ua-1"  # the standard of PDFs that a screen reader can read
NO_LETTER = "could not be displayed with font"
WHICH = re.compile(r'the text `"(.+?)"`')
OUR_OWN = frozenset({"en", "cy"})  # languages whose every letter our own font has
LONGEST = 60_000  # letters: some forty pages, set in a second
# What turns the order of a whole line, and what a page of that standard may not hold.
UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ud800-\udfff]")
JOINS = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U000e0020-\U000e007f]")  # pictures to one
NO_CHARACTERS = 0xFFFE  # the last two of each plane


class UnableToPrint(Exception):
    """The copy cannot be set; the message says what to do."""


def pdf(copy: Copy, *, at: datetime) -> bytes:
    """Return the printed copy; a picture that no font has is said in words.

    :raises UnableToPrint: where no font of the machine has its letters, or there are too many.
    """
    if len(copy.text) > LONGEST:
        raise UnableToPrint(TOO_LONG)
    says = _mapped(copy.document(), _seen)
    ways = (
        (says, copy.language in OUR_OWN),
        (says, False),
        (_in_words(says, copy.language), False),
    )
    missing = ""
    for document, is_ours_alone in ways:
        try:
            return _set(document, is_ours_alone=is_ours_alone, at=at)
        except typst.TypstError as fault:
            if NO_LETTER not in str(fault):
                raise
            missing = ", ".join(WHICH.findall(str(fault)))
    raise UnableToPrint(NO_FONT.format(missing=missing))


NO_FONT = (
    "No font of this machine has all the letters of this language ({missing}). Ask whoever runs "
    "Waymark to install one (Noto Sans), or give the copy as a page on a phone."
)
TOO_LONG = (
    "This is too long for paper: more than forty pages. Make the plan shorter, or give the copy as "
    "a page on a phone."
)


def _set(document: Any, *, is_ours_alone: bool, at: datetime) -> bytes:
    return typst.compile(
        HERE / "print" / "copy.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=is_ours_alone,
        sys_inputs={"copy": json.dumps(document)},
        pdf_standards=[READ_ALOUD],
        timestamp=int(at.timestamp()),
    )


def _mapped(document: Any, says: Callable[[str], str]) -> Any:
    """Return a document with each of its texts said otherwise."""
    if isinstance(document, str):
        return says(document)
    if isinstance(document, dict):
        return {name: _mapped(value, says) for name, value in document.items()}
    return [_mapped(each, says) for each in document]


def _seen(text: str) -> str:
    """Return a text without what nobody sees on paper: signs of control, and none at all."""
    kept = UNSEEN.sub("", text)
    return "".join(each for each in kept if each in "\n\t" or not _is_unseen(each))


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or ord(letter) & NO_CHARACTERS == NO_CHARACTERS


def _in_words(document: Any, language: str) -> Any:
    """Return a document with each picture called by its name: "(fish)" for a fish."""
    named = partial(_named, language=language)
    return _mapped(document, lambda text: "".join(map(named, JOINS.sub("", text))))


def _named(letter: str, *, language: str) -> str:
    is_picture = letter > "\u2190" and unicodedata.category(letter) in {"So", "Sk", "Cn"}
    return f"({_name(letter, language)})" if is_picture else letter


def _name(letter: str, language: str) -> str:
    """Return what a picture is called; in English as Unicode calls it, and where we have no words
    of the language."""
    ours = frame(language if language in languages() else ENGLISH)
    if ours.language == ENGLISH:
        return unicodedata.name(letter, ours.picture).lower()
    return ours.pictures.get(letter, ours.picture)
