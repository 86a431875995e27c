"""What a duty is called on a day: done, dropped, closed, or still to do."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen

WEAPON = event("weapon-found", "2026-03-02")  # due on 3 March
INCIDENT = event("incident", "2026-03-02")  # no due day
REFERRED = event("safeguarding-referral", "2026-03-05", of="e1")


def weapon(*events, on):
    row = seen(case_file(WEAPON, *events), on).get("refer-weapon-concern:e1")
    return row and row.status


def incident(*events, on):
    row = seen(case_file(INCIDENT, *events), on).get("hear-child-after-incident:e1")
    return row and row.status


def test_open_then_due_today_then_overdue():
    assert [weapon(on=f"2026-03-0{day}") for day in (1, 2, 3, 4)] == [
        *(None, "open", "due-today", "overdue"),
    ]


def test_without_a_due_day_it_stays_open():
    assert incident(on="2029-01-01") == "open"


@pytest.mark.parametrize(
    ("on", "status"),
    [("2026-03-06", "overdue"), ("2026-03-07", "missed")],
)
def test_what_was_not_done_before_the_case_closed_was_missed(on, status):
    assert weapon(event("case-closed", "2026-03-06"), on=on) == status


def test_what_was_not_done_before_a_transfer_was_handed_over():
    moved = event("case-transferred", "2026-03-06")
    assert weapon(moved, on="2026-03-06") == "overdue"
    assert weapon(moved, on="2026-03-07") == "handed-over"
    assert incident(moved, on="2026-03-07") == "handed-over"


def test_what_was_not_yet_due_when_the_case_closed_falls_away():
    assert weapon(event("case-closed", "2026-03-02"), on="2026-03-02") == "open"
    assert weapon(event("case-closed", "2026-03-02"), on="2026-03-03") is None


@pytest.mark.parametrize("kind", ["case-closed", "case-transferred"])
@pytest.mark.parametrize("back", ["case-reopened", "case-received"])
def test_a_case_that_is_opened_again_was_never_closed(kind, back):
    events = [event(kind, "2026-03-06"), event(back, "2026-04-06")]
    assert weapon(*events, on="2026-04-05") in ("missed", "handed-over")
    assert weapon(*events, on="2026-04-06") == "overdue"


def test_the_last_of_several_moves_counts():
    moves = [event("case-transferred", "2026-03-06"), event("case-closed", "2026-03-09")]
    assert weapon(*moves, on="2026-03-10") == "missed"
    moves = [event("case-closed", "2026-03-09"), event("case-transferred", "2026-03-09")]
    assert weapon(*moves, on="2026-03-10") == "handed-over"


def test_a_case_closed_before_something_was_raised_does_not_close_it():
    assert weapon(event("case-closed", "2026-03-01"), on="2026-03-10") == "overdue"


def test_a_transfer_on_the_day_an_order_ends_hands_its_duties_over():
    moved = event("case-transferred", "2026-03-06")
    file = case_file(moved, orders=[order(ends_on="2026-03-06")])
    assert seen(file, "2026-03-07")["agree-plan:o1"].status == "handed-over"
    file = case_file(moved, orders=[order(ends_on="2026-03-05")])
    assert seen(file, "2026-03-07")["agree-plan:o1"].status == "missed"


def test_what_was_done_stays_done_whatever_happens_to_the_case():
    for kind in ("case-closed", "case-transferred", "child-died", "brought-forward"):
        assert weapon(REFERRED, event(kind, "2026-03-10"), on="2026-03-11") == "done-late"


def test_when_a_child_has_died_nothing_more_is_asked():
    died = event("child-died", "2026-03-04")
    assert weapon(died, on="2026-03-03") == "due-today"
    assert weapon(died, on="2026-03-04") is None
    assert incident(died, event("case-closed", "2026-03-03"), on="2026-03-05") is None


@pytest.mark.parametrize(
    ("brought_forward_on", "still_owed"),
    [("2026-03-02", True), ("2026-03-03", True), ("2026-03-04", False)],
)
def test_work_due_before_the_case_came_into_the_system_is_not_asked_for(
    brought_forward_on, still_owed
):
    brought = event("brought-forward", brought_forward_on)
    assert (weapon(brought, on="2026-03-10") is not None) == still_owed


def test_work_without_a_due_day_opened_before_the_case_came_into_the_system_is_not_asked_for():
    assert incident(event("brought-forward", "2026-03-02"), on="2026-03-10") == "open"
    assert incident(event("brought-forward", "2026-03-03"), on="2026-03-10") is None


def test_the_last_bringing_forward_counts():
    twice = [event("brought-forward", "2026-03-10"), event("brought-forward", "2026-03-02")]
    # the last by its day, whatever its place in the file
    assert weapon(*twice, on="2026-03-11") is None
