"""A child who does not come is asked why; a second warning calls a panel."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen


def missed(on):
    return event("contact", on, outcome="missed")


def warning(on, an_order="o1"):
    return event("warning", on, order=an_order)


def panel(on):
    return event("engagement-panel-held", on, order="o1")


@pytest.mark.provision("CM-447")
def test_a_missed_contact_is_followed_up_and_others_are_not():
    file = case_file(
        missed("2026-02-03"),
        event("contact", "2026-02-04", outcome="late"),
        event("absence-followed-up", "2026-02-02", contact="e1"),  # dated before: not this one
        event("absence-followed-up", "2026-02-05", contact="e1"),
        missed("2026-02-10"),
    )
    owed = seen(file, "2026-02-11")
    assert owed["follow-up-missed-contact:e1"] == ("2026-02-03", None, "2026-02-05", "done")
    assert owed["follow-up-missed-contact:e5"] == ("2026-02-10", None, None, "open")
    assert "follow-up-missed-contact:e2" not in owed


def panels(*events, on="2026-06-01", **an_order):
    name = "hold-engagement-panel:o1:"
    owed = seen(case_file(*events, orders=[order(**an_order), order(id="o2")]), on)
    return {int(key[len(name) :]): row for key, row in owed.items() if key.startswith(name)}


@pytest.mark.provision("CM-451", "CM-433")
def test_a_second_warning_calls_a_panel():
    assert panels(warning("2026-02-04")) == {}
    assert panels(warning("2026-02-04"), warning("2026-03-12")) == {
        1: ("2026-03-12", None, None, "open")
    }


@pytest.mark.provision("CM-451")
def test_warnings_of_another_order_or_from_before_this_one_are_not_counted():
    assert panels(warning("2026-02-04"), warning("2026-03-12", "o2")) == {}
    assert panels(warning("2026-01-08"), warning("2026-03-12")) == {}


@pytest.mark.provision("CM-451")
def test_a_panel_closes_what_is_called_and_each_later_warning_calls_another():
    owed = panels(
        warning("2026-02-04"),
        panel("2026-02-10"),  # nothing was called
        warning("2026-03-12"),
        warning("2026-03-13"),  # one is called already
        panel("2026-03-20"),
        panel("2026-03-25"),
        warning("2026-04-02"),
    )
    assert owed == {
        1: ("2026-03-12", None, "2026-03-20", "done"),
        2: ("2026-04-02", None, None, "open"),
    }


@pytest.mark.provision("CM-451")
def test_a_panel_is_owed_under_any_order_until_it_ends():
    two = warning("2026-02-04"), warning("2026-03-12")
    recorded = {"kind": "criminal-behaviour-order", "ends_on": "2026-04-01"}
    assert panels(*two, on="2026-04-01", **recorded)[1].status == "open"
    assert panels(*two, on="2026-04-02", **recorded)[1].status == "missed"


@pytest.mark.provision("CM-462")
def test_breach_is_reviewed_by_someone_else_on_the_day_it_is_decided():
    file = case_file(
        event("breach-decided", "2026-03-07", decision="no-breach"),
        event("breach-decided", "2026-03-07", decision="breach"),  # a Saturday is a day as well
    )
    assert seen(file, "2026-03-07")["independent-breach-review:e2"] == (
        *("2026-03-07", "2026-03-07", None, "due-today"),
    )
    assert seen(file, "2026-03-08")["independent-breach-review:e2"].status == "overdue"
    assert "independent-breach-review:e1" not in seen(file, "2026-03-08")


@pytest.mark.provision("CM-462")
@pytest.mark.parametrize(
    ("reviewed", "status"),
    [("2026-03-05", "done"), ("2026-03-07", "done"), ("2026-03-08", "done-late")],
)
def test_the_review_may_go_before_the_decision(reviewed, status):
    file = case_file(
        event("breach-decided", "2026-03-07", decision="breach"),
        event("independent-breach-review", reviewed, breach="e1"),
    )
    owed = seen(file, "2026-04-01")["independent-breach-review:e1"]
    assert owed == ("2026-03-07", "2026-03-07", reviewed, status)


def failed_after_two_warnings(*later, kind="youth-rehabilitation-order", acceptable=False):
    file = case_file(
        warning("2026-02-04"),
        warning("2026-03-12"),
        event("contact", "2026-04-02", id="m", outcome="missed"),
        event("absence-followed-up", "2026-04-03", contact="m", acceptable=acceptable),
        *later,
        orders=[order(kind=kind, ends_on="2027-02-01")],
    )
    return seen(file, "2026-06-01").get("judge-for-court:o1:m")


@pytest.mark.provision("CM-454")
def test_a_failure_that_statute_takes_to_a_court_is_a_managers_to_judge():
    assert failed_after_two_warnings() == ("2026-04-03", None, None, "open")
    judged = event(
        "judged-for-court", "2026-04-07", order="o1", contact="m", decision="exceptional"
    )
    assert failed_after_two_warnings(judged) == ("2026-04-03", None, "2026-04-07", "done")
    assert failed_after_two_warnings(acceptable=True) is None
    assert failed_after_two_warnings(kind="referral-order") is None


@pytest.mark.provision("CM-454")
@pytest.mark.parametrize(
    ("later", "done", "status"),
    [
        ([], None, "open"),
        (
            [event("put-to-manager", "2026-04-20", what="break", order="o1", paper="p")],
            None,
            "open",
        ),
        (
            [event("put-to-manager", "2026-04-20", what="breach", order="o1", paper="p")],
            "2026-04-20",
            "done",
        ),
        (
            [event("breach-decided", "2026-04-09", order="o1", decision="breach")],
            "2026-04-09",
            "done",
        ),
    ],
)
def test_what_a_manager_judged_has_to_go_back_is_owed_to_be_put_forward(later, done, status):
    judged = event("judged-for-court", "2026-04-07", id="j", order="o1", decision="court")
    file = case_file(judged, *later, orders=[order(kind="youth-rehabilitation-order")])
    owed = seen(file, "2026-06-01")["put-forward-for-court:j"]
    assert owed == ("2026-04-07", None, done, status)


def test_what_is_exceptional_or_of_no_such_order_goes_nowhere():
    judged = event("judged-for-court", "2026-04-07", id="j", order="o1", decision="exceptional")
    file = case_file(judged, orders=[order(kind="youth-rehabilitation-order")])
    assert "put-forward-for-court:j" not in seen(file, "2026-06-01")
    file = case_file({**judged, "decision": "court"}, orders=[order(kind="referral-order")])
    assert "put-forward-for-court:j" not in seen(file, "2026-06-01")
