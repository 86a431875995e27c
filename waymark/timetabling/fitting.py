"""When a contact may begin: quarters of an hour, counted from Monday at midnight."""

from collections.abc import Iterable, Set

from waymark.timetabling.asked import (
    DAY,
    QUARTER,
    WEEK,
    Between,
    OnDays,
    Owed,
    Span,
    Taken,
    Wish,
)

Quarters = Set[int]


def every(minutes: int) -> range:
    """Return each quarter at which something can begin that ends within the week."""
    return range((WEEK - minutes) // QUARTER + 1)


def clear_of(spans: Iterable[Span], minutes: int, way: int) -> Quarters:
    """Return when it begins and takes, with the way there and back, nothing of these spans."""
    found = set(every(minutes))
    for begins, ends in _each_week(spans):
        first = (begins - way - minutes) // QUARTER + 1
        found.difference_update(range(first, _up(ends + way)))
    return found


def within(spans: Iterable[Span], minutes: int, way: int) -> Quarters:
    """Return when it begins and lies, with the way there and back, in one of these spans."""
    found: set[int] = set()
    for begins, ends in _each_week(spans):
        found.update(range(_up(begins + way), (ends - way - minutes) // QUARTER + 1))
    return found.intersection(every(minutes))


def when_free(taken: Taken, owed: Owed) -> Quarters:
    """Return when the contact takes nothing of it; a curfew is in nobody's way at home."""
    if taken.at_home and taken.of == owed.child and not owed.how.is_out:
        return set(every(owed.minutes))
    return clear_of(taken.spans, owed.minutes, way(owed, taken.of))


def way(owed: Owed, of: str) -> int:
    """Return how long the child, the worker or the room is taken before and after the contact."""
    if of == owed.child:
        return owed.of_child
    return owed.of_worker if of in owed.workers else 0


def as_wished(wish: Wish | Taken, owed: Owed) -> Quarters:
    """Return when a contact begins that is as this wish would have each by itself."""
    if isinstance(wish, Taken):
        return when_free(wish, owed)
    if isinstance(wish, OnDays):
        return {each for each in every(owed.minutes) if each * QUARTER // DAY in wish.days}
    assert isinstance(wish, Between)
    days = [Span(day * DAY + wish.earliest, day * DAY + wish.latest) for day in range(7)]
    return within(days, owed.minutes, 0)


def _each_week(spans: Iterable[Span]) -> list[Span]:
    """The week before and the week after are like this one."""
    weeks = (-WEEK, 0, WEEK)
    return [Span(begins + each, ends + each) for begins, ends in spans for each in weeks]


def _up(minute: int) -> int:
    return -(-minute // QUARTER)
