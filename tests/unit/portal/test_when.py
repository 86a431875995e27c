"""Whoever tells us of harm hears when somebody talks with them, and whom to call till then."""

from datetime import UTC, datetime

import pytest

from waymark.guidance.policy import Chosen, hours_with
from waymark.guidance.sheets import words
from waymark.portal import when

NATIONAL = hours_with([])
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


@pytest.mark.provision("EP-272")
def test_while_somebody_is_at_work_they_must_talk_today():
    said = when.told(words("en"), "Jo", NATIONAL, at=FRIDAY)
    assert (
        "Jo and whoever is on duty here are told now. One of them must talk with you today" in said
    )
    assert "call 999" in said


@pytest.mark.provision("EP-272")
@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (FRIDAY.replace(hour=7), "today at 9am"),
        (FRIDAY.replace(hour=17), "on Monday at 9am"),
        (FRIDAY.replace(day=29), "on Monday at 9am"),
        (FRIDAY.replace(month=12, day=24, hour=20), "on Tuesday at 9am"),  # Christmas, Boxing Day
        (
            datetime(2026, 6, 29, 16, 30, tzinfo=UTC),
            "on Tuesday at 9am",
        ),  # half past five, in summer
    ],
)
def test_while_nobody_is_at_work_they_are_told_so_and_not_to_wait(at, opens):
    said = when.told(words("en"), "Jo", NATIONAL, at=at)
    assert f"Nobody is at work here right now. We open {opens}: then Jo" in said
    assert "today. If" not in said
    assert "call 999" in said


def test_in_welsh_a_child_and_a_parent_are_told_the_same_each_in_their_way():
    late = FRIDAY.replace(hour=20)
    to_child = when.told(words("cy"), "Jo", NATIONAL, at=late)
    to_parent = when.told(words("cy", to_child=False), "Jo", NATIONAL, at=late)
    assert "ddydd Llun am 9am" in to_child
    assert "ddydd Llun am 9am" in to_parent
    assert "siarad â ti" in to_child
    assert "siarad â chi" in to_parent
    for language in ("en", "cy"):
        for says in (words(language), words(language, to_child=False)):
            for line in (
                when.told(says, "Jo", NATIONAL, at=FRIDAY),
                when.at_work(says, NATIONAL, at=late),
            ):
                assert "{" not in line
    assert "9am to 5pm" in when.at_work(words("en"), NATIONAL, at=late)


@pytest.mark.provision("EP-272")
def test_a_service_has_hours_of_its_own_from_the_day_that_it_chose():
    friday = FRIDAY.date()
    late = hours_with([Chosen("service-closes", friday, 20, "we close at eight")])
    evening = FRIDAY.replace(hour=18)
    assert "One of them must talk with you today" in when.told(words("en"), "Jo", late, at=evening)
    assert "9am to 8pm" in when.at_work(words("en"), late, at=evening)
    assert "9am to 5pm" in when.at_work(words("en"), late, at=evening.replace(day=26))


@pytest.mark.parametrize(("opens", "fits"), [(8, True), (16, True), (17, False), (20, False)])
def test_whoever_opens_after_closing_is_never_at_work(opens, fits):
    chosen = Chosen("service-opens", FRIDAY.date(), opens, "we open then")
    assert hours_with([chosen]).fit() is fits
