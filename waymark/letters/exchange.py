"""The job of the case side: it hands letters over, fetches those of the victims' side, and says
which of theirs were applied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from waymark import guard
from waymark.jobs import queue
from waymark.letters import post

AT_ONCE = "exchange-letters"


def exchange_soon() -> None:
    """Have what was written in this transaction handed over as soon as it is committed."""
    if settings.VICTIMS_DOOR:
        queue.put(AT_ONCE)


def exchange_now() -> None:
    exchange(timezone.now())


def exchange(at: datetime) -> None:
    """Exchange letters until there are no more. Where nobody answers, they wait.

    Each call carries the next of ours and asks for the next of theirs, so that one that cannot be
    applied holds up its line alone; and it says what was applied here, until the other side has
    heard of it.
    """
    post.forget()
    if not settings.VICTIMS_DOOR:
        return
    ours, theirs = _Read(), _Read()
    letters, applied = post.waiting(), list[int]()
    while True:
        asks = {"after": theirs.after, "without": sorted(theirs.stuck)}
        try:
            answer = guard.signal(letters=letters, applied=applied, **asks)
        except guard.Shut:
            return
        post.mark_applied(answer.applied, at)
        ours.read(letters, answer.applied)
        letters = post.waiting(after=ours.after, without=ours.stuck)
        applied = post.take_in(answer.letters, at)
        theirs.read(answer.letters, applied)
        if not letters and not answer.letters:
            return


@dataclass
class _Read:
    """How far one side's letters were read, and of which lines one could not be applied."""

    after: int = 0
    stuck: set[str] = field(default_factory=set)

    def read(self, letters: Sequence[post.Travelling], applied: Collection[int]) -> None:
        self.after = max([self.after, *(each["number"] for each in letters)])
        self.stuck |= post.stuck(letters, set(applied))
