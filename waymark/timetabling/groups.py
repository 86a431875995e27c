"""Proposes groups: as many children as can be, and then as many wishes.

There is a group at a time or there is none, so a group is known by its time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from ortools.sat.python import cp_model

from waymark.timetabling import explaining
from waymark.timetabling.asked import Condition, Groups, Member, Slot
from waymark.timetabling.mixing import Mixing, meets, spans_wished
from waymark.timetabling.proposed import Ended, Gave, Group, GroupsProposed, LeftOut
from waymark.timetabling.solving import FOUND, Budget

SECONDS = 9.0
Composed = dict[str, tuple[str, ...]]  # whom each time has
Literal = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Draft:
    mixing: Mixing
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    held: dict[str, Literal] = field(default_factory=dict)  # whether a time has a group
    joins: dict[tuple[str, str], Literal] = field(default_factory=dict)  # (child, time)

    def at(self, slot: str) -> dict[str, Literal]:
        return {child: joins for (child, when), joins in self.joins.items() if when == slot}


def propose_groups(asked: Groups, *, seconds: float = SECONDS) -> GroupsProposed:
    budget = Budget(seconds)
    mixing = Mixing(asked)
    draft = _drafted(mixing)
    placed = sum(draft.joins.values())
    draft.model.maximize(placed)
    solver, status = budget.solve(draft.model)
    if status not in FOUND:
        return GroupsProposed(Ended.TIME_RAN_OUT)
    best, certain = _composed(draft, solver), status == cp_model.OPTIMAL
    _keep_hint(draft, solver)
    draft.model.add(placed >= round(solver.objective_value))
    draft.model.minimize(sum(_costs(draft)))
    solver, status = budget.solve(draft.model)
    if status in FOUND:
        best, certain = _composed(draft, solver), certain and status == cp_model.OPTIMAL
    else:
        certain = False
    return GroupsProposed(
        Ended.BEST if certain else Ended.BEST_SO_FAR,
        tuple(Group(slot, members) for slot, members in best.items()),
        tuple(_left_out(mixing, best, Budget(seconds))),
        tuple(_gave(mixing, best)),
    )


def _drafted(mixing: Mixing) -> Draft:
    """Return the groups with everything that is hard."""
    draft, asked = Draft(mixing), mixing.asked
    for slot in asked.slots:
        draft.held[slot.id] = draft.model.new_bool_var(slot.id)
        for each in asked.members:
            if not any(mixing.against(each, slot)):
                draft.joins[each.id, slot.id] = draft.model.new_bool_var(each.id)
        _keep_size(draft, slot)
    draft.model.add(sum(draft.held.values()) <= asked.how_many)
    for early, late in combinations(asked.slots, 2):
        if mixing.overlap(early, late):
            draft.model.add_at_most_one(draft.held[early.id], draft.held[late.id])
    for each in asked.members:
        draft.model.add_at_most_one(_of(draft, each.id).values())
    for one, other in combinations(asked.members, 2):
        if any(mixing.between(one, other)):
            for first, second in _both(draft, one.id, other.id):
                draft.model.add_at_most_one(first, second)
    return draft


def _keep_size(draft: Draft, slot: Slot) -> None:
    there, held = sum(draft.at(slot.id).values()), draft.held[slot.id]
    draft.model.add(there >= draft.mixing.asked.least * held)
    draft.model.add(there <= draft.mixing.size(slot) * held)


def _of(draft: Draft, child: str) -> dict[str, Literal]:
    return {when: joins for (each, when), joins in draft.joins.items() if each == child}


def _both(draft: Draft, one: str, other: str) -> Iterator[tuple[Literal, Literal]]:
    """Yield, for each time at which both could come, whether each does."""
    others = _of(draft, other)
    for slot, joins in _of(draft, one).items():
        if slot in others:
            yield joins, others[slot]


def _composed(draft: Draft, solver: cp_model.CpSolver) -> Composed:
    found = {}
    for slot in draft.held:
        there = [each for each, joins in draft.at(slot).items() if solver.boolean_value(joins)]
        if there:
            found[slot] = tuple(there)
    return found


def _keep_hint(draft: Draft, solver: cp_model.CpSolver) -> None:
    for literal in (*draft.held.values(), *draft.joins.values()):
        draft.model.add_hint(literal, solver.boolean_value(literal))


def _costs(draft: Draft) -> Iterator[cp_model.LinearExpr]:
    yield from _costs_of_each(draft)
    yield from _costs_of_tensions(draft)
    yield from _costs_of_being_alone(draft)
    yield from _costs_of_spans(draft)


def _costs_of_each(draft: Draft) -> Iterator[cp_model.LinearExpr]:
    mixing = draft.mixing
    for (child, slot), joins in draft.joins.items():
        for _, weight in _unmet(mixing, mixing.members[child], mixing.slots[slot]):
            yield weight * joins


def _costs_of_tensions(draft: Draft) -> Iterator[cp_model.LinearExpr]:
    mixing = draft.mixing
    for one, other in combinations(mixing.asked.members, 2):
        for tension in mixing.at_odds(one, other, hard=False):
            together = draft.model.new_bool_var(tension.id)
            for first, second in _both(draft, one.id, other.id):
                draft.model.add_bool_or(~first, ~second, together)
            yield tension.weight * together  # type: ignore[operator]


def _costs_of_being_alone(draft: Draft) -> Iterator[cp_model.LinearExpr]:
    mixing = draft.mixing
    for child in mixing.asked.members:
        for alone in mixing.alone(child):
            is_alone = draft.model.new_bool_var(alone.what)
            for slot, joins in _of(draft, child.id).items():
                there = draft.at(slot)
                with_it = [there[each] for each in sorted(alone.companions & there.keys())]
                draft.model.add_bool_or(~joins, is_alone, *with_it)
            yield alone.weight * is_alone


def _costs_of_spans(draft: Draft) -> Iterator[cp_model.LinearExpr]:
    """A group spans one too many for each step below which somebody is, and somebody far above."""
    for wished in spans_wished(draft.mixing.asked):
        low, high = min(wished.of.values()), max(wished.of.values())
        for slot, step in product(draft.held, range(low, high - wished.most)):
            below, above, over = (draft.model.new_bool_var(wished.what) for _ in range(3))
            for child, joins in draft.at(slot).items():
                if wished.of[child] <= step:
                    draft.model.add_implication(joins, below)
                if wished.of[child] > step + wished.most:
                    draft.model.add_implication(joins, above)
            draft.model.add_bool_or(~below, ~above, over)
            yield wished.weight * over


def _unmet(mixing: Mixing, member: Member, slot: Slot) -> Iterator[tuple[Condition, int]]:
    """Yield the wishes about a child that a time there does not meet, and what each costs."""
    for need in member.needs:
        if need.weight is not None and need.what not in mixing.venue(slot).offers:
            yield need, need.weight
    for taken in member.taken:
        if taken.weight is not None and meets(member, slot, taken):
            yield taken, taken.weight


def _gave(mixing: Mixing, composed: Composed) -> Iterator[Gave]:
    for slot, ids in composed.items():
        members = [mixing.members[each] for each in ids]
        someone_is_hidden = any(each.hidden for each in members)
        at = (mixing.slots[slot].span.begins,)
        for what, cost, hidden in _given_up(mixing, mixing.slots[slot], members):
            is_hidden = hidden or (someone_is_hidden and type(what) is Condition)
            (words,) = explaining.words([what], frozenset([what.id] if is_hidden else ()))
            yield Gave(words, at, cost, what.id)


def _given_up(
    mixing: Mixing, slot: Slot, members: list[Member]
) -> Iterator[tuple[Condition, int, bool]]:
    """Yield each wish that gave in a group, what it cost, and whether it is a hidden child's."""
    for each in members:
        for wish, cost in _unmet(mixing, each, slot):
            yield wish, cost, each.hidden
        for alone in mixing.alone(each):
            if not any(other.id in alone.companions for other in members):
                yield (
                    Condition(id=f"{alone.what} {each.id}", label=alone.label),
                    alone.weight,
                    False,
                )
    for one, other in combinations(members, 2):
        for tension in mixing.at_odds(one, other, hard=False):
            assert tension.weight is not None
            yield tension, tension.weight, one.hidden or other.hidden
    for wished in spans_wished(mixing.asked):
        there = [wished.of[each.id] for each in members]
        if (over := max(there) - min(there) - wished.most) > 0:
            told = Condition(id=f"{wished.what} {slot.id}", label=wished.label)
            yield told, over * wished.weight, False


def _left_out(mixing: Mixing, composed: Composed, budget: Budget) -> Iterator[LeftOut]:
    """As the groups stand, each time has a reason; the fewest reasons that are enough are told."""
    joined = {each for members in composed.values() for each in members}
    for member in mixing.asked.members:
        if member.id in joined:
            continue
        each_time = [list(_reasons(mixing, member, slot, composed)) for slot in mixing.asked.slots]
        reasons = {each.id: each for there in each_time for each in there}
        hidden = {each.id for there in each_time for each in there if each.hidden or member.hidden}
        fewest = _fewest([frozenset(each.id for each in there) for there in each_time], budget)
        words = explaining.words((reasons[each] for each in fewest), frozenset(hidden))
        yield LeftOut(member.id, words, tuple(fewest))


def _fewest(each_time: list[frozenset[str]], budget: Budget) -> list[str]:
    """Return no reason where there is a time that nothing speaks against: it was not looked at."""
    if not all(each_time):
        return []
    try:
        return sorted(explaining.smallest_hitting(each_time, budget))
    except explaining.Unknown:
        return sorted(set().union(*each_time))


def _reasons(mixing: Mixing, member: Member, slot: Slot, composed: Composed) -> Iterator[Condition]:
    """Yield why the child cannot join at this time, while everybody else stays where they are."""
    yield from mixing.against(member, slot)
    if slot.id in composed:
        for each in composed[slot.id]:
            other = mixing.members[each]
            for why in mixing.between(member, other):
                yield replace(why, hidden=why.hidden or other.hidden)
        if len(composed[slot.id]) >= mixing.size(slot):
            words = f"No more than {mixing.size(slot)} in the group"
            yield Condition(id=f"size {slot.id}", label=words)
        return
    if len(composed) >= mixing.asked.how_many:
        yield Condition(id="how many", label=f"No more than {mixing.asked.how_many} groups")
    for each in composed:
        if mixing.overlap(slot, mixing.slots[each]):
            yield Condition(id=f"venue {slot.venue}", label="Another group is there then")
    yield Condition(id="least", label=f"At least {mixing.asked.least} in a group")
