"""Whoever is not back is looked for: first she is asked, then the next, until she was reached."""

from datetime import UTC, datetime, timedelta

import pytest

from waymark.rules.lone_working import Reach, reach, steps_due

BACK = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)


def due(minutes):
    return steps_due(BACK, BACK + timedelta(minutes=minutes), grace=15, every=10)


@pytest.mark.provision("CM-172")
def test_nobody_is_told_before_the_grace_is_over():
    assert due(-60) == due(0) == due(14) == []
    assert due(15) == [1]


def test_each_ten_minutes_the_next_is_told_and_then_again():
    assert due(24) == [1]
    assert due(25) == [1, 2]
    assert due(35) == [1, 2, 3]
    assert due(45) == [1, 2, 3, 4]


def test_what_nobody_raised_for_an_hour_is_told_once_to_each():
    assert due(95) == [1, 2, 3, 9]


def test_first_herself_then_her_managers_then_the_duty_desk_for_good():
    assert [reach(step) for step in (1, 2, 3, 4, 9)] == [
        Reach.WORKER,
        Reach.MANAGERS,
        Reach.DUTY,
        Reach.DUTY,
        Reach.DUTY,
    ]
