"""A decision that comes too late keeps its words and says who was quicker: of breach and breaks."""

import pytest

from tests.forms import form_with
from tests.people import make_person, signed_in_client
from tests.web.engagement import breaching, breaking
from tests.web.engagement.test_tried import main
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.chronology.models import Event

TYPED = "He needs his nan, and the bus."
KINDS = ((breaching, "no-breach", "breach-decided"), (breaking, "refuse", "suspension-refused"))
each = pytest.mark.parametrize(("does", "decision", "becomes"), KINDS)


@pytest.fixture
def kai(tried):
    return tried


@pytest.fixture
def lou(worker):
    return signed_in_client(
        make_person(Role.SENIOR_MANAGER, service=worker.service, name="Lou Marsh")
    )


def made(child, by, kind):
    asking.as_user(by)
    return Event.objects.filter(child=child, kind=kind)


@each
def test_who_decides_on_what_was_sent_back_meanwhile_reads_by_whom_and_keeps_her_words(
    jo, sal, lou, kai, worker, does, decision, becomes
):
    does.put(jo, kai)
    page = does.deciding(sal, kai)
    does.decide(lou, kai, "send-back", note="Who brings him?")
    answered = does.decide(sal, kai, decision, note=TYPED, page=page)
    assert answered.status_code == 409
    shown = main(answered.text)
    assert "Lou Marsh sent it back" in shown
    assert "Who brings him?" in shown
    assert TYPED in shown
    assert not made(kai, worker, becomes).exists()


@each
def test_who_decides_on_what_was_decided_meanwhile_reads_it(
    jo, sal, lou, kai, worker, does, decision, becomes
):
    does.put(jo, kai)
    page = does.deciding(sal, kai)
    assert does.decide(lou, kai, decision, note="The exams.").status_code == 302
    answered = does.decide(sal, kai, "send-back", note=TYPED, page=page)
    assert answered.status_code == 409
    for words in ("Lou Marsh ", "The exams.", TYPED, "It is to be mended first"):
        assert words in main(answered.text)
    assert made(kai, worker, becomes).count() == 1
    assert not made(kai, worker, "sent-back").exists()


@each
def test_who_decides_on_what_was_taken_away_meanwhile_reads_by_whom(
    jo, sal, kai, worker, does, decision, becomes
):
    does.put(jo, kai)
    page = does.deciding(sal, kai)
    withdraw(jo, kai, made(kai, worker, "put-to-manager").get())
    answered = does.decide(sal, kai, decision, note=TYPED, page=page)
    assert answered.status_code == 409
    assert "was taken back by Jo Field" in main(answered.text)
    assert TYPED in main(answered.text)


@each
def test_two_tabs_of_one_manager_do_not_lose_what_the_second_says(
    jo, sal, kai, does, decision, becomes
):
    does.put(jo, kai)
    page = does.deciding(sal, kai)
    assert does.decide(sal, kai, "send-back", note="Who brings him?").status_code == 302
    answered = does.decide(sal, kai, decision, note=TYPED, page=page)
    assert answered.status_code == 409
    assert "You sent it back" in main(answered.text)
    assert TYPED in main(answered.text)


@each
def test_a_decision_that_is_sent_twice_is_said_once(jo, sal, kai, worker, does, decision, becomes):
    does.put(jo, kai)
    first, again = does.deciding(sal, kai), does.deciding(sal, kai)
    for page in (first, first, again):
        assert does.decide(sal, kai, decision, note=TYPED, page=page).status_code == 302
    shown = does.home(sal, kai)
    assert shown.count("Your decision is written down") == 1
    assert "Nothing waits" not in shown
    assert made(kai, worker, becomes).count() == 1


@each
def test_whoever_comes_back_to_what_she_decided_is_led_to_where_it_stands(
    jo, sal, kai, does, decision, becomes
):
    does.put(jo, kai)
    does.decide(sal, kai, decision)
    assert does.deciding(sal, kai).status_code == 302
    assert does.home(sal, kai).count("Nothing waits") == 1


def test_a_review_that_comes_too_late_keeps_its_words(jo, bea, sal, lou, kai):
    breaching.put(jo, kai)
    breaching.decide(bea, kai, "breach")
    address = breaching.reviewing(sal, kai)
    assert breaching.review(lou, address).status_code == 302
    answered = breaching.review(sal, address, note=TYPED)
    assert answered.status_code == 409
    assert "Lou Marsh reviewed it" in main(answered.text)
    assert TYPED in main(answered.text)


def withdraw(client, child, event):
    address = f"/children/{child}/events/{event.pk}/withdraw/"
    sent = form_with(client.get(address).text, "reason").sent(reason="Too early.")
    assert client.post(address, sent).status_code == 302
