"""The one door: everything that changes a case goes through an act.

    with door.act("record-contact", by=user, at=moment, children=[child]) as act:
        act.record(child, {"kind": "contact", "on": "2026-05-14", "outcome": "attended"})

The act is a savepoint. It locks the children first, in the order of their ids, so that two acts
on one child follow each other; asks the gates before anything is written; and before it ends
renews the children's duties and notes the children in the audit row of the answer. Whatever goes
wrong on the way leaves nothing behind.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.http import Http404

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.events import Owner, event_row
from waymark.chronology.models import Event, Words
from waymark.rules.casefile import CaseFile, parse
from waymark.rules.findings import RefusedError

LONDON = ZoneInfo("Europe/London")

# A gate is pure: a case file and a proposed event in, reasons not to (each says what to do) out.
Gate = Callable[[CaseFile, Document], Iterator[str]]
Renewer = Callable[[list[int], date], None]

_gates: list[Gate] = []
_renewers: list[Renewer] = []


def ask(gate: Gate) -> None:
    """Register a gate, at start-up."""
    _gates.append(gate)


def renew_with(renewer: Renewer) -> None:
    """Register what renews children's duties, at start-up."""
    _renewers.append(renewer)


def today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


class Act:
    """An act under way."""

    def __init__(self, *, by: User, at: datetime, locked: dict[int, int]) -> None:
        self.by = by
        self.at = at
        self.today = today(at)
        self._services = locked

    def record(self, child: int, facts: Document) -> Event:
        """Add one event to the child's chronology.

        :param facts: the event as the case file has it, without `id` and `recorded_on`.
        :raises Refused: where it is dated after today, its facts are wrong, or a gate is shut.
        """
        return self._add(child, {**facts, "recorded_on": self.today.isoformat()})

    def _add(self, child: int, raw: Document) -> Event:
        position = _next_position(child)
        raw = {"id": f"w{position}-{self.at:%Y%m%d%H%M%S}", **raw}
        self._refuse_what_is_wrong(child, raw)
        owner = Owner(child, self._services[child])
        event, words = event_row(owner, raw, position=position, by=self.by, at=self.at)
        event.save(force_insert=True)
        Words.objects.bulk_create(words)
        return event

    def _refuse_what_is_wrong(self, child: int, raw: Document) -> None:
        document = casefile.documents([child])[child]
        before = casefile.trusted(document)
        document["events"] = [*document["events"], raw]
        place = len(document["events"]) - 1
        try:
            parse(document)
        except RefusedError as faulty:
            raise Refused(*(_without_place(str(fault), place) for fault in faulty.faults)) from None
        if date.fromisoformat(raw["on"]) > self.today:
            raise Refused("Choose a day that is not after today.")
        reasons = [reason for gate in _gates for reason in gate(before, raw)]
        if reasons:
            raise Refused(*reasons)


@contextmanager
def act(name: str, *, by: User, at: datetime, children: Iterable[int]) -> Iterator[Act]:
    """Open the door for one act on these children.

    :raises Http404: where one of them is not to be seen by whoever asks.
    :raises NotRecording: outside an audit recording.
    """
    wanted = sorted(set(children))
    recording.note(children=wanted, act=name)
    with transaction.atomic():
        locked = _lock(wanted)
        yield Act(by=by, at=at, locked=locked)
        for renew in _renewers:
            renew(wanted, today(at))


def _lock(children: list[int]) -> dict[int, int]:
    """Lock the children's rows in the order of their ids; returns each child's service."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, service_id FROM children_child"
            " WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
            [children],
        )
        locked = dict(cursor.fetchall())
    if len(locked) != len(children):
        raise Http404
    return locked


def _next_position(child: int) -> int:
    last = Event.objects.filter(child=child).order_by("-position").values_list("position").first()
    return last[0] + 1 if last else 0


def _without_place(fault: str, place: int) -> str:
    return fault.removeprefix(f"events[{place}].")
