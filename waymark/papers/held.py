"""Files that wait on the victims' side to be cut: casework keeps who attached one, where, when.

Casework draws the key under which a file waits. A file that no letter has told of is shown to
nobody there and goes by itself, so whatever ends an act on the way leaves nothing that waits.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from waymark import guard
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.children.beside import finds_others
from waymark.children.naming import whom_harmed
from waymark.chronology import door
from waymark.files.attached import Attached, read_before
from waymark.files.reading import Read
from waymark.files.said import LOST
from waymark.frame.addresses import address_of
from waymark.guard import Shut, ToCut, Towards
from waymark.letters import exchange, post
from waymark.papers.models import File, HeldFile, Paper, Source
from waymark.prepared import Told
from waymark.rules.carries import carries
from waymark.rules.letters import FileCut, FileNotGiven, FileWaits

KEY_BYTES = 18
TOLD_FOR = timedelta(days=7)  # what came of it
NOT_TAKEN = "The victim worker’s side did not take this file. Attach it again."


@carries("CM-400", "CM-409")
def hold(
    paper: Paper, attached: Attached, *, known: Sequence[str], by: User, at: datetime
) -> HeldFile:
    """Have a file wait to be cut, as a part of an act. One call.

    :param known: who may be named in it.
    :raises guard.Shut: where nobody takes it.
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    told = {"by": by, "known": known, "harmed": whom_harmed(paper.child_id, at)}
    if not _is_taken(paper, attached, key, unread=attached.read.why_not or "", **told):
        raise Refused(NOT_TAKEN)
    return _waits_for(paper, attached.name, key, by=by, at=at)


def send(file: File, read: Read, *, known: Sequence[str], no_longer: str) -> str:
    """Send a file of the record that says the name of somebody who may stand there no longer, so
    that it may wait there instead; return the key under which it would. Nothing where nobody takes
    it, or no paper rests on it: nothing is told of such a one. A call, by Waymark itself, for which
    nothing is locked: it may be long.

    :raises guard.Shut: where no answer comes.
    """
    with transaction.atomic():
        asking.as_waymark(file.service_id)
        paper = _resting_on(file)
    if paper is None:
        return ""
    key = secrets.token_urlsafe(KEY_BYTES)
    attached = Attached(file.name, file.media_type, bytes(file.content), read)
    told = {"by": file.by, "known": known, "no_longer": no_longer}
    return key if _is_taken(paper, attached, key, **told) else ""


@carries("CM-404", "CM-402")
def move(file: File, key: str, *, at: datetime) -> bool:
    """Have a file of the record wait instead, under the key under which it was sent; tell whether
    it does."""
    if not key or _resting_on(file) is None:
        return False
    row = _waits_for(file, file.name, key, by=file.by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_waits(%s, %s)", [file.pk, row.pk])
    return True


def _resting_on(file: File) -> Paper | None:
    return Paper.objects.filter(Q(sources__file=file) | Q(sources__held__file=file)).first()


def _is_taken(
    paper: Paper, attached: Attached, key: str, *, by: User, unread: str = "", **told: Any
) -> bool:
    """Tell whether the other side keeps a file until it is cut. One call."""
    said = guard.mentions(
        [attached.read.text],
        child=paper.child_id,
        service=paper.service_id,
        towards=Towards.FILE,
        by=by.pk,
        file=ToCut(key, paper.form, attached.media_type, attached.content, unread),
        **told,
    )
    return said.waits


def _waits_for(of: Paper | File, name: str, key: str, *, by: User, at: datetime) -> HeldFile:
    whose = {"child_id": of.child_id, "service_id": of.service_id}
    row = HeldFile.objects.create(**whose, key=key, name=name, at=at, by=by)
    _tell(row, at)
    return row


def let_go(sources: Iterable[Source], at: datetime) -> None:
    """Wait no more for the files of these sources: they go there too. A query for each."""
    keys = [each.held_id for each in sources if each.held_id]
    for row in HeldFile.objects.filter(pk__in=keys, over_at=None):
        _over(row, at)


class Fetched(NamedTuple):
    """A file that was cut, read here."""

    kept: Attached
    alone: bool  # it names another child of the service, or no program can read it


def fetch(letter: FileCut, *, service: int, at: datetime, tried: int) -> Fetched | None:
    """Fetch a file that was cut and read it, for which nothing is locked; nothing where it is there
    no longer, or nobody waits for it. One call.

    :raises post.NotYet: where it cannot be fetched just now, however often it was tried.
    """
    del tried
    with transaction.atomic():
        asking.as_waymark(service)
        row = _waiting(letter, service)
    if row is None:
        return None
    try:
        content = guard.file_cut(key=row.key, child=row.child_id, service=service)
    except Shut:
        raise post.NotYet from None
    if content is None:
        return None
    kept = read_before(row.name, content)
    with transaction.atomic():
        asking.as_waymark(service)
        others = finds_others(row.child, [kept.read.text], at=at)(kept.read.text)
    return Fetched(kept, alone=bool(others) or not kept.read.readable)


@carries("CM-409")
def cut(letter: FileCut, *, service: int, at: datetime, found: Fetched | None) -> None:
    """Attach a file that was cut, as whoever attached the whole would have: the other side read it
    for those who were harmed, and it is read here for other children of the service. One that is
    there no longer is waited for no longer."""
    if _waiting(letter, service) is None:  # nor may the child be there still
        return
    child = int(letter.child)
    with door.act("attach-cut-file", by=None, at=at, children=[child], renews=False):
        row = _waiting(letter, service)
        if row is None:  # it was taken off meanwhile
            return
        if found is None:  # it was there when the letter was written
            row.not_given = LOST
        else:
            told = {"by": row.by, "at": at, "for_record_alone": found.alone}
            row.name, row.file = found.kept.name, filed(row, found.kept, **told)
            recording.note(file=row.file.pk)
        _over(row, at)


def not_given(letter: FileNotGiven, *, service: int, at: datetime) -> None:
    """Say that nothing of a file came back, and why."""
    if row := _waiting(letter, service):
        row.not_given = letter.why
        _over(row, at)


def of_somebody(by: int | Told, since: datetime | Told) -> QuerySet[HeldFile]:
    """Return the files of somebody's that wait to be cut, or did until lately; of those that came
    back and went again, as of those let go, there is nothing to say."""
    is_told = Q(over_at__gt=since) & ~Q(file=None, not_given="")
    return HeldFile.objects.filter(Q(over_at=None) | is_told, by=by)


def notices(*, by: User, at: datetime) -> list[tuple[str, str]]:
    """Say of such files how they stand, and where: those of one paper at once. Two queries."""
    rows = of_somebody(by.pk, at - TOLD_FOR).select_related("child").order_by("at", "pk")
    found = rows.prefetch_related(Prefetch("sources", Source.objects.order_by("-pk")))
    recording.note(children=[each.child_id for each in found])
    told = Counter(
        (each.child.first_name, _stands(each), address_of("paper", each.child_id, of))
        for each in found
        for of in [source.paper_id for source in each.sources.all()][:1]
    )
    return [
        (f"{name}: {stands.one if many == 1 else f'{many} {stands.more}'}", address)
        for (name, stands, address), many in told.items()
    ]


class Stands(NamedTuple):
    one: str
    more: str


WAITS = Stands(
    "a file waits to be cut by the victim worker", "files wait to be cut by the victim worker"
)
NOT_KEPT = Stands("a file was not kept", "files were not kept")
IS_CUT = Stands("a file was cut and is attached", "files were cut and are attached")


def _stands(row: HeldFile) -> Stands:
    if row.waits:
        return WAITS
    return NOT_KEPT if row.not_given else IS_CUT


def filed(
    of: Paper | HeldFile,
    attached: Attached,
    *,
    by: User,
    at: datetime,
    for_record_alone: bool = False,
) -> File:
    return File.objects.create(
        child_id=of.child_id,
        service_id=of.service_id,
        name=attached.name,
        media_type=attached.media_type,
        size=len(attached.content),
        digest=attached.digest,
        content=attached.content,
        at=at,
        by=by,
        for_record_alone=for_record_alone,
    )


def _waiting(letter: FileCut | FileNotGiven, service: int) -> HeldFile | None:
    rows = HeldFile.objects.filter(child=int(letter.child), service=service, over_at=None)
    return rows.filter(key=letter.file).select_related("by", "child").first()


def _over(row: HeldFile, at: datetime) -> None:
    row.over_at = at
    row.save(update_fields=["name", "file", "not_given", "over_at"])
    _tell(row, at)


def _tell(row: HeldFile, at: datetime) -> None:
    is_over = row.over_at is not None
    letter = FileWaits(child=row.child_id, on=localdate(at), file=row.key, no_longer=is_over)
    post.send(letter, service=row.service_id)
    exchange.exchange_soon()
