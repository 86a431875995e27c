"""A review looks back on what happened, and is done once it says what comes of it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.rules.cases import care, case_file, event, order
from waymark.rules.casefile import parse
from waymark.rules.endings import is_asked_for
from waymark.rules.events import KINDS
from waymark.rules.known import known_on
from waymark.rules.reviewing import (
    Review,
    decided,
    early_ends_decided,
    early_ends_to_consider,
    happened,
    is_raised,
    looks_back_from,
    may_no_longer_fit,
    not_yet,
)

TODAY = date(2026, 5, 14)
PLAN = event("plan-agreed", "2026-02-01", orders=["o1"])
DONE = Review(
    on=TODAY,
    next_on=date(2026, 8, 14),
    child_took_part=True,
    outcome="stays",
    because="It works, says James.",
    agencies_said="School: he comes.",
    safety_changed="Nothing new.",
)


def known(*events, on=TODAY, **facts):
    return known_on(parse(case_file(*events, orders=[order(**facts)])), on)


def asks(**changed):
    return " ".join(not_yet(replace(DONE, **changed)))


def test_a_review_with_all_that_it_needs_is_done():
    assert list(not_yet(DONE)) == []


@pytest.mark.provision("CM-013")
@pytest.mark.provision("CM-213")
def test_a_review_is_made_with_the_child_or_says_how_they_were_heard():
    assert "made with the child" in asks(child_took_part=False)
    assert not asks(child_took_part=False, child_said="He told his mentor it is fine.")


@pytest.mark.provision("CM-216")
def test_the_agencies_are_heard():
    assert "each agency" in asks(agencies_said=" ")


@pytest.mark.provision("EP-122")
def test_safety_is_looked_at_each_time():
    assert "safety" in asks(safety_changed="")


@pytest.mark.provision("NP-340")
def test_of_a_looked_after_child_it_says_what_that_means_now():
    assert "looked after" in asks(looked_after=True)
    assert not asks(looked_after=True, being_looked_after="A new home, further from school.")


@pytest.mark.provision("CM-087")
@pytest.mark.provision("EP-118")
def test_the_plan_stays_or_changes_and_a_reason_is_given():
    assert "stays or changes" in asks(outcome="")
    assert "why the plan stays" in asks(because="")
    assert "what changes" in asks(outcome="changes", because="")


@pytest.mark.provision("CM-086")
@pytest.mark.provision("CM-210")
@pytest.mark.provision("CM-211")
@pytest.mark.parametrize(
    ("next_on", "says"),
    [
        (None, "Agree the day"),
        (date(2026, 8, 15), "at least every three months"),
        (date(2026, 5, 14), "after this one"),
        (date(2026, 6, 14), "sooner than in three months"),
        (date(2026, 8, 1), ""),
    ],
)
def test_the_next_day_is_agreed_at_most_three_months_on(next_on, says):
    assert says in asks(next_on=next_on)
    assert bool(asks(next_on=next_on)) is bool(says)


def test_a_sooner_day_says_why():
    assert not asks(next_on=date(2026, 6, 14), sooner_because="He starts college.")


@pytest.mark.provision("CM-215")
@pytest.mark.provision("CM-218")
def test_an_early_end_is_asked_about_when_the_time_has_come():
    half_gone = known(PLAN, made_on="2026-01-14", ends_on="2026-07-14")
    assert early_ends_to_consider(half_gone, TODAY) == ["o1"]
    assert early_ends_to_consider(half_gone, date(2026, 3, 1)) == []
    assert "early end" in asks(early_ends=("o1",))
    assert not asks(early_ends=("o1",), early_end="not-yet")


@pytest.mark.provision("CM-218")
def test_a_review_asks_for_an_early_end_also_where_its_time_has_not_come():
    asked = event("early-revocation-considered", "2026-04-20", order="o1", decision="not-yet")
    runs = {"made_on": "2026-01-14", "ends_on": "2026-07-14"}
    for case in (
        known(PLAN, asked, **runs),
        known(PLAN, made_on="2026-04-14", ends_on="2027-04-13"),
    ):
        assert early_ends_to_consider(case, TODAY) == []
        assert early_ends_decided(case, "apply", TODAY) == ["o1"]
        assert early_ends_decided(case, "not-yet", TODAY) == []


@pytest.mark.provision("CM-218")
def test_an_early_end_is_asked_for_of_those_whose_time_has_come_where_there_are_some():
    runs = {"made_on": "2026-01-14", "ends_on": "2026-07-14"}
    new = order(id="o2", made_on="2026-05-01", ends_on="2027-04-30")
    both = known_on(parse(case_file(PLAN, orders=[order(**runs), new])), TODAY)
    assert early_ends_decided(both, "apply", TODAY) == ["o1"]


@pytest.mark.provision("CM-218")
@pytest.mark.parametrize(
    "case",
    [
        known(PLAN, kind="reparation-order", made_on="2026-01-14", ends_on="2026-07-14"),
        known(PLAN, made_on="2026-01-14", ends_on="2026-05-13"),
        known(
            PLAN,
            event("order-ended", "2026-05-14", order="o1"),
            made_on="2026-04-14",
            ends_on="2027-04-13",
        ),
    ],
)
def test_what_cannot_end_early_is_not_asked_for(case):
    assert early_ends_decided(case, "apply", TODAY) == []


@pytest.mark.provision("CM-218")
def test_who_asks_for_an_early_end_says_why_and_of_an_order_that_can_end_early():
    assert "No order can end early now" in asks(early_end="apply", early_end_because="He works.")
    assert "Say why an early end" in asks(early_ends=("o1",), early_end="apply")
    assert not asks(early_ends=("o1",), early_end="apply", early_end_because="He works.")


@pytest.mark.provision("CM-218")
def test_what_the_court_is_asked_for_already_is_not_asked_for_again_before_it_answers():
    runs = {"made_on": "2026-01-14", "ends_on": "2026-07-14"}
    asked = event("early-revocation-considered", "2026-04-20", order="o1", decision="apply")
    applied = event("court-application", "2026-04-27", for_="e2", purpose="revoke")
    waits = known(PLAN, asked, applied, **runs)
    assert is_asked_for(waits, waits.order("o1"), TODAY)
    assert early_ends_decided(waits, "apply", TODAY) == []
    assert not asks(early_end="apply", early_end_asked=True)
    refused = event("early-revocation-refused", "2026-05-01", order="o1")
    answered = known(PLAN, asked, applied, refused, **runs)
    assert not is_asked_for(answered, answered.order("o1"), TODAY)
    last_day = known(PLAN, asked, made_on="2026-01-14", ends_on=TODAY.isoformat())
    assert not is_asked_for(last_day, last_day.order("o1"), TODAY)


@pytest.mark.provision("CM-218")
def test_on_its_last_day_nobody_is_asked_whether_an_order_ends_early():
    last_day = known(PLAN, made_on="2026-01-14", ends_on=TODAY.isoformat())
    assert early_ends_to_consider(last_day, TODAY) == []


@pytest.mark.provision("CM-218")
def test_of_several_orders_only_those_that_were_chosen_are_asked_to_end_early():
    runs = {"made_on": "2026-01-14", "ends_on": "2026-07-14"}
    both = known_on(parse(case_file(PLAN, orders=[order(**runs), order(id="o2", **runs)])), TODAY)
    for_both = Review(on=TODAY, early_ends=("o1", "o2"), early_end="apply")
    assert decided(both, for_both) == {"o1": "apply", "o2": "apply"}
    assert decided(both, replace(for_both, early_ends_of=("o2",))) == {
        "o1": "not-yet",
        "o2": "apply",
    }
    assert decided(both, replace(for_both, early_end="not-yet")) == {
        "o1": "not-yet",
        "o2": "not-yet",
    }
    nothing = asks(
        early_ends=("o1", "o2"), early_end="apply", early_end_because="He works.", early_ends_of=()
    )
    assert "Choose at least one order" in nothing


def test_a_review_looks_back_to_the_last_one_or_to_the_first_plan():
    assert looks_back_from(known(), ["o1"]) is None
    assert looks_back_from(known(PLAN), ["o1"]).on == date(2026, 2, 1)
    reviewed = event("plan-reviewed", "2026-04-01", orders=["o1"])
    assert looks_back_from(known(PLAN, reviewed), ["o1"]).on == date(2026, 4, 1)


@pytest.mark.provision("EP-117")
def test_it_tells_what_changed_since_and_not_before():
    case = known(
        event("incident", "2026-01-20"),
        event("weapon-found", "2026-02-01"),
        PLAN,
        event("self-assessment-concern", "2026-02-01"),
        event("incident", "2026-03-20"),
        event("new-charge", "2026-04-20"),
        event("contact", "2026-04-21", outcome="attended"),
    )
    since = [each.kind for each in happened(case, looks_back_from(case, ["o1"]))]
    assert since == ["new-charge", "incident", "self-assessment-concern"], "that day, but before"


@pytest.mark.provision("EP-073")
def test_a_change_asks_whether_the_plan_still_fits_where_there_is_one():
    assert may_no_longer_fit(known(PLAN), KINDS["new-charge"])
    assert not may_no_longer_fit(known(), KINDS["new-charge"])
    assert not may_no_longer_fit(known(PLAN), KINDS["warning"])


def test_a_level_that_rises_asks_and_one_that_falls_does_not():
    judged = event("judgement", "2026-03-01", serious_harm="medium")
    assert is_raised(known(PLAN, judged), "serious_harm", "high")
    assert not is_raised(known(PLAN, judged), "serious_harm", "medium")
    assert not is_raised(known(PLAN, judged), "serious_harm", "low")
    assert not is_raised(known(PLAN), "serious_harm", "high"), "it was judged for the first time"
    assert not is_raised(known(judged), "serious_harm", "high"), "there is no plan"


def test_being_looked_after_is_known_from_the_case_file():
    case = known_on(parse(case_file(looked_after=[care()])), TODAY)
    assert case.child.looked_after_on(TODAY)
