"""Concerns are passed on, and what agencies agreed is kept with the case."""

import pytest

from tests.unit.rules.cases import case_file, event, seen


@pytest.mark.provision("CM-598", "CM-599")
def test_a_weapon_is_a_safeguarding_concern_passed_on_by_the_next_working_day():
    # the Friday before the late summer bank holiday
    file = case_file(
        event("weapon-found", "2026-08-28"),
        event("safeguarding-referral", "2026-08-27", of="e1"),
        event("safeguarding-referral", "2026-09-02", of="e1"),
    )
    key = "refer-weapon-concern:e1"
    assert seen(file, "2026-09-01")[key] == ("2026-08-28", "2026-09-01", None, "due-today")
    assert seen(file, "2026-09-02")[key].status == "done-late"


@pytest.mark.provision("CM-184")
def test_the_notes_of_a_meeting_of_agencies_are_kept_with_the_case():
    file = case_file(
        event("multi-agency-meeting", "2026-03-02"),
        event("multi-agency-meeting", "2026-03-03"),
        event("meeting-notes-attached", "2026-03-02", meeting="e2"),  # dated before it: not these
        event("meeting-notes-attached", "2026-03-10", meeting="e1"),
    )
    owed = seen(file, "2026-03-11")
    assert owed["attach-meeting-notes:e1"] == ("2026-03-02", None, "2026-03-10", "done")
    assert owed["attach-meeting-notes:e2"] == ("2026-03-03", None, None, "open")
