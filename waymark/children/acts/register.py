"""Registering a child, so that no child is held twice and nobody learns who is hidden.

Clear matches that the person who registers may see are shown, and she says that the child is none
of them. Where there may be another, whether she may see that child or not, the registration waits
for a manager, and she is told the same either way.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.http import Http404

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children import finding
from waymark.children.acts.facts import without_nothing
from waymark.children.acts.workers import give_worker
from waymark.children.casefile import child_row
from waymark.children.models import Child, Registration
from waymark.children.models.registration import State
from waymark.chronology import casefile, door
from waymark.chronology.casefile import Document
from waymark.rules.casefile import parse
from waymark.rules.findings import RefusedError

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # none is taken for another, and they spell no word


@dataclass(frozen=True)
class Answer:
    """What came of it: a child, or matches to choose from, or neither where it waits."""

    child: Child | None = None
    matches: list[Child] = field(default_factory=list)


def register(
    *,
    facts: Document,
    orders: list[Document],
    worker: User | None,
    none_of: Collection[int] = (),
    by: User,
    at: datetime,
) -> Answer:
    """Register a child with the orders made, unless the child may be held already.

    :param none_of: the children shown as matches, of whom she says that the child is none.
    :raises Refused: with each fault of what was typed.
    """
    check_user_can(by, Permission.REGISTER_CHILD)
    document = _document(facts, orders)
    names = [document["child"].get("given_name", ""), document["child"].get("family_name", "")]
    likely = finding.likely(names=names, born=born_of(document), by=by, at=at)
    shown = [child for child in likely.clear if child.pk not in none_of]
    if shown:
        return Answer(matches=shown)
    if likely.must_wait:
        _wait(document, names, worker=worker, by=by, at=at)
        return Answer()
    return Answer(child=_keep(document, worker=worker, by=by, at=at))


@transaction.atomic
def register_after_all(*, registration: Registration, by: User, at: datetime) -> Child:
    """Keep a registration that waited: the child is not held yet."""
    registration = _waiting(registration, by)
    child = _keep(registration.document, worker=registration.worker, by=by, at=at)
    _decide(registration, State.REGISTERED, child=child, by=by, at=at)
    return child


@transaction.atomic
def say_who_it_is(*, registration: Registration, child: int, by: User, at: datetime) -> None:
    """Say which child, held already, a registration was for; nothing is kept of it."""
    registration = _waiting(registration, by)
    held = Child.objects.filter(pk=child, pk__in=registration.matches).first()
    if held is None:
        raise Refused("Choose the child whom this is.")
    _decide(registration, State.HELD, child=held, by=by, at=at)


@transaction.atomic
def refuse(*, registration: Registration, why: str, by: User, at: datetime) -> None:
    """Keep nothing, and tell whoever asked why."""
    registration = _waiting(registration, by)
    if not why.strip():
        raise Refused("Say why, in words that whoever registered can read.")
    _decide(registration, State.REFUSED, child=None, by=by, at=at, why=why)


def born_of(document: Document):
    return parse(document).child.date_of_birth


def _document(facts: Document, orders: list[Document]) -> Document:
    """Return the case file of a child who is new here.

    :raises Refused:
    """
    child = {**without_nothing(facts), "id": _new_reference()}
    numbered = [
        {"id": f"o{place}", **without_nothing(order)} for place, order in enumerate(orders, 1)
    ]
    document = {"casefile": 1, "child": child, "orders": numbered, "events": []}
    try:
        parse(document)
    except RefusedError as faulty:
        raise Refused(*map(str, faulty.faults)) from None
    return document


def _keep(document: Document, *, worker: User | None, by: User, at: datetime) -> Child:
    with transaction.atomic():
        child = child_row(by.service_id, document)
        child.save(force_insert=True)
        casefile.write(child, document)
        with door.act("register-child", by=by, at=at, children=[child.pk]) as act:
            act.record(child.pk, {"kind": "child-registered", "on": act.today.isoformat()})
            if worker is not None:
                give_worker(act, child.pk, worker)
    return child


def _wait(
    document: Document, names: list[str], *, worker: User | None, by: User, at: datetime
) -> None:
    recording.note(act="registration-waits")
    Registration.objects.create(
        service_id=by.service_id,
        by=by,
        at=at,
        names=" ".join(names),
        born=born_of(document),
        document=document,
        worker=worker,
    )


def _waiting(registration: Registration, by: User) -> Registration:
    """Return the registration, locked, if it waits for somebody like this.

    :raises Refused:
    """
    check_user_can(by, Permission.ALLOCATE)
    locked = Registration.objects.select_for_update(of=["self"]).filter(pk=registration.pk).first()
    if locked is None:
        raise Http404
    if locked.state != State.WAITING:
        raise Refused("Somebody has decided on this already.")
    if locked.by_id == by.pk:
        raise Refused("Ask another manager to look at what you registered.")
    return locked


def _decide(
    registration: Registration,
    state: State,
    *,
    child: Child | None,
    by: User,
    at: datetime,
    why: str = "",
) -> None:
    recording.note(children=[child.pk] if child else [], act=f"registration-{state}")
    registration.state, registration.child, registration.why = state, child, why
    registration.decided_by, registration.decided_at = by, at
    registration.save(update_fields=["state", "child", "why", "decided_by", "decided_at"])


def _new_reference() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
