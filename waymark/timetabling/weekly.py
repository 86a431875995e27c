"""Proposes a weekly pattern: what is hard is kept, and of wishes as many as can be."""

from collections.abc import Iterator
from itertools import chain

from ortools.sat.python import cp_model

from waymark.timetabling import explaining
from waymark.timetabling.asked import QUARTER, Apart, Condition, Fixed, Owed, Taken, Week
from waymark.timetabling.drafting import Contact, Literal, drafted
from waymark.timetabling.proposed import Clash, Ended, Gave, Session, WeekProposed
from waymark.timetabling.solving import FOUND, Budget
from waymark.timetabling.wishes import add_wishes, not_met

SECONDS = 20.0  # half of them to find a week, and half to explain why there is none


def propose_week(week: Week, *, seconds: float = SECONDS) -> WeekProposed:
    draft = drafted(week)
    for literal in draft.on.values():
        draft.model.add(literal == 1)
    add_wishes(draft)
    solver, status = Budget(seconds / 2).solve(draft.model, of_times=True)
    if status == cp_model.INFEASIBLE:
        return WeekProposed(Ended.IMPOSSIBLE, clash=_clash(week, Budget(seconds / 2)))
    if status not in FOUND:
        return WeekProposed(Ended.TIME_RAN_OUT)
    sessions = tuple(sorted(_session(solver, each) for each in draft.contacts))
    ended = Ended.BEST if status == cp_model.OPTIMAL else Ended.BEST_SO_FAR
    return WeekProposed(ended, sessions, tuple(_gave(week, sessions)))


def _session(solver: cp_model.CpSolver, contact: Contact) -> Session:
    begins = solver.value(contact.quarter) * QUARTER
    worker, room = (_chosen(solver, each) for each in (contact.workers, contact.rooms))
    assert worker is not None
    return Session(begins, begins + contact.owed.minutes, contact.owed.id, worker, room)


def _chosen(solver: cp_model.CpSolver, among: dict[str, Literal]) -> str | None:
    return next((each for each, has in among.items() if solver.boolean_value(has)), None)


def _gave(week: Week, sessions: tuple[Session, ...]) -> Iterator[Gave]:
    hidden = _hidden(week)
    for wish in week.all_wishes:
        if at := not_met(week, wish, sessions):
            (words,) = explaining.words([wish], hidden)
            assert wish.weight is not None
            yield Gave(words, at, wish.weight * len(at), wish.id)


def _clash(week: Week, budget: Budget) -> Clash:
    draft = drafted(week)
    ids, sure = explaining.Explainer(draft.model, draft.on, budget).explain()
    found = {each.id: each for each in week.conditions}
    return Clash(explaining.words((found[each] for each in ids), _hidden(week)), sure, tuple(ids))


def _hidden(week: Week) -> frozenset[str]:
    """Return the ids of what speaks of a child who is hidden, whatever it says of itself."""
    children = {each.id for each in week.children if each.hidden}
    asked = chain(week.conditions, week.all_wishes)
    return frozenset(each.id for each in asked if children & _children(week, each))


def _children(week: Week, of: Condition) -> set[str]:
    """Return the children whom it is about."""
    if isinstance(of, Owed):
        return {of.child}
    if isinstance(of, Taken):
        return {of.of}
    if isinstance(of, Apart):
        return {of.first, of.second}
    if isinstance(of, Fixed):
        return {week.owed_by(of.owed).child}
    child, owed = getattr(of, "child", None), getattr(of, "owed", None)
    if owed is not None:
        return {week.owed_by(owed).child}
    return {child} if child is not None else set()
