"""A name that may stand on a child's file no longer: what is written loses it, a file that says it
waits to be cut, and what no program can read is owed to a human eye."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from time import monotonic

from django.db.models import QuerySet

from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.door import today
from waymark.files.attached import Attached, read_before
from waymark.files.reading import SECONDS, Read, WhyNot
from waymark.guidance import naming
from waymark.papers import held
from waymark.papers.models import File
from waymark.rules.carries import carries
from waymark.rules.compared import says
from waymark.rules.letters import FileNameOver
from waymark.telling import sealed

MOST_SECONDS = SECONDS  # of an answer, in which files are read
MOST_SECONDS_OF_A_LETTER = 60
NO_TIME = Read(pages=0, why_not=WhyNot.TOO_LONG)


class Says(StrEnum):
    """Whether a file says a passage that must go."""

    IT = "a program found it in this file"
    NOT = "a program read this file, and did not find it"
    UNREAD = "no program could read all of it: open it"


@carries("CM-404", "CM-402")
def name_over(letter: FileNameOver, *, service: int, at: datetime) -> None:
    """Seal it wherever the record says it, and have each file that says it wait; that somebody
    looks at those which no program can read is owed from then on. All are read before anything is
    locked; one attached meanwhile counts as unread.

    :raises guard.Shut: where nobody can say where it stands; the letter waits.
    """
    child = Child.objects.get(pk=int(letter.child))
    read = {file.pk: each for file, each in _read_within(MOST_SECONDS_OF_A_LETTER, child)}
    sealed.seal_by_itself(letter, service=service, at=at)
    with door.act("told-by-victims-side", by=None, at=at, children=[child.pk]) as act:
        files = _files(child).iterator(chunk_size=1)
        left = sum(
            not _is_settled(each, read.get(each.pk, NO_TIME), letter.victim, at) for each in files
        )
        if left:
            on = today(at).isoformat()
            act.record(child.pk, {"kind": "name-gone", "on": on, "files": left})


@carries("CM-402")
def that_say(passage: str, child: Child) -> Mapping[int, Says]:
    """Return of each file of a child whether it says a passage; those for which there is no time in
    one answer count as unread."""
    read = _read_within(MOST_SECONDS, child)
    return {file.pk: _says(each, passage) for file, each in read}


def _read_within(seconds: float, child: Child) -> Iterator[tuple[File, Read]]:
    """Yield each file of a child, one at a time in memory, with what is read of it: of those for
    which there is no time, nothing."""
    until = monotonic() + seconds
    for file in _files(child).iterator(chunk_size=1):
        left = min(until - monotonic(), SECONDS)
        is_time = left > 0
        yield file, read_before(file.name, bytes(file.content), left).read if is_time else NO_TIME


def _files(child: Child) -> QuerySet[File]:
    return File.objects.filter(child=child).order_by("pk")


def _says(read: Read, passage: str) -> Says:
    is_named = any(each.sure for each in naming.guard([passage]).find(read.text))
    if is_named or says(read.text, passage):
        return Says.IT
    return Says.NOT if read.readable else Says.UNREAD


def _is_settled(file: File, read: Read, victim: str, at: datetime) -> bool:
    """Tell whether nobody need look for the name in a file: it waits from now on, as it says it, or
    was read and does not."""
    attached = Attached(file.name, file.media_type, bytes(file.content), read)
    waits = held.move(file, attached, no_longer=victim, at=at)
    return waits or (waits is not None and read.readable)
