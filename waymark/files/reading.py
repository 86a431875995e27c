"""Has the text of a document read that somebody attached, by a program of its own
(`waymark.files.readers`), with an end to what it may take: a small file can be made to unpack to a
huge one, or to keep its reader busy for hours, and neither may take the server with it.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

SECONDS = 20  # the server ends a request that takes thirty
UNFIT = 3  # what the program ends with where it says why; with anything else it could not read
WORDS_OF = "word/document.xml"
WORD, PDF, PICTURE = "word", "pdf", "picture"
NEEDED = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")  # and none of the server's keys
CALLED = {WORD: "document", PDF: "PDF", PICTURE: "picture"}


class Unfit(Exception):
    """A file that is not taken; says why, and what to do."""


class WhyNot(StrEnum):
    """Why a file, or a part of one, could not be read."""

    NO_WORDS = "no-words"
    UNSURE = "unsure"  # faint, small, or written by hand
    PARTLY = "partly"  # something stands beside the words that were read
    PARTS_INSIDE = "parts-inside"  # of a kind that is not read, such as a file in a file
    TOO_MANY_PAGES = "too-many-pages"
    TOO_LONG = "too-long"
    NO_READER = "no-reader"  # what reads pictures is not installed
    BROKEN = "broken"


@dataclass(frozen=True)
class Read:
    """What could be read of a file. One of which a part could not be read counts as not read."""

    text: str = ""
    pages: int = 1  # that were read
    why_not: WhyNot | None = None

    @property
    def readable(self) -> bool:
        return self.why_not is None


def together(parts: Iterable[Read]) -> Read:
    """Return what is read of a whole, from what is read of each part."""
    read = list(parts)
    text = "\n\n".join(each.text for each in read if each.text.strip())
    why_not = next((each.why_not for each in read if each.why_not), None)
    return Read(
        text,
        sum(each.pages for each in read if each.readable),
        why_not or (None if text else WhyNot.NO_WORDS),
    )


def read(kind: str, content: bytes, within: float = SECONDS) -> Read:
    """Return what can be read of a document within so many seconds.

    :raises Unfit: where it is locked, made to do harm, or more than can be read.
    """
    command = [sys.executable, "-m", "waymark.files.readers", kind]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in NEEDED if name in os.environ},
        start_new_session=True,  # so that what it started ends with it
    ) as program:
        try:
            said, _ = program.communicate(content, timeout=within)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            raise Unfit(too_much(kind)) from None
    if program.returncode == 0:
        return _from_the_program(said)
    if program.returncode == UNFIT:
        raise Unfit(said.decode())
    return Read(pages=0, why_not=WhyNot.BROKEN)


def for_the_server(read: Read) -> bytes:
    """Return what was read as the program says it, without what is half of a letter."""
    whole = read.text.encode("utf-8", "replace").decode()
    return json.dumps({**asdict(read), "text": whole}).encode()


def _from_the_program(said: bytes) -> Read:
    told = json.loads(said)
    return Read(**{**told, "why_not": WhyNot(told["why_not"]) if told["why_not"] else None})


def too_much(kind: str) -> str:
    return f"This {CALLED[kind]} holds too much to be read. Attach a part of it"
