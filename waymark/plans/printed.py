"""The copy on paper: a tagged PDF (PDF/UA-1), set by Typst."""

import json
from datetime import datetime
from pathlib import Path

import typst

from waymark.plans.copy import Copy

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "build" / "fonts"
READ_ALOUD = "ua-1"  # the standard of PDFs that a screen reader can read
NO_LETTER = "could not be displayed with font"
OUR_OWN = frozenset({"en", "cy"})  # languages whose every letter our own font has


class UnableToPrint(Exception):
    """The copy cannot be set; the message says what to do."""


def pdf(copy: Copy, *, at: datetime) -> bytes:
    """Return the printed copy.

    :raises UnableToPrint: where no font of the machine has its letters.
    """
    try:
        return typst.compile(
            HERE / "print" / "copy.typ",
            root=HERE,
            font_paths=[FONTS],
            ignore_system_fonts=copy.language in OUR_OWN,
            sys_inputs={"copy": json.dumps(copy.document())},
            pdf_standards=[READ_ALOUD],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as fault:
        if NO_LETTER not in str(fault):
            raise
        raise UnableToPrint(
            "No font of this machine has all the letters of this language. Ask whoever runs "
            "Waymark to install one (Noto Sans), or give the copy as a page on a phone."
        ) from fault
