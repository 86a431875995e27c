"""Groups of a few children by chance, each looked over by a checker that tries every way."""

from functools import cache

import pytest

from tests.unit.timetabling import group_puzzles
from tests.unit.timetabling.checking_groups import best, faults, fewest, gave, why_not
from tests.unit.timetabling.puzzles import SECRET
from waymark.timetabling import mixing
from waymark.timetabling.groups import propose_groups
from waymark.timetabling.proposed import HIDDEN, Ended

HOW_MANY = 200

# All that is asked of one puzzle comes together, so that each is solved by one process and once.
each_puzzle = pytest.mark.parametrize("number", range(HOW_MANY), scope="module")


@cache
def asked_and_proposed(number):
    asked = group_puzzles.groups(number)
    return asked, propose_groups(asked, seconds=60)


def composed(proposed):
    return {each.slot: list(each.members) for each in proposed.groups}


@each_puzzle
def test_no_group_breaks_anything_and_just_the_wishes_that_gave_are_told(number):
    asked, proposed = asked_and_proposed(number)
    assert faults(asked, composed(proposed)) == set()
    told = sorted((each.id, each.at, each.cost) for each in proposed.gave)
    assert told == gave(asked, composed(proposed))


@each_puzzle
def test_no_other_way_has_more_children_in_groups_or_as_many_for_less(number):
    asked, proposed = asked_and_proposed(number)
    placed = sum(len(each.members) for each in proposed.groups)
    assert proposed.ended is Ended.BEST
    assert (placed, proposed.cost) == best(asked)


@each_puzzle
def test_whoever_is_left_out_is_told_the_fewest_reasons_of_which_each_time_has_one(number):
    asked, proposed = asked_and_proposed(number)
    joined = {each for members in composed(proposed).values() for each in members}
    left_out = {each.member: each for each in proposed.left_out}
    assert left_out.keys() == {each.id for each in asked.members} - joined
    for child, told in left_out.items():
        each_time = why_not(asked, composed(proposed), child)
        assert [there for there in each_time if not there & set(told.ids)] == []
        assert len(told.ids) == fewest(each_time)
        assert 0 < len(told.reasons) <= len(told.ids)


@each_puzzle
def test_no_answer_speaks_of_a_child_who_is_hidden(number):
    _, proposed = asked_and_proposed(number)
    assert SECRET not in repr(proposed)


def test_the_puzzles_are_of_all_kinds():
    answers = [asked_and_proposed(number)[1] for number in range(HOW_MANY)]
    left_out = [each for answer in answers for each in answer.left_out]
    assert sum(len(each.ids) > 1 for each in left_out) >= 20
    assert sum(HIDDEN in each.reasons for each in left_out) >= 3
    assert sum(HIDDEN in [gave.words for gave in each.gave] for each in answers) >= 3
    assert sum(len(each.groups) > 1 for each in answers) >= 20
    assert any(not each.groups for each in answers)


@pytest.mark.parametrize(
    "forgotten", ["taken", "not_offered", "not_assessed", "too_far_in_age", "not_of_one_sex"]
)
def test_a_model_that_forgets_something_is_found_out(forgotten, monkeypatch):
    monkeypatch.setattr(mixing, forgotten, lambda *_: iter(()))
    for number in range(HOW_MANY):
        asked = group_puzzles.groups(number)
        if faults(asked, composed(propose_groups(asked))):
            return
    pytest.fail(f"No groups without {forgotten} were found out.")
