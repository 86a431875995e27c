"""A few children and times by chance: a number is always the same puzzle."""

import random

from tests.unit.timetabling.puzzles import SECRET, on
from waymark.timetabling.asked import Groups, Member, Need, Sex, Slot, Taken, Tension, Venue

KINDS = ("theft", "violence")
NEEDS = ("ramp", "Polish", "quiet room")


def groups(number):
    by = random.Random(number)
    venues = tuple(venue(by, f"v{each}") for each in range(2))
    slots = tuple(slot(by, f"s{each}", venues) for each in range(by.choice((2, 3))))
    members = tuple(member(by, f"m{each}") for each in range(5 if len(slots) == 3 else 6))
    return Groups(
        members=members,
        slots=slots,
        venues=venues,
        how_many=by.choice((1, 2, 3)),
        least=2,
        most=by.choice((3, 4)),
        widest_age=by.choice((3, 5)),
        wished_age=by.choice((None, 1, 2)),
        wished_maturity=by.choice((None, 1)),
        by_sex=by.random() < 0.3,
        tensions=tuple(tensions(by, members)),
    )


def venue(by, named):
    offers = frozenset(by.sample(NEEDS, by.choice((1, 2, 3))))
    assessed = by.random() < 0.9
    capacity = by.choice((2, 4, 9))
    return Venue(id=named, label=named, capacity=capacity, offers=offers, risk_assessed=assessed)


def slot(by, named, venues):
    begins = by.choice((15, 16, 17))
    span = on(by.choice((0, 1)), begins, begins + 2)
    return Slot(id=named, label=named, venue=by.choice(venues).id, span=span)


def member(by, named):
    hidden = by.random() < 0.1
    label = SECRET if hidden else named
    sex = by.choice((Sex.FEMALE, Sex.MALE, Sex.MALE, None if by.random() < 0.2 else Sex.MALE))
    return Member(
        id=named,
        label=label,
        age=by.randint(11, 17),
        maturity=by.randint(1, 4),
        sex=sex,
        offences=frozenset(by.sample(KINDS, by.choice((0, 1, 2)))),
        needs=tuple(needs(by, named, label)),
        taken=tuple(taken(by, named, label)),
        way=by.choice((0, 15, 30)),
        hidden=hidden,
    )


def needs(by, named, label):
    for what in by.sample(NEEDS, by.choice((0, 0, 1, 2))):
        weight = None if what == "ramp" else 3
        yield Need(id=f"{what} {named}", label=f"{label}: {what}", what=what, weight=weight)


def taken(by, named, label):
    school = tuple(on(day, 9, by.choice((14, 15, 16))) for day in range(5))
    yield Taken(id=f"school {named}", label=f"{label}: school", of=named, spans=school)
    if by.random() < 0.3:
        spans = (on(by.choice((0, 1)), 17, 18),)
        weight = by.choice((None, 2))
        words = f"{label}: prayer"
        yield Taken(id=f"prayer {named}", label=words, of=named, spans=spans, weight=weight)


def tensions(by, members):
    for number in range(3):
        one, other = by.sample(members, 2)
        words = f"{one.label} and {other.label}"
        weight = by.choice((None, 4))
        yield Tension(
            id=f"tension {number}", label=words, first=one.id, second=other.id, weight=weight
        )
