"""Looks over a proposed week by itself: it shares nothing with the models but how one asks.

A time is a set of minutes, kept as one whole number with a bit for each; a week that is said to be
impossible is tried out in full.
"""

from functools import cache
from itertools import combinations
from typing import NamedTuple

from waymark.timetabling.asked import (
    Between,
    DaysBetween,
    How,
    Lunch,
    OnDays,
    Owed,
    SameTime,
    Spread,
    Taken,
)

A_DAY = 1440
ALL_WEEK = 7 * A_DAY
WHOLE = (1 << ALL_WEEK) - 1


class Placed(NamedTuple):
    """One contact that somebody put somewhere."""

    owed: Owed
    begins: int
    worker: str
    room: str | None

    @property
    def ends(self):
        return self.begins + self.owed.minutes

    def minutes_of(self, of):
        """The minutes that it takes of a child, worker or room, or none."""
        owed, way = self.owed, None
        if of == owed.child:
            way = 0 if owed.how in (How.AT_HOME, How.REMOTE) else owed.child_way
        elif of == self.worker:
            way = 0 if owed.how in (How.IN_A_ROOM, How.REMOTE) else owed.worker_way
        elif of == self.room:
            way = 0
        return 0 if way is None else minutes(self.begins - way, self.ends + way)


@cache
def minutes(begins, ends):
    """A time as bits; what goes over the week's end comes back at its beginning."""
    bits = ((1 << (ends - begins)) - 1) << (begins % ALL_WEEK)
    return (bits & WHOLE) | (bits >> ALL_WEEK)


def placed(week, proposed):
    owed = {each.id: each for each in week.owed}
    return [Placed(owed[each.owed], each.begins, each.worker, each.room) for each in proposed]


def faults(week, proposed):
    """What is wrong with the sessions of a proposal; nothing where it is as asked."""
    found = [
        f"{each} does not end when it should"
        for each in proposed
        if each.ends - each.begins != next(o.minutes for o in week.owed if o.id == each.owed)
    ]
    held = placed(week, proposed)
    on = {each.id for each in week.conditions}
    found += [
        f"not {owed.times} of {owed.id}"
        for owed in week.owed
        if sum(each.owed is owed for each in held) != owed.times
    ]
    found += [f"{each} breaks {why}" for each in held for why in alone_faults(week, each, on)]
    for one, other in combinations(held, 2):
        found += [f"{one} and {other}: {why}" for why in pair_faults(week, one, other, on)]
    for fixed in week.fixed:
        if not any(is_fixed_so(each, fixed) for each in held):
            found.append(f"{fixed.id} is elsewhere")
    return found


def is_fixed_so(each, fixed):
    return (each.owed.id, each.begins, each.worker) == (
        *(fixed.owed, fixed.begins, fixed.worker),
    ) and fixed.room in (None, each.room)


def alone_faults(week, each, on):
    """What one contact breaks by itself of the conditions that are on."""
    if each.begins % 15 or each.begins < 0 or each.ends > ALL_WEEK:
        yield "the grid"
    if each.worker not in each.owed.workers:
        yield "who may do it"
    in_a_room = each.owed.how is How.IN_A_ROOM
    if (each.room in week.rooms) != in_a_room:
        yield "where it is"
    broken = [taken for taken in week.taken if taken.weight is None and takes_of(taken, each)]
    if in_a_room and not lies_in(minutes(each.begins, each.ends), week.opening.spans):
        broken.append(week.opening)
    broken += [
        worker.hours
        for worker in week.workers
        if worker.id == each.worker and not lies_in(each.minutes_of(worker.id), worker.hours.spans)
    ]
    yield from (condition.id for condition in broken if condition.id in on)


def lies_in(time, spans):
    return any(time & ~minutes(*span) == 0 for span in spans)


def takes_of(taken, each):
    if taken.at_home and taken.of == each.owed.child and each.owed.how in (How.AT_HOME, How.REMOTE):
        return False
    time = each.minutes_of(taken.of)
    return time != 0 and any(time & minutes(*span) for span in taken.spans)


def pair_faults(week, one, other, on):
    for of in (one.owed.child, one.worker, one.room):
        if of is not None and one.minutes_of(of) & other.minutes_of(of):
            yield f"{of} is in two places"
    if {one.owed.how, other.owed.how} <= {How.IN_A_ROOM, How.ELSEWHERE}:
        for apart in week.apart:
            both = {one.owed.child, other.owed.child}
            if apart.id in on and both == {apart.first, apart.second}:
                first, second = sorted((one, other), key=lambda each: each.begins)
                if second.begins - first.ends < apart.margin:
                    yield apart.id


# What a week could be, tried out.


def contacts(week, on):
    """Each contact that has to be somewhere, as what it is of and what fixes it."""
    found = []
    for owed in week.owed:
        fixed = [each for each in week.fixed if each.owed == owed.id]
        held = [each for each in fixed if each.id in on]
        found += [(owed, each) for each in held]
        if owed.id in on:
            found += [(owed, None)] * (owed.times - len(held))
    return found


class Trying:
    """Tries out a week with any of its conditions; what one contact may do is worked out once."""

    def __init__(self, week):
        self.week = week
        self.everywhere = {owed.id: list(self._breaking(owed)) for owed in week.owed}

    def _breaking(self, owed):
        on = {each.id for each in self.week.conditions}
        rooms = self.week.rooms if owed.how is How.IN_A_ROOM else (None,)
        for begins in range(0, ALL_WEEK - owed.minutes + 1, 15):
            for worker in owed.workers:
                for room in rooms:
                    each = Placed(owed, begins, worker, room)
                    yield each, frozenset(alone_faults(self.week, each, on))

    def choices(self, on):
        found = []
        for owed, fixed in contacts(self.week, on):
            found.append(
                [
                    each
                    for each, breaks in self.everywhere[owed.id]
                    if not breaks & on and (fixed is None or is_fixed_so(each, fixed))
                ]
            )
        return sorted(found, key=len)

    def is_possible(self, on):
        return next(self.all(frozenset(on)), None) is not None

    def all(self, on):
        """Yield each week in which these conditions are kept."""
        choices = self.choices(on)
        if all(choices):
            yield from self._on_from([], choices, on)

    def _on_from(self, held, choices, on):
        if not choices:
            yield held
            return
        for each in choices[0]:
            if not any(any(pair_faults(self.week, each, other, on)) for other in held):
                yield from self._on_from([*held, each], choices[1:], on)


# Wishes.


def gave(week, held):
    """What each wish that was not met cost, and where; by its id."""
    found = {}
    asked = [*week.wishes, *(each for each in week.taken if each.weight is not None)]
    for wish in asked:
        if at := sorted(not_as_wished(week, wish, held)):
            found[wish.id] = (at, wish.weight * len(at))
    return found


def not_as_wished(week, wish, held):
    if isinstance(wish, Taken):
        return [each.begins for each in held if takes_of(wish, each)]
    if isinstance(wish, DaysBetween):
        days = [
            (each.begins, each.begins // A_DAY) for each in held if each.owed.child == wish.child
        ]
        pairs = combinations(sorted(days), 2)
        return [late for (_, day), (late, other) in pairs if other - day < wish.days]
    if isinstance(wish, Lunch):
        return [day * A_DAY for day in range(7) if lunch_is_lost(week, wish, held, day)]
    if isinstance(wish, Spread):
        return [each for day in range(7) for each in too_many(week, wish, held, day)]
    own = [each for each in held if each.owed.id == wish.owed]
    if isinstance(wish, SameTime):
        return [] if wish.begins in [each.begins for each in own] else [wish.begins]
    if isinstance(wish, OnDays):
        return [each.begins for each in own if each.begins // A_DAY not in wish.days]
    assert isinstance(wish, Between)
    return [
        each.begins
        for each in own
        if each.begins % A_DAY < wish.earliest
        or each.begins % A_DAY + each.owed.minutes > wish.latest
    ]


def lunch_is_lost(week, wish, held, day):
    booked = new = 0
    for taken in week.taken:
        if taken.of == wish.worker:
            for span in taken.spans:
                booked |= minutes(*span)
    for each in held:
        new |= each.minutes_of(wish.worker) if each.worker == wish.worker else 0
    could = [
        minutes(at, at + wish.minutes)
        for at in range(day * A_DAY + wish.earliest, day * A_DAY + wish.latest - wish.minutes + 1)
    ]
    before = [each for each in could if not each & booked]
    return bool(before) and not [each for each in before if not each & new]


def too_many(week, wish, held, day):
    """When contacts begin on a day of the worker that has more than its share."""
    (hours,) = [each.hours for each in week.workers if each.id == wish.worker]
    works = {begins // A_DAY for begins, _ in hours.spans}
    hard = [each for each in week.taken if each.of == wish.worker and each.weight is None]
    booked = [begins // A_DAY for each in hard for begins, _ in each.spans]
    could = [each for each in week.owed if wish.worker in each.workers for _ in range(each.times)]
    everything = len(could) + len([each for each in booked if each in works])
    share = 0
    while share * len(works) < everything:
        share += 1
    own = sorted(each.begins for each in held if each.worker == wish.worker)
    then = [each for each in own if each // A_DAY == day]
    return then[max(0, share - booked.count(day)) :] if day in works else []
