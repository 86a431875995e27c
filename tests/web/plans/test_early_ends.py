"""What a review decides about an early end of the order is done, or asked about again."""

from datetime import timedelta

import pytest

from tests.web.plans.conftest import TODAY
from tests.web.plans.reviewing import answer, complete, events, order_until, ready
from tests.web.plans.writing import form_of
from waymark.accounts import asking
from waymark.chronology.models import Words
from waymark.duties.models import Duty
from waymark.orders.models import Order
from waymark.pages import words
from waymark.rules.calendar import months_after

WHY = "He goes to college, and nothing has happened since."


def test_what_is_decided_about_an_early_end_is_shown_with_what_comes_of_the_review(
    jo, agreed, worker
):
    soon = TODAY + timedelta(days=20)  # more than half of the order has gone
    Order.objects.filter(child=agreed).update(document=order_until(agreed, worker, soon))
    paper = ready(jo, agreed, worker, review_early="panel", review_early_why=WHY)
    shown = jo.get(f"/children/{agreed}/papers/{paper.pk}/complete/review/").text
    assert "<b>Ask the court to end it early</b>" in shown


@pytest.mark.provision("CM-436")
def test_who_decides_in_a_review_to_ask_for_an_early_end_is_then_asked_to_do_it(jo, agreed, worker):
    soon = TODAY + timedelta(days=20)
    Order.objects.filter(child=agreed).update(document=order_until(agreed, worker, soon))
    paper = ready(jo, agreed, worker, review_early="panel", review_early_why=WHY)
    done = complete(jo, paper, outcome="stays", because="It works.")
    shown = jo.get(done["Location"]).text
    assert "Asking for the early end stands among what is to be done." in shown
    (decided,) = events(agreed, worker, "early-revocation-considered")
    about = f"?order=o1&considered={decided['id']}"
    panel = f"/children/{agreed}/record/progress-panel-decided/{about}"
    sent = form_of(jo, panel, "decision").sent(decision="apply", note="You did it.")
    assert jo.post(panel, sent).status_code == 302
    address = f"/children/{agreed}/record/court-application/?for={decided['id']}&purpose=revoke"
    form = form_of(jo, address, "purpose")
    assert form.fields["for"].values == [decided["id"]]
    assert jo.post(address, form.sent()).status_code == 302
    asking.as_user(worker)
    assert Duty.objects.get(child=agreed, duty="apply-for-early-revocation").done_on == TODAY


@pytest.mark.parametrize(("days", "says"), [(20, "The order ends before"), (110, "again from")])
def test_who_decides_against_an_early_end_reads_when_it_is_asked_about_again(
    jo, agreed, worker, days, says
):
    ends = TODAY + timedelta(days=days)
    begins = {"made_on": (TODAY - timedelta(days=150)).isoformat()}
    told = {**order_until(agreed, worker, ends), **begins}
    Order.objects.filter(child=agreed).update(document=told, made_on=begins["made_on"])
    paper = ready(jo, agreed, worker, review_early="no")
    what_comes_of_it = f"/children/{agreed}/papers/{paper.pk}/complete/review/"
    again = words.day(months_after(TODAY, 3), TODAY)
    for shown in (
        jo.get(what_comes_of_it).text,
        jo.get(complete(jo, paper, outcome="stays", because="It works.")["Location"]).text,
    ):
        assert says in shown
        assert (f"An early end is asked about again from {again}." in shown) is (days > 100)


@pytest.mark.provision("CM-218")
@pytest.mark.provision("CM-436")
@pytest.mark.parametrize("said", ["ask", "panel"])
def test_who_asks_in_a_review_for_an_early_end_before_its_time_is_asked_to_do_it_too(
    jo, agreed, worker, said
):
    paper = ready(jo, agreed, worker, review_early=said, review_early_why=WHY)
    shown = jo.get(f"/children/{agreed}/papers/{paper.pk}/complete/review/").text
    assert "An early end of the referral order is recorded with the review" in shown
    done = complete(jo, paper, outcome="stays", because="It works.")
    assert "Asking for the early end stands among" in jo.get(done["Location"]).text
    (decided,) = events(agreed, worker, "early-revocation-considered")
    assert (decided["order"], decided["decision"]) == ("o1", "apply")
    assert Words.objects.get(event__reference=decided["id"], field="note").text == WHY
    owed = Duty.objects.get(child=agreed, duty="apply-for-early-revocation")
    assert owed.done_on is None


@pytest.mark.provision("CM-218")
def test_who_decided_lately_to_wait_and_now_asks_for_an_early_end_is_asked_to_do_it(
    jo, agreed, worker
):
    soon = TODAY + timedelta(days=20)
    Order.objects.filter(child=agreed).update(document=order_until(agreed, worker, soon))
    waits = ready(jo, agreed, worker, review_early="no")
    complete(jo, waits, outcome="stays", because="It works.")
    paper = ready(jo, agreed, worker, review_early="ask", review_early_why=WHY)
    complete(jo, paper, outcome="stays", because="It works.")
    told = events(agreed, worker, "early-revocation-considered")
    assert [each["decision"] for each in told] == ["not-yet", "apply"]
    owed = Duty.objects.get(child=agreed, duty="apply-for-early-revocation")
    assert owed.done_on is None


@pytest.mark.provision("CM-218")
@pytest.mark.parametrize(
    ("kind", "why", "says"),
    [
        ("referral-order", {}, "Say why an early end is asked for"),
        ("reparation-order", {"review_early_why": WHY}, "No order can end early now"),
    ],
)
def test_an_early_end_that_cannot_be_asked_for_or_has_no_reason_says_what_to_do(
    jo, agreed, worker, kind, why, says
):
    told = {**order_until(agreed, worker, TODAY + timedelta(days=150)), "kind": kind}
    Order.objects.filter(child=agreed).update(document=told, kind=kind)
    paper = ready(jo, agreed, worker, review_early="ask", **why)
    address = f"/children/{agreed}/papers/{paper.pk}/complete/review/"
    shown = jo.get(address).text
    assert says in shown
    assert f'href="/children/{agreed}/papers/{paper.pk}/review-then/"' in shown
    refused = complete(jo, paper, outcome="stays", because="It works.")
    assert refused.status_code == 422
    assert not events(agreed, worker, "plan-reviewed", "early-revocation-considered")
    answered = {"review_early": "no"} if kind == "reparation-order" else {"review_early_why": WHY}
    answer(paper, worker, **answered)
    assert complete(jo, paper, outcome="stays", because="It works.").status_code == 302


def test_who_does_not_ask_for_an_early_end_before_its_time_records_nothing_of_it(
    jo, agreed, worker
):
    paper = ready(jo, agreed, worker, review_early="no")
    assert complete(jo, paper, outcome="stays", because="It works.").status_code == 302
    assert not events(agreed, worker, "early-revocation-considered")


@pytest.mark.provision("CM-218")
def test_of_two_orders_the_review_asks_which_is_to_end_early(jo, agreed, worker):
    soon = TODAY + timedelta(days=20)
    told = order_until(agreed, worker, soon)
    Order.objects.filter(child=agreed).update(document=told)
    held = Order.objects.get(child=agreed)
    second = {**told, "id": "o2"}
    held.pk, held.reference, held.position, held.document = None, "o2", held.position + 1, second
    held.save(force_insert=True)
    paper = ready(jo, agreed, worker, review_early="ask", review_early_why=WHY)
    refused = complete(jo, paper, outcome="stays", because="It works.")
    assert refused.status_code == 422
    assert "Choose at least one order that is asked to end early" in refused.text
    complete(jo, paper, outcome="stays", because="It works.", early_ends_of="o2")
    told = events(agreed, worker, "early-revocation-considered")
    assert {each["order"]: each["decision"] for each in told} == {"o1": "not-yet", "o2": "apply"}
    asking.as_user(worker)
    assert Words.objects.filter(text=WHY, event__kind="early-revocation-considered").count() == 1
