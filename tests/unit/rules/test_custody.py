"""A child in custody: resettlement begins at once, and release is prepared for."""

import pytest

from tests.unit.rules.cases import care, case_file, event, seen


def custody(on="2026-04-30", **facts):
    return event("custody-entered", on, **facts)


@pytest.mark.provision("NP-194", "NP-050")
def test_planning_for_life_afterwards_starts_on_the_next_working_day():
    # Thursday 30 April 2026; from Friday the first of May on, over the May bank holiday
    assert seen(case_file(custody()), "2026-04-30")["start-resettlement-plan:e1"] == (
        *("2026-04-30", "2026-05-01", None, "open"),
    )
    friday = case_file(custody("2026-05-01"), event("custody-left", "2026-05-06", custody="e1"))
    assert seen(friday, "2026-05-06")["start-resettlement-plan:e1"].due == "2026-05-05"
    assert seen(friday, "2026-05-07")["start-resettlement-plan:e1"].status == "missed"


@pytest.mark.provision("NP-194")
def test_a_resettlement_plan_started_since_then_does_it():
    file = case_file(
        custody(),
        event("resettlement-plan-started", "2026-04-29", custody="e1"),
        event("resettlement-plan-started", "2026-05-05", custody="e1"),
    )
    assert seen(file, "2026-06-01")["start-resettlement-plan:e1"][2:] == ("2026-05-05", "done-late")


@pytest.mark.provision("NP-194")
def test_it_falls_away_if_the_child_leaves_before_it_was_due():
    file = case_file(custody("2026-05-01"), event("custody-left", "2026-05-03", custody="e1"))
    assert "start-resettlement-plan:e1" not in seen(file, "2026-05-04")


def release(*events, on="2026-06-01", spells=None, **child):
    file = case_file(*events, looked_after=spells or [care()], **child)
    return seen(file, on).get("confirm-release:e1")


@pytest.mark.provision("NP-206", "NP-199")
def test_a_child_on_a_care_order_knows_ten_days_before_release():
    assert release(custody(release_on="2026-07-05")) == ("2026-04-30", "2026-06-25", None, "open")
    assert release(custody(release_on="2026-05-05")).due == "2026-04-30"  # the day it opens
    assert release(custody()) is None
    assert release(custody(release_on="2026-07-05"), spells=[care(basis="remand")]) is None
    assert release(custody(release_on="2026-07-05"), spells=[care(to="2026-04-29")]) is None


@pytest.mark.provision("NP-206")
def test_of_several_ways_of_being_looked_after_the_care_order_counts():
    spells = [care(basis="section-20"), care(to="2026-04-30")]
    assert release(custody(release_on="2026-07-05"), spells=spells)


@pytest.mark.provision("NP-206", "NP-199")
def test_the_release_day_last_set_counts():
    events = [
        custody(release_on="2026-07-05"),
        event("release-date-set", "2026-05-20", custody="e1", release_on="2026-08-20"),
        event("release-date-set", "2026-05-10", custody="e1", release_on="2026-09-10"),
        event("release-confirmed", "2026-08-11", custody="e1"),
    ]
    assert release(*events).due == "2026-08-10"
    assert release(*events, on="2026-09-01")[2:] == ("2026-08-11", "done-late")


@pytest.mark.provision("NP-206")
def test_it_is_missed_once_the_child_has_left_unprepared():
    left = event("custody-left", "2026-07-01", custody="e1")
    assert release(custody(release_on="2026-07-05"), left, on="2026-07-02").status == "missed"
    early = event("custody-left", "2026-06-01", custody="e1")
    assert release(custody(release_on="2026-07-05"), early, on="2026-06-02") is None


@pytest.mark.provision("NP-163")
def test_a_care_leavers_pathway_plan_is_reviewed_a_month_before_release():
    file = case_file(
        custody("2026-04-30", release_on="2027-03-31"),
        event("pathway-plan-reviewed", "2026-04-29"),
        event("pathway-plan-reviewed", "2027-02-28"),
        care_leaver_from="2026-04-30",
    )
    key = "review-pathway-plan:e1"
    assert seen(file, "2026-05-01")[key] == ("2026-04-30", "2027-02-28", None, "open")
    assert seen(file, "2027-02-28")[key].status == "done"


@pytest.mark.provision("NP-163")
@pytest.mark.parametrize(
    ("leaver_from", "release_on", "owed"),
    [
        ("2026-04-30", "2026-07-05", True),
        ("2026-05-01", "2026-07-05", False),
        (None, "2026-07-05", False),
        ("2026-01-01", None, False),
    ],
)
def test_who_has_a_pathway_plan_to_review(leaver_from, release_on, owed):
    file = case_file(custody(release_on=release_on), care_leaver_from=leaver_from)
    assert ("review-pathway-plan:e1" in seen(file, "2026-05-02")) == owed
