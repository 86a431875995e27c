"""Who took a decision back, when and why, stands where the decision stood."""

import pytest

from tests.forms import form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement import breaching, breaking
from waymark.accounts import asking
from waymark.chronology.models import Event
from waymark.pages.words import day

WHY = "It was the wrong order."


@pytest.fixture
def kai(tried):
    return tried


def take_back(client, by, child, kind):
    asking.as_user(by)
    event = Event.objects.filter(child=child, kind=kind).get()
    address = f"/children/{child}/events/{event.pk}/withdraw/"
    sent = form_with(client.get(address).text, "reason").sent(reason=WHY)
    assert client.post(address, sent).status_code == 302


@pytest.mark.parametrize(
    ("does", "decision", "kind", "was"),
    [
        (breaching, "no-breach", "breach-decided", "it does not go back"),
        (breaking, "agree", "suspension-approved", "The break of"),
        (breaking, "refuse", "suspension-refused", "The refusal of"),
    ],
)
def test_who_took_a_decision_back_and_why_stands_on_its_page(
    jo, sal, senior, kai, does, decision, kind, was
):
    does.put(jo, kai)
    does.decide(sal, kai, decision)
    assert "taken back" not in does.home(jo, kai)
    take_back(sal, senior, kai, kind)
    shown = does.home(jo, kai)
    for words in (was, f"was taken back by Sal Ford {day(TODAY, TODAY)}.", WHY):
        assert words in shown


def test_a_review_that_was_taken_back_is_said_where_it_stood(jo, bea, sal, senior, kai):
    breaching.put(jo, kai)
    breaching.decide(bea, kai, "breach")
    breaching.review(sal, breaching.reviewing(sal, kai))
    take_back(sal, senior, kai, "independent-breach-review")
    shown = breaching.home(jo, kai)
    assert "The review of" in shown
    assert WHY in shown
    assert "A manager from outside has not reviewed it yet." in shown
