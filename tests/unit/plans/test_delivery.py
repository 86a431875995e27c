"""What was planned for a goal, what came about, and by whom."""

import pytest

from waymark.plans.delivery import Delivered, of_goal
from waymark.rules.facts import build
from waymark.rules.planned import Goal

STEPS = [
    {"id": "s1", "what": "Sessions", "agency": "substance-misuse", "times_a_week": 1},
    {"id": "s2", "what": "Gym", "times_a_week": 2},
    {"id": "s3", "what": "Over", "times_a_week": 5, "done_on": "2026-01-01"},
]
GOAL = build(Goal, {"id": "g1", "family": "own", "steps": STEPS})
OTHER = {"goals": ["g2"], "outcome": "attended"}


def contact(outcome="attended", **facts):
    return {"goals": ["g1"], "outcome": outcome, **facts}


@pytest.mark.provision("CM-179", "CM-180")
def test_each_provider_of_a_goal_is_counted_by_itself():
    theirs = {"agency": "substance-misuse"}
    contacts = [contact(), contact("missed", **theirs), contact("attended-late", **theirs), OTHER]
    assert list(of_goal(GOAL, contacts, weeks=4)) == [
        Delivered("Substance misuse service", planned=4, kept=1, missed=1),
        Delivered("Us", planned=8, kept=1, missed=0),
    ]


@pytest.mark.provision("CM-179")
@pytest.mark.parametrize(("kept", "is_short"), [(2, True), (3, False), (4, False)])
def test_a_provider_who_delivers_less_than_was_planned_falls_short(kept, is_short):
    assert Delivered("Us", planned=4, kept=kept, missed=0).falls_short is is_short


def test_in_the_first_week_nothing_was_planned_yet():
    assert list(of_goal(GOAL, [], weeks=0)) == []
    assert not Delivered("Us", planned=0, kept=0, missed=0).falls_short
