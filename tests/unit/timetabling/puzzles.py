"""Small weeks by chance, the impossible among them: a number is always the same puzzle."""

import random

from waymark.timetabling.asked import (
    Apart,
    Between,
    Child,
    DaysBetween,
    Fixed,
    Hours,
    How,
    Lunch,
    OnDays,
    Owed,
    SameTime,
    Span,
    Spread,
    Taken,
    Week,
    Worker,
)

SECRET = "Zebedee"  # in the label of whatever is hidden
DAYS = range(3)


def at(day, hour, minute=0):
    return day * 1440 + hour * 60 + minute


def on(day, begins, ends):
    """From one hour of the clock to another."""
    return Span(at(day, begins), at(day, ends))


def week(number):
    by = random.Random(number)
    children = [f"c{each}" for each in range(by.choice((2, 2, 3)))]
    workers = [f"w{each}" for each in range(by.choice((1, 2)))]
    rooms = [f"r{each}" for each in range(by.choice((1, 1, 2)))]
    owed = [owed_to(by, child, workers) for child in children]
    hidden = children[-1] if by.random() < 0.3 else None
    return Week(
        opening=Hours(id="open", label="Open", spans=tuple(on(day, 13, 18) for day in DAYS)),
        children=tuple(Child(id=each, hidden=each == hidden) for each in children),
        owed=tuple(owed),
        workers=tuple(Worker(id=each, hours=hours(by, each)) for each in workers),
        rooms=tuple(rooms),
        taken=tuple(taken(by, children, workers, rooms)),
        apart=tuple(apart(by, children, hidden)),
        fixed=tuple(fixed(by, owed, rooms)),
        wishes=tuple(wishes(by, owed, workers, hidden)),
    )


def owed_to(by, child, workers):
    return Owed(
        id=f"owed {child}",
        label=f"{child}: contacts",
        child=child,
        times=by.choice((1, 1, 1, 2)),
        minutes=by.choice((30, 45, 60, 90)),
        how=by.choice((How.IN_A_ROOM, How.IN_A_ROOM, How.ELSEWHERE, How.AT_HOME, How.REMOTE)),
        workers=tuple(by.sample(workers, by.randint(1, len(workers)))),
        child_way=by.choice((0, 10, 20)),
        worker_way=by.choice((0, 15, 25)),
    )


def hours(by, worker):
    days = by.sample(DAYS, by.choice((2, 3)))
    spans = tuple(on(day, by.choice((12, 13, 14)), by.choice((16, 17, 18))) for day in sorted(days))
    return Hours(id=f"hours {worker}", label=f"{worker}: works", spans=spans)


def taken(by, children, workers, rooms):
    for child in children:
        if by.random() < 0.8:
            ends = by.choice((14, 14, 15, 15, 16))
            spans = tuple(on(day, 9, ends) for day in DAYS)
            yield Taken(id=f"school {child}", label=f"{child}: school", of=child, spans=spans)
        if by.random() < 0.3:
            spans = tuple(on(day, by.choice((15, 16, 17)), 31) for day in range(7))
            words = f"{child}: curfew"
            yield Taken(id=f"curfew {child}", label=words, of=child, spans=spans, at_home=True)
        if by.random() < 0.4:
            spans = tuple(on(day, 15, 16) for day in by.sample(DAYS, 2))
            weight = by.choice((None, 2))
            words = f"{child}: football"
            yield Taken(id=f"loved {child}", label=words, of=child, spans=spans, weight=weight)
    for of in (*workers, *rooms):
        if by.random() < 0.5:
            begins = by.choice((13, 14, 15))
            spans = tuple(on(day, begins, begins + 1) for day in by.sample(DAYS, 2))
            hidden = by.random() < 0.3
            words = f"{of}: {SECRET if hidden else 'booked'}"
            yield Taken(id=f"booked {of}", label=words, of=of, spans=spans, hidden=hidden)


def apart(by, children, hidden):
    if by.random() < 0.6:
        first, second = by.sample(children, 2)
        words = f"{first} and {second}{SECRET if hidden in (first, second) else ''}"
        margin = by.choice((0, 20, 60))
        yield Apart(id="apart", label=words, first=first, second=second, margin=margin)


def fixed(by, owed, rooms):
    if by.random() < 0.3:
        each = by.choice(owed)
        room = by.choice(rooms) if each.how is How.IN_A_ROOM and by.random() < 0.5 else None
        begins = at(by.choice(DAYS), by.choice((13, 14, 15, 16)), by.choice((0, 15, 30)))
        worker = by.choice(each.workers)
        yield Fixed(
            id="fixed", label="fixed", owed=each.id, begins=begins, worker=worker, room=room
        )


def wishes(by, owed, workers, hidden):
    for each in owed:
        words = f"{each.child}: {SECRET if each.child == hidden else 'wishes'}"
        of = {"owed": each.id, "label": words}
        begins = at(by.choice(DAYS), by.choice((14, 15, 16)))
        yield SameTime(id=f"same {each.id}", weight=by.randint(1, 5), begins=begins, **of)
        earliest, latest = by.choice((0, 15 * 60)), by.choice((1440, 16 * 60))
        yield Between(
            id=f"hours {each.id}", weight=by.randint(1, 5), earliest=earliest, latest=latest, **of
        )
        days = frozenset(by.sample(DAYS, 1))
        yield OnDays(id=f"days {each.id}", weight=by.randint(1, 3), days=days, **of)
        yield DaysBetween(
            id=f"between {each.id}", label=words, weight=3, child=each.child, days=by.choice((1, 2))
        )
    for worker in workers:
        yield Lunch(
            id=f"lunch {worker}",
            label="lunch",
            weight=2,
            worker=worker,
            earliest=13 * 60,
            latest=14 * 60 + 30,
            minutes=by.choice((30, 45)),
        )
        yield Spread(id=f"spread {worker}", label="spread", weight=1, worker=worker)
