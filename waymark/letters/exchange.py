"""The job of the case side: it hands letters over, fetches those of the victims' side, and says
which of theirs were applied."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from waymark import guard
from waymark.jobs import queue
from waymark.letters import post

AT_ONCE = "exchange-letters"
LONG = timedelta(minutes=5)


def exchange_soon() -> None:
    """Have what was written in this transaction handed over as soon as it is committed."""
    if settings.VICTIMS_DOOR:
        queue.put(AT_ONCE)


def exchange_now() -> None:
    exchange(timezone.now())


def exchange(at: datetime) -> None:
    """Exchange letters until there are no more. Where nobody answers, they wait.

    Each call carries the next of ours, so that one that cannot be applied holds up its child's
    alone; and what was applied here, until the other side has heard of it.
    """
    post.forget()
    if not settings.VICTIMS_DOOR:
        return
    ours, after = post.waiting(), 0
    stuck: set[int] = set()
    heard: set[int] = set()
    applied: list[int] = []
    while True:
        try:
            answer = guard.signal(letters=ours, applied=applied)
        except guard.Shut:
            return
        heard.update(applied)
        post.mark_applied(answer.applied, at)
        there = set(answer.applied)
        stuck |= {each["document"]["child"] for each in ours if each["number"] not in there}
        after = max([after, *(each["number"] for each in ours)])
        ours = post.waiting(after=after, without=stuck)
        applied = [each for each in post.take_in(answer.letters, at) if each not in heard]
        if not ours and not applied:
            return


def wait_long(first: datetime, at: datetime) -> bool:
    """Tell whether something is wrong, by since when the first of our letters waits."""
    return at - first > LONG
