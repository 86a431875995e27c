"""One audit row for each answer.

Whatever answers (a request, a command) opens a recording; whoever shows or changes a child's data
notes it there; the recording is appended to the service's chain as the last statement before the
commit. Outside a recording no child can be shown or changed. The row's moment is the database's
own, and the database refuses a row of anybody but who asks.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

INSTALLATION = 0  # the chain of what concerns no service: an address that nobody has

_current: ContextVar["Recording | None"] = ContextVar("recording", default=None)


class NotRecording(Exception):
    """A child's data was asked for where no audit row would tell of it."""


@dataclass
class Recording:
    """What one answer's audit row will say. `facts` hold no personal data, only ids and codes."""

    action: str
    at: datetime
    service_id: int | None = None
    user_id: int | None = None
    outcome: str = ""
    children: set[int] = field(default_factory=set)
    facts: dict[str, object] = field(default_factory=dict)
    to_do: list[Callable[[], object]] = field(default_factory=list)

    def append(self) -> None:
        """Do what is left to do, then write the row; none where nobody is signed in: there is no
        chain that it belongs to."""
        for do in self.to_do:
            do()
        if self.service_id is None:
            return
        said = json.dumps(
            [self.action, sorted(self.children), self.outcome, self.facts],
            separators=(",", ":"),
            sort_keys=True,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_append(%s, %s, %s)", [self.service_id, self.user_id, said])


@contextmanager
def opened(recording: Recording) -> Iterator[Recording]:
    """Make this the recording that is noted in; appending it is the caller's."""
    token = _current.set(recording)
    try:
        yield recording
    finally:
        _current.reset(token)


@contextmanager
def command(action: str, *, service_id: int, user_id: int, at: datetime) -> Iterator[Recording]:
    """One transaction with one audit row, for what is done from the command line."""
    recording = Recording(action, at, service_id, user_id, outcome="done")
    with transaction.atomic(), opened(recording):
        yield recording
        recording.append()


def current() -> Recording:
    """Return the recording of the answer in the making.

    :raises NotRecording: where there is none.
    """
    recording = current_or_none()
    if recording is None:
        raise NotRecording("Open a recording before a child's data is shown or changed.")
    return recording


def current_or_none() -> Recording | None:
    return _current.get()


def note(*, children: Iterable[int] = (), **facts: object) -> None:
    """Say in the answer's audit row which children it shows or changes, and any codes beside."""
    recording = current()
    recording.children.update(children)
    recording.facts.update(facts)


def at_the_end(do: Callable[[], object]) -> None:
    """Have something done just before the answer's audit row is written: it stays, though the act
    that asks for it is refused and undone."""
    current().to_do.append(do)
