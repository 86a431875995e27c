"""Files that are attached: which are taken, told by what is in them and not by their names, and the
text that can be read in them."""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from unicodedata import category

from waymark.papers import reading
from waymark.papers.reading import WORDS_OF, Unfit

MOST_BYTES = 5_000_000
MOST_LETTERS = 1_000_000  # that are read for names
LONGEST_NAME = 100
PDF, WORD, PLAIN = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
)
PNG, JPEG = "image/png", "image/jpeg"
BEGINS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
ENDINGS = {PDF: ".pdf", WORD: ".docx", PLAIN: ".txt", PNG: ".png", JPEG: ".jpg"}
TAKEN = "a PDF, a Word document, a plain text, or a picture (PNG or JPEG)"


class Attached(NamedTuple):
    """A file as it is kept. `text` is what can be read in it; None in a picture of a text."""

    name: str
    media_type: str
    content: bytes
    text: str | None

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def attached(name: str, content: bytes) -> Attached:
    """Return a file as it is kept.

    :raises Unfit: where it is too large, empty, of a kind that is not taken, or broken.
    """
    if not content:
        raise Unfit("This file is empty. Choose another")
    if len(content) > MOST_BYTES:
        raise Unfit("This file is larger than 5 MB. Save it smaller, or attach a part of it")
    media_type = _media_type(content)
    if media_type is None:
        raise Unfit(f"This is none of the files that can be attached: {TAKEN}")
    return Attached(_safe(name, media_type), media_type, content, _text(media_type, content))


def _media_type(content: bytes) -> str | None:
    for begins, media_type in BEGINS.items():
        if content.startswith(begins):
            return media_type
    if zipfile.is_zipfile(BytesIO(content)):
        return WORD if WORDS_OF in _packed_in(content) else None
    return PLAIN if _decoded(content) is not None else None


def _packed_in(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _decoded(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _safe(name: str, media_type: str) -> str:
    """Return a name that does no harm wherever it is shown or saved, with the ending that is so."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(each for each in last if category(each)[0] != "C")
    stem = re.sub(r"[^\w .,()+-]", "_", PurePath(shown).stem).strip(" .") or "file"
    return stem[:LONGEST_NAME] + ENDINGS[media_type]


def _text(media_type: str, content: bytes) -> str | None:
    """Return what can be read in a file; None in pictures, and in a PDF that holds nothing else."""
    text = _read(media_type, content)
    if text is not None and len(text) > MOST_LETTERS:
        raise Unfit("This file holds too much to be read for names. Attach a part of it")
    return text


def _read(media_type: str, content: bytes) -> str | None:
    if media_type == PLAIN:
        return _decoded(content)
    if media_type == WORD:
        return reading.read(reading.WORD, content)
    if media_type == PDF:
        text = reading.read(reading.PDF, content)
        return text if text.strip() else None
    return None
