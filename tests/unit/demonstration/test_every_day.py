"""Whenever the demonstration is loaded, there is something late, something due and something to
come: for the service and for one case manager alone."""

from datetime import date, timedelta

import pytest

from tests.unit.demonstration.stories import ANCHOR, NAMES, case
from waymark.rules.case import Case
from waymark.rules.duties import DUTIES, duties
from waymark.rules.duty import Duty, Status, status_on
from waymark.rules.events.moves import WorkerAllocated

WEEK = timedelta(days=7)
# None of the twelve was in custody on a care order, left care before custody, or was sentenced to
# a year for an offence against a person; nobody was given a direction by a manager, had a plan
# returned, failed after two warnings under a youth rehabilitation order, was settled in on paper
# here, told of harm on a page that they filled in alone, or had a name in their file that went.
IN_NO_STORY = {
    "notify-victim-contact-scheme",
    "confirm-release",
    "review-pathway-plan",
    "follow-direction",
    "look-at-files",
    "mend-plan",
    "hold-progress-panel",
    "explain-again",
    "look-at-concern",
    "talk-about-sheet",
    "talk-about-stop",
    "talk-over-again",
    "judge-for-court",
    "put-forward-for-court",
    "apply-to-vary-together",
    "decide-breach",
    "decide-break",
    "mend-what-was-sent-back",
    "hold-panel-after-urgent-breach",
    "write-up-urgent-breach",
}


def _months() -> list[list[date]]:
    days: dict[tuple[int, int], list[date]] = {}
    day = date(2026, 1, 1)
    while day <= date(2027, 12, 31):
        days.setdefault((day.year, day.month), []).append(day)
        day += timedelta(days=1)
    return list(days.values())


def _is_jos(of: Case) -> bool:
    return of.all(WorkerAllocated)[-1].worker == "jo"


def _states(found: list[Duty], day: date) -> set[str]:
    states = set()
    for duty in found:
        status = status_on(duty, day)
        if status == Status.OVERDUE:
            states.add("late")
        elif status == Status.UPCOMING:
            states.add("to come")
        elif status in (Status.OPEN, Status.DUE_TODAY) and duty.due_on is not None:
            states.add("due" if duty.due_on <= day + WEEK else "to come")
    return states


@pytest.mark.parametrize("days", _months(), ids=lambda days: f"{days[0]:%Y-%m}")
def test_there_is_always_something_late_something_due_and_something_to_come(
    days: list[date],
) -> None:
    for day in days:
        owed = [(each, duties(each)) for each in (case(name, day) for name in NAMES)]
        every = [duty for _, found in owed for duty in found]
        assert _states(every, day) == {"late", "due", "to come"}, day
        jos = [
            duty
            for each, found in owed
            if _is_jos(each)
            for duty in found
            if duty.owed_by == "case-manager"
        ]
        assert _states(jos, day) == {"late", "due", "to come"}, day
        assert sum(status_on(duty, day) == Status.OVERDUE for duty in every) <= 8, day


def test_every_duty_that_fits_a_story_is_in_one() -> None:
    found = {duty.key.split(":")[0] for name in NAMES for duty in duties(case(name, ANCHOR))}
    assert {rule.name for rule in DUTIES} - found == IN_NO_STORY


def test_what_is_owed_is_mostly_done() -> None:
    every = [duty for name in NAMES for duty in duties(case(name, ANCHOR))]
    statuses = [status_on(duty, ANCHOR) for duty in every]
    raised = [status for status in statuses if status not in (Status.UPCOMING, Status.DROPPED)]
    assert sum(status == Status.DONE for status in raised) / len(raised) > 0.8
    assert Status.MISSED not in raised
