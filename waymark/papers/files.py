"""Files that are attached: which are taken, told by what is in them and not by their names, and the
text that can be read in them."""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from unicodedata import category
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_BYTES = 5_000_000
MOST_TEXT = (
    20_000_000  # bytes of what is packed in a document: a small file may unpack to a huge one
)
MOST_PAGES = 300
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
WORDS_OF = "word/document.xml"
A_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


class Unfit(Exception):
    """A file that is not taken; says why, and what to do."""


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
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return WORD if WORDS_OF in packed.namelist() else None
    return PLAIN if _decoded(content) is not None else None


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
    if media_type == PLAIN:
        return _decoded(content)
    if media_type == WORD:
        return _words_of_a_document(content)
    if media_type == PDF:
        return _words_of_a_pdf(content)
    return None


def _words_of_a_document(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if packed.getinfo(WORDS_OF).file_size > MOST_TEXT:
            raise Unfit("This document holds too much to be read. Attach a part of it")
        try:
            read = fromstring(packed.read(WORDS_OF))
        except (ParseError, DefusedXmlException, zipfile.BadZipFile, RuntimeError) as broken:
            raise Unfit(
                "This document cannot be read. Save it anew and attach it again"
            ) from broken
    return " ".join(each.text or "" for each in read.iter(A_TEXT))


def _words_of_a_pdf(content: bytes) -> str | None:
    try:
        pages = PdfReader(BytesIO(content)).pages
        if len(pages) > MOST_PAGES:
            raise Unfit(f"This PDF has more than {MOST_PAGES} pages. Attach a part of it")
        text = "\n".join(page.extract_text() for page in pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as broken:
        raise Unfit("This PDF cannot be read. Save it anew and attach it again") from broken
    return text if text.strip() else None
