"""Why nothing can be found: the smallest set of conditions that cannot all be kept.

Each condition is a literal of the model. The solver's own core is thinned until no condition can be
spared; then the least that hits every way out is sought, which ends with the smallest clash of all.
"""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from waymark.timetabling.asked import Condition
from waymark.timetabling.proposed import HIDDEN, Sure
from waymark.timetabling.solving import FOUND, Budget

Ids = frozenset[str]


def words(conditions: Iterable[Condition], hidden: frozenset[str]) -> tuple[str, ...]:
    """Return the labels, and for all that is hidden one answer, whatever it is and however much.

    :param hidden: ids of what is hidden though it does not say so itself, as a hidden child's.
    """
    found = (HIDDEN if each.hidden or each.id in hidden else each.label for each in conditions)
    return tuple(dict.fromkeys(found))


class Unknown(Exception):
    """The time ran out."""


class Explainer:
    """Asks a model which of its conditions can be kept together."""

    def __init__(
        self, model: cp_model.CpModel, on: dict[str, cp_model.IntVar], budget: Budget
    ) -> None:
        self._model, self._on, self._budget = model, on, budget
        self._id_of = {literal.index: each for each, literal in on.items()}
        self._clash, self._sure = frozenset(on), Sure.CLASH

    def explain(self) -> tuple[list[str], Sure]:
        """Return the ids of a clash in the order of the question, and what is certain of it."""
        try:
            self._clash = self._clash_within(self._clash) or self._clash
            self._thin_out()
            self._sure = Sure.MINIMAL
            self._clash = self._smallest()
            self._sure = Sure.SMALLEST
        except Unknown:
            pass
        return [each for each in self._on if each in self._clash], self._sure

    def _thin_out(self) -> None:
        """Leave out in turn each condition without which the rest clash still."""
        for each in [each for each in self._on if each in self._clash]:
            rest = self._clash - {each}
            if len(rest) < len(self._clash) and (fewer := self._clash_within(rest)) is not None:
                self._clash = fewer

    def _smallest(self) -> Ids:
        """Seek the least: every clash has something of whatever a possible week leaves out."""
        ways_out: list[Ids] = []
        while len(least := smallest_hitting(ways_out, self._budget)) < len(self._clash):
            if self._clash_within(least) is not None:
                return least
            ways_out.append(frozenset(self._on) - self._most_with(least))
        return self._clash

    def _clash_within(self, ids: Ids) -> Ids | None:
        """Return those of the conditions that clash, or None where all can be kept."""
        self._model.clear_assumptions()
        self._model.add_assumptions([self._on[each] for each in sorted(ids)])
        solver, status = self._budget.solve(self._model)
        self._model.clear_assumptions()
        if status == cp_model.INFEASIBLE:
            core = solver.response_proto.sufficient_assumptions_for_infeasibility
            return frozenset(self._id_of[index] for index in core)
        if status in FOUND:
            return None
        raise Unknown

    def _most_with(self, ids: Ids) -> Ids:
        """Return these and as many more as can be kept together with them."""
        model = self._model.clone()
        on = {
            each: model.get_bool_var_from_proto_index(var.index) for each, var in self._on.items()
        }
        for each in ids:
            model.add(on[each] == 1)
        model.maximize(sum(on.values()))
        solver, status = self._budget.solve(model)
        if status not in FOUND:
            raise Unknown
        return frozenset(each for each, literal in on.items() if solver.boolean_value(literal))


def smallest_hitting(sets: Iterable[Ids], budget: Budget) -> Ids:
    """Return as few ids as have one of each set among them."""
    sets = list(sets)
    model = cp_model.CpModel()
    chosen = {each: model.new_bool_var(each) for each in sorted(set().union(*sets))}
    for one_of in sets:
        model.add_bool_or([chosen[each] for each in sorted(one_of)])
    model.minimize(sum(chosen.values()))
    solver, status = budget.solve(model)
    if status != cp_model.OPTIMAL:
        raise Unknown
    return frozenset(each for each, literal in chosen.items() if solver.boolean_value(literal))
