"""A yes is held against what stands elsewhere."""

import pytest

from waymark.rules.facts import build
from waymark.rules.gates.belying import belied
from waymark.rules.planned import Plan

GOAL = {"id": "g1", "family": "own", "words": "I want to be a mechanic"}
SAFE = {"id": "g2", "family": "keep-safe", "words": "I want to feel safe at home"}


def plan(*goals):
    return build(Plan, {"goals": list(goals)})


def held_against(made, **said):
    return [question for question, _ in belied(made, **{"labels": False, **said})]


def test_where_nothing_says_otherwise_a_yes_stands():
    assert held_against(plan(GOAL, SAFE), together=True) == []
    assert held_against(plan(GOAL, SAFE)) == [], "who made it is not said yet"


@pytest.mark.provision("CM-084")
def test_a_plan_in_which_the_child_had_no_hand_was_not_made_with_them():
    assert held_against(plan(GOAL, SAFE), together=False) == ["plan-with-child"]


@pytest.mark.provision("EP-106")
def test_a_plan_in_which_words_that_label_stand_is_not_free_of_them():
    assert held_against(plan(GOAL, SAFE), labels=True) == ["plan-words"]


@pytest.mark.provision("CM-090")
def test_goals_of_one_kind_do_not_say_all_four_things():
    assert held_against(plan(GOAL)) == ["plan-four"]
    ended = {**SAFE, "ended_on": "2026-01-02"}
    assert held_against(plan(GOAL, ended)) == ["plan-four"]
