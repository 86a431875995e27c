"""Writing letters, and applying those of the other side: each once, and those about one thing of a
child in their order.

A letter is written in the transaction of the act that it tells of. Applying one and keeping its
number is one savepoint: whatever dies on the way, it is applied when it comes again, and not twice.
What takes its time, or asks the other side, is done before anything is locked (`on`).
"""

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction

from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.letters.models import Incoming, Outgoing
from waymark.rules.letters import Letter, NoLetter, Side, opened
from waymark.rules.telling import line_of

Travelling = Mapping[str, Any]  # a letter's number, service, kind and document
Applier = Callable[..., object]
Work = Callable[[], object]

AT_ONCE = 200  # what the other side applies while we wait for its answer
IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('letters of child', %s))"
WRITE = "INSERT INTO letters_outgoing (service_id, kind, document) VALUES (%s, %s, %s)"
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('letters of service', %s))"
KEEP_NUMBER = """
    INSERT INTO letters_incoming AS held (number, service_id, applied_at) VALUES (%s, %s, %s)
    ON CONFLICT (number) DO UPDATE SET applied_at = EXCLUDED.applied_at
    WHERE held.applied_at IS NULL
"""
# Again in the next minute's round, then each time after twice as long, up to an hour.
KEEP_FAILED = """
    INSERT INTO letters_incoming AS held (number, service_id, tries, of_nobody, again_at)
    VALUES (%(number)s, %(service)s, 1, %(of_nobody)s, %(at)s + interval '50 seconds')
    ON CONFLICT (number) DO UPDATE SET tries = held.tries + 1, of_nobody = %(of_nobody)s, again_at =
        %(at)s + least(interval '50 seconds' * 2 ^ least(held.tries, 10), interval '1 hour')
    RETURNING tries, came_at
"""
FEW = 2  # tries, after which what only waits for something is logged too
WAITS = "A letter of the other side cannot be applied: number %s, tried %s times, first at %s"
OTHER: dict[str, Side] = {"casework": "victims", "victims": "casework"}

_appliers: dict[str, Applier] = {}
_first: dict[str, Applier] = {}
_log = logging.getLogger(__name__)


class NotYet(Exception):
    """A letter that cannot be applied just now, and is in order: it comes again."""


class OfNobody(NotYet):
    """A letter about a child whose record is not here: a manager says what becomes of it."""

    def __init__(self, record: int) -> None:
        super().__init__(record)
        self.record = record


def on(kind: str, do: Applier, *, first: Applier | None = None) -> None:
    """Say at start-up what applies a kind of letter: do(letter, service=…, at=…).

    :param first: what is done of it in no transaction, before anything is locked; what it gives is
        told as found=…. It is told how often the letter could not be applied: first(…, tried=…).
    """
    _appliers[kind] = do
    if first:
        _first[kind] = first


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


def waiting(
    *, after: int = 0, without: Collection[str] = (), but: Collection[int] = ()
) -> list[Travelling]:
    """Return the first letters of all services that were not applied, in their order.

    :param without: lines of which an earlier one was not applied. Two queries a service.
    :param but: services whose letters stay here.
    """
    goes = [each for each in _services() if each not in but]
    found = [each for service in goes for each in _waiting(service, after, without)]
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

    One that cannot be applied is counted, waits longer each time, and is told of to who can act; so
    do the later ones of its line, and of no other. Those of which something takes its time are
    applied after the others. The children come in the order of their ids, in which each act locks
    them: all of a round stay locked until its end.
    """
    theirs = sorted(letters, key=lambda each: (*_part(each), _child(each), each["number"]))
    applied: list[int] = []
    for (service, _), group in groupby(theirs, key=_part):
        came = list(group)
        done, tried = _to_be_tried(service, came, at)
        does = {each["number"]: _begun(each, at, tries) for each, tries in tried}
        with recording.command("letters", service_id=service, user_id=None, at=at):
            asking.as_waymark(service)
            if _is_alone(service):
                applied += _in_order(came, done, does, at)
    return applied


def exchange(told: Mapping[str, Any], at: datetime, *, but: Collection[int] = ()) -> dict[str, Any]:
    """Do what the victims' side is called for: take letters in, and answer with its own.

    :param told: the letters of casework, which of ours were applied there, after which it has not
        read ours yet, and of which lines an earlier one waits there.
    :param but: services that casework knows as others: neither side reads a letter of them.
    """
    forget()
    mark_applied(told["applied"], at)
    applied = take_in([each for each in told["letters"] if each["service"] not in but], at)
    ours = waiting(after=told.get("after", 0), without=told.get("without", ()), but=but)
    answer = {"letters": ours, "applied": applied}
    asking.as_nobody()
    return answer


def forget() -> None:
    """Forget what was applied thirty days ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_letters()")


def _services() -> list[int]:
    return list(Service.objects.order_by("pk").values_list("pk", flat=True))


def _waiting(service: int, after: int, without: Collection[str]) -> list[Travelling]:
    with transaction.atomic():
        asking.as_waymark(service)
        rows = Outgoing.objects.filter(service=service, applied_at=None, number__gt=after)
        told = rows.order_by("number").values("number", "service", "kind", "document")
        goes = (each for each in told.iterator() if _line(each) not in without)
        return list(islice(goes, AT_ONCE))


def _line(each: Travelling) -> str:
    return line_of(each["kind"], each["document"])


def stuck(letters: Iterable[Travelling], applied: Collection[int]) -> set[str]:
    """Return the lines of letters of which one was not applied."""
    return {_line(each) for each in letters if each["number"] not in applied}


def _is_alone(service: int) -> bool:
    """Tell whether nobody else takes letters of this service in just now."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [service])
        (alone,) = cursor.fetchone() or (False,)
    return alone


def _child(each: Travelling) -> float:
    child = each["document"].get("child")
    return child if isinstance(child, int | float) else 0


def _part(each: Travelling) -> tuple[int, bool]:
    return each["service"], each["kind"] in _first


def _to_be_tried(
    service: int, letters: Sequence[Travelling], at: datetime
) -> tuple[set[int], list[tuple[Travelling, int]]]:
    """Return which letters were applied before; and those that neither were nor wait to be tried
    again, nor come after one that waits, with how often each was tried. One query."""
    with transaction.atomic():
        asking.as_waymark(service)
        came = Incoming.objects.filter(number__in=[each["number"] for each in letters])
        kept = {each.number: each for each in came}
    done = {number for number, each in kept.items() if each.applied_at}
    wait = {number for number, each in kept.items() if each.waits(at)}
    held = {_line(each) for each in letters if each["number"] in wait}
    goes = [each for each in letters if each["number"] not in done and _line(each) not in held]
    tries = {number: each.tries for number, each in kept.items()}
    return done, [(each, tries.get(each["number"], 0)) for each in goes]


def _begun(each: Travelling, at: datetime, tries: int) -> Work:
    """Do of a letter what comes before anything is locked; return what is left to be done."""
    try:
        letter = opened(each["kind"], each["document"], of=OTHER[settings.LETTERS_SIDE])
        told = {"service": each["service"], "at": at}
        if first := _first.get(each["kind"]):
            told["found"] = first(letter, **told, tried=tries)
        return partial(_applier(each["kind"]), letter, **told)
    except Exception as fault:  # noqa: BLE001 (whatever one stumbles over, the others are applied)
        return partial(_fail, fault)


def _fail(fault: Exception) -> None:
    raise fault


def _in_order(
    letters: Iterable[Travelling], done: Collection[int], does: Mapping[int, Work], at: datetime
) -> list[int]:
    applied, held = list[int](), set[str]()
    for each in letters:
        number, line = each["number"], _line(each)
        do = does.get(number)
        if number in done or (do and line not in held and _is_applied(each, do, at)):
            applied.append(number)
        else:
            held.add(line)
    return applied


def _is_applied(each: Travelling, do: Work, at: datetime) -> bool:
    """Apply a letter, unless it was before; tell whether it now is."""
    try:
        with transaction.atomic():
            if _keep_number(each, at):
                do()
    except (OperationalError, NotYet) as fault:  # such as: somebody works with the child
        record = fault.record if isinstance(fault, OfNobody) else None
        tries, since = _keep_failed(each, at, of_nobody=record)
        if tries > FEW:
            _log.warning(WAITS, each["number"], tries, since)
        return False
    except Exception:  # noqa: BLE001 (whatever one stumbles over, the others are applied)
        _log.exception(WAITS, each["number"], *_keep_failed(each, at))
        return False
    return True


def _keep_number(each: Travelling, applied_at: datetime) -> bool:
    """Keep a letter's number; tell whether it was not applied before."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_NUMBER, [each["number"], each["service"], applied_at])
        return cursor.rowcount == 1


def _keep_failed(
    each: Travelling, at: datetime, *, of_nobody: int | None = None
) -> tuple[int, datetime]:
    """Keep that it could not be applied, and when it is tried again; return how often, and since
    when."""
    told = {"number": each["number"], "service": each["service"], "at": at}
    told["of_nobody"] = of_nobody
    with connection.cursor() as cursor:
        cursor.execute(KEEP_FAILED, told)
        (kept,) = cursor.fetchall()
    return kept


def _applier(kind: str) -> Applier:
    if kind not in _appliers:
        raise NoLetter("nothing is registered that applies letters of this kind")
    return _appliers[kind]
