"""How long it takes to find times: for a week, for one that cannot be, and for groups."""

import random
import time
from dataclasses import replace

from waymark.timetabling.asked import (
    Apart,
    Between,
    Child,
    DaysBetween,
    Fixed,
    Groups,
    Hours,
    How,
    Lunch,
    Member,
    Need,
    Owed,
    SameTime,
    Sex,
    Slot,
    Span,
    Taken,
    Tension,
    Venue,
    Week,
    Worker,
)
from waymark.timetabling.groups import propose_groups
from waymark.timetabling.weekly import propose_week

WORKING_DAYS = range(5)


def measured(**most: float) -> dict[str, dict[str, float | str]]:
    """Return for each question how many seconds its answer took, and what it was.

    :param most: `seconds` that may be spent on it, unless it is what a page spends.
    """
    found = {}
    for name, propose, asked in (
        ("a week of 12 constraints and 5 workers", propose_week, week()),
        ("the same, impossible", propose_week, impossible_week()),
        ("40 children into groups", propose_groups, forty_children()),
    ):
        began = time.perf_counter()
        answer = propose(asked, **most)
        took = round(time.perf_counter() - began, 2)
        found[name] = {"seconds": took, "answer": answer.ended.value}
    return found


def _at(day: int, hour: int, minute: int = 0) -> int:
    return day * 1440 + hour * 60 + minute


def _each_day(begins: int, ends: int) -> tuple[Span, ...]:
    return tuple(Span(_at(day, begins), _at(day, ends)) for day in WORKING_DAYS)


def week() -> Week:
    """Six children, twice a week each, around twelve things that are hard beside what is owed."""
    children = range(6)
    owed = tuple(
        Owed(
            id=f"owed {each}",
            label=f"Child {each}: twice a week",
            child=f"child {each}",
            times=2,
            minutes=60 if each % 2 else 45,
            how=tuple(How)[each % 3],
            workers=(f"worker {each % 5}", f"worker {(each + 1) % 5}"),
            child_way=25,
            worker_way=20,
        )
        for each in children
    )
    schools = tuple(
        Taken(id=f"school {n}", label="school", of=f"child {n}", spans=_each_day(9, 15))
        for n in children
    )
    return Week(
        opening=Hours(id="open", label="Open hours", spans=_each_day(9, 18)),
        children=tuple(Child(id=f"child {each}") for each in children),
        owed=owed,
        workers=tuple(_worker(each) for each in WORKING_DAYS),
        rooms=("green", "blue"),
        taken=(
            *schools,
            Taken(id="curfew", label="curfew", of="child 0", spans=_each_day(19, 31), at_home=True),
            Taken(id="team", label="team", of="worker 0", spans=(Span(_at(1, 15), _at(1, 17)),)),
            Taken(id="court", label="court", of="worker 1", spans=(Span(_at(2, 9), _at(2, 17)),)),
        ),
        apart=(
            Apart(id="apart", label="apart", first="child 0", second="child 3", margin=30),
            Apart(id="apart too", label="apart", first="child 3", second="child 5", margin=30),
        ),
        fixed=(
            Fixed(id="fixed", label="fixed", owed="owed 2", begins=_at(0, 16), worker="worker 3"),
        ),
        wishes=tuple(wish for each in owed for wish in _wishes(each))
        + tuple(
            Lunch(id=f"lunch {each}", label="a break", weight=3, worker=f"worker {each}")
            for each in WORKING_DAYS
        ),
    )


def _worker(number: int) -> Worker:
    days = [each for each in WORKING_DAYS if each != number]
    spans = tuple(Span(_at(day, 9), _at(day, 17 + number % 2)) for day in days)
    return Worker(id=f"worker {number}", hours=Hours(id=f"h{number}", label="hours", spans=spans))


def _wishes(owed: Owed) -> tuple[SameTime | Between | DaysBetween, ...]:
    of, number = owed.id, int(owed.id[-1])
    return (
        SameTime(id=f"same {of}", label="same", weight=5, owed=of, begins=_at(number % 5, 16)),
        Between(id=f"late {of}", label="not before 4", weight=2, owed=of, earliest=16 * 60),
        DaysBetween(id=f"days {of}", label="days", weight=3, child=owed.child, days=2),
    )


def impossible_week() -> Week:
    spans = tuple(Span(_at(day, 15), _at(day, 18)) for day in WORKING_DAYS)
    club = Taken(id="club", label="club", of="child 3", spans=spans)
    return replace(week(), taken=(*week().taken, club))


def forty_children() -> Groups:
    by = random.Random(4)
    members = tuple(_member(by, number) for number in range(40))
    tensions = []
    for number in range(30):
        one, other = by.sample(members, 2)
        weight = by.choice((None, 4, 6))
        tensions.append(
            Tension(id=f"t{number}", label="t", first=one.id, second=other.id, weight=weight)
        )
    return Groups(
        members=members,
        slots=tuple(
            Slot(
                id=f"s{n}", label="s", venue=f"v{n % 2}", span=Span(_at(n % 5, 16), _at(n % 5, 18))
            )
            for n in range(10)
        ),
        venues=(_venue("v0", 8, "ramp", "SLCN"), _venue("v1", 10, "Polish", "quiet room")),
        how_many=6,
        least=4,
        most=8,
        widest_age=4,
        wished_age=2,
        wished_maturity=1,
        tensions=tuple(tensions),
    )


def _venue(named: str, capacity: int, *offers: str) -> Venue:
    offered = frozenset(offers)
    return Venue(id=named, label=named, capacity=capacity, offers=offered, risk_assessed=True)


def _member(by: random.Random, number: int) -> Member:
    busy = [Span(_at(day, 15), _at(day, 18)) for day in by.sample(WORKING_DAYS, 2)]
    spans = (*_each_day(9, 15), *busy)
    needs = by.sample(("ramp", "Polish", "SLCN", "quiet room"), by.choice((0, 0, 1)))
    kinds = by.sample(("violence", "theft", "weapons", "drugs"), by.choice((1, 2)))
    return Member(
        id=f"m{number}",
        label=f"Child {number}",
        age=by.randint(12, 17),
        maturity=by.randint(1, 4),
        sex=by.choice((Sex.MALE, Sex.MALE, Sex.MALE, Sex.FEMALE)),
        offences=frozenset(kinds),
        needs=tuple(
            Need(id=f"{w} {number}", label=w, what=w, weight=None if w == "ramp" else 3)
            for w in needs
        ),
        taken=(Taken(id=f"week {number}", label="week", of=f"m{number}", spans=spans),),
        way=by.choice((10, 20, 30)),
    )
