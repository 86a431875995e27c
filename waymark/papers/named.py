"""A name that may stand on a child's file no longer: what is written loses it, a file that says it
waits to be cut, and what no program can read is owed to a human eye."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from time import monotonic
from typing import Any, NamedTuple

from django.db import transaction

from waymark.accounts import asking
from waymark.children.models import Child
from waymark.children.naming import who_is_around
from waymark.chronology import door
from waymark.chronology.door import today
from waymark.files.attached import read_before
from waymark.files.reading import SECONDS, Read, WhyNot
from waymark.guard import Shut
from waymark.guidance import naming
from waymark.letters import post
from waymark.papers import held
from waymark.papers.models import File
from waymark.rules.carries import carries
from waymark.rules.compared import says
from waymark.rules.letters import FileNameOver
from waymark.telling import sealed

MOST_SECONDS = SECONDS  # of an answer, in which files are read
MOST_SECONDS_OF_A_LETTER = 60
SENT_AGAIN = 2  # times, over some minutes: the other side may only have been started anew
NO_TIME = Read(pages=0, why_not=WhyNot.TOO_LONG)


class Says(StrEnum):
    """Whether a file says a passage that must go."""

    IT = "a program found it in this file"
    NOT = "a program read this file, and did not find it"
    UNREAD = "no program could read all of it: open it"


class Looked(NamedTuple):
    """What was found of a letter, before anything was locked."""

    texts: frozenset[str]  # of the record, then
    said: list[sealed.Said]
    sent: dict[int, str]  # of each file that says it, the key under which it may wait
    clean: set[int]  # files that a program read, and that do not say it


def look(letter: FileNameOver, *, service: int, at: datetime, tried: int) -> Looked | None:
    """Look for a name that must go in the record and in its files, one in memory at a time, and
    send those that say it; nothing is locked meanwhile, since that takes minutes. Of a child whose
    record is not there nothing is found.

    :raises post.NotYet: where nobody can say where it stands, or took a file the first times.
    """
    del at
    with transaction.atomic():
        asking.as_waymark(service)
        child = Child.objects.filter(pk=int(letter.child)).first()
        if child is None:
            return None
        known = who_is_around(child)
        there = list(File.objects.filter(child=child).order_by("pk").values_list("pk", flat=True))
        written = sealed.texts_of(child.pk)
    files = _one_at_a_time(there, service)
    read = {file.pk: each for file, each in _read_within(MOST_SECONDS_OF_A_LETTER, files)}
    said = sealed.where(written, letter, known, service=service)
    texts = [each.text for each in read.values() if each.text]
    name = {text for text, *_ in sealed.named_in(texts, letter, known, service=service)}
    says = [pk for pk, each in read.items() if each.text in name]
    of = {"known": known, "no_longer": letter.victim}
    try:
        sent = _sent({pk: read[pk] for pk in says}, service, give_up=tried >= SENT_AGAIN, **of)
    except Shut:
        raise post.NotYet from None
    clean = {pk for pk, each in read.items() if each.readable and pk not in says}
    return Looked(frozenset(written), said, sent, clean)


def _sent(says: Mapping[int, Read], service: int, *, give_up: bool, **of: Any) -> dict[int, str]:
    """Send files, the shortest first; return of each the key under which it may wait.

    :param give_up: after one of which no answer comes, since it takes too long to be read there,
        none is sent: what is longer takes longer. A person looks at those.
    :raises Shut: where no answer comes, and nobody gives up.
    """
    sent = dict[int, str]()
    goes = sorted(says, key=lambda pk: len(says[pk].text))
    for each in _one_at_a_time(goes, service):
        try:
            sent[each.pk] = held.send(each, says[each.pk], **of)
        except Shut:
            if not give_up:
                raise
            break
    return sent


@carries("CM-404", "CM-402")
def name_over(letter: FileNameOver, *, service: int, at: datetime, found: Looked | None) -> None:
    """Seal it wherever the record says it, and have each file that says it wait; that somebody
    looks at those which no program can read is owed from then on, and at those attached meanwhile.

    :raises post.NotYet: where something was written meanwhile, which is looked at next time.
    """
    del service
    child = int(letter.child)
    there = Child.objects.select_for_update(no_key=True).filter(pk=child).first()
    if there is None or found is None:
        return
    if not found.texts.issuperset(sealed.texts_of(child)):
        raise post.NotYet
    sealed.seal_by_itself(child, found.said, at)
    with door.act("told-by-victims-side", by=None, at=at, children=[child]) as act:
        files = File.objects.filter(child=child).exclude(pk__in=found.clean).defer("content")
        left = sum(not held.move(each, found.sent.get(each.pk, ""), at=at) for each in files)
        if left:
            on = today(at).isoformat()
            act.record(child, {"kind": "name-gone", "on": on, "files": left})


@carries("CM-402")
def that_say(passage: str, child: Child) -> Mapping[int, Says]:
    """Return of each file of a child whether it says a passage; those for which there is no time in
    one answer count as unread."""
    files = File.objects.filter(child=child).order_by("pk").iterator(chunk_size=1)
    return {file.pk: _says(read, passage) for file, read in _read_within(MOST_SECONDS, files)}


def _read_within(seconds: float, files: Iterable[File]) -> Iterator[tuple[File, Read]]:
    """Yield each of these files with what is read of it: of those for which there is no time,
    nothing."""
    until = monotonic() + seconds
    for file in files:
        left = min(until - monotonic(), SECONDS)
        is_time = left > 0
        yield file, read_before(file.name, bytes(file.content), left).read if is_time else NO_TIME


def _one_at_a_time(files: Iterable[int], service: int) -> Iterator[File]:
    """Yield files that are there still, each read from the database in a transaction of its own."""
    for each in files:
        with transaction.atomic():
            asking.as_waymark(service)
            file = File.objects.select_related("by").filter(pk=each).first()
        if file:
            yield file


def _says(read: Read, passage: str) -> Says:
    is_named = any(each.sure for each in naming.guard([passage]).find(read.text))
    if is_named or says(read.text, passage):
        return Says.IT
    return Says.NOT if read.readable else Says.UNREAD
