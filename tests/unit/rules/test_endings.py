"""Orders end well: early where the child has done well, and with support that goes on."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen

REFERRAL = order(
    "referral-order", made_on="2025-03-14", starts_on="2025-04-07", ends_on="2026-04-06"
)


def considered(on, decision="not-yet", **facts):
    return event("early-revocation-considered", on, order="o1", decision=decision, **facts)


def refused(on):
    return event("early-revocation-refused", on, order="o1")


def revocations(*events, on="2026-03-01", an_order=REFERRAL):
    name = "consider-early-revocation:o1:"
    owed = seen(case_file(*events, orders=[an_order]), on)
    return {int(key[len(name) :]): row for key, row in owed.items() if key.startswith(name)}


@pytest.mark.provision("CM-435", "CM-438")
def test_ending_early_is_considered_from_halfway():
    # 364 days: half of them after 7 April 2025 is 6 October
    assert revocations(on="2025-10-05") == {1: ("2025-10-06", None, None, "upcoming")}
    assert revocations(on="2025-10-06") == {1: ("2025-10-06", None, None, "open")}
    assert revocations(on="2026-04-07") == {1: ("2025-10-06", None, None, "missed")}


@pytest.mark.provision("CM-435")
@pytest.mark.parametrize(
    "an_order",
    [
        order("detention-and-training-order", ends_on="2026-08-01"),
        order("referral-order"),  # no known end, so no known half
        order("referral-order", ends_on="2026-08-01", intervention=False),
    ],
)
def test_other_orders_cannot_be_ended_early_this_way(an_order):
    assert revocations(an_order=an_order) == {}


@pytest.mark.provision("CM-435")
def test_considering_it_before_halfway_or_before_the_order_counts_for_nothing():
    assert revocations(considered("2025-10-05"), considered("2025-03-01")) == {
        1: ("2025-10-06", None, None, "open")
    }


@pytest.mark.provision("CM-438")
def test_it_is_looked_at_again_after_three_months_or_on_the_day_agreed():
    owed = revocations(
        considered("2025-10-08", look_again_on="2025-11-03"), considered("2025-11-30")
    )
    assert owed == {
        1: ("2025-10-06", None, "2025-10-08", "done"),
        2: ("2025-11-03", None, "2025-11-30", "done"),
        3: ("2026-02-28", None, None, "open"),
    }


@pytest.mark.provision("CM-438")
def test_nothing_more_is_owed_that_would_open_on_the_day_the_order_ends_or_later():
    assert revocations(considered("2026-01-05")).keys() == {1, 2}
    assert revocations(considered("2026-01-06")).keys() == {1}
    assert revocations(considered("2025-12-01", look_again_on="2026-04-06")).keys() == {1}


@pytest.mark.provision("CM-439")
def test_after_a_decision_to_apply_there_is_no_next_opening_until_it_is_refused():
    applied = [considered("2025-10-08", "apply"), considered("2025-10-20")]
    assert revocations(*applied).keys() == {1}
    assert revocations(*applied, refused("2025-11-14"))[2].opens == "2026-02-14"


@pytest.mark.provision("CM-439")
def test_a_refusal_puts_off_the_next_look_by_three_months_but_never_brings_it_nearer():
    assert revocations(refused("2025-05-01"))[1].opens == "2025-10-06"  # halfway is later
    assert revocations(refused("2025-08-31"))[1].opens == "2025-11-30"
    agreed = considered("2025-10-08", look_again_on="2026-03-30")
    assert revocations(agreed, refused("2025-10-09"))[2].opens == "2026-03-30"


@pytest.mark.provision("CM-439")
def test_considering_it_too_soon_after_a_refusal_counts_for_nothing():
    owed = revocations(refused("2025-09-01"), considered("2025-11-30"), considered("2025-12-01"))
    assert owed[1] == ("2025-12-01", None, "2025-12-01", "done")


@pytest.mark.provision("CM-435")
def test_an_order_that_ended_before_halfway_never_called_for_it():
    ended = event("order-ended", "2025-09-01", order="o1")
    assert revocations(ended) == {}


def applications(*events, on="2026-03-01", an_order=REFERRAL):
    name = "apply-for-early-revocation:"
    owed = seen(case_file(*events, orders=[an_order]), on)
    return {key[len(name) :]: row for key, row in owed.items() if key.startswith(name)}


DECIDED = considered("2025-10-08", "apply")


@pytest.mark.provision("CM-436")
def test_whoever_decides_to_ask_for_an_early_end_then_asks_for_it():
    assert applications(considered("2025-10-08")) == {}
    assert applications(DECIDED) == {"e1": ("2025-10-08", None, None, "open")}
    applied = event("court-application", "2025-10-20", for_="e1", purpose="revoke")
    assert applications(DECIDED, applied)["e1"][2:] == ("2025-10-20", "done")
    of_something_else = {**applied, "purpose": "vary"}
    assert applications(DECIDED, of_something_else)["e1"].status == "open"


@pytest.mark.provision("CM-436")
@pytest.mark.parametrize(
    "settles",
    [
        refused("2025-11-03"),
        event("order-ended", "2025-11-03", order="o1", reason="revoked early"),
        considered("2025-11-03", "not-yet"),
    ],
)
def test_that_the_court_answered_or_it_was_decided_otherwise_settles_it(settles):
    assert applications(DECIDED, settles)["e1"][2:] == ("2025-11-03", "done")


@pytest.mark.provision("CM-436")
def test_an_order_that_ran_to_its_last_day_was_never_asked_for():
    ran = event("order-ended", "2026-04-06", order="o1")
    assert applications(DECIDED, ran, on="2026-04-07")["e1"].status == "missed"


@pytest.mark.provision("CM-436")
def test_deciding_so_twice_owes_one_application_and_after_a_refusal_another():
    twice = considered("2025-10-20", "apply")
    assert applications(DECIDED, twice).keys() == {"e1"}
    asked = event("court-application", "2025-10-10", for_="e1", purpose="revoke")
    assert applications(DECIDED, asked, twice).keys() == {"e1"}, "the court has not answered yet"
    assert applications(DECIDED, refused("2025-10-10"), twice).keys() == {"e1", "e3"}
    assert applications(considered("2025-03-01", "apply")) == {}, "before the order was made"
    not_ours = order("referral-order", made_on="2025-03-14", intervention=False)
    assert applications(DECIDED, an_order=not_ours) == {}


IN_WAYMARK = considered("2025-10-08", "apply", paper="p1")


def panel(on, decision="apply", **facts):
    told = {"order": "o1", "considered": "e1", "decision": decision}
    return event("progress-panel-decided", on, **told, **facts)


def panels(*events, on="2026-03-01", an_order=REFERRAL):
    name = "hold-progress-panel:"
    owed = seen(case_file(*events, orders=[an_order]), on)
    return {key[len(name) :]: row for key, row in owed.items() if key.startswith(name)}


@pytest.mark.provision("CM-437")
def test_whoever_decides_in_waymark_to_ask_for_the_end_of_a_referral_order_takes_it_to_its_panel():
    assert panels(IN_WAYMARK) == {"e1": ("2025-10-08", None, None, "open")}
    assert panels(IN_WAYMARK, panel("2025-10-20"))["e1"][2:] == ("2025-10-20", "done")
    assert panels(DECIDED) == {}, "of what was decided elsewhere nobody knows"
    assert panels(considered("2025-10-08", paper="p1")) == {}
    by_a_court = order("youth-rehabilitation-order", made_on="2025-03-14", ends_on="2026-04-06")
    assert panels(IN_WAYMARK, an_order=by_a_court) == {}


@pytest.mark.provision("CM-437")
def test_no_panel_is_owed_once_the_court_refused_or_it_was_decided_otherwise():
    for settles in (refused("2025-11-03"), considered("2025-11-03", "not-yet")):
        assert panels(IN_WAYMARK, settles)["e1"][2:] == ("2025-11-03", "done")
    ran = event("order-ended", "2026-04-06", order="o1")
    assert panels(IN_WAYMARK, ran, on="2026-04-07")["e1"].status == "missed"


@pytest.mark.provision("CM-437")
def test_a_panel_that_decides_to_ask_leaves_the_application_to_be_made():
    assert applications(IN_WAYMARK, panel("2025-10-20"))["e1"].status == "open"


def test_a_panel_that_decides_not_now_answers_and_says_when_it_is_looked_at_again():
    against = panel("2025-10-20", "not-now", look_again_on="2026-01-12")
    assert applications(IN_WAYMARK, against)["e1"][2:] == ("2025-10-20", "done")
    assert revocations(IN_WAYMARK, against)[2].opens == "2026-01-12"
    again = considered("2026-01-12", "apply", paper="p2")
    assert panels(IN_WAYMARK, against, again).keys() == {"e1", "e3"}
    soon = panel("2025-10-20", "not-now", look_again_on="2025-11-01")
    assert revocations(IN_WAYMARK, refused("2025-10-09"), soon)[2].opens == "2026-01-09"


def exit_plan(*events, on="2026-03-01", an_order=REFERRAL):
    return seen(case_file(*events, orders=[an_order]), on).get("agree-exit-plan:o1")


@pytest.mark.provision("CM-225", "CM-227")
def test_what_comes_after_is_agreed_well_before_the_end():
    # eight and four weeks before 6 April 2026
    assert exit_plan(on="2026-02-08") == ("2026-02-09", "2026-03-09", None, "upcoming")
    assert exit_plan(on="2026-03-09").status == "due-today"
    assert exit_plan(on="2026-04-07").status == "missed"


@pytest.mark.provision("CM-227")
def test_for_a_short_order_neither_day_is_before_halfway():
    short = order("youth-caution", made_on="2026-01-01", ends_on="2026-01-31")
    assert exit_plan(an_order=short)[:2] == ("2026-01-16", "2026-01-16")


@pytest.mark.provision("CM-227")
def test_deciding_to_apply_brings_it_nearer_and_gives_four_weeks():
    looked = considered("2025-10-06", "not-yet")
    assert exit_plan(looked, considered("2025-10-20", "apply"))[:2] == ("2025-10-20", "2025-11-17")
    late = considered("2026-03-01", "apply")  # four weeks from then would be later
    assert exit_plan(late)[:2] == ("2026-02-09", "2026-03-09")


@pytest.mark.provision("CM-227")
def test_only_the_first_decision_to_apply_and_one_under_this_order_counts():
    file = [
        considered("2025-03-01", "apply"),  # before the order was made
        considered("2025-11-01", "apply"),
        considered("2025-12-01", "apply"),
    ]
    assert exit_plan(*file).opens == "2025-11-01"


@pytest.mark.provision("CM-225", "CM-227")
def test_an_exit_plan_agreed_since_the_order_does_it():
    agreed = [
        event("exit-plan-agreed", "2025-03-13", order="o1"),
        event("exit-plan-agreed", "2026-02-01", order="o1"),
    ]
    assert exit_plan(*agreed)[2:] == ("2026-02-01", "done")


@pytest.mark.provision("CM-227")
@pytest.mark.parametrize(
    "kind", ["bail-supervision", "remand-to-local-authority", "remand-to-youth-detention"]
)
def test_before_sentence_there_is_no_exit_plan(kind):
    assert exit_plan(an_order=order(kind, ends_on="2026-08-01")) is None


@pytest.mark.provision("CM-227")
def test_a_court_that_moves_the_end_moves_the_exit_plan_and_the_half():
    moved = event("order-amended", "2026-01-10", order="o1", ends_on="2026-06-06")
    assert exit_plan(moved)[:2] == ("2026-04-11", "2026-05-09")
    assert exit_plan(moved, on="2026-01-09")[:2] == ("2026-02-09", "2026-03-09")
    # 425 days: half of them, rounded down, is 212
    assert revocations(moved)[1].opens == "2025-11-05"
