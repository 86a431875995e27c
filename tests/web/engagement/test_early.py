"""An early end is looked at with the child from halfway, and decided."""

import re
from datetime import timedelta
from functools import partial

import pytest

from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.ending_early import (
    COLLEGE,
    NOBODY,
    SAID,
    WELL,
    begun,
    court_asked,
    decide,
    deciding,
    duty,
    kai_under,
    page,
    ready,
    record,
    the_panel_decides,
)
from tests.web.engagement.test_tried import main
from tests.web.plans.reviewing import answer, events
from waymark.accounts import asking
from waymark.pages.words import day
from waymark.rules.calendar import months_after


@pytest.fixture
def child_under(worker):
    return partial(kai_under, worker)


@pytest.mark.provision("CM-017", "CM-436")
def test_an_order_of_a_child_who_did_well_is_looked_at_asked_for_and_ends_early(
    jo, worker, child_under
):
    kai = child_under()
    shown = main(page(jo, kai))
    assert "Half of it has gone since" in shown
    assert "look at it now" in shown
    paper = ready(jo, kai, worker)
    assert decide(jo, paper, **NOBODY).status_code == 302
    (decided,) = events(kai, worker, "early-revocation-considered")
    assert (decided["order"], decided["decision"]) == ("o1", "apply")
    assert decided["paper"] == paper.reference
    assert "ending the order early: it is asked for" in jo.get(f"/children/{kai}/chronology/").text
    assert duty(kai, "consider-early-revocation").done_on == TODAY
    assert duty(kai, "hold-progress-panel") is None, "no panel decides about this order"
    assert "We ask the court to end your order early" in page(jo, kai)
    assert court_asked(jo, kai, worker)["Location"] == f"/children/{kai}/early/"
    assert duty(kai, "apply-for-early-revocation").done_on == TODAY
    shown = page(jo, kai)
    assert "has not answered yet" in shown
    ends = re.search(r'href="(/children/\d+/orders/\d+/end/[^"]*)"', shown)[1]
    told = {"note": "He did well.", **day_parts("on", TODAY)}  # how it ended is chosen already
    form = form_with(jo.get(ends).text, "reason")
    assert jo.post(ends, form.sent(**told)).status_code == 302
    assert "No order runs that can end early" in page(jo, kai)


@pytest.mark.provision("CM-435")
def test_the_page_says_when_half_of_an_order_will_have_gone_and_what_is_told_to_the_child(
    jo, child_under
):
    kai = child_under(gone=20, left=100)
    shown = main(page(jo, kai))
    assert "Half of it will have gone on" in shown
    assert "We look at ending your order early from" in shown
    assert "look at it now" not in shown


def test_only_what_a_court_can_revoke_is_looked_at(jo, child_under):
    kai = child_under("reparation-order")
    assert "No order runs that can end early" in page(jo, kai)
    assert jo.post(f"/children/{kai}/early/", {"order": "o1"}).status_code == 422
    assert "/early/" not in jo.get(f"/children/{kai}/orders/").text
    tim = child_under("referral-order")
    assert f"/children/{tim}/early/" in jo.get(f"/children/{tim}/orders/").text
    assert f"/children/{tim}/early/" in jo.get(f"/children/{tim}/ending/").text
    assert f"/children/{tim}/early/" in jo.get(f"/children/{tim}/tried/").text


@pytest.mark.provision("CM-435")
def test_each_of_the_three_is_proposed_from_the_record_with_what_shows_it(jo, child_under):
    kai = child_under("referral-order", *WELL, education=[COLLEGE], good_at=["football"])
    shown = main(page(jo, kai))
    assert "Risk of offending again: high at first, low now." in shown
    assert re.search(r"reviewed once, last [^:]+: He keeps away from the station\.", shown)
    assert "Learning or work: college." in shown
    assert "Hidden Hill" not in shown[shown.index("<h1") :]
    assert "Good at: football." in shown
    assert "Came to 3 of 4 times" in shown
    assert "No plan is agreed yet." in shown
    three = shown[shown.index("What the plan required") - 4 :]
    levels = re.findall(r'<h3>([^<]+)</h3>.*?<span class="tag">([\w ]+)</span>', three, re.DOTALL)
    assert levels == [
        ("What the plan required is done", "not met"),
        ("What mattered most got better", "met"),
        ("What is good can last", "met"),
    ]


@pytest.mark.provision("CM-435")
def test_a_risk_that_rose_is_no_progress_and_the_record_says_so(jo, child_under):
    worse = {**WELL[1], "id": "j3", "on": f"{TODAY}", "reoffending": "medium"}
    kai = child_under("referral-order", {**WELL[1], "id": "j0"}, worse)
    assert "Risk of offending again: low at first, medium now." in page(jo, kai)
    assert re.search(r"got better</h3>.*?>not met<", page(jo, kai), re.DOTALL)


@pytest.mark.provision("CM-435")
def test_what_the_record_holds_stands_beside_the_question_and_a_person_judges(
    jo, worker, child_under
):
    kai = child_under("referral-order", *WELL)
    paper = begun(jo, kai, worker)
    beside = jo.get(f"/children/{kai}/papers/{paper.pk}/early-three/").text
    assert "On record: Risk of offending again: high at first, low now" in beside
    answer(paper, worker, **SAID)
    shown = page(jo, kai)
    assert re.search(
        r"got better</h3>.*?>nearly</span> as it was judged; the record", shown, re.DOTALL
    )
    assert "the record shows: not met" in shown


@pytest.mark.provision("CM-437")
def test_a_referral_order_goes_to_its_panel_before_the_court_is_asked(jo, worker, child_under):
    kai = child_under("referral-order")
    assert decide(jo, ready(jo, kai, worker), **NOBODY).status_code == 302
    assert duty(kai, "hold-progress-panel").done_on is None
    assert "Your panel decides whether the court is asked" in page(jo, kai)
    assert "The court is asked</a>" not in page(jo, kai)
    refused = court_asked(jo, kai, worker)
    assert refused.status_code == 422
    assert "The panel of the referral order decides first" in refused.text
    assert the_panel_decides(jo, kai, worker).status_code == 302
    asking.as_user(worker)
    assert duty(kai, "hold-progress-panel").done_on == TODAY
    assert "The court is asked</a>" in page(jo, kai)
    assert court_asked(jo, kai, worker).status_code == 302


def test_a_panel_that_says_not_now_says_why_and_when_it_is_looked_at_again(jo, worker, child_under):
    kai = child_under("referral-order")
    decide(jo, ready(jo, kai, worker), **NOBODY)
    refused = the_panel_decides(jo, kai, worker, "not-now")
    assert "Give the day, since the court is not asked now" in refused.text
    again = TODAY + timedelta(days=40)
    told = day_parts("look_again_on", again)
    assert the_panel_decides(jo, kai, worker, "not-now", **told).status_code == 302
    asking.as_user(worker)
    assert duty(kai, "apply-for-early-revocation").done_on == TODAY
    assert duty(kai, "consider-early-revocation").opens_on == again
    shown = page(jo, kai)
    assert "The panel decided" in shown
    assert "Your panel said: not now. Ask us why." in shown
    assert "You have shown us." in shown
    assert "Look at it with Kai" in shown


@pytest.mark.provision("CM-438")
def test_not_now_carries_a_reason_and_a_day_to_look_again_for_this_order(jo, worker, child_under):
    kai = child_under()
    paper = ready(jo, kai, worker)
    no_day = dict.fromkeys(day_parts("look_again_on", TODAY), "")
    bare = decide(jo, paper, decision="not-yet", **no_day)
    assert bare.status_code == 422
    assert "Say why not now" in bare.text
    assert "Give the day on which you look at it again" in bare.text
    past = decide(jo, paper, decision="not-yet", note="x", **day_parts("look_again_on", TODAY))
    assert "Choose a day on or after" in past.text
    again = TODAY + timedelta(days=50)
    told = {"note": "The course has just begun.", **day_parts("look_again_on", again)}
    assert decide(jo, paper, decision="not-yet", **told).status_code == 302
    (decided,) = events(kai, worker, "early-revocation-considered")
    assert (decided["order"], decided["look_again_on"]) == ("o1", f"{again}")
    assert duty(kai, "consider-early-revocation").opens_on == again
    shown = page(jo, kai)
    assert "The course has just begun." in shown
    assert jo.get(f"/children/{kai}/early/{paper.pk}/report/").status_code == 404


def test_the_day_that_was_agreed_last_is_the_day_that_is_told(jo, worker, child_under):
    kai = child_under()
    for days in (50, 7):
        paper = ready(jo, kai, worker) if days == 50 else begun(jo, kai, worker)
        again = TODAY + timedelta(days=days)
        told = {"note": "The course has just begun.", **day_parts("look_again_on", again)}
        assert decide(jo, paper, decision="not-yet", **told).status_code == 302
    assert f"It is looked at again from {day(again, TODAY)}" in page(jo, kai)


def test_it_is_looked_at_again_before_the_order_ends(jo, worker, child_under):
    kai = child_under()
    paper = ready(jo, kai, worker)
    late = day_parts("look_again_on", TODAY + timedelta(days=100))
    refused = decide(jo, paper, decision="not-yet", note="Not yet.", **late)
    assert refused.status_code == 422
    assert "the last before the order ends" in refused.text
    soon = child_under(left=1)
    paper = ready(jo, soon, worker)
    assert "When do you look at it again?" not in jo.get(deciding(paper)).text
    assert decide(jo, paper, decision="not-yet", note="It ends.").status_code == 302


def test_a_panel_chooses_a_day_before_the_order_ends(jo, worker, child_under):
    kai = child_under("referral-order")
    decide(jo, ready(jo, kai, worker), **NOBODY)
    late = day_parts("look_again_on", TODAY + timedelta(days=100))
    refused = the_panel_decides(jo, kai, worker, "not-now", **late)
    assert refused.status_code == 422
    assert "choose a day before" in refused.text


def test_what_was_said_the_last_time_stands_there_when_it_is_looked_at_again(
    jo, worker, child_under
):
    kai = child_under()
    told = {"note": "Later.", "decision": "not-yet"}
    decide(jo, ready(jo, kai, worker), **told)
    paper = begun(jo, kai, worker)
    assert "I got up every day." in jo.get(f"/children/{kai}/papers/{paper.pk}/early-said/").text


@pytest.mark.provision("CM-439")
def test_a_refusal_starts_three_months_in_which_the_court_is_not_asked_again(
    jo, worker, child_under
):
    kai = child_under()
    decide(jo, ready(jo, kai, worker), **NOBODY)
    court_asked(jo, kai, worker)
    refused = record(jo, kai, "early-revocation-refused", "order=o1", note="Too soon.")
    assert refused.status_code == 302
    shown = main(page(jo, kai))
    assert "The court said no" in shown
    assert "Too soon." in shown
    assert "What you did still counts. We can ask again from" in shown
    assert "Look at it with Kai" not in shown
    asking.as_user(worker)
    assert duty(kai, "consider-early-revocation").opens_on == months_after(TODAY, 3)
    assert jo.post(f"/children/{kai}/early/", {"order": "o1"}).status_code == 422


@pytest.mark.provision("CM-439")
def test_whoever_began_before_the_refusal_was_known_can_only_say_not_now_until_then(
    jo, worker, child_under
):
    kai = child_under()
    paper = ready(jo, kai, worker)
    record(jo, kai, "early-revocation-refused", "order=o1", note="Too soon.", sure=True)
    shut = decide(jo, paper, **NOBODY)
    assert shut.status_code == 422
    assert "It can be asked for again from" in shut.text
    soon = day_parts("look_again_on", TODAY + timedelta(days=30))
    assert decide(jo, paper, decision="not-yet", note="x", **soon).status_code == 422
    assert decide(jo, paper, decision="not-yet", note="x").status_code == 302
    asking.as_user(worker)
    assert duty(kai, "consider-early-revocation").opens_on == months_after(TODAY, 3)


@pytest.mark.provision("CM-439")
def test_a_refusal_of_what_nobody_asked_for_is_written_down_only_where_somebody_says_so(
    jo, worker, child_under
):
    kai = child_under()
    told = {"note": "It wants to see more."}
    asked = record(jo, kai, "early-revocation-refused", "order=o1", **told)
    assert asked.status_code == 422
    assert "nobody had asked for an early end" in asked.text
    assert "It wants to see more." in asked.text, "nothing typed is lost"
    assert not events(kai, worker, "early-revocation-refused")
    sent = form_with(asked.text, "note").sent(**told, sure=True)
    address = f"/children/{kai}/record/early-revocation-refused/?then=early&order=o1"
    assert jo.post(address, sent).status_code == 302
    assert events(kai, worker, "early-revocation-refused")


@pytest.mark.provision("CM-439")
def test_where_the_order_ends_first_the_child_is_told_that_it_ends_by_itself(
    jo, worker, child_under
):
    kai = child_under(left=60)
    ends = day(TODAY + timedelta(days=60), TODAY)
    decide(jo, ready(jo, kai, worker), **NOBODY)
    court_asked(jo, kai, worker)
    shown = main(page(jo, kai))
    assert f"If it says no, we go on together until your order ends by itself, {ends}." in shown
    record(jo, kai, "early-revocation-refused", "order=o1", note="Too soon.")
    shown = main(page(jo, kai))
    assert f"Your order ends by itself {ends}" in shown
    assert "The order ends before it can be asked again." in shown
    assert day(months_after(TODAY, 3), TODAY) not in shown


def test_what_is_missing_is_said_and_nothing_is_decided(jo, worker, child_under):
    kai = child_under()
    paper = begun(jo, kai, worker)
    assert "Before an early end is asked for" in jo.get(deciding(paper)).text
    assert decide(jo, paper, **NOBODY).status_code == 422
    told = {"decision": "not-yet", "note": "Much is open."}
    assert decide(jo, paper, **told).status_code == 422, "the child was not asked"
    assert not events(kai, worker, "early-revocation-considered")


def test_whoever_says_not_now_asked_the_child_and_judged_the_three_and_writes_no_report(
    jo, worker, child_under
):
    kai = child_under()
    paper = begun(jo, kai, worker)
    for section, said in (
        ("early-said", {"early-child-says": "I like coming."}),
        ("early-three", dict.fromkeys(("early-plan", "early-progress", "early-lasts"), "not")),
    ):
        address = f"/children/{kai}/papers/{paper.pk}/{section}/"
        form = form_with(jo.get(address).text, "began_from")
        assert jo.post(address, form.sent(**said)).status_code == 302
    assert decide(jo, paper, **NOBODY).status_code == 422
    told = {"decision": "not-yet", "note": "Much is open."}
    assert decide(jo, paper, **told).status_code == 302
    (decided,) = events(kai, worker, "early-revocation-considered")
    assert decided["decision"] == "not-yet"


def test_one_paper_is_begun_for_an_order_and_the_same_is_gone_on_with(jo, worker, child_under):
    kai = child_under()
    paper = begun(jo, kai, worker)
    assert jo.post(f"/children/{kai}/early/", {"order": "o1"}).status_code == 422
    assert f"/children/{kai}/papers/{paper.pk}/" in page(jo, kai)
