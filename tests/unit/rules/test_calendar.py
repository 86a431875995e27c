"""Reckoning time."""

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.calendar import (
    bank_holidays,
    days_after,
    is_working_day,
    months_after,
    said,
    working_days_after,
)


def published():
    events = BankHolidays.load_backup_data()["england-and-wales"]["events"]
    return {date.fromisoformat(event["date"]) for event in events}


def test_our_bank_holidays_are_those_the_government_published_on_weekdays():
    theirs = {day for day in published() if day.weekday() < 5}
    years = range(min(theirs).year, max(theirs).year + 1)
    ours = {day for year in years for day in bank_holidays(year) if day.weekday() < 5}
    assert len(years) >= 17
    assert ours == theirs


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-04-02", 2, "2026-04-08"),
        ("2026-04-04", 1, "2026-04-07"),  # from a Saturday
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day is a Saturday, so the Monday is free
        ("2021-12-24", 1, "2021-12-29"),  # both days of Christmas on the weekend
        ("2022-06-01", 1, "2022-06-06"),  # two days for the jubilee
        ("2022-09-16", 1, "2022-09-20"),  # the late Queen's funeral
        ("2023-05-05", 1, "2023-05-09"),  # the coronation
        ("2025-12-31", 1, "2026-01-02"),
        ("2026-01-27", 10, "2026-02-10"),
        ("2026-01-27", 0, "2026-01-27"),
    ],
)
def test_the_nth_working_day_after_a_day(day, count, expected):
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


@given(st.dates(date(2012, 1, 1), date(2028, 1, 1)), st.integers(1, 15))
def test_working_days_counted_one_by_one(day, count):
    due = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert is_working_day(due)
    assert sum(each.weekday() < 5 and each not in published() for each in between) == count


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-10-31", 14, "2027-12-31"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-01-15", -1, "2026-12-15"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
    ],
)
def test_months_end_where_the_day_does_not_exist(day, count, expected):
    assert months_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


def test_no_sum_leaves_the_calendar():
    assert days_after(date.max, 1) == date.max
    assert days_after(date.min, -1) == date.min
    assert months_after(date(9999, 12, 1), 1) == date.max
    assert months_after(date(1, 1, 31), -1) == date.min
    assert working_days_after(date(9999, 12, 30), 5) == date.max


def test_a_day_is_said_as_people_say_it():
    assert said(date(2026, 5, 4)) == "4 May 2026"
    months = " ".join(said(date(2026, month, 1)).split()[1][:3] for month in range(1, 13))
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
