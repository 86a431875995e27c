"""A week of times to find: gathered from the diary and each child's week, and told in its words.

What is booked in the first of the weeks holds; what comes later is told when it is booked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

from django.db.models import Q

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.diary import queries, words
from waymark.diary.forms import AT_HOME, NOWHERE
from waymark.diary.models import Apart, Place
from waymark.pages.words import clock, several
from waymark.rules.carries import carries
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import CURFEW, taken
from waymark.timetabling import asked
from waymark.timetabling.asked import DAY, QUARTER, How, Span
from waymark.timetabling.proposed import HIDDEN, Ended, Gave, Session, Sure, WeekProposed

SECONDS, SECONDS_TO_SAY_WHY = 5.0, 1.0
MOST_REASONS = 5  # wishes that gave, of which it is asked why
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WORKING_DAYS = 5
NO_ROOM = ""  # where a service has no places: one worker meets one child at a time anyway
WORKER, OPEN, LUNCH, SPREAD = "worker", "open", "lunch", "spread"
CERTAIN = {
    Sure.SMALLEST: "Nothing less clashes.",
    Sure.MINIMAL: "Without any one of them the rest could be.",
    Sure.CLASH: "Perhaps some of them would do: the time ran out.",
}
# What a wish costs each time it gives; that a week is even counts after all the others.
WEEK, SAME, ONE_A_DAY, HOURS, BREAK, EVEN = 80, 60, 40, 40, 30, 1


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is wanted for one child, and how the child would have it."""

    child: Child
    called: str
    times: int
    method: str
    how_in_words: str
    minutes: int
    way: int = 0  # minutes there, and as many back: the child's, or hers who visits
    same: int | None = None  # the minute of the week at which they meet now
    earliest: time | None = None
    latest: time | None = None
    days: frozenset[int] = frozenset()
    one_a_day: bool = False
    gives_way: str = ""  # why what the week holds may give way, for once

    @property
    def id(self) -> str:
        return f"owed:{self.child.pk}"

    @property
    def of(self) -> str:
        return f"child:{self.child.pk}"

    @property
    def comes(self) -> bool:
        return self.method not in AT_HOME | NOWHERE

    @property
    def child_way(self) -> int:
        return self.way if self.comes else 0

    @property
    def worker_way(self) -> int:
        return self.way if self.method in AT_HOME else 0


@dataclass(frozen=True, kw_only=True)
class Hers:
    """The worker's own week, and for which weeks it is."""

    worker: User
    monday: date
    weeks: int
    begins: time
    ends: time
    lunch: bool
    opens: tuple[int, int]  # hours

    @property
    def within(self) -> Period:
        begins, ends = queries.day_of(self.monday), queries.day_of(self.monday + A_WEEK)
        return Period(begins.begins, ends.begins)

    def span(self, period: Period) -> Span:
        return self.by_the_clock(*map(on_the_wall, period))

    def by_the_clock(self, begins: datetime, ends: datetime) -> Span:
        midnight = datetime.combine(self.monday, time())
        a_minute = timedelta(minutes=1)
        return Span((begins - midnight) // a_minute, -((midnight - ends) // a_minute))

    def period(self, begins: int, minutes: int, week: int = 0) -> Period | None:
        """Return when it is in one of the weeks; nothing in an hour that the clocks leave out."""
        on = self.monday + A_WEEK * week + A_DAY * (begins // DAY)
        found = moments(on, _clock(begins % DAY))
        return Period(found[0], found[0] + timedelta(minutes=minutes)) if found else None


def minute_of_week(when: datetime) -> int:
    """Return the quarter of an hour of the week, in minutes, at which something is."""
    wall = on_the_wall(when)
    return wall.weekday() * DAY + (wall.hour * 60 + wall.minute) // QUARTER * QUARTER


def said(minute: int) -> str:
    """Say a minute of the week: "Tue 16:00"."""
    return f"{_weekday(minute // DAY)} {clock(_clock(minute % DAY))}"


def _weekday(day: int) -> str:
    return f"{date(2024, 1, 1) + A_DAY * day:%a}"  # that was a Monday


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


@carries("CM-427", "CM-429")
def week_of(wanted: Sequence[Wanted], hers: Hers, places: Sequence[Place]) -> asked.Week:
    """Gather a week. Two queries, and two for each child and one for each room."""
    rooms = {f"place:{each.pk}": each for each in places} or {NO_ROOM: None}
    working = range(WORKING_DAYS)
    opens, closes = hers.opens
    hours = [Span(each * DAY + opens * 60, each * DAY + closes * 60) for each in working]
    works = [
        Span(each * DAY + _minute(hers.begins), each * DAY + _minute(hers.ends)) for each in working
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
    how = How.IN_A_ROOM if each.comes else How.AT_HOME if each.method in AT_HOME else How.REMOTE
    label = (
        f"{each.called}: {several(each.times, 'time')} a week, {each.minutes} minutes, "
        f"{each.how_in_words}"
    )
    return asked.Owed(
        id=each.id,
        label=label,
        child=each.of,
        times=each.times,
        minutes=each.minutes,
        how=how,
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
                earliest=_minute(each.earliest) if each.earliest else 0,
                latest=_minute(each.latest) if each.latest else DAY,
                **told,
            )
        if each.days:
            on = " or ".join(_weekday(day) for day in sorted(each.days))
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
        return ", ".join(_weekday(each // DAY) for each in gave.at)
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
