"""Reads the text of a document that somebody attached: `python -m waymark.files.readers KIND`,
the document in, what could be read of it out; or why it cannot be taken.
"""

import ctypes
import logging
import math
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

import pypdfium2 as pdfium
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pypdfium2 import raw

from waymark.files import scans
from waymark.files.reading import (
    PDF,
    PICTURE,
    SECONDS,
    UNFIT,
    WORD,
    Read,
    Unfit,
    WhyNot,
    for_the_server,
    together,
    too_much,
)

READING_SECONDS = SECONDS - 3  # after which it says how far it came
BROKEN = 4  # what it ends with
MOST_TEXT = 20_000_000  # bytes of what is packed in a document
MOST_TAGS = 1_000_000  # in it: each takes far more room once it is read
MOST_PAGES = 300
MOST_MEMORY = 1_500_000_000
HOLD_MORE = ("media", "embeddings")  # folders of what a document shows
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
HARMFUL = "This document cannot be read. Save it anew and attach it again"
FEW_LETTERS = 50  # of a page: there may be a picture of more
LARGE_PICTURE = 0.05  # of a page; a smaller one is a crest
POINTS = 72  # an inch


class Broken(Exception):
    """A file in which nothing is where it says that something is."""


def of_a_document(content: bytes, until: float) -> Read:
    """Read all that a document holds: its head and foot too, and what somebody remarked."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        within = packed.infolist()
        if sum(each.file_size for each in within) > MOST_TEXT:
            raise Unfit(too_much(WORD))
        parts = [packed.read(each) for each in within if each.filename.endswith(".xml")]
        if sum(part.count(b"<") for part in parts) > MOST_TAGS:
            raise Unfit(too_much(WORD))
        said = " ".join(text for part in parts for text in fromstring(part).itertext())
        shown = [each for each in within if PurePath(each.filename).parent.name in HOLD_MORE]
        return together([Read(said), *_shown(packed, shown, until)])


def _shown(packed: zipfile.ZipFile, shown: list[zipfile.ZipInfo], until: float) -> Iterator[Read]:
    """Read the pictures that a document shows."""
    for at, each in enumerate(shown):
        if not each.filename.lower().endswith(PICTURES):
            yield Read(pages=0, why_not=WhyNot.PARTS_INSIDE)
        elif at >= scans.MOST_PAGES:
            yield Read(pages=0, why_not=WhyNot.TOO_MANY_PAGES)
        else:
            yield scans.of_a_picture(packed.read(each), until)


def of_a_pdf(content: bytes, until: float) -> Read:
    pdf = _opened(content)
    if not len(pdf):
        raise Broken
    if len(pdf) > MOST_PAGES:
        raise Unfit(f"This PDF has more than {MOST_PAGES} pages. Attach a part of it")
    pdf.init_forms()  # what is filled in is drawn too
    looked_at = 0
    read = []
    for page in pdf:
        notes = list(_notes(page))
        text = "\n\n".join([page.get_textpage().get_text_range(), *map(_noted, notes)])
        read.append(Read(text))
        pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
        if any(math.prod(each.get_px_size()) > scans.MOST_PIXELS for each in pictures):
            raise Unfit(too_much(PDF))  # it would be drawn as a page on which nothing is
        if notes or _may_show_more(page, text, pictures):
            looked_at += 1
            read[-1] = _looked_at(page, text, looked_at, until)
    if pdf.count_attachments():
        read.append(Read(pages=0, why_not=WhyNot.PARTS_INSIDE))
    return together(read)


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        if fault.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unfit(
                "This PDF is locked with a password. Save it without one and attach it again"
            ) from fault
        raise


def _notes(page: pdfium.PdfPage) -> Iterator[raw.FPDF_ANNOTATION]:
    """Yield what lies upon a page: notes, stamps, and the boxes of a form."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_LINK:
            yield note


def _noted(note: raw.FPDF_ANNOTATION) -> str:
    return " ".join(_entry(note, key) for key in (b"Contents", b"T", b"V"))


def _entry(note: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return held.raw.decode("utf-16-le", "replace").rstrip("\0")


def _may_show_more(page: pdfium.PdfPage, text: str, pictures: list[pdfium.PdfImage]) -> bool:
    """Whether a page may show words that are not in its text."""
    if sum(map(str.isalnum, text)) < FEW_LETTERS:
        return True
    return sum(map(_room, pictures)) > LARGE_PICTURE * page.get_width() * page.get_height()


def _room(picture: pdfium.PdfObject) -> float:
    left, bottom, right, top = picture.get_bounds()
    return (right - left) * (top - bottom)


def _looked_at(page: pdfium.PdfPage, text: str, count: int, until: float) -> Read:
    if count > scans.MOST_PAGES:
        return Read(text, 0, WhyNot.TOO_MANY_PAGES)
    longest = max(page.get_width(), page.get_height())
    scale = min(scans.DOTS / POINTS, scans.LONGEST_SIDE / longest)
    drawn = page.render(scale=scale, grayscale=True).to_pil()
    seen = scans.of_a_page(drawn, until)
    return Read(f"{text}\n\n{seen.text}", seen.pages, seen.why_not)


READERS = {WORD: of_a_document, PDF: of_a_pdf, PICTURE: scans.of_a_picture}


def main(kind: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # where nobody waits any more
    logging.disable()
    until = time.monotonic() + READING_SECONDS
    try:
        said, ends_with = for_the_server(READERS[kind](sys.stdin.buffer.read(), until)), 0
    except Unfit as unfit:
        said, ends_with = str(unfit).encode(), UNFIT
    except MemoryError:
        said, ends_with = too_much(kind).encode(), UNFIT
    except DefusedXmlException:
        said, ends_with = HARMFUL.encode(), UNFIT
    # What a broken file makes a reader of files raise is anything.
    except Exception:  # noqa: BLE001
        said, ends_with = b"", BROKEN
    sys.stdout.buffer.write(said)
    return ends_with


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
