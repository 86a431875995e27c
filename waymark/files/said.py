"""What whoever reads a file for names is told: why no program could, and where they stand."""

from collections.abc import Sequence

from waymark.files.reading import WhyNot
from waymark.rules.names import Found

PLACES_SHOWN, LONGEST_SENTENCE = 3, 160
UNREAD_BECAUSE = {
    WhyNot.NO_WORDS: "No words could be read in this file",
    WhyNot.UNSURE: "This file is too faint, too small or written by hand to be read for certain",
    WhyNot.PARTLY: "A part of this file could not be read: it may be written by hand or a picture",
    WhyNot.PARTS_INSIDE: "In this file is something that cannot be read, such as another file",
    WhyNot.TOO_MANY_PAGES: "More pages of this file are pictures than can be read at once",
    WhyNot.TOO_LONG: "This file took too long to be read",
    WhyNot.NO_READER: "Pictures and scans cannot be read for names at the moment",
    WhyNot.BROKEN: "This file cannot be read",
}
SAVE_ANEW = f"{UNREAD_BECAUSE[WhyNot.BROKEN]}. Save it anew and attach it again"

NOT_THERE, LOST = BY_THEMSELVES = ("not-there", "lost")  # nobody chooses these

# Why nothing of a file may go back, or did.
NOT_GIVEN = {
    "names-all-through": "Nothing that says anything is left where the names are cut",
    "leads-to-somebody": "What it tells leads to somebody who was harmed, without a name too",
    "not-the-childs": "It does not belong in this child’s file",
    NOT_THERE: "It did not arrive with the victim worker: attach it again",
    LOST: "It was cut, and was there no longer when it was fetched: attach it again",
}


def where(found: Sequence[Found], text: str, *, most: int = PLACES_SHOWN) -> str:
    """Say in which words a file names somebody."""
    said = "; ".join(dict.fromkeys(place(each, text) for each in found[:most]))
    return f"{said}, and {len(found) - most} times more" if len(found) > most else said


def place(each: Found, text: str) -> str:
    """Return the words that were found, with what stands around them."""
    if len(each.sentence(text)) <= LONGEST_SENTENCE:
        return each.quoted(text)
    around = text[max(each.start - 40, 0) : each.end + 40]
    return f"“{each.written(text)}” in “…{' '.join(around.split())}…”"
