"""When a child is reminded, and what is said: at any time of any year, and of nobody else."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.guidance import reminding
from waymark.reminders.said import message
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.reminding import due, until

LEADS = st.sampled_from(["evening", "hours"])
DAYS = st.dates(date(2024, 1, 1), date(2040, 1, 1))
TIMES = st.builds(partial(datetime.combine, tzinfo=UTC), DAYS, st.times())
NAMES = st.sampled_from(["Jo", "Ash", "Mo", "Siân"])
A_DAY = timedelta(days=1)


def at(day, clock, which=0):
    return moments(date.fromisoformat(day), time.fromisoformat(clock))[which]


@given(TIMES, st.integers(0, 22))
def test_the_evening_before_is_that_hour_by_the_clock_of_the_day_before(begins, hour):
    here = on_the_wall(due(begins, "evening", evening=hour, hours=2))
    assert here.date() == on_the_wall(begins).date() - A_DAY
    assert here.hour - hour in (0, 1)  # one later, where the clocks leave it out


@given(TIMES, LEADS)
def test_it_goes_before_it_begins_and_not_at_night(begins, lead):
    goes = due(begins, lead, evening=17, hours=2)
    last = until(begins, lead, goes)
    assert goes < begins
    assert last < begins
    if lead == "evening":
        assert on_the_wall(last).hour <= 21


@pytest.mark.parametrize(
    ("day", "clock", "which", "before"),
    [
        ("2026-10-25", "02:30", 0, "01:30"),  # the hour that comes again: two hours are three
        ("2026-10-25", "01:30", 0, "23:30"),
        ("2026-10-25", "01:30", 1, "00:30"),
        ("2027-03-28", "03:00", 0, "00:00"),
        ("2028-02-29", "16:00", 0, "14:00"),
    ],
)
def test_two_hours_are_two_hours_whatever_the_clocks_do(day, clock, which, before):
    begins = at(day, clock, which)
    goes = due(begins, "hours", evening=17, hours=2)
    assert begins - goes == timedelta(hours=2)
    assert f"{on_the_wall(goes):%H:%M}" == before


def test_the_day_before_the_first_of_march_is_the_29th_of_february_in_a_leap_year():
    goes = due(at("2028-03-01", "10:00"), "evening", evening=17, hours=2)
    assert f"{on_the_wall(goes):%Y-%m-%d %H:%M}" == "2028-02-29 17:00"


def test_the_evening_before_the_clocks_change_is_at_five_all_the_same():
    for day, before in (("2026-10-25", 24), ("2027-03-28", 27)):
        goes = due(at(day, "12:00"), "evening", evening=17, hours=2)
        assert on_the_wall(goes) == datetime.combine(date.fromisoformat(day) - A_DAY, time(17))
        assert on_the_wall(goes).day == before


@given(TIMES, NAMES, st.sampled_from(reminding.LANGUAGES))
def test_it_says_when_and_a_first_name_and_nothing_else(begins, worker, language):
    here = on_the_wall(begins)
    said = message(begins, worker=worker, language=language)
    first = reminding.words(language)["said"].partition("{")[0]
    assert said.text.startswith(first)
    assert said.text.endswith(f", {worker}")
    left = said.text.removeprefix(first).removesuffix(f", {worker}")
    assert left == reminding.when(here, language)
    assert left.endswith("am" if here.hour < 12 else "pm")


@given(TIMES, NAMES)
def test_the_place_is_said_where_it_was_asked_for(begins, worker):
    said = message(begins, worker=worker, place="The blue room")
    assert "The blue room" in said.text
    assert "The blue room" not in said.subject


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("16:00", "Tue 4pm"),
        ("16:05", "Tue 4.05pm"),
        ("12:00", "Tue 12pm"),
        ("00:30", "Tue 12.30am"),
    ],
)
def test_a_time_is_said_as_people_say_it(clock, said):
    assert message(at("2030-01-15", clock), worker="").text == f"See you {said}"


def test_every_language_says_the_same_things():
    of = [reminding.words(each) for each in reminding.LANGUAGES]
    assert {frozenset(each) for each in of} == {frozenset(of[0])}
    assert all(len(each["days"]) == 7 for each in of)
