"""Recording, correcting and sealing."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import connection
from django.http import Http404

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology import corrections, door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event, Seal, Words
from waymark.rules.carries import carries


@carries("OS-078")
def record(
    *,
    children: Iterable[int],
    facts: Document,
    by: User,
    at: datetime,
    each: Mapping[int, Document] = MappingProxyType({}),
) -> dict[int, Event]:
    """Record one thing that happened, once for each child who was part of it.

    :param each: what is so for one of the children only.
    """
    wanted = list(children)
    with door.act(f"record-{facts['kind']}", by=by, at=at, children=wanted) as act:
        return {child: act.record(child, {**facts, **each.get(child, {})}) for child in wanted}


def correct(
    *, event: Event, facts: Document, by: User, at: datetime, began_from: str = ""
) -> Event:
    """Record what should have been recorded; the chronology shows both.

    :param began_from: the reference of what stood when the form that is now saved was opened.
    :raises Stale: where somebody else has corrected it since.
    """
    with door.act("correct", by=by, at=at, children=[event.child_id]) as act:
        made = _put_right(act, event, facts, began_from)
        recording.note(saved=made.reference)
        return made


def withdraw(
    *,
    event: Event,
    reason: str,
    by: User,
    at: datetime,
    began_from: str = "",
    with_it: Iterable[Event] = (),
) -> Event:
    """Say that an event should never have been recorded for this child.

    :param with_it: what says something only because of it, and goes with it.
    :raises Stale: where somebody else has corrected or withdrawn it since.
    """
    if not reason.strip():
        raise Refused("Say why this should not stand in the chronology.")
    with door.act("correct", by=by, at=at, children=[event.child_id]) as act:
        made = _put_right(act, event, _withdrawal(event, reason), began_from)
        for each in with_it:
            _put_right(act, each, _withdrawal(each, WENT_WITH_IT), each.reference)
        return made


def withdraw_within(act: Act, event: Event, reason: str) -> Event:
    """Say within an act that an event should never have been recorded for this child."""
    return _put_right(act, event, _withdrawal(event, reason), began_from="")


WENT_WITH_IT = "What it was about was withdrawn."


def withdraw_together(*, events: list[Event], reason: str, by: User, at: datetime) -> None:
    """Withdraw what was recorded of several children as one: in every record, or in none.

    :raises Stale: where somebody else has corrected or withdrawn one of them since.
    """
    children = [event.child_id for event in events]
    with door.act("correct", by=by, at=at, children=children) as act:
        for event in events:
            _put_right(act, event, _withdrawal(event, reason), event.reference)


def _put_right(act: Act, event: Event, facts: Document, began_from: str) -> Event:
    stands = corrections.standing(event) if began_from else event
    if began_from and stands.reference != began_from:
        raise overtaken(stands, act)
    return act.record(event.child_id, {**facts, "corrects": event.reference})


def overtaken(last: Event | None, act: Act) -> Stale:
    """Return that somebody saved before this act: who recorded what was recorded last."""
    if last is None or last.by is None:
        return Stale()
    return Stale(by="You" if last.by == act.by else last.by.name)


def _withdrawal(event: Event, reason: str) -> Document:
    return {"kind": corrections.WITHDRAWN, "on": event.on.isoformat(), "reason": reason}


def ask_to_seal(*, words: Words, reason: str, by: User, at: datetime) -> Seal:
    """Ask that these words go; they stay until another person agrees."""
    with door.act("ask-to-seal", by=by, at=at, children=[words.child_id]):
        if words.text is None or Seal.objects.filter(words=words).exists():
            raise Refused("These words are sealed, or somebody has asked already.")
        if not reason.strip():
            raise Refused("Say why these words must go.")
        return Seal.objects.create(
            words=words,
            child_id=words.child_id,
            service_id=words.service_id,
            reason=reason,
            asked_by=by,
            asked_at=at,
        )


def agree_to_seal(*, seal: Seal, by: User, at: datetime) -> Mapping[str, str]:
    """Let the words go for good; returns the certificate, whose salt is kept nowhere.

    With the salt, whoever holds the words can show that they are the ones that were sealed.

    :raises Stale: where somebody else has answered since.
    """
    if by.pk == seal.asked_by_id:
        raise Refused("Sealing takes two people: ask somebody else to agree.")
    salt = secrets.token_hex(16)
    function = "seal_words" if seal.words_id else "seal_passage"
    with door.act("agree-to-seal", by=by, at=at, children=[seal.child_id]):
        if not Seal.objects.unanswered().filter(pk=seal.pk).exists():
            raise Stale
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s, %s)", [seal.pk, at, salt])
            (digest,) = cursor.fetchone() or ("",)
        recording.note(seal=seal.pk, digest=digest)
    if not digest:
        raise Http404
    return {"salt": salt, "digest": digest}


def refuse_to_seal(*, seal: Seal, reason: str, by: User, at: datetime) -> None:
    """Say that the words stay, and why; whoever asked is told.

    :raises Stale: where somebody else has answered since.
    """
    if by.pk == seal.asked_by_id:
        raise Refused("Sealing takes two people: somebody else must answer.")
    if not reason.strip():
        raise Refused("Say why these words stay.")
    with door.act("refuse-to-seal", by=by, at=at, children=[seal.child_id], renews=False):
        with connection.cursor() as cursor:
            cursor.execute("SELECT refuse_seal(%s, %s, %s)", [seal.pk, at, reason])
            (is_refused,) = cursor.fetchone() or (False,)
        if not is_refused:
            raise Stale
        recording.note(seal=seal.pk)
