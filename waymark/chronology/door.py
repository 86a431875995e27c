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

from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import Http404

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.events import Owner, event_row
from waymark.chronology.models import Event, Words
from waymark.prepared import ID, Told, first, prepared
from waymark.rules import gates
from waymark.rules.case import Case
from waymark.rules.casefile import next_event, parse, trusted
from waymark.rules.clock import LONDON as LONDON
from waymark.rules.findings import RefusedError
from waymark.rules.known import known_on

Renewer = Callable[[dict[int, Document], date], None]

_renewers: list[Renewer] = []


def renew_with(renewer: Renewer) -> None:
    """Register what renews children's duties from their case files, at start-up."""
    _renewers.append(renewer)


def today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


class Act:
    """An act under way."""

    def __init__(
        self, *, by: User | None, at: datetime, locked: dict[int, int], renews: bool
    ) -> None:
        self.by = by
        self.renews = renews
        self.at = at
        self.today = today(at)
        self.services = locked  # of each child, whose it is
        self._documents: dict[int, Document] = {}

    def document(self, child: int) -> Document:
        """Return the child's case file as it stands at this point of the act, read once."""
        if child not in self._documents:
            self._documents |= casefile.documents([child])
        return self._documents[child]

    def case(self, child: int) -> Case:
        """Return what is known of the child at this point of the act."""
        return known_on(trusted(self.document(child)), self.today)

    def documents(self) -> dict[int, Document]:
        """Return the case files of all the act's children; those not read yet in one go."""
        unread = self.services.keys() - self._documents.keys()
        if unread:
            self._documents |= casefile.documents(unread)
        return self._documents

    def record(self, child: int, facts: Document) -> Event:
        """Add one event to the child's chronology.

        :param facts: the event as the case file has it, without `id` and `recorded_on`.
        :raises Refused: where it is dated after today, its facts are wrong, or a gate is shut.
        """
        assert self.renews, "what is recorded may change what is owed"
        position = _next_position(child)
        raw = {
            "id": f"w{position}-{self.at:%Y%m%d%H%M%S}",
            **facts,
            "recorded_on": self.today.isoformat(),
        }
        self._refuse_what_may_not_be(child, raw)
        owner = Owner(child, self.services[child])
        event, words = event_row(owner, raw, position=position, by=self.by, at=self.at)
        event.save(force_insert=True)
        Words.objects.bulk_create(words)
        self.document(child)["events"].append(event.document)
        return event

    def check(self, child: int, **added: Document) -> None:
        """Read again what rows that are no events have become in this act; refuse what may not be.

        :param added: what is about to be added to a list of the case file: orders=order.
        :raises Refused: with one reason for each fault.
        """
        self._documents.pop(child, None)
        document = self.document(child)
        for name, item in added.items():
            document[name] = [*document.get(name, ()), item]
        with _faults_are_refusals():
            parse(document)

    def _refuse_what_may_not_be(self, child: int, raw: Document) -> None:
        before = trusted(self.document(child))
        with _faults_are_refusals():
            proposed = next_event(before, raw)
        if proposed.on > self.today:
            raise Refused("Choose a day that is not after today.")
        is_manager = self.by is None or user_can(self.by, Permission.MANAGE_TEAM)
        case = known_on(before, self.today)
        reasons = list(gates.shut(case, proposed, is_manager=is_manager))
        if reasons:
            raise Refused(*reasons)


@contextmanager
def _faults_are_refusals() -> Iterator[None]:
    try:
        yield
    except RefusedError as faulty:
        raise Refused(*map(str, faulty.faults)) from None


@contextmanager
def act(
    name: str, *, by: User | None, at: datetime, children: Iterable[int], renews: bool = True
) -> Iterator[Act]:
    """Open the door for one act on these children.

    :param by: nobody, where Waymark itself takes in what somebody said who does not sign in.
    :param renews: not for what no duty rests on, such as the answers of a paper that is open.
    :raises Http404: where one of them is not to be seen by whoever asks.
    :raises NotRecording: outside an audit recording.
    """
    wanted = sorted(set(children))
    recording.note(children=wanted, act=name)
    with transaction.atomic():
        locked = lock(wanted)
        doing = Act(by=by, at=at, locked=locked, renews=renews)
        yield doing
        for renew in _renewers if renews else ():
            renew(doing.documents(), doing.today)


def lock(children: list[int]) -> dict[int, int]:
    """Lock the children's rows in the order of their ids; returns each child's service. A child is
    locked before any row of theirs: else two could wait for each other.
    """
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
    last = first(_last(child=child))
    return 0 if last is None else last + 1


@prepared(child=ID)
def _last(*, child: Told) -> QuerySet[Event]:
    return (
        Event.objects.filter(child=child)
        .order_by("-position")
        .values_list("position", flat=True)[:1]
    )
