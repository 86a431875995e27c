"""Whom a paper rests on: written down, put right, and taken off. Nothing of it is lost silently."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.facts import version
from waymark.children.writing import saved
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.files.attached import Attached
from waymark.papers import held
from waymark.papers.acts import of_the_paper, refuse_completed, written
from waymark.papers.models import Paper, Source

PUT_RIGHT = "It was put right."
TAKEN_OFF = "This is taken off already."


def add(
    *,
    paper: Paper,
    facts: Document,
    by: User,
    at: datetime,
    attached: Attached | None = None,
    known: Sequence[str] | None = None,
    for_record_alone: bool = False,
    place: Place | None = None,
) -> Source:
    """Write down who or what a paper rests on, with the file that they gave.

    :param known: who may be named in a file that is not kept, but waits to be cut.
    :param for_record_alone: another child is named in the file.
    """
    check_user_can(by, Permission.RECORD)
    with written(f"source-of-{paper.form}", paper, by, at):
        refuse_completed(paper)
        if place is not None:
            store.forget(person=by, place=place)
        if attached is None:
            return _added(paper, facts)
        if known is None:
            told = {"by": by, "at": at, "for_record_alone": for_record_alone}
            return _added(paper, facts, file=held.filed(paper, attached, **told))
        waits = held.hold(paper, attached, known=known, by=by, at=at)
        return _added(paper, facts, held=waits)


def correct(
    *, source: Source, began_from: str, facts: Document, by: User, at: datetime, place: Place
) -> Source:
    """Put right what was written down of a source; what it said is kept as it was.

    :raises Stale: where it was put right or taken off meanwhile.
    """
    check_user_can(by, Permission.RECORD)
    paper = source.paper
    with written(f"source-of-{paper.form}", paper, by, at) as act:
        refuse_completed(paper)
        stands = Source.objects.get(pk=source.pk)
        if version(stands.document) != began_from:
            raise Stale
        file = {"file": stands.document["file"]} if "file" in stands.document else {}
        told = {**facts, **file, "instead_of": stands.document["id"]}
        made = _added(paper, told, file_id=stands.file_id, held_id=stands.held_id)
        _mark(act, stands, PUT_RIGHT)
        saved.note(made.document)
        store.forget(person=by, place=place)
        return made


def take_off(*, source: Source, because: str, by: User, at: datetime) -> None:
    """Say that a paper does not rest on this: it stays as history, and its file opens no more.

    Of a paper that is completed too: what was never the child's is not handed out for that.

    :raises Refused: where it is taken off already.
    """
    check_user_can(by, Permission.CORRECT)
    paper = source.paper
    with written(f"source-of-{paper.form}", paper, by, at) as act:
        stands = Source.objects.get(pk=source.pk)
        if not stands.stands:
            raise Refused(TAKEN_OFF)
        _mark(act, stands, because)
        held.let_go([stands], at)


def _added(paper: Paper, facts: Document, **given: Any) -> Source:
    last = Source.objects.filter(paper=paper).order_by("-position").first()
    position = last.position + 1 if last else 0
    return Source.objects.create(
        **of_the_paper(paper),
        position=position,
        document={"id": f"{paper.reference}-s{position}", **facts},
        **given,
    )


def _mark(act: Act, source: Source, because: str) -> None:
    told = {"taken_off_on": act.today.isoformat(), "taken_off_because": because}
    source.document = {**source.document, **told}
    source.save(update_fields=["document"])
