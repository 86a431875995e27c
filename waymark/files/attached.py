"""Files that are attached: which are taken, told by what is in them and not by their names; what
can be read in them; and which are kept."""

import hashlib
import re
import zipfile
from collections.abc import Sequence
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from unicodedata import category

from waymark.files import reading
from waymark.files.reading import SECONDS, WORDS_OF, Read, Unfit, WhyNot
from waymark.rules.names import Found

MOST_BYTES = 5_000_000
MOST_LETTERS = 250_000  # that are read for names, of several people within an answer of the door
LONGEST_NAME = 100
PDF, WORD, PLAIN = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
)
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
BEGINS = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"II*\0": TIFF,
    b"MM\0*": TIFF,
}
ENDINGS = {PDF: ".pdf", WORD: ".docx", PLAIN: ".txt", PNG: ".png", JPEG: ".jpg", TIFF: ".tif"}
READ_AS = {WORD: reading.WORD, PDF: reading.PDF} | dict.fromkeys((PNG, JPEG, TIFF), reading.PICTURE)
TAKEN = "a PDF, a Word document, a plain text, or a picture (JPEG, PNG or TIFF)"
OF_AN_IPHONE = re.compile(rb"....ftyp(hei|hev|mif1|msf1)", re.DOTALL)
OF_SOUND = re.compile(
    rb"ID3|\xff[\xe2-\xfb]|OggS|fLaC|RIFF....(WAVE|AVI )|\x1aE\xdf\xa3|....ftyp", re.DOTALL
)
NO_RECORDINGS = (
    "A recording cannot be read for names, so none is kept. Write down what is said in it, or "
    "attach a picture of what was made"
)
SAVE_AS_JPEG = (
    "This picture is in HEIC, as iPhones save them, and cannot be read. Save or send it as a JPEG, "
    "and attach that"
)


class Attached(NamedTuple):
    """A file as it is kept, and what can be read in it."""

    name: str
    media_type: str
    content: bytes
    read: Read

    @property
    def nameless(self) -> "Attached":
        """Return the same file, called by its kind alone."""
        return self._replace(name=safe_name("", self.media_type))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def attached(name: str, content: bytes, within: float = SECONDS) -> Attached:
    """Return a file as it is kept.

    :raises Unfit: where it is too large, empty, or of a kind that is not taken.
    """
    if not content:
        raise Unfit("This file is empty. Choose another")
    if len(content) > MOST_BYTES:
        raise Unfit("This file is larger than 5 MB. Save it smaller, or attach a part of it")
    media_type = _media_type(content)
    if media_type is None and OF_AN_IPHONE.match(content):
        raise Unfit(SAVE_AS_JPEG)
    if media_type is None and OF_SOUND.match(content):
        raise Unfit(NO_RECORDINGS)
    if media_type is None:
        raise Unfit(f"This is none of the files that can be attached: {TAKEN}")
    read = _read(media_type, content, within)
    return Attached(safe_name(name, media_type), media_type, content, read)


def read_before(name: str, content: bytes, within: float = SECONDS) -> Attached:
    """Return a file that was read and decided on before, as far as it can be read now and here."""
    try:
        return attached(name, content, within)
    except Unfit:
        media_type = _media_type(content) or PLAIN
        read = Read(pages=0, why_not=WhyNot.UNSURE)
        return Attached(safe_name(name, media_type), media_type, content, read)


class Decision(Enum):
    """What becomes of a file that was read for names."""

    KEPT = auto()
    WAITS = auto()  # in the sealed store, to be cut by those who know the names
    NAMES = auto()  # somebody who must not be there
    MAY_NAME = auto()  # a person has to say whether it does
    UNREAD = auto()  # by any program: a person has to have read it
    NO_READER = auto()  # nothing here reads such files, so none of them is kept
    BROKEN = auto()  # no person can have read it
    NOBODY_LOOKED = auto()  # for somebody whom nobody can name, and no person read it


def keep_or_hold(
    read: Read,
    found: Sequence[Found],
    *,
    looked_for: bool,
    somebody_read: bool,
    may_wait: bool = False,
) -> Decision:
    """Decide whether a file is kept. Nothing else does: all but `KEPT` and `WAITS` is refused.

    :param found: names in what could be read of it.
    :param looked_for: whether everybody who was harmed could be looked for.
    :param somebody_read: whether a person says to have read all of it.
    :param may_wait: whether whoever may be named in it is known to the victims' side alone; then
        nobody of casework can tell by reading it.
    """
    is_named = any(each.sure for each in found)
    if may_wait and (is_named or not read.readable):
        return Decision.WAITS
    if is_named:
        return Decision.NAMES
    if read.why_not is WhyNot.NO_READER:
        return Decision.NO_READER
    if read.why_not is WhyNot.BROKEN:
        return Decision.BROKEN
    if somebody_read:
        return Decision.KEPT
    if found:
        return Decision.MAY_NAME
    if not read.readable:
        return Decision.UNREAD
    return Decision.KEPT if looked_for else Decision.NOBODY_LOOKED


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


def safe_name(name: str, media_type: str) -> str:
    """Return a name that does no harm wherever it is shown or saved, with the ending that is so."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(each for each in last if category(each)[0] != "C")
    stem = re.sub(r"[^\w .,()+-]", "_", PurePath(shown).stem).strip(" .") or "file"
    return stem[:LONGEST_NAME] + ENDINGS[media_type]


def _read(media_type: str, content: bytes, within: float) -> Read:
    if media_type == PLAIN:
        read = Read(_decoded(content) or "")
    else:
        read = reading.read(READ_AS[media_type], content, within)
    if len(read.text) > MOST_LETTERS:
        raise Unfit("This file holds too much to be read for names. Attach a part of it")
    return read
