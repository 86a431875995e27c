"""Wishes: what each costs while a week is looked for, and which of them gave in what was found."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from waymark.rules.carries import carries
from waymark.timetabling import fitting
from waymark.timetabling.asked import (
    DAY,
    QUARTER,
    WEEK,
    DaysBetween,
    Lunch,
    SameTime,
    Span,
    Spread,
    Taken,
    Week,
    Wish,
)
from waymark.timetabling.drafting import Contact, Draft, Literal
from waymark.timetabling.proposed import Session


def add_wishes(draft: Draft) -> None:
    """Look for what costs least."""
    costs: list[cp_model.LinearExpr] = []
    for wish in draft.week.all_wishes:
        costs += [wish.weight * (1 - kept) for kept in _kept(draft, wish)]  # type: ignore[operator]
    draft.model.minimize(sum(costs))


def _kept(draft: Draft, wish: Wish | Taken) -> list[Literal]:
    """Return a literal for each time at which the wish can be met; it holds only where it is."""
    if isinstance(wish, SameTime):
        return _keep_same_time(draft, wish)
    if isinstance(wish, DaysBetween):
        return _keep_days_between(draft, wish)
    if isinstance(wish, Lunch):
        return _keep_lunch(draft, wish)
    if isinstance(wish, Spread):
        return _keep_spread(draft, wish)
    return _keep_each(draft, wish)


def _keep_each(draft: Draft, wish: Wish | Taken) -> list[Literal]:
    found = []
    for contact in draft.contacts:
        if (has := contact.has(_of(wish, contact))) is not None:
            kept = draft.model.new_bool_var(wish.id)
            draft.begins_in(contact, fitting.as_wished(wish, contact.owed), has, kept)
            found.append(kept)
    return found


def _of(wish: Wish | Taken, contact: Contact) -> str:
    """Return whom or what the wish is about, and nobody where it is about other contacts."""
    if isinstance(wish, Taken):
        return wish.of
    return contact.owed.child if wish.owed == contact.owed.id else ""  # type: ignore[attr-defined]


@carries("CM-427")
def _keep_same_time(draft: Draft, wish: SameTime) -> list[Literal]:
    kept = draft.model.new_bool_var(wish.id)
    there = []
    for contact in draft.of(wish.owed):
        at = draft.model.new_bool_var(wish.id)
        draft.begins_in(contact, {wish.begins // QUARTER} - _off_the_grid(wish), at)
        there.append(at)
    draft.model.add_bool_or([~kept, *there])
    return [kept]


def _off_the_grid(wish: SameTime) -> set[int]:
    return {wish.begins // QUARTER} if wish.begins % QUARTER else set()


def _keep_days_between(draft: Draft, wish: DaysBetween) -> list[Literal]:
    model, found = draft.model, []
    days = [(_day(draft, each)) for each in draft.of_child(wish.child)]
    for one, other in combinations(days, 2):
        kept, is_first = model.new_bool_var(wish.id), model.new_bool_var(wish.id)
        model.add(other - one >= wish.days).only_enforce_if(kept, is_first)
        model.add(one - other >= wish.days).only_enforce_if(kept, ~is_first)
        found.append(kept)
    return found


def _day(draft: Draft, contact: Contact) -> Literal:
    day = draft.model.new_int_var(0, 6, "day")
    draft.model.add_division_equality(day, contact.quarter, DAY // QUARTER)
    return day


def _keep_lunch(draft: Draft, wish: Lunch) -> list[Literal]:
    model, found, breaks = draft.model, [], []
    for day in range(7):
        if not (pauses := _pauses(draft.week, wish, day)):
            continue
        kept = model.new_bool_var(wish.id)
        begins = model.new_int_var_from_domain(cp_model.Domain.from_values(pauses), wish.id)
        breaks.append(
            model.new_optional_fixed_size_interval_var(begins, wish.minutes, kept, wish.id)
        )
        found.append(kept)
    model.add_no_overlap([*breaks, *draft.intervals(wish.worker)])
    return found


def _pauses(week: Week, wish: Lunch, day: int) -> list[int]:
    """Return when a break could begin that day, for all that was booked before."""
    booked = [span for each in week.taken if each.of == wish.worker for span in each.spans]
    earliest, latest = day * DAY + wish.earliest, day * DAY + wish.latest
    return [
        begins
        for begins in range(earliest, latest - wish.minutes + 1)
        if not any(Span(begins, begins + wish.minutes).meets(each) for each in booked)
    ]


def _keep_spread(draft: Draft, wish: Spread) -> list[Literal]:
    model, found = draft.model, []
    on: defaultdict[int, list[Literal]] = defaultdict(list)
    for contact in draft.contacts:
        if (has := contact.has(wish.worker)) is None:
            continue
        days = [model.new_bool_var(wish.id) for _ in range(WEEK // DAY)]
        model.add(sum(days) == has)
        for day, is_then in enumerate(days):
            first = day * DAY // QUARTER
            draft.begins_in(contact, set(range(first, first + DAY // QUARTER)), is_then)
            on[day].append(is_then)
    for day, share in _shares(draft.week, wish).items():
        kept = [model.new_bool_var(wish.id) for _ in on[day][share:]]
        model.add(sum(on[day]) <= share + sum(~each for each in kept))
        for sooner, later in pairwise(kept):  # which of them is too many says nothing
            model.add_implication(later, sooner)
        found += kept
    return found


def _shares(week: Week, wish: Spread) -> dict[int, int]:
    """Return how many contacts each day of the worker may have, where all have alike."""
    hours = next(each.hours for each in week.workers if each.id == wish.worker)
    days = sorted({begins // DAY for begins, _ in hours.spans})
    held = [each for each in week.taken if each.of == wish.worker and each.weight is None]
    booked = Counter(begins // DAY for each in held for begins, _ in each.spans)
    asked = sum(each.times for each in week.owed if wish.worker in each.workers)
    share = -(-(asked + sum(booked[day] for day in days)) // len(days)) if days else 0
    return {day: max(share - booked[day], 0) for day in days}


def not_met(week: Week, wish: Wish | Taken, sessions: Sequence[Session]) -> tuple[int, ...]:
    """Return each time at which the wish gave."""
    if isinstance(wish, SameTime):
        stays = any(each.owed == wish.owed and each.begins == wish.begins for each in sessions)
        return () if stays else (wish.begins,)
    if isinstance(wish, DaysBetween):
        return tuple(_too_near(week, wish, sessions))
    if isinstance(wish, Lunch):
        return tuple(_without_lunch(week, wish, sessions))
    if isinstance(wish, Spread):
        return tuple(_too_many(week, wish, sessions))
    return tuple(
        each.begins
        for each in sessions
        if _is_about(week, wish, each)
        and each.begins // QUARTER not in fitting.as_wished(wish, week.owed_by(each.owed))
    )


def _is_about(week: Week, wish: Wish | Taken, session: Session) -> bool:
    if isinstance(wish, Taken):
        child = week.owed_by(session.owed).child
        return wish.of in (child, session.worker, session.room)
    return bool(wish.owed == session.owed)  # type: ignore[attr-defined]


def _too_near(week: Week, wish: DaysBetween, sessions: Iterable[Session]) -> Iterable[int]:
    begins = sorted(each.begins for each in sessions if week.owed_by(each.owed).child == wish.child)
    for one, other in combinations(begins, 2):
        if other // DAY - one // DAY < wish.days:
            yield other


def _without_lunch(week: Week, wish: Lunch, sessions: Iterable[Session]) -> Iterable[int]:
    held = []
    for each in sessions:
        if each.worker == wish.worker:
            way = week.owed_by(each.owed).of_worker
            held.append(Span(each.begins - way, each.ends + way))
    for day in range(7):
        pauses = [Span(each, each + wish.minutes) for each in _pauses(week, wish, day)]
        if pauses and all(any(pause.meets(each) for each in held) for pause in pauses):
            yield day * DAY


def _too_many(week: Week, wish: Spread, sessions: Iterable[Session]) -> Iterable[int]:
    begins = sorted(each.begins for each in sessions if each.worker == wish.worker)
    for day, share in _shares(week, wish).items():
        yield from [each for each in begins if each // DAY == day][share:]
