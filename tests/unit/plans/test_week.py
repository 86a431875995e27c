"""A child's week is drawn: each time that somebody sees the child, whoever it is."""

from datetime import date

from waymark.plans.shown import Known, shown
from waymark.rules.gates.agreeing import Conclusions

ON, NOTHING = date(2026, 2, 1), Conclusions()
STEPS = [
    {"id": "s1", "what": "See Jo", "who": "Jo", "times_a_week": 4},
    {"id": "s2", "what": "Boxing", "who": "Ash", "times_a_week": 1.5},
    {"id": "s3", "what": "See the nurse", "who": "Dr Rao"},
]
GOAL = {"id": "g1", "family": "own", "words": "I want to paint", "steps": STEPS}


def week():
    known = Known.of("Soph", (), NOTHING)
    return {who: drawn for who, _, drawn in shown({"goals": [GOAL]}, known, str, ON).week}


def test_each_time_is_drawn_by_itself_on_one_scale():
    assert week()["Jo"] == [(0, 24), (25, 24), (50, 24), (75, 24)]


def test_half_a_time_is_half_as_wide_and_no_day_is_nothing():
    assert week()["Ash"] == [(0, 24), (25, 11.5)]
    assert week()["Dr Rao"] == []


def test_what_has_its_days_is_drawn_on_them_and_said_in_the_order_of_the_week():
    """Every second week is half a time, and somebody without a day is drawn on none."""
    steps = [
        {**STEPS[0], "times_a_week": None, "weekdays": ["thursday", "monday"]},
        {**STEPS[1], "times_a_week": 0.5, "weekdays": ["sunday"]},
        {**STEPS[2], "times_a_week": 2},
    ]
    made = shown({"goals": [{**GOAL, "steps": steps}]}, Known.of("Soph", (), NOTHING), str, ON)
    assert made.days == {"Jo": [(0, 13.29), (42.86, 13.29)], "Ash": [(85.71, 6.14)]}
    assert made.load.people == (("Dr Rao", 2), ("Jo", 2), ("Ash", 0.5))
    assert [made.on_days(who) for who, _ in made.load.people] == [
        "any day",
        "Mondays and Thursdays",
        "Sundays",
    ]
    ((_, (goal,)),) = made.families
    assert [step.how_often for step in goal.steps] == [
        "Mondays and Thursdays",
        "every 2 weeks, Sundays",
        "2 a week",
    ]
