"""What is known on a day: late knowledge, corrections, amendments, the order of events."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import parse
from waymark.rules.known import known_on


def known(file, on):
    return known_on(parse(file), date.fromisoformat(on))


def missed(on, **facts):
    return event("contact", on, outcome="missed", **facts)


def attended(on, **facts):
    return event("contact", on, outcome="attended", **facts)


def follow_ups(file, on):
    return sorted(key for key in seen(file, on) if key.startswith("follow-up"))


def test_what_is_recorded_late_is_known_only_then():
    file = case_file(missed("2026-03-02", recorded_on="2026-03-09"))
    assert follow_ups(file, "2026-03-08") == []
    assert follow_ups(file, "2026-03-09") == ["follow-up-missed-contact:e1"]


def test_an_order_is_known_from_the_day_it_was_made():
    file = case_file(orders=[order(made_on="2026-03-02", starts_on="2026-04-01")])
    assert seen(file, "2026-03-01") == {}
    assert seen(file, "2026-03-02")["induct-child:o1"].status == "upcoming"


def test_an_event_that_names_an_order_not_yet_known_stays():
    file = case_file(
        event("suspension-approved", "2026-01-01", order="o1", from_="2026-02-01", to="2026-04-01"),
        event("warning", "2026-01-02", order="o1"),
        event("significant-change", "2026-01-01"),
        event("plan-reviewed", "2026-01-03", orders=["o1"]),
        orders=[order(made_on="2026-06-01")],
    )
    owed = seen(file, "2026-01-04")
    assert owed["review-after-change:e3"].done == "2026-01-03"
    assert "apply-to-vary:e1" not in owed


def test_a_correction_stands_in_the_place_of_what_it_corrects_once_it_is_known():
    file = case_file(
        missed("2026-03-02"), attended("2026-03-02", corrects="e1", recorded_on="2026-03-09")
    )
    assert follow_ups(file, "2026-03-08") == ["follow-up-missed-contact:e1"]
    assert follow_ups(file, "2026-03-09") == []


def test_a_correction_keeps_the_id_but_has_its_own_day_and_kind():
    file = case_file(
        attended("2026-03-02"),
        event("incident", "2026-03-01", corrects="e1", recorded_on="2026-03-03"),
    )
    assert seen(file, "2026-03-04").keys() == {"hear-child-after-incident:e1"}
    assert seen(file, "2026-03-04")["hear-child-after-incident:e1"].opens == "2026-03-01"


def test_a_correction_may_be_corrected_and_any_of_them_may_be_named():
    file = case_file(
        attended("2026-03-02"),
        missed("2026-03-02", corrects="e1", recorded_on="2026-03-03"),
        missed("2026-03-04", corrects="e2", recorded_on="2026-03-05"),
        event("absence-followed-up", "2026-03-06", contact="e3"),
    )
    assert seen(file, "2026-03-10")["follow-up-missed-contact:e1"] == (
        *("2026-03-04", None, "2026-03-06", "done"),
    )


def test_the_correction_written_last_wins_and_of_two_on_one_day_the_later_in_the_file():
    file = case_file(
        attended("2026-03-02"),
        missed("2026-03-03", corrects="e1", recorded_on="2026-03-20"),
        missed("2026-03-04", corrects="e2", recorded_on="2026-03-10"),
        missed("2026-03-05", corrects="e1", recorded_on="2026-03-20"),
    )
    key = "follow-up-missed-contact:e1"
    assert key not in seen(file, "2026-03-09")
    assert seen(file, "2026-03-10")[key].opens == "2026-03-04"
    assert seen(file, "2026-03-20")[key].opens == "2026-03-05"


def test_a_withdrawal_leaves_nothing_and_can_itself_be_corrected():
    file = case_file(
        missed("2026-03-02"),
        event("withdrawn", "2026-03-03", corrects="e1"),
        missed("2026-03-02", corrects="e2", recorded_on="2026-03-10"),
    )
    assert follow_ups(file, "2026-03-02") == ["follow-up-missed-contact:e1"]
    assert follow_ups(file, "2026-03-03") == []
    assert follow_ups(file, "2026-03-10") == ["follow-up-missed-contact:e1"]


def test_a_known_correction_of_something_not_yet_known_stands():
    file = case_file(missed("2062-03-02"), missed("2026-03-02", corrects="e1"))
    assert follow_ups(file, "2026-03-02") == ["follow-up-missed-contact:e1"]


def test_a_correction_takes_the_place_of_what_it_corrects_among_events_of_one_day():
    # a panel and a warning on one day: whether the panel answers the warning is told by their order
    def panels(*events):
        file = case_file(*events, orders=[order()])
        return seen(file, "2026-06-01")["hold-engagement-panel:o1:1"].done

    first = event("warning", "2026-02-01", order="o1")
    second = event("warning", "2026-03-02", order="o1")
    panel = event("engagement-panel-held", "2026-03-02", order="o1")
    assert panels(first, second, panel) == "2026-03-02"
    assert panels(first, panel, second) is None
    moved = event("engagement-panel-held", "2026-03-02", order="o1", corrects="e2")
    assert panels(first, {**panel, "on": "2026-03-20"}, second, moved) is None


def test_the_last_amendment_of_each_fact_counts_and_only_once_it_is_known():
    file = case_file(
        event("order-amended", "2026-03-01", order="o1", ends_on="2026-10-01"),
        event("order-amended", "2026-02-01", order="o1", ends_on="2026-09-01", custodial_months=4),
        event("order-amended", "2026-02-01", order="o2", starts_on="2026-03-01"),
        event(
            "order-amended",
            "2026-04-01",
            order="o1",
            ends_on="2026-12-01",
            recorded_on="2026-06-01",
        ),
        orders=[order(ends_on="2026-08-01"), order(id="o2")],
    )
    first, second = known(file, "2026-05-01").orders
    assert (first.ends_on, first.custodial_months) == (date(2026, 10, 1), 4)
    assert (second.begins_on, second.ends_on) == (date(2026, 3, 1), None)


def test_an_amendment_that_was_withdrawn_changes_nothing():
    file = case_file(
        event("order-amended", "2026-03-01", order="o1", ends_on="2026-10-01"),
        event("withdrawn", "2026-03-02", corrects="e1"),
        orders=[order(ends_on="2026-08-01")],
    )
    assert known(file, "2026-03-01").orders[0].ends_on == date(2026, 10, 1)
    assert known(file, "2026-03-02").orders[0].ends_on == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("ended", "end"),
    [
        ([], "2026-08-01"),
        (["2026-05-01", "2026-04-01"], "2026-04-01"),
        (["2026-01-08"], "2026-08-01"),  # before the order was made
        (["2026-09-01"], "2026-09-01"),
    ],
)
def test_an_order_ends_when_it_was_ended_else_when_it_is_to_end(ended, end):
    file = case_file(
        *(event("order-ended", on, order="o1") for on in ended),
        orders=[order(ends_on="2026-08-01")],
    )
    case = known(file, "2026-12-01")
    assert case.end_of(case.orders[0]) == date.fromisoformat(end)


def test_a_null_is_as_good_as_absent():
    file = case_file(
        event(
            "contact", "2026-03-02", outcome="missed", recorded_on=None, corrects=None, note=None
        ),
        orders=[order(starts_on=None, ends_on=None, intervention=None, offences=[None])],
        looked_after=None,
    )
    assert seen(file, "2026-03-02")["induct-child:o1"].opens == "2026-01-09"
    assert follow_ups(file, "2026-03-02") == ["follow-up-missed-contact:e1"]


def test_a_correction_belongs_only_to_what_it_names_itself():
    file = case_file(
        event("custody-entered", "2026-01-01"),
        event("custody-visit", "2026-01-05", custody="e1"),
        event("custody-visit", "2026-01-06", custody="e1", corrects="e2"),
        event("custody-visit-requested", "2026-01-04", custody="e2"),
    )
    assert seen(file, "2026-02-01")["visit-on-request:e4"].done is None
