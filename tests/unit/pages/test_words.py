"""Dates read as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from waymark.pages import words

TODAY = date(2026, 5, 14)


def test_a_day_of_this_year_needs_no_year():
    assert words.day(TODAY, TODAY) == "Thu 14 May"
    assert words.full_day(TODAY, TODAY) == "Thursday 14 May"


def test_a_day_of_another_year_has_it():
    assert words.day(date(2027, 1, 4), TODAY) == "Mon 4 Jan 2027"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 5, 14), "today"),
        (date(2026, 5, 15), "tomorrow"),
        (date(2026, 5, 13), "yesterday"),
        (date(2026, 5, 11), "3 days ago"),
        (date(2026, 5, 27), "in 13 days"),
        (date(2026, 5, 28), "in 2 weeks"),
        (date(2026, 6, 25), "in 6 weeks"),
        (date(2026, 8, 14), "in 3 months"),
        (date(2027, 5, 14), "in 12 months"),
        (date(2023, 5, 14), "3 years ago"),
    ],
)
def test_a_distance_is_told_as_coarsely_as_people_tell_it(value: date, said: str):
    assert words.ago(value, TODAY) == said


def test_late_is_counted_in_days_and_only_when_it_is_late():
    assert words.days_late(date(2026, 5, 11), TODAY) == "3 days late"
    assert words.days_late(date(2026, 5, 13), TODAY) == "1 day late"
    assert words.days_late(TODAY, TODAY) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 5, 12), "2 days late"),
        (TODAY, "today"),
        (date(2026, 5, 15), "tomorrow"),
        (date(2026, 5, 18), "Mon 18 May"),
    ],
)
def test_a_duty_says_when_it_is_due(value: date, said: str):
    assert words.due(value, TODAY) == said


def test_by_when_something_is_to_be_done_is_said_as_people_say_it():
    assert words.by_when(date(2026, 5, 15), TODAY) == "by tomorrow"
    assert words.by_when(date(2026, 5, 12), TODAY) == "2 days late"


def test_a_label_inside_a_sentence_keeps_an_abbreviations_capitals():
    assert words.inside("Visit at home") == "visit at home"
    assert words.inside("CAMHS worker") == "CAMHS worker"


def test_a_moment_is_told_by_the_clock_here():
    assert words.clock(datetime(2026, 5, 14, 8, 5, tzinfo=UTC)) == "09:05"
    assert words.clock(time(16, 0)) == "16:00"


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_goes_by_the_time_of_day(hour: int, said: str):
    assert words.greeting(datetime(2026, 5, 14, hour, tzinfo=UTC)) == said


def test_one_is_not_several():
    assert words.several(1, "child", "children") == "1 child"
    assert words.several(3, "child", "children") == "3 children"
    assert words.several(0, "day") == "0 days"


def test_what_speaks_of_the_child_speaks_of_this_child_by_name():
    assert words.about("The child", "Sam") == "Sam"
    assert words.about("The child’s worker asks the child.", "Sam") == "Sam’s worker asks Sam."
    assert words.about("At the children’s home?", "Sam") == "At the children’s home?"


def test_a_telephone_number_is_rung_by_a_tap_and_nothing_else_is():
    said = str(words.to_ring("Call <Jo>: 01632 960 111. Not safe? 999, in 2026, at 12 or 4."))
    assert said == (
        'Call &lt;Jo&gt;: <a href="tel:01632960111">01632 960 111</a>. Not safe? '
        '<a href="tel:999">999</a>, in 2026, at 12 or 4.'
    )
