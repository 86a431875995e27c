"""Whoever goes alone is looked for when she is not back: who is told, and when again."""

from datetime import datetime, timedelta
from enum import StrEnum

from waymark.rules.carries import carries


class Reach(StrEnum):
    """Whom a step of an alarm reaches."""

    WORKER = "worker"
    MANAGERS = "managers"
    DUTY = "duty"


ORDER = (Reach.WORKER, Reach.MANAGERS, Reach.DUTY)


@carries("CM-172")
def steps_due(expected_back: datetime, at: datetime, *, grace: int, every: int) -> list[int]:
    """Return the steps of an alarm that are due, from 1 on: each person's first, and the last of
    all. What was not raised between, while nothing ran, would only be told twice at once.

    :param grace: minutes after which somebody who is expected back is looked for.
    :param every: minutes from one step to the next.
    """
    late = at - expected_back - timedelta(minutes=grace)
    if late < timedelta():
        return []
    last = late // timedelta(minutes=every) + 1
    return sorted({*range(1, min(last, len(ORDER)) + 1), last})


def reach(step: int) -> Reach:
    return ORDER[min(step, len(ORDER)) - 1]
