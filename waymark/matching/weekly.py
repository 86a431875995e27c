"""A week of times to find: gathered from the diary and each child's week, and told in its words.

What is booked in the first of the weeks holds; what comes later is told when it is booked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import combinations

from django.db.models import Q

from waymark.diary import queries, words
from waymark.diary.models import Apart, Place
from waymark.matching.wanted import (
    A_WEEK,
    WORKING_DAYS,
    Hers,
    Wanted,
    minute_of_day,
    said,
    weekday,
)
from waymark.pages.words import clock
from waymark.rules.carries import carries
from waymark.rules.life import Commitment
from waymark.rules.week import CURFEW, taken
from waymark.timetabling import asked
from waymark.timetabling.asked import DAY, Span
from waymark.timetabling.proposed import HIDDEN, Ended, Gave, Session, Sure, WeekProposed

SECONDS, SECONDS_TO_SAY_WHY = 5.0, 1.0
MOST_REASONS = 5  # wishes that gave, of which it is asked why
NO_ROOM = ""  # where a service has no places: one worker meets one child at a time anyway
WORKER, OPEN, LUNCH, SPREAD = "worker", "open", "lunch", "spread"
CERTAIN = {
    Sure.SMALLEST: "Nothing less clashes.",
    Sure.MINIMAL: "Without any one of them the rest could be.",
    Sure.CLASH: "Perhaps some of them would do: the time ran out.",
}
# What a wish costs each time it gives; that a week is even counts after all the others.
WEEK, SAME, ONE_A_DAY, HOURS, BREAK, EVEN = 80, 60, 40, 40, 30, 1


@carries("CM-427", "CM-429")
def week_of(wanted: Sequence[Wanted], hers: Hers, places: Sequence[Place]) -> asked.Week:
    """Gather a week. Two queries, and two for each child and one for each room."""
    rooms = {f"place:{each.pk}": each for each in places} or {NO_ROOM: None}
    working = range(WORKING_DAYS)
    opens, closes = hers.opens
    hours = [Span(each * DAY + opens * 60, each * DAY + closes * 60) for each in working]
    works = [
        Span(each * DAY + minute_of_day(hers.begins), each * DAY + minute_of_day(hers.ends))
        for each in working
    ]
    when = f"{clock(hers.begins)} to {clock(hers.ends)}, Monday to Friday"
    own = asked.Hours(id="hours", label=f"You work {when}", spans=tuple(works))
    open_ = f"We are open {clock(time(opens))} to {closes}:00, Monday to Friday"
    return asked.Week(
        opening=asked.Hours(id=OPEN, label=open_, spans=tuple(hours)),
        children=tuple(asked.Child(id=each.of) for each in wanted),
        owed=tuple(map(_owed, wanted)),
        workers=(asked.Worker(id=WORKER, hours=own),),
        rooms=tuple(rooms),
        taken=(
            *_of_worker(hers),
            *(each for id_, room in rooms.items() if room for each in _of_room(id_, room, hers)),
            *(each for one in wanted for each in _of_child(one, hers)),
        ),
        apart=tuple(_apart(wanted, hers)),
        wishes=tuple(_wishes(wanted, hers)),
    )


def _owed(each: Wanted) -> asked.Owed:
    label = f"{each.called}: {each.often}, {each.minutes} minutes, {each.how_in_words}"
    return asked.Owed(
        id=each.id,
        label=label,
        child=each.of,
        times=each.times,
        minutes=each.minutes,
        how=each.how,
        workers=(WORKER,),
        child_way=each.child_way,
        worker_way=each.worker_way,
    )


def _of_worker(hers: Hers) -> Iterator[asked.Taken]:
    found = queries.not_free(
        hers.within, workers=[hers.worker.pk], place=None, children=[], they_come=False
    )
    if found:
        spans = tuple(hers.span(each.period) for each in found)
        label = "What you have in your diary that week"
        yield asked.Taken(id="booked", label=label, of=WORKER, spans=spans)


def _of_room(id_: str, room: Place, hers: Hers) -> Iterator[asked.Taken]:
    found = queries.not_free(hers.within, workers=[], place=room.pk, children=[], they_come=False)
    if found:
        spans = tuple(hers.span(each.period) for each in found)
        yield asked.Taken(id=f"booked:{id_}", label=HIDDEN, of=id_, spans=spans, hidden=True)


def _of_child(each: Wanted, hers: Hers) -> Iterator[asked.Taken]:
    """What the child's week holds, is booked of the child, and of whom the child is kept apart
    from: whose that is, nobody is told."""
    for number, commitment in enumerate(queries.commitments_of(each.child)):
        if spans := tuple(_held(commitment, hers)):
            yield asked.Taken(
                id=f"week:{each.child.pk}:{number}",
                label=f"{each.called} has {_held_in_words(commitment)}",
                of=each.of,
                spans=spans,
                at_home=commitment.kind == CURFEW,
                weight=WEEK if each.gives_way else None,
            )
    found = queries.not_free(
        hers.within, workers=[], place=None, children=[each.child.pk], they_come=each.comes
    )
    for is_hidden, label in (
        (False, f"What {each.called} is booked for that week"),
        (True, HIDDEN),
    ):
        periods = [booked.period for booked in found if is_hidden is not bool(booked.whose)]
        if periods:
            yield asked.Taken(
                id=f"booked:{each.of}:{is_hidden}",
                label=label,
                of=each.of,
                spans=tuple(map(hers.span, periods)),
                hidden=is_hidden,
            )


def _held(commitment: Commitment, hers: Hers) -> Iterator[Span]:
    midnight = datetime.combine(hers.monday, time())
    for each in taken([commitment], midnight, midnight + A_WEEK):
        yield hers.by_the_clock(each.begins, each.ends)


def _held_in_words(commitment: Commitment) -> str:
    """Say what it is and when: "Wickhaven High (Monday, Tuesday, 08:45 to 15:15)"."""
    days = ", ".join(each.capitalize() for each in commitment.weekdays) or "every day"
    starts, ends = commitment.starts, commitment.ends
    hours = f", {clock(starts)} to {clock(ends)}" if starts and ends else ""
    return f"{words.called(commitment)} ({days}{hours})"


@carries("CM-407")
def _apart(wanted: Sequence[Wanted], hers: Hers) -> Iterator[asked.Apart]:
    """Children of this very week who do not meet: the time between is what both would take."""
    of = {each.child.pk: each for each in wanted}
    still = Q(ends=None) | Q(ends__gte=hers.monday)
    rows = Apart.objects.filter(still, child__in=of, other__in=of)
    pairs = {(row.child_id, row.other_id): row for row in rows}
    for first, second in combinations(sorted(of), 2):
        if row := pairs.get((first, second)):
            one, other = of[first], of[second]
            yield asked.Apart(
                id=f"apart:{row.pk}",
                label=f"{one.called} and {other.called} do not come at one time",
                first=one.of,
                second=other.of,
                margin=max(row.margin, one.way) + max(row.margin, other.way),
            )


def _wishes(wanted: Sequence[Wanted], hers: Hers) -> Iterator[asked.Wish]:
    for each in wanted:
        told = {"owed": each.id}
        if each.same is not None:
            label = f"{each.called}: the same time as now, {said(each.same)}"
            yield asked.SameTime(
                id=f"same:{each.of}", label=label, weight=SAME, begins=each.same, **told
            )
        if each.earliest or each.latest:
            yield asked.Between(
                id=f"between:{each.of}",
                label=f"{each.called}: {_between(each)}",
                weight=HOURS,
                earliest=minute_of_day(each.earliest) if each.earliest else 0,
                latest=minute_of_day(each.latest) if each.latest else DAY,
                **told,
            )
        if each.days:
            on = " or ".join(weekday(day) for day in sorted(each.days))
            label = f"{each.called}: on {on}"
            yield asked.OnDays(
                id=f"days:{each.of}", label=label, weight=HOURS, days=each.days, **told
            )
        if each.one_a_day and each.times > 1:
            label = f"{each.called}: not twice on one day"
            yield asked.DaysBetween(
                id=f"one:{each.of}", label=label, weight=ONE_A_DAY, child=each.of
            )
    if hers.lunch:
        yield asked.Lunch(id=LUNCH, label="Your break at midday", weight=BREAK, worker=WORKER)
    label = "About as many children each day"
    yield asked.Spread(id=SPREAD, label=label, weight=EVEN, worker=WORKER)


def _between(each: Wanted) -> str:
    parts = [
        f"not before {clock(each.earliest)}" if each.earliest else "",
        f"over by {clock(each.latest)}" if each.latest else "",
    ]
    return " and ".join(part for part in parts if part)


@dataclass(frozen=True)
class GaveInWords:
    words: str
    at: str
    why: tuple[str, ...] | None  # what it cannot be beside; None where that is not known

    @property
    def another(self) -> bool:
        """Whether it could be kept, though not without another that gives."""
        return self.why == ()


@dataclass(frozen=True)
class Found:
    """An answer: times, which wishes gave and why; or what clashes."""

    proposed: WeekProposed
    gave: list[GaveInWords]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.proposed.sessions

    @property
    def is_best(self) -> bool:
        return self.proposed.ended is Ended.BEST

    @property
    def ran_out(self) -> bool:
        return self.proposed.ended is Ended.TIME_RAN_OUT

    @property
    def certain(self) -> str:
        clash = self.proposed.clash
        return CERTAIN[clash.sure] if clash else ""


def find(week: asked.Week, *, seconds: float = SECONDS) -> Found:
    """Look for a week; what gave is asked about once more, as if it had to be kept."""
    from waymark.timetabling.weekly import propose_week  # half a second to load

    proposed = propose_week(week, seconds=seconds)
    gave = [
        GaveInWords(each.words, _when(each), _why(week, each) if place < MOST_REASONS else None)
        for place, each in enumerate(proposed.gave)
    ]
    return Found(proposed, gave)


def _when(gave: Gave) -> str:
    if gave.id == LUNCH:
        return ", ".join(weekday(each // DAY) for each in gave.at)
    return "" if gave.id.startswith("same:") else ", ".join(map(said, gave.at))


def _why(week: asked.Week, gave: Gave) -> tuple[str, ...] | None:
    """Return what a wish cannot be kept beside, where no other wish counts."""
    from waymark.timetabling.weekly import propose_week

    if (hard := _with(week, gave.id)) is None:
        return None
    found = propose_week(hard, seconds=SECONDS_TO_SAY_WHY)
    if found.ended is Ended.TIME_RAN_OUT:
        return None
    return tuple(each for each in found.clash.words if each != gave.words) if found.clash else ()


def _with(week: asked.Week, id_: str) -> asked.Week | None:
    """Return the week in which this wish has to be kept, and no other counts."""
    wish = next(each for each in week.all_wishes if each.id == id_)
    hard = tuple(each for each in week.taken if each.weight is None)
    bare = replace(week, wishes=(), taken=hard)
    told = {"id": wish.id, "label": wish.label}
    if isinstance(wish, asked.Taken):
        return replace(bare, taken=(*hard, replace(wish, weight=None)))
    if isinstance(wish, asked.SameTime):
        fixed = asked.Fixed(**told, owed=wish.owed, begins=wish.begins, worker=WORKER)
        return replace(bare, fixed=(fixed,))
    if isinstance(wish, asked.Between | asked.OnDays):
        owed = week.owed_by(wish.owed)
        spans = tuple(_outside(wish, owed.of_child))
        return replace(bare, taken=(*hard, asked.Taken(**told, of=owed.child, spans=spans)))
    return None


def _outside(wish: asked.Between | asked.OnDays, way: int) -> Iterator[Span]:
    """Yield the times that the wish would leave free, so much shorter as the way takes."""
    for day in range(7):
        midnight = day * DAY
        if isinstance(wish, asked.OnDays):
            if day not in wish.days:
                yield Span(midnight + way, midnight + DAY - way)
            continue
        for begins, ends in ((0, wish.earliest - way), (wish.latest + way, DAY)):
            if begins < ends:
                yield Span(midnight + begins, midnight + ends)
