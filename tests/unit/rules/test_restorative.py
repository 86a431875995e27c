"""A child who needs time to choose is asked again on a day that was agreed."""

import pytest

from tests.unit.rules.cases import case_file, event, seen
from tests.unit.rules.gates.test_restorative import HARMED, ready
from waymark.rules.events.restorative import ChildReadinessJudged
from waymark.rules.facts import build


def owed(*events):
    told = seen(case_file(*events, orders=HARMED), "2026-05-01")
    return [row for key, row in told.items() if key.startswith("talk-over-again")]


def time_until(day, victim="v1"):
    return {**ready(said="not-yet", victim=victim), "talk_again_on": day}


@pytest.mark.provision("CM-353")
def test_whoever_needs_time_is_asked_again_on_the_day_that_was_agreed():
    assert owed(ready()) == []
    assert owed(time_until("2026-04-01")) == [("2026-03-01", "2026-04-01", None, "overdue")]
    of_another = ready("2026-03-20", victim="v2")
    assert owed(time_until("2026-04-01"), of_another)[0][2] is None
    for then in (
        ready("2026-03-20", "yes"),
        event("mind-changed", "2026-03-20", victim="v1"),
    ):
        assert owed(time_until("2026-04-01"), then)[0][2:] == ("2026-03-20", "done")


def test_they_talk_again_on_a_day_after_the_one_on_which_they_talked():
    for day, at_fault in (("2026-03-01", ["talk_again_on"]), ("2026-03-02", [])):
        told = build(ChildReadinessJudged, {**time_until(day), "id": "e1"})
        assert [name for name, _ in told.faults()] == at_fault
