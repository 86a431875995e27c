"""Reads the text of a document that somebody attached: `python -m waymark.papers.reading KIND`,
the document in, its text out; or why it cannot be taken.

A program of its own, with an end to what it may take: a small file can be made to unpack to a huge
one, or to keep its reader busy for hours, and neither may take the server with it.
"""

import logging
import resource
import subprocess
import sys
import zipfile
from io import BytesIO

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

MOST_TEXT = 20_000_000  # bytes of what is packed in a document
MOST_TAGS = 1_000_000  # in it: each takes far more room once it is read
MOST_PAGES = 300
SECONDS = 20  # the server ends a request that takes thirty
MOST_MEMORY = 1_500_000_000
UNFIT = 3  # what the program ends with where it says why
WORDS_OF = "word/document.xml"
A_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
WORD, PDF = "word", "pdf"
CALLED = {WORD: "document", PDF: "PDF"}


class Unfit(Exception):
    """A file that is not taken; says why, and what to do."""


def read(kind: str, content: bytes) -> str:
    """Return the text of a document.

    :raises Unfit: where it is broken, locked, or more than can be read.
    """
    command = [sys.executable, "-m", "waymark.papers.reading", kind]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unfit(_too_much(kind)) from None
    if done.returncode == 0:
        return done.stdout.decode()
    raise Unfit(done.stdout.decode() if done.returncode == UNFIT else _broken(kind))


def _broken(kind: str) -> str:
    return f"This {CALLED[kind]} cannot be read. Save it anew and attach it again"


def _too_much(kind: str) -> str:
    return f"This {CALLED[kind]} holds too much to be read. Attach a part of it"


def words_of_a_document(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if packed.getinfo(WORDS_OF).file_size > MOST_TEXT:
            raise Unfit(_too_much(WORD))
        words = packed.read(WORDS_OF)
    if words.count(b"<") > MOST_TAGS:
        raise Unfit(_too_much(WORD))
    return " ".join(each.text or "" for each in fromstring(words).iter(A_TEXT))


def words_of_a_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):  # some are locked with no password at all
        raise Unfit("This PDF is locked with a password. Save it without one and attach it again")
    if len(reader.pages) > MOST_PAGES:
        raise Unfit(f"This PDF has more than {MOST_PAGES} pages. Attach a part of it")
    return "\n".join(page.extract_text() for page in reader.pages)


READERS = {WORD: words_of_a_document, PDF: words_of_a_pdf}


def main(kind: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # where nobody waits any more
    logging.disable()
    try:
        said, ends_with = READERS[kind](sys.stdin.buffer.read()), 0
    except Unfit as unfit:
        said, ends_with = str(unfit), UNFIT
    except MemoryError:
        said, ends_with = _too_much(kind), UNFIT
    # What a broken file makes a reader of files raise is anything.
    except Exception:  # noqa: BLE001
        said, ends_with = _broken(kind), UNFIT
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))
    return ends_with


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
