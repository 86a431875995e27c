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
