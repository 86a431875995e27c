"""The clock on the wall, in spring and in autumn."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.clock import moments, on_the_wall


def test_a_time_is_one_moment_on_most_days():
    assert moments(date(2026, 7, 1), time(16)) == [datetime(2026, 7, 1, 15, tzinfo=UTC)]
    assert moments(date(2028, 2, 29), time(16)) == [datetime(2028, 2, 29, 16, tzinfo=UTC)]


def test_the_hour_that_spring_leaves_out_is_no_moment():
    assert moments(date(2026, 3, 29), time(1, 30)) == []
    assert moments(date(2026, 3, 29), time(2)) == [datetime(2026, 3, 29, 1, tzinfo=UTC)]


def test_the_hour_that_autumn_repeats_is_two_moments_the_earlier_first():
    earlier, later = moments(date(2026, 10, 25), time(1, 30))
    assert later - earlier == timedelta(hours=1)
    assert moments(date(2026, 10, 25), time(2)) == [datetime(2026, 10, 25, 2, tzinfo=UTC)]


@given(st.integers(0, 20 * 366 * 24 * 60))
def test_each_moment_is_among_those_at_which_the_clock_shows_its_time(minutes):
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    shown = on_the_wall(moment)
    found = moments(shown.date(), shown.time())
    assert moment in found
    assert {on_the_wall(each) for each in found} == {shown}
