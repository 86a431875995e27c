"""A plan's shape, its versions' states, and what changed between two versions."""

from pathlib import Path

import pytest

from tests.unit.rules.cases import case_file
from waymark.rules.casefile import parse
from waymark.rules.comparing import changes
from waymark.rules.facts import build
from waymark.rules.findings import RefusedError
from waymark.rules.plan_states import STATES, becomes, drawn
from waymark.rules.planned import Plan

PAGE = Path(__file__).parents[3] / "docs" / "plans.md"
GOAL = {"id": "g1", "family": "own", "words": "College"}
VERSION = {"number": 1, "state": "agreed", "agreed_on": "2026-01-20", "plan": {"goals": [GOAL]}}


def with_versions(*versions):
    return {**case_file(), "plans": [{"id": "p1", "versions": list(versions)}]}


def test_a_case_file_may_hold_plans():
    assert parse(with_versions(VERSION)).plans[0].versions[0].plan.goals[0].words == "College"


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ([{**VERSION, "state": "burnt"}], "must be draft or agreed"),
        ([{**VERSION, "agreed_on": None}], "agreed_on: is missing"),
        ([VERSION, VERSION], "number twice"),
        ([{**VERSION, "state": "draft"}, {**VERSION, "number": 2, "state": "draft"}], "one draft"),
        ([{**VERSION, "agreed_by": "jo", "countersigned_by": "jo"}], "nobody countersigns her own"),
        ([{**VERSION, "plan": {"goals": [GOAL, GOAL]}}], "goals: have an id twice"),
        ([{**VERSION, "plan": {"goals": [{"id": "g1", "family": "x"}]}}], "must be not-offend"),
    ],
)
def test_what_no_plan_can_be_is_refused(versions, told):
    with pytest.raises(RefusedError) as refused:
        parse(with_versions(*versions))
    assert told in " ".join(map(str, refused.value.faults))


def test_the_picture_in_the_documentation_is_drawn_from_the_table():
    assert f"```mermaid\n{drawn()}```" in PAGE.read_text()


def test_what_was_agreed_is_only_checked_and_never_a_draft_again():
    assert becomes("draft", "agree") == "agreed"
    assert becomes("countersigned", "agree") is None
    assert "draft" not in {then for doings in STATES.values() for then in doings.values()}


def test_two_versions_are_compared_item_by_item():
    before = build(Plan, {"goals": [GOAL, {**GOAL, "id": "g2"}], "call_name": "Jo"})
    after = build(
        Plan, {"goals": [{**GOAL, "words": "Work"}, {**GOAL, "id": "g3"}], "call_name": "Ash"}
    )
    found = [(each.group, each.key, each.how) for each in changes(before, after)]
    assert found == [
        ("goals", "g1", "changed"),
        ("goals", "g3", "added"),
        ("goals", "g2", "taken-off"),
        ("whole", "", "changed"),
    ]
    (words,) = changes(before, after)[0].fields
    assert (words.name, words.was, words.is_) == ("words", "College", "Work")
    assert changes(after, after) == []
    assert {each.how for each in changes(None, after)} == {"added", "changed"}
