"""Writing letters, and applying those of the other side: each once, and a child's in their order.

A letter is written in the transaction of the act that it tells of. Applying one and keeping its
number is one savepoint: whatever dies on the way, it is applied when it comes again, and not twice.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction

from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.letters.models import Outgoing
from waymark.rules.letters import Letter, NoLetter, Side, opened

Travelling = Mapping[str, Any]  # a letter's number, service, kind and document
Applier = Callable[..., object]

AT_ONCE = 200  # what the other side applies while we wait for its answer
IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('letters of child', %s))"
WRITE = "INSERT INTO letters_outgoing (service_id, kind, document) VALUES (%s, %s, %s)"
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('letters of service', %s))"
KEEP_NUMBER = """
    INSERT INTO letters_incoming AS held (number, service_id, applied_at) VALUES (%s, %s, %s)
    ON CONFLICT (number) DO UPDATE SET applied_at = EXCLUDED.applied_at
    WHERE held.applied_at IS NULL AND EXCLUDED.applied_at IS NOT NULL
"""
OTHER: dict[str, Side] = {"casework": "victims", "victims": "casework"}

_appliers: dict[str, Applier] = {}
_log = logging.getLogger(__name__)


class NotYet(Exception):
    """A letter that cannot be applied just now, and is in order: it comes again."""


def on(kind: str, do: Applier) -> None:
    """Say at start-up what applies a kind of letter: do(letter, service=…, at=…)."""
    _appliers[kind] = do


def send(*letters: Letter, service: int) -> None:
    """Write letters about one child in this transaction: both stay, or neither.

    Who writes of the same child waits for the other, so that a child's letters come in order. The
    application cannot read what it wrote, so their numbers are not asked for.
    """
    assert all(each.from_side == settings.LETTERS_SIDE for each in letters), "the other side's"
    with connection.cursor() as cursor:
        for child in {each.child for each in letters}:
            cursor.execute(IN_TURN, [int(child)])
        for each in letters:
            cursor.execute(WRITE, [service, each.kind, json.dumps(each.document())])


def waiting(*, after: int = 0, without: Collection[int] = ()) -> list[Travelling]:
    """Return the first letters of all services that were not applied, in their order.

    :param without: children of whom an earlier one was not applied. Two queries a service.
    """
    found = [each for service in _services() for each in _waiting(service, after, without)]
    return sorted(found, key=itemgetter("number"))[:AT_ONCE]


def untold_of(*, child: int, service: int) -> set[str]:
    """Return of whom our letters about a child tell what is not applied on the other side yet.
    One query, as Waymark itself."""
    rows = Outgoing.objects.filter(service=service, applied_at=None, document__child=child)
    told = rows.filter(document__has_key="victim")
    return set(told.values_list("document__victim", flat=True))


def mark_applied(numbers: Sequence[int], at: datetime) -> None:
    """Keep which letters of ours were applied on the other side."""
    for service in _services() if numbers else ():
        with transaction.atomic():
            asking.as_waymark(service)
            ours = Outgoing.objects.filter(service=service, number__in=numbers, applied_at=None)
            ours.update(applied_at=at)


def take_in(letters: Iterable[Travelling], at: datetime) -> list[int]:
    """Apply letters of the other side; return the numbers of those that now are, or were before.

    One that cannot be applied is counted, and waits; so do the later ones of that child.
    """
    theirs = sorted(letters, key=itemgetter("service", "number"))
    applied: list[int] = []
    for service, group in groupby(theirs, key=itemgetter("service")):
        with recording.command("letters", service_id=service, user_id=None, at=at):
            asking.as_waymark(service)
            if _is_alone(service):
                applied += _in_order(list(group), at)
    return applied


def exchange(told: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Do what the victims' side is called for: take letters in, and answer with its own.

    :param told: the letters of casework, which of ours were applied there, after which it has not
        read ours yet, and of which children an earlier one waits there.
    """
    forget()
    mark_applied(told["applied"], at)
    applied = take_in(told["letters"], at)
    ours = waiting(after=told.get("after", 0), without=told.get("without", ()))
    answer = {"letters": ours, "applied": applied}
    asking.as_nobody()
    return answer


def forget() -> None:
    """Forget what was applied thirty days ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_letters()")


def _services() -> list[int]:
    return list(Service.objects.order_by("pk").values_list("pk", flat=True))


def _waiting(service: int, after: int, without: Collection[int]) -> list[Travelling]:
    with transaction.atomic():
        asking.as_waymark(service)
        rows = Outgoing.objects.filter(service=service, applied_at=None, number__gt=after)
        rows = rows.exclude(document__child__in=without).order_by("number")
        return list(rows.values("number", "service", "kind", "document")[:AT_ONCE])


def _is_alone(service: int) -> bool:
    """Tell whether nobody else takes letters of this service in just now."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [service])
        (alone,) = cursor.fetchone() or (False,)
    return alone


def _in_order(letters: Iterable[Travelling], at: datetime) -> list[int]:
    applied, stuck = [], defaultdict(bool)
    for each in letters:
        child = each["document"].get("child")
        stuck[child] = stuck[child] or not _is_applied(each, at)
        if not stuck[child]:
            applied.append(each["number"])
    return applied


def _is_applied(each: Travelling, at: datetime) -> bool:
    """Apply a letter, unless it was before; tell whether it now is."""
    try:
        with transaction.atomic():
            if _keep_number(each, at):
                letter = opened(each["kind"], each["document"], of=OTHER[settings.LETTERS_SIDE])
                _applier(each["kind"])(letter, service=each["service"], at=at)
    except (OperationalError, NotYet):  # such as: somebody works with the child
        return False
    except Exception:  # noqa: BLE001 (whatever one stumbles over, the others are applied)
        _log.exception("A letter of the other side cannot be applied: number %s", each["number"])
        _keep_number(each, None)
        return False
    return True


def _keep_number(each: Travelling, applied_at: datetime | None) -> bool:
    """Keep a letter's number; tell whether it was not applied before."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_NUMBER, [each["number"], each["service"], applied_at])
        return cursor.rowcount == 1


def _applier(kind: str) -> Applier:
    if kind not in _appliers:
        raise NoLetter("nothing is registered that applies letters of this kind")
    return _appliers[kind]
