"""Two hundred small weeks; a checker that shares nothing with the model looks over each answer."""

from functools import cache
from itertools import combinations, islice
from math import comb, prod

import pytest

from tests.unit.timetabling import puzzles
from tests.unit.timetabling.checker import Trying, faults, gave, placed
from waymark.timetabling import drafting
from waymark.timetabling.proposed import HIDDEN, Ended, Sure
from waymark.timetabling.weekly import propose_week

HOW_MANY = 200
AS_MANY_AS_TRIED = 1_500  # weeks that may be written out to see that none costs less

# All that is asked of one puzzle comes together, so that each is solved by one process and once.
each_puzzle = pytest.mark.parametrize("number", range(HOW_MANY), scope="module")


@cache
def asked_and_proposed(number):
    asked = puzzles.week(number)
    return asked, propose_week(asked, seconds=60)


@cache
def tried(number):
    return Trying(puzzles.week(number))


def every_week(number):
    """Each week that keeps all that is hard; None where they are too many to write out."""
    trying = tried(number)
    everything = frozenset(each.id for each in trying.week.conditions)
    how_many = prod(map(len, trying.choices(everything)))
    return trying.all(everything) if how_many <= AS_MANY_AS_TRIED else None


@each_puzzle
def test_what_is_proposed_keeps_all_that_is_hard_and_tells_just_the_wishes_that_gave(number):
    asked, proposed = asked_and_proposed(number)
    assert proposed.ended in (Ended.BEST, Ended.IMPOSSIBLE)
    if proposed.ended is Ended.BEST:
        assert faults(asked, proposed.sessions) == []
        told = {each.id: (sorted(each.at), each.cost) for each in proposed.gave}
        assert told == gave(asked, placed(asked, proposed.sessions))


@each_puzzle
def test_what_is_called_impossible_is_so_and_what_clashes_can_be_kept_without_any_one_of_it(number):
    asked, proposed = asked_and_proposed(number)
    trying = tried(number)
    everything = {each.id for each in asked.conditions}
    assert trying.is_possible(everything) is (proposed.ended is Ended.BEST)
    if proposed.clash is None:
        return
    assert proposed.clash.sure is Sure.SMALLEST
    clash = set(proposed.clash.ids)
    assert not trying.is_possible(clash)
    assert [each for each in clash if not trying.is_possible(clash - {each})] == []
    if comb(len(everything), len(clash) - 1) <= 100:
        fewer = combinations(sorted(everything), len(clash) - 1)
        assert [each for each in fewer if not trying.is_possible(each)] == []


@each_puzzle
def test_no_other_week_costs_less_where_all_can_be_written_out(number):
    asked, proposed = asked_and_proposed(number)
    if (written_out := every_week(number)) is not None:
        costs = (sum(cost for _, cost in gave(asked, each).values()) for each in written_out)
        assert min(costs, default=0) == proposed.cost


@each_puzzle
def test_no_answer_speaks_of_what_is_hidden(number):
    _, proposed = asked_and_proposed(number)
    assert puzzles.SECRET not in repr(proposed)


def test_the_puzzles_are_of_all_kinds():
    answers = [asked_and_proposed(number)[1] for number in range(HOW_MANY)]
    clashes = [each.clash for each in answers if each.clash]
    assert 40 <= len(clashes) <= 160
    assert len({len(each.ids) for each in clashes}) > 3
    written_out = (number for number in range(HOW_MANY) if any(every_week(number) or ()))
    assert len([*islice(written_out, 10)]) == 10
    assert sum(HIDDEN in each.words for each in clashes) >= 10
    assert sum(HIDDEN in [gave.words for gave in each.gave] for each in answers) >= 10


@pytest.mark.parametrize(
    "forgotten", ["_keep_clear", "_keep_apart", "_keep_hours", "_keep_to_one_place"]
)
def test_a_model_that_forgets_something_is_found_out(forgotten, monkeypatch):
    monkeypatch.setattr(drafting, forgotten, lambda *_: None)
    for number in range(HOW_MANY):
        asked = puzzles.week(number)
        if faults(asked, propose_week(asked).sessions):
            return
    pytest.fail(f"No week without {forgotten} was found out.")


def test_the_same_question_has_the_same_answer():
    for number in range(10):
        assert propose_week(puzzles.week(number)) == asked_and_proposed(number)[1]
