"""What cannot wait is decided at once; panel, reasons and an independent review follow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts
from tests.people import make_person, signed_in_client
from tests.walls.made import asked_by
from tests.web.diary.booking import TODAY
from tests.web.engagement.breaching import (
    REFERRAL,
    YRO,
    answer,
    at_once,
    begin,
    decide,
    everything_tried,
    home,
    owed,
    put,
    putting,
    review,
    reviewing,
)
from tests.web.engagement.test_tried import main, record
from waymark.accounts.models import Role
from waymark.children.acts import workers
from waymark.chronology.models import Event

PANEL, WRITE, REVIEW = (
    "hold the panel",
    "write down what the decision rests on",
    "Read it and review",
)


@pytest.fixture
def kai(child_under):
    return child_under(YRO)


def made(child, kind):
    return Event.objects.filter(child=child, kind=kind).order_by("pk").last()


@pytest.mark.provision("CM-444")
@pytest.mark.parametrize("urgent", ["public-protection", "further-offence"])
def test_a_manager_signs_at_once_and_panel_and_reasons_are_owed_by_a_day(jo, bea, kai, urgent):
    assert "Decide now" in home(bea, kai)
    assert "Decide now" not in home(jo, kai)
    assert at_once(bea, kai, urgent=urgent).status_code == 302
    assert "Decide now" not in home(bea, kai), "she decided already"
    assert "Review it" not in home(bea, kai), "somebody else does"
    told = made(kai, "breach-decided").document
    assert (told["decision"], told["urgent"], told["order"]) == ("breach", urgent, "o1")
    assert "He was charged with robbery." in home(jo, kai)
    for duty in (PANEL, WRITE):
        assert duty in owed(bea, kai)


def test_why_it_cannot_wait_is_said_in_words_and_by_a_choice(bea, kai):
    assert at_once(bea, kai, urgent="engagement").status_code == 422
    assert at_once(bea, kai, note="").status_code == 422
    assert made(kai, "breach-decided") is None


@pytest.mark.provision("CM-454")
def test_the_childs_own_worker_does_not_sign_at_once_either(worker, manager, bea, sal):
    order = {"id": "o1", "kind": YRO, "made_on": f"{TODAY - timedelta(days=200)}"}
    child = make_child(worker.service, worker=manager, child={"given_name": "Kai"}, orders=[order])
    assert "You work with Kai yourself" in home(bea, child)
    refused = at_once(bea, child)
    assert refused.status_code == 422
    assert "You work with Kai yourself" in refused.text
    assert made(child, "breach-decided") is None
    assert at_once(sal, child).status_code == 302


@pytest.mark.provision("CM-454")
def test_a_manager_who_works_alongside_does_not_sign_either(manager, senior, bea, kai):
    now = timezone.now()
    with asked_by(senior, at=now):
        workers.add_co_worker(child=kai, worker=manager, by=senior, at=now)
    assert at_once(bea, kai).status_code == 422
    assert made(kai, "breach-decided") is None


def test_a_case_manager_signs_nothing_at_once(jo, kai):
    assert jo.get(f"/children/{kai}/breach/at-once/").status_code == 403


def test_voluntary_work_is_never_decided_at_once(bea, child_under):
    child = child_under("prevention")
    assert "Decide now" not in home(bea, child)
    assert bea.get(f"/children/{child}/breach/at-once/").status_code == 302


def test_what_waits_for_a_decision_is_read_and_not_passed_by(jo, bea, kai):
    everything_tried(jo, kai)
    put(jo, kai)
    refused = at_once(bea, kai)
    assert refused.status_code == 422
    assert "waits for a decision already" in refused.text


@pytest.mark.provision("CM-451")
def test_the_panel_that_could_not_come_first_is_held_afterwards(jo, bea, kai):
    at_once(bea, kai)
    met = {"agreed": "A curfew at nan's.", **day_parts("on", TODAY)}
    assert record(jo, kai, "engagement-panel-held", "?order=o1", **met).status_code == 302
    assert "A curfew at nan&#39;s." in home(jo, kai)


@pytest.mark.provision("CM-454")
def test_what_it_rests_on_is_written_afterwards_and_stands_with_the_decision(jo, bea, kai):
    at_once(bea, kai)
    assert "The report for the court" not in home(jo, kai)
    event = made(kai, "breach-decided")
    assert jo.get(f"/children/{kai}/breach/{event.pk}/report/")["Location"].endswith("/breach/")
    paper = begin(jo, kai)
    answer(jo, paper)
    assert "since it could not wait" in jo.get(putting(kai, paper)).text  # nothing is lacking
    assert jo.post(putting(kai, paper)).status_code == 302
    assert made(kai, "put-to-manager").document["after"] == event.reference
    assert "The report for the court" in home(jo, kai)
    assert bea.get(f"/children/{kai}/breach/decide/").status_code == 302  # nothing waits
    assert begin(jo, kai)  # what comes later is decided again


def test_once_a_decision_at_once_is_withdrawn_its_reasons_wait_to_be_decided(jo, bea, kai):
    at_once(bea, kai)
    put(jo, kai)
    event = made(kai, "breach-decided")
    gone = {"reason": "Another child.", "began_from": event.reference}
    assert bea.post(f"/children/{kai}/events/{event.pk}/withdraw/", gone).status_code == 302
    assert "not decided yet" in home(jo, kai)
    assert decide(bea, kai, "no-breach").status_code == 302


@pytest.mark.provision("CM-462")
def test_another_manager_reviews_the_decision_for_gaps_learning_and_alterations(jo, bea, sal, kai):
    at_once(bea, kai)
    address = reviewing(sal, kai)
    assert "He was charged with robbery." in sal.get(address).text
    for left_out in ("gaps", "learning", "alterations"):
        assert review(sal, address, **{left_out: ""}).status_code == 422
    assert review(sal, address).status_code == 302
    assert made(kai, "independent-breach-review").document["by"] == "Sal Ford"
    shown = home(jo, kai)
    for found in ("No bus.", "Ask earlier.", "Meet at the Base."):
        assert found in shown
    assert REVIEW not in owed(sal, kai)
    assert sal.get(address).status_code == 302  # it was reviewed already


@pytest.mark.provision("CM-462")
def test_who_decided_does_not_lead_the_review(bea, sal, kai):
    at_once(bea, kai)
    address = reviewing(sal, kai)
    assert "You decided it yourself" in bea.get(address).text
    assert review(bea, address).status_code == 422
    assert made(kai, "independent-breach-review") is None


@pytest.mark.provision("CM-462")
def test_who_prepared_it_does_not_lead_the_review(jo, bea, sal, worker, kai):
    everything_tried(jo, kai)
    paper = begin(jo, kai)
    answer(jo, paper)
    answer(bea, paper)
    jo.post(putting(kai, paper))
    assert decide(sal, kai, "breach").status_code == 302
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=worker.team))
    address = reviewing(other, kai)
    assert "You prepared what was decided" in bea.get(address).text
    assert review(bea, address).status_code == 422
    assert review(other, address).status_code == 302


@pytest.mark.provision("CM-462")
def test_who_works_with_the_child_does_not_lead_the_review(worker, manager, bea, sal):
    order = {"id": "o1", "kind": YRO, "made_on": f"{TODAY - timedelta(days=200)}"}
    child = make_child(worker.service, worker=manager, child={"given_name": "Kai"}, orders=[order])
    at_once(sal, child)
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=worker.team))
    address = reviewing(other, child)
    assert "You work with Kai yourself" in bea.get(address).text
    assert review(bea, address).status_code == 422


def test_a_decision_not_to_breach_and_no_decision_are_not_reviewed(jo, bea, sal, kai):
    everything_tried(jo, kai)
    put(jo, kai)
    decide(bea, kai, "no-breach")
    event = made(kai, "breach-decided").reference
    for asked in (f"?breach={event}", ""):
        assert sal.get(f"/children/{kai}/breach/review/{asked}").status_code == 302
    assert jo.get(f"/children/{kai}/breach/review/?breach={event}").status_code == 403


@pytest.mark.provision("CM-581")
def test_a_meeting_of_agencies_talks_of_the_decision_where_risk_is_high(jo, worker, bea):
    order = {"id": "o1", "kind": REFERRAL, "made_on": f"{TODAY - timedelta(days=200)}"}
    high = {"id": "j1", "kind": "judgement", "on": f"{TODAY}", "serious_harm": "high"}
    told = {"child": {"given_name": "Kai"}, "orders": [order], "events": [high]}
    child = make_child(worker.service, worker=worker, **told)
    at_once(bea, child)
    shown = main(jo.get(f"/children/{child}/tried/").text)
    assert "talks of the decision on breach" in shown


def test_what_was_decided_at_once_is_written_up_before_more_is_decided(jo, bea, kai):
    assert at_once(bea, kai).status_code == 302
    again = at_once(bea, kai, urgent="public-protection")
    assert again.status_code == 422
    assert "It was decided at once already" in again.text
    assert Event.objects.filter(child=kai, kind="breach-decided").count() == 1
