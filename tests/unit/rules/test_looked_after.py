"""A looked-after child: the area they move to knows, those responsible know, the child is heard."""

import pytest

from tests.unit.rules.cases import care, case_file, event, seen


def placement(*events, on="2026-03-20", **facts):
    file = case_file(event("placement-made", "2026-03-20", **facts), *events)
    return seen(file, on).get("notify-receiving-authority:e1")


@pytest.mark.provision("NP-139")
def test_the_new_area_is_told_before_the_child_moves():
    moved = {"out_of_area": True, "from_": "2026-04-01"}
    assert placement(**moved) == ("2026-03-20", "2026-03-31", None, "open")
    assert placement(out_of_area=True, from_="2026-03-02")[:2] == ("2026-03-20", "2026-03-20")
    assert placement(out_of_area=False, from_="2026-04-01") is None
    assert placement() is None


@pytest.mark.provision("NP-139")
def test_in_an_emergency_within_five_working_days_of_the_move():
    # Wednesday 1 April 2026; Good Friday and Easter Monday do not count
    moved = {"out_of_area": True, "emergency": True, "from_": "2026-04-01"}
    assert placement(**moved).due == "2026-04-10"


@pytest.mark.provision("NP-139")
def test_telling_them_before_the_placement_was_recorded_counts():
    told = event("receiving-authority-notified", "2026-03-01", placement="e1")
    moved = {"out_of_area": True, "from_": "2026-04-01"}
    assert placement(told, **moved)[2:] == ("2026-03-01", "done")


@pytest.mark.provision("NP-130")
@pytest.mark.parametrize("basis", ["care-order", "section-20", "remand"])
def test_those_responsible_for_a_looked_after_child_know_of_the_police(basis):
    file = case_file(
        event("police-contact", "2026-03-20"),
        event("responsible-authority-informed", "2026-03-19", contact="e1"),
        event("responsible-authority-informed", "2026-03-21", contact="e1"),
        event("police-contact", "2026-03-25"),
        looked_after=[care(from_="2026-03-20", to="2026-03-24", basis=basis)],
    )
    owed = seen(file, "2026-04-01")
    assert owed["inform-responsible-authority:e1"] == ("2026-03-20", None, "2026-03-21", "done")
    assert "inform-responsible-authority:e4" not in owed


@pytest.mark.provision("NP-072", "NP-074")
def test_after_an_incident_the_child_is_asked_how_they_see_it():
    file = case_file(
        event("incident", "2026-03-20"),
        event("incident", "2026-03-22"),
        event("child-view-recorded", "2026-03-21", incident="e2"),
        event("child-view-recorded", "2026-03-22", incident="e1"),
    )
    owed = seen(file, "2026-03-23")
    assert owed["hear-child-after-incident:e1"] == ("2026-03-20", None, "2026-03-22", "done")
    assert owed["hear-child-after-incident:e2"] == ("2026-03-22", None, None, "open")
