"""A yes is held against what stands elsewhere."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.casefile import parse
from waymark.rules.facts import build
from waymark.rules.gates.belying import belied, belied_ending
from waymark.rules.known import known_on
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


def of_an_ending(*events):
    case = known_on(parse(case_file(*events, orders=[order()])), date(2026, 6, 1))
    return dict(belied_ending(case)).get("end-last-said", "")


def given(on, whose="child"):
    return event("self-assessment-given", on, whose=whose)


REVIEWED = event("plan-reviewed", "2026-05-01", orders=["o1"])


@pytest.mark.provision("CM-130")
def test_that_the_child_was_heard_one_last_time_is_held_against_what_was_handed_in_since():
    assert of_an_ending() == "nothing that {name} said alone was handed in"
    assert of_an_ending(given("2026-02-01")) == "", "the plan was never looked at"
    late = "nothing that {name} said alone was handed in since the plan was last looked at"
    assert of_an_ending(given("2026-04-30"), REVIEWED) == late
    assert of_an_ending(REVIEWED, given("2026-05-20", whose="p1")) == late, "that was a parent"
    assert of_an_ending(REVIEWED, given("2026-05-01")) == ""
