"""A child whose level is high is brought to a risk panel, and again while it is."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen


def judged(on, serious_harm=None, safety_and_wellbeing=None):
    levels = {"serious_harm": serious_harm, "safety_and_wellbeing": safety_and_wellbeing}
    return event("judgement", on, **levels)


def held(on):
    return event("risk-panel-held", on)


def panels(*events, on="2026-06-30"):
    name = "hold-risk-panel:"
    owed = seen(case_file(*events), on)
    return {int(key[len(name) :]): row for key, row in owed.items() if key.startswith(name)}


@pytest.mark.provision("CM-540", "CM-555")
@pytest.mark.parametrize("area", [{"serious_harm": "high"}, {"safety_and_wellbeing": "high"}])
def test_a_high_level_is_brought_to_a_panel_within_ten_working_days(area):
    # Tuesday 24 March 2026, over Easter
    assert panels(judged("2026-03-24", **area), on="2026-04-01") == {
        1: ("2026-03-24", "2026-04-09", None, "open")
    }


@pytest.mark.provision("CM-540", "CM-555")
def test_a_very_high_level_within_five():
    assert panels(judged("2026-03-31", "medium", "very-high"))[1].due == "2026-04-09"


@pytest.mark.provision("CM-540")
def test_lower_levels_and_panels_outside_a_spell_call_for_nothing():
    assert panels(judged("2026-03-24", "medium", "low"), held("2026-03-25")) == {}


@pytest.mark.provision("CM-540", "CM-580")
def test_while_it_stays_high_the_next_panel_is_within_three_months():
    owed = panels(judged("2026-01-27", "high"), held("2026-01-31"), held("2026-05-01"))
    assert owed == {
        1: ("2026-01-27", "2026-02-10", "2026-01-31", "done"),
        2: ("2026-01-31", "2026-04-30", "2026-05-01", "done-late"),
        3: ("2026-05-01", "2026-08-01", None, "open"),
    }


@pytest.mark.provision("CM-555")
def test_a_rise_to_very_high_takes_the_place_of_the_panel_that_was_pending():
    owed = panels(judged("2026-01-05", "high"), judged("2026-01-12", "very-high"), on="2026-01-13")
    assert owed == {1: ("2026-01-12", "2026-01-19", None, "open")}


@pytest.mark.provision("CM-555")
def test_a_second_area_that_becomes_very_high_changes_nothing():
    owed = panels(
        judged("2026-01-05", "very-high"),
        judged("2026-01-07", safety_and_wellbeing="very-high"),
        judged("2026-01-08", serious_harm="high"),
        on="2026-01-09",
    )
    assert owed == {1: ("2026-01-05", "2026-01-12", None, "open")}


@pytest.mark.provision("CM-555")
def test_very_high_once_more_in_the_same_spell_counts_afresh_and_keeps_its_number():
    owed = panels(
        judged("2026-01-05", "very-high"),
        held("2026-01-06"),
        judged("2026-01-07", "high"),
        judged("2026-02-02", "very-high"),
        on="2026-02-03",
    )
    assert owed == {
        1: ("2026-01-05", "2026-01-12", "2026-01-06", "done"),
        2: ("2026-02-02", "2026-02-09", None, "open"),
    }


@pytest.mark.provision("CM-540")
def test_a_level_that_a_judgement_leaves_out_stays_as_it_was():
    owed = panels(judged("2026-01-05", "high"), judged("2026-01-12", None, "low"), on="2026-01-13")
    assert owed[1].status == "open"


@pytest.mark.provision("CM-540", "CM-555")
def test_the_spell_ends_when_neither_is_high_and_the_next_spell_counts_on():
    events = [
        judged("2026-01-05", "high", "high"),
        judged("2026-01-26", "medium"),  # the other is still high
        judged("2026-01-27", "medium", "medium"),
        held("2026-01-28"),
        judged("2026-03-02", "medium", "high"),
    ]
    assert panels(*events, on="2026-01-27") == {1: ("2026-01-05", "2026-01-19", None, "overdue")}
    assert panels(*events, on="2026-01-28") == {1: ("2026-01-05", "2026-01-19", None, "missed")}
    assert panels(*events, on="2026-03-03")[2] == ("2026-03-02", "2026-03-16", None, "open")


@pytest.mark.provision("CM-540")
def test_a_panel_that_was_not_due_when_the_spell_ended_falls_away_but_keeps_its_number():
    events = [
        judged("2026-01-05", "high"),
        judged("2026-01-06", "low"),
        judged("2026-02-02", "high"),
    ]
    assert panels(*events, on="2026-02-02").keys() == {2}


@pytest.mark.provision("CM-555")
def test_what_raised_a_later_panel_is_the_panel_before_it():
    # the case was closed on a day before the second panel's anchor, so that does not close it
    file = case_file(
        judged("2026-01-05", "high"), event("case-closed", "2026-01-06"), held("2026-01-07")
    )
    owed = seen(file, "2026-02-02")
    assert owed["hold-risk-panel:2"] == ("2026-01-07", "2026-04-07", None, "open")


def kept_safe(keeps="child", on="2026-03-02", until="2026-03-16"):
    return event("safety-plan-made", on, keeps=keeps, until=until)


def looks(*events, on="2026-03-10"):
    name = "look-at-safety-plan:"
    owed = seen(case_file(*events, orders=[order()]), on)
    return {key[len(name) :]: row for key, row in owed.items() if key.startswith(name)}


@pytest.mark.provision("EP-117")
def test_what_keeps_people_safe_until_a_day_is_looked_at_again_by_then():
    assert looks(kept_safe()) == {"e1": ("2026-03-02", "2026-03-16", None, "open")}
    assert looks(kept_safe(), on="2026-03-16")["e1"].status == "due-today"
    assert looks(kept_safe(), on="2026-03-17")["e1"].status == "overdue"
    assert looks(kept_safe(until=None)) == {}


@pytest.mark.provision("EP-117")
@pytest.mark.parametrize(
    "looked_at",
    [
        event("plan-agreed", "2026-03-09", orders=["o1"]),
        event("plan-amended", "2026-03-09", orders=["o1"]),
        event("plan-reviewed", "2026-03-09", orders=["o1"]),
        kept_safe("child", "2026-03-09", until=None),
        kept_safe("both", "2026-03-09", until=None),
    ],
)
def test_a_plan_or_its_review_takes_its_place_or_it_is_written_down_anew(looked_at):
    assert looks(kept_safe(), looked_at)["e1"][2:] == ("2026-03-09", "done")
    assert looks(looked_at, kept_safe(on="2026-03-10"))["e2"].status == "open", "it came before"


@pytest.mark.provision("EP-117")
def test_a_plan_that_a_manager_returned_keeps_nobody_safe():
    agreed = event("plan-agreed", "2026-03-09", orders=["o1"], plan_version=1)
    returned = event("plan-returned", "2026-03-10", plan="e2", plan_version=1)
    assert looks(kept_safe(), agreed, returned)["e1"].status == "open"
    mended = event("plan-amended", "2026-03-10", orders=["o1"], plan_version=2)
    assert looks(kept_safe(), agreed, returned, mended)["e1"][2:] == ("2026-03-10", "done")


@pytest.mark.provision("EP-117")
def test_what_keeps_both_safe_is_written_down_anew_for_both():
    both, others = kept_safe("both"), kept_safe("others", "2026-03-05", until=None)
    assert looks(both, others)["e1"].status == "open"
    assert looks(both, others, kept_safe("child", "2026-03-06", until=None))["e1"].status == "done"
