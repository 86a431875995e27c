"""Making groups of children: what is asked of the solver, and what it answers, in words.

Only children whom the asker may open are asked about. Whoever is hidden is known here by "not
free" alone, as a room is (`diary.queries.not_free`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from waymark.accounts.models import User
from waymark.children.ages import age_on
from waymark.children.models import Child, Episode
from waymark.chronology.labels import label
from waymark.diary import queries, venues, words
from waymark.diary.models import Apart, Appointment, Place, RiskAssessment
from waymark.orders.models import Order
from waymark.rules.carries import carries
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.facts import build
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import in_the_way
from waymark.timetabling.asked import (
    Groups,
    Member,
    Need,
    Sex,
    Slot,
    Span,
    Taken,
    Tension,
    Venue,
)
from waymark.timetabling.proposed import GroupsProposed

SECONDS = 6.0  # of the half minute in which a page is answered
A_MINUTE = timedelta(minutes=1)
ONLY_HELPS = {"quiet", "pictures"}  # without it the child may come all the same
HELPS = 4  # what it costs where that is not there
RATHER_NOT = 8  # what it costs that two are together who are rather not


@dataclass(frozen=True)
class Time:
    """A time at which there may be a group, and where."""

    place: Place
    period: Period
    held: RiskAssessment | None

    @property
    def id(self) -> str:
        return f"{self.place.pk} {self.period.begins:%Y-%m-%dT%H:%M}"

    def called(self, today: date) -> str:
        return f"{words.moment(self.period.begins, today)}, {self.place.name}"

    def weekly(self, weeks: int) -> list[Period]:
        """Return it and the same time by the clock in the weeks that follow."""
        lasts = self.period.ends - self.period.begins
        begins = on_the_wall(self.period.begins)
        found = []
        for each in range(weeks):
            (moment,) = moments(begins.date() + timedelta(days=7 * each), begins.time())
            found.append(Period(moment, moment + lasts))
        return found


@dataclass(frozen=True)
class Told:
    """What is said of a child for these groups, beside what the record says."""

    maturity: int
    needs: tuple[str, ...] = ()  # of the place: codes of `venues.OFFERS`
    way: int = 0  # minutes


@dataclass(frozen=True)
class Wanted:
    """The groups that somebody asks for."""

    times: Sequence[Time]
    told: dict[int, Told]  # by the child
    how_many: int
    least: int
    most: int
    widest_age: int
    by_sex: bool


@dataclass(frozen=True)
class Known:
    """What the records of these children say that a group is made by."""

    children: Sequence[Child]
    weeks: dict[int, list[Commitment]]
    offences: dict[int, frozenset[str]]
    matured: dict[int, int]  # as it was judged for a group before
    tensions: Sequence[Apart]


def known(pks: Iterable[int], on: date) -> Known:
    """Read what the records say. Five queries, however many children."""
    children = list(Child.objects.filter(pk__in=list(pks)).order_by("sort_name", "pk"))
    own = [each.pk for each in children]
    weeks: defaultdict[int, list[Commitment]] = defaultdict(list)
    for row in Episode.objects.filter(child__in=own, kind=queries.COMMITMENTS):
        weeks[row.child_id].append(build(Commitment, row.document))
    offences: defaultdict[int, set[str]] = defaultdict(set)
    for order in Order.objects.filter(child__in=own):
        made_for = order.document.get("offences") or []
        kinds = {each["category"] for each in made_for if each.get("category")}
        offences[order.child_id] |= kinds
    judged = Appointment.objects.filter(child__in=own, document__has_key="maturity")
    newest = judged.order_by("made_at", "pk")
    pairs = Apart.objects.filter(child__in=own, other__in=own).select_related("child", "other")
    return Known(
        children,
        weeks,
        {child: frozenset(kinds) for child, kinds in offences.items()},
        {each.child_id: int(each.document["maturity"]) for each in newest},
        [each for each in pairs if _stands(each, on)],
    )


def _stands(apart: Apart, on: date) -> bool:
    return apart.ends is None or apart.ends > on


@carries("CM-155", "CM-157")
def propose(wanted: Wanted, known: Known, *, today: date) -> GroupsProposed:
    """Find the groups. A query for each child, to ask when the child is free."""
    from waymark.timetabling.groups import propose_groups  # half a second to load

    return propose_groups(
        Groups(
            members=tuple(_member(each, wanted, known, today) for each in known.children),
            slots=tuple(_slot(each, today) for each in wanted.times),
            venues=tuple({each.place.pk: _venue(each) for each in wanted.times}.values()),
            how_many=wanted.how_many,
            least=wanted.least,
            most=wanted.most,
            widest_age=wanted.widest_age,
            wished_maturity=1,
            by_sex=wanted.by_sex,
            tensions=tuple(map(_tension, known.tensions)),
        ),
        seconds=SECONDS,
    )


@carries("CM-236")
def _member(child: Child, wanted: Wanted, known: Known, today: date) -> Member:
    """Return the child by sex as it is recorded; gender is not read."""
    told = wanted.told[child.pk]
    kinds = known.offences.get(child.pk, frozenset())
    return Member(
        id=str(child.pk),
        label=child.first_name,
        age=age_on(child.date_of_birth, today),
        maturity=told.maturity,
        sex=Sex(child.sex) if child.sex in {each.value for each in Sex} else None,
        offences=frozenset(label("offence-groups", each) for each in kinds),
        needs=tuple(
            Need(
                id=f"{child.pk} {each}",
                label=_needs(child, each),
                what=each,
                weight=HELPS if each in ONLY_HELPS else None,
            )
            for each in told.needs
        ),
        taken=tuple(_taken(child, wanted, known.weeks.get(child.pk, []))),
        way=told.way,
    )


def _needs(child: Child, what: str) -> str:
    return f"{child.first_name} needs: {venues.OFFERS[what].lower()}"


@carries("CM-163", "CM-164")
def _taken(child: Child, wanted: Wanted, week: list[Commitment]) -> Iterator[Taken]:
    """Yield what of the child's week, and of the diary, is in the way of each of these times."""
    way = wanted.told[child.pk].way
    periods = [each.period for each in wanted.times]
    within = Period(min(each.begins for each in periods), max(each.ends for each in periods))
    booked = queries.not_free(
        within.with_the_way(way), workers=[], place=None, children=[child.pk], they_come=True
    )
    for slot in wanted.times:
        asked, span = slot.period.with_the_way(way), (_span(slot.period),)
        for each in in_the_way(week, *map(on_the_wall, asked), at_home=False):
            said = f"{child.first_name} has {words.held(each)}"
            yield Taken(id=f"{child.pk} {said}", label=said, of=str(child.pk), spans=span)
        for busy in booked:
            if busy.period.meets(asked):
                what = f"{child.first_name} has another time with us" if busy.whose else ""
                yield Taken(
                    id=f"{child.pk} {busy.whose} {slot.id}",
                    label=what,
                    of=str(child.pk),
                    spans=span,
                    hidden=not busy.whose,
                )


def _span(period: Period) -> Span:
    """Return a time in minutes of its week."""
    begins = on_the_wall(period.begins)
    monday = datetime.combine(begins.date() - timedelta(days=begins.weekday()), time())
    minutes = (begins - monday) // A_MINUTE
    return Span(minutes, minutes + (period.ends - period.begins) // A_MINUTE)


def _slot(each: Time, today: date) -> Slot:
    called = each.called(today)
    return Slot(id=each.id, label=called, venue=str(each.place.pk), span=_span(each.period))


@carries("CM-159", "CM-160")
def _venue(each: Time) -> Venue:
    held = each.held
    return Venue(
        id=str(each.place.pk),
        label=each.place.name,
        capacity=held.capacity if held else 0,
        offers=frozenset(held.offers) if held else frozenset(),
        risk_assessed=held is not None,
    )


@carries("CM-157", "CM-158")
def _tension(each: Apart) -> Tension:
    names = f"{each.child.first_name} and {each.other.first_name}"
    how = "rather not" if each.kind == Apart.Kind.RATHER_NOT else "not"
    return Tension(
        id=f"apart {each.pk}",
        label=f"{names} are {how} in one group: {each.get_why_display().lower()}",
        first=str(each.child_id),
        second=str(each.other_id),
        weight=RATHER_NOT if each.kind == Apart.Kind.RATHER_NOT else None,
    )


def not_held(times: Iterable[Time], workers: Sequence[User], weeks: int, today: date) -> list[str]:
    """Say at which of these times there can be no group, whoever comes. A query for each."""
    found = []
    for each in times:
        days = [on_the_wall(period.begins).date() for period in each.weekly(weeks)]
        if why := venues.without_assessment(each.place, days, today):
            found.append(why)
            continue
        ids = [worker.pk for worker in workers]
        taken = queries.not_free(
            each.period, workers=ids, place=each.place.pk, children=[], they_come=True
        )
        names = {f"worker:{worker.pk}": worker.name for worker in workers}
        if taken:
            whose = sorted({names.get(busy.whose, each.place.name) for busy in taken})
            who = " and ".join(whose)
            found.append(f"{each.called(today)}: not free then ({who}). Choose another time.")
    return found
