"""A break in supervision is asked for by the worker, and decided by a senior manager."""

import re
from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import TODAY
from tests.web.engagement.breaching import REFERRAL, YRO, owed
from tests.web.engagement.breaking import (
    BEGINS,
    ENDS,
    HOLIDAY,
    answer,
    ask,
    begin,
    decide,
    deciding,
    home,
    put,
)
from tests.web.engagement.test_tried import main, record
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.chronology.models import Event
from waymark.pages.words import day

LATER = {"ends": BEGINS + timedelta(days=60)}


@pytest.fixture
def kai(child_under):
    return child_under(YRO)


def said_of_the_week(client, child):
    """Return what the week says of how often they meet."""
    shown = main(client.get(f"/children/{child}/week/").text)
    return re.search(r"How often we meet(.*?)What we tried", shown, re.DOTALL)[1]


def agreed(child, by):
    asking.as_user(by)
    return Event.objects.filter(child=child, kind="suspension-approved").last()


@pytest.mark.provision("CM-196", "CM-197", "CM-198", "CM-201", "CM-202")
def test_a_family_asks_and_a_senior_manager_agrees_for_days_that_are_said(jo, sal, kai, worker):
    put(jo, kai, **HOLIDAY)
    assert "not decided yet" in home(jo, kai)
    assert decide(sal, kai).status_code == 302
    made = agreed(kai, worker).document
    assert (made["from"], made["to"]) == (BEGINS.isoformat(), ENDS.isoformat())
    assert (made["reason"], made["how"], made["by"]) == ("holiday", "stop", "Sal Ford")
    shown = home(jo, kai)
    assert "Agreed by Sal Ford" in shown
    assert "She needs it." in shown
    assert (
        f"From {day(BEGINS, TODAY)} to {day(ENDS, TODAY)} you do not have to come to us." in shown
    )


@pytest.mark.provision("CM-196", "CM-197", "CM-198")
@pytest.mark.parametrize(
    ("question", "left_open"),
    [("break-reason", "What is asked for"), ("break-from", "Which days, and how")],
)
def test_no_break_is_put_forward_without_a_reason_and_days(jo, kai, question, left_open):
    paper = begin(jo, kai)
    address = f"{paper.replace('papers', 'breaks')}put/"
    assert left_open in jo.get(address).text
    assert jo.post(address).status_code == 422
    answer(jo, paper)
    assert left_open not in main(jo.get(address).text)


def test_days_that_cannot_be_are_mended_first(jo, kai):
    address = ask(jo, kai, ends=BEGINS - timedelta(days=1))
    assert "The last day is before the first one." in jo.get(address).text
    assert jo.post(address).status_code == 422


def test_a_break_from_an_order_that_is_over_by_then_is_none(jo, kai):
    last = TODAY + timedelta(days=200)
    paper = begin(jo, kai)
    for begins, ends in ((BEGINS, last + timedelta(days=1)), (last, last)):
        answer(jo, paper, begins=begins, ends=ends)
        page = jo.get(f"{paper.replace('papers', 'breaks')}put/").text
        assert ("a break from it is over by then" in page) is (ends > last)


@pytest.mark.provision("CM-198", "CM-202")
def test_only_a_senior_manager_decides_and_never_one_who_wrote_of_it(jo, bea, sal, kai):
    put(jo, kai)
    for client in (jo, bea):
        assert deciding(client, kai).status_code == 403
    assert "Read it and decide" not in home(jo, kai)
    assert "Read it and decide" not in owed(bea, kai)
    assert "Read it and decide" in home(sal, kai)
    assert "decide on a break in supervision" in owed(sal, kai)


@pytest.mark.provision("CM-202")
def test_a_senior_manager_who_asked_for_it_does_not_decide(sal, kai, worker):
    put(sal, kai)
    another = signed_in_client(make_person(Role.SENIOR_MANAGER, service=worker.service))
    assert "You prepared this yourself" in deciding(sal, kai).text
    assert "What do you decide?" not in deciding(sal, kai).text
    assert decide(sal, kai, page=deciding(another, kai)).status_code == 422
    assert decide(another, kai).status_code == 302


def test_a_break_is_written_on_no_form_of_an_event(jo, sal, kai):
    for kind in ("suspension-approved", "suspension-refused"):
        for client in (jo, sal):
            assert client.get(f"/children/{kai}/record/{kind}/").status_code == 404


@pytest.mark.provision("CM-198")
def test_fewer_days_than_were_asked_for_may_be_agreed_and_never_more(jo, sal, kai, worker):
    put(jo, kai)
    more = decide(sal, kai, **day_parts("ends", ENDS + timedelta(days=1)))
    assert more.status_code == 422
    assert "which was asked for" in more.text
    backwards = day_parts("begins", ENDS) | day_parts("ends", BEGINS)
    assert "Choose a day on or after the first" in decide(sal, kai, **backwards).text
    missing = dict.fromkeys(day_parts("ends", ENDS), "")
    assert "Give the last day" in decide(sal, kai, **missing).text
    fewer = ENDS - timedelta(days=5)
    assert decide(sal, kai, **day_parts("ends", fewer)).status_code == 302
    assert agreed(kai, worker).document["to"] == fewer.isoformat()


@pytest.mark.provision("CM-199")
def test_contact_may_be_less_in_place_of_none_and_is_owed_less_then(jo, sal, kai, worker):
    put(jo, kai, break_how="reduce", break_a_month="2")
    assert "Say how many contacts a month are left" in decide(sal, kai, a_month="").text
    assert decide(sal, kai).status_code == 302
    made = agreed(kai, worker).document
    assert (made["how"], made["a_month"]) == ("reduce", 2)
    assert "2 a month" in home(jo, kai)
    assert "we meet less often" in home(jo, kai)


@pytest.mark.provision("CM-199")
def test_the_week_says_that_there_is_a_break_and_when(jo, sal, kai):
    put(jo, kai, break_how="reduce", break_a_month="2")
    assert "A break" not in said_of_the_week(jo, kai)
    assert decide(sal, kai).status_code == 302
    said = said_of_the_week(jo, kai)
    assert f"{day(BEGINS, TODAY)} to {day(ENDS, TODAY)}: less contact, 2 a month" in said


def test_what_follows_a_break_is_another_and_not_as_before(jo, sal, kai):
    put(jo, kai)
    assert decide(sal, kai).status_code == 302
    assert home(jo, kai).count("After that we meet as before.") == 1
    first = ENDS + timedelta(days=1)
    put(jo, kai, begins=first, ends=first + timedelta(days=7))
    assert decide(sal, kai).status_code == 302
    assert home(jo, kai).count("After that we meet as before.") == 1


def test_the_reason_is_told_of_the_child_by_name(jo, sal, kai):
    putting = ask(jo, kai)
    assert "Illness, or Kai’s health" in main(jo.get(putting).text)
    assert jo.post(putting).status_code == 302
    assert "Illness, or Kai’s health. Contact stops" in main(deciding(sal, kai).text)
    assert decide(sal, kai).status_code == 302
    assert "Illness, or Kai’s health. Contact stops" in home(jo, kai)


@pytest.mark.provision("CM-199")
def test_the_senior_manager_may_choose_otherwise_than_was_asked(jo, sal, kai, worker):
    put(jo, kai, break_how="reduce", break_a_month="2")
    assert "Choose whether it stops" in decide(sal, kai, how="").text
    assert decide(sal, kai, how="stop", less_because="He is in hospital.").status_code == 302
    made = agreed(kai, worker).document
    assert made["how"] == "stop"
    assert "a_month" not in made
    assert "Less contact than was asked for: He is in hospital." in home(jo, kai)


@pytest.mark.provision("CM-199")
@pytest.mark.parametrize("less", [{"a_month": "1"}, {"how": "stop"}])
def test_of_less_contact_than_was_asked_for_it_is_said_why(jo, sal, kai, worker, less):
    put(jo, kai, break_how="reduce", break_a_month="2")
    refused = decide(sal, kai, **less)
    assert refused.status_code == 422
    assert "Say why it is less contact than was asked for" in refused.text
    assert "She needs it." in refused.text
    assert agreed(kai, worker) is None
    assert decide(sal, kai, **less, less_because="He starts work.").status_code == 302


def test_as_much_contact_as_was_asked_for_or_more_needs_no_reason_of_its_own(jo, sal, kai):
    put(jo, kai, break_how="reduce", break_a_month="2")
    assert decide(sal, kai, a_month="3").status_code == 302


def test_a_break_is_less_contact_than_is_agreed_without_it(jo, sal, kai):
    level = {"level": "standard", "a_month": "4", "because": "He gets on."}
    days = day_parts("on", TODAY) | day_parts("review_on", TODAY + timedelta(days=60))
    assert record(jo, kai, "contact-level-set", **level, **days).status_code == 302
    put(jo, kai, break_how="reduce", break_a_month="2")
    assert "4 a month are agreed as it is: choose fewer" in decide(sal, kai, a_month="4").text
    assert decide(sal, kai, a_month="3").status_code == 302


def test_where_no_contact_was_asked_for_none_can_be_less(jo, sal, kai):
    put(jo, kai)
    assert "less contact than was asked for" not in deciding(sal, kai).text


@pytest.mark.provision("CM-204")
def test_she_may_refuse_and_says_why_and_the_child_is_told(jo, sal, kai, worker):
    put(jo, kai, **HOLIDAY)
    assert "necessary that we go on meeting" in deciding(sal, kai).text
    assert "Say why" in decide(sal, kai, "refuse", note="").text
    assert decide(sal, kai, "refuse", note="His exams are that week.").status_code == 302
    assert agreed(kai, worker) is None
    shown = home(jo, kai)
    assert "Not agreed" in shown
    assert "His exams are that week." in shown
    assert "Tell Kai the answer and the reason" in shown
    assert "Read it and decide" not in owed(sal, kai)


def test_what_is_sent_back_begins_again_with_what_it_said(jo, sal, kai):
    put(jo, kai)
    assert decide(sal, kai, "send-back", note="Who brings her back?").status_code == 302
    assert "Who brings her back?" in home(jo, kai)
    assert "mend what a manager sent back" in owed(jo, kai)
    paper = begin(jo, kai)
    assert "Of break-behind." in jo.get(f"{paper}break-weighed/").text


def test_what_was_prepared_anew_meanwhile_is_read_again(jo, sal, kai):
    put(jo, kai)
    page = deciding(sal, kai)
    put(jo, kai)
    answered = decide(sal, kai, page=page)
    assert answered.status_code == 422
    assert "prepared anew since you opened it" in answered.text


@pytest.mark.provision("CM-205", "CM-006")
@pytest.mark.parametrize(
    ("kind", "whom"),
    [(YRO, "Ask the court to change"), (REFERRAL, "Ask the panel to change the contract")],
)
def test_of_a_long_one_it_is_said_before_who_has_to_be_asked_and_by_when(
    jo, sal, child_under, kind, whom
):
    child = child_under(kind)
    address = ask(jo, child, **LATER)
    by = f"by {BEGINS.day} {BEGINS:%B %Y}"
    for words in (whom, by):
        assert words in jo.get(address).text
    jo.post(address)
    assert whom in deciding(sal, child).text
    decide(sal, child)
    assert whom in home(jo, child)
    assert ("Record that the panel changed it" in home(jo, child)) is (kind == REFERRAL)
    link = re.search(r'/children/\d+/record/court-application/[^"]*', home(jo, child))[0]
    form = form_with(jo.get(link.replace("&amp;", "&")).text, "purpose")
    assert jo.post(link.replace("&amp;", "&"), form.sent(**day_parts("on", TODAY)))[
        "Location"
    ].endswith("/breaks/")
    assert "The change of the order was asked for" in home(jo, child)
    assert "Until then we meet as before." in home(jo, child)


@pytest.mark.provision("CM-205")
def test_what_a_panel_changed_the_child_is_told_as_agreed(jo, sal, child_under):
    child = child_under(REFERRAL)
    put(jo, child, **LATER)
    decide(sal, child)
    assert "you do not have to come to us" not in home(jo, child)
    link = re.search(r'/children/\d+/record/panel-varied/[^"]*', home(jo, child))[0]
    link = link.replace("&amp;", "&")
    sent = form_with(jo.get(link).text, "note").sent(note="Six weeks.", **day_parts("on", TODAY))
    assert jo.post(link, sent).status_code == 302
    assert "you do not have to come to us" in home(jo, child)


@pytest.mark.provision("CM-205")
def test_of_a_month_or_less_nobody_else_is_asked(jo, kai):
    assert "longer than a month" not in jo.get(ask(jo, kai)).text


@pytest.fixture
def on_bail(worker):
    order = {
        "id": "o1",
        "kind": YRO,
        "made_on": f"{TODAY - timedelta(days=200)}",
        "ends_on": f"{TODAY + timedelta(days=200)}",
    }
    held = {"given_name": "Kai", "bail_conditions": [{"from": f"{TODAY - timedelta(days=3)}"}]}
    return make_child(worker.service, worker=worker, child=held, orders=[order])


@pytest.mark.provision("CM-208")
def test_a_holiday_is_never_agreed_on_bail(jo, sal, on_bail, worker):
    assert "under bail conditions" in home(jo, on_bail)
    put(jo, on_bail, **HOLIDAY)
    assert "under bail conditions" in main(deciding(sal, on_bail).text)
    answered = decide(sal, on_bail)
    assert answered.status_code == 422
    assert "A holiday is not agreed while the child is under bail" in answered.text
    assert agreed(on_bail, worker) is None
    assert decide(sal, on_bail, "refuse").status_code == 302


@pytest.mark.provision("CM-208")
def test_another_break_may_be_agreed_on_bail(jo, sal, on_bail):
    put(jo, on_bail)
    assert decide(sal, on_bail).status_code == 302


@pytest.mark.provision("CM-206", "CM-207")
def test_what_is_not_known_of_a_holiday_is_told_before_it_is_decided(jo, sal, kai):
    told = {"break_address": "not-yet", "break_abroad": "yes", "break_copies": "not-yet"}
    address = ask(jo, kai, **HOLIDAY, **told)
    for words in ("The holiday address is not confirmed yet.", "copies of the travel arrangements"):
        assert words in jo.get(address).text
    jo.post(address)
    assert "copies of the travel arrangements" in deciding(sal, kai).text


@pytest.mark.provision("CM-206", "CM-207")
def test_the_journey_is_recorded_and_copies_that_are_not_held_are_asked_for(jo, sal, kai):
    put(jo, kai, **HOLIDAY, break_abroad="yes", break_copies="not-yet")
    decide(sal, kai)
    assert "it is abroad, so copies" in home(jo, kai)
    record_travel(jo, kai, note="Flights by the aunt.")  # it knows that it is abroad
    assert "copies of the travel arrangements are not held yet" in home(jo, kai)
    link = re.search(r"/children/\d+/events/\d+/correct/", home(jo, kai))[0]
    form = form_with(jo.get(link).text, "copies_held")
    assert jo.post(link, form.sent(copies_held="on")).status_code == 302
    assert "are written down." in home(jo, kai)


def record_travel(jo, child, **told):
    found = re.search(r'/children/\d+/record/travel-details-recorded/[^"]*', home(jo, child))
    link = found[0].replace("&amp;", "&")
    form = form_with(jo.get(link).text, "abroad")
    assert jo.post(link, form.sent(**told, **day_parts("on", TODAY))).status_code == 302


@pytest.mark.provision("CM-205")
def test_breaks_that_touch_are_one_and_together_longer_than_a_month(jo, sal, kai):
    put(jo, kai)
    decide(sal, kai)
    later = ENDS + timedelta(days=1)
    put(jo, kai, begins=later, ends=later + timedelta(days=20))
    shown = main(deciding(sal, kai).text)
    assert "is agreed already" in shown
    assert "With the break beside it, it is longer than a month" in shown
    assert decide(sal, kai).status_code == 302
    shown = home(jo, kai)
    assert "With the break beside it, it is longer than a month" in shown, "and stays so"
    assert "has to say yes too. Until then we meet as before" in shown
    assert "breaks together are long" in owed(jo, kai)


def test_a_break_apart_from_those_that_are_agreed_is_not_reckoned_with_them(jo, sal, kai):
    put(jo, kai)
    decide(sal, kai)
    later = ENDS + timedelta(days=2)
    put(jo, kai, begins=later, ends=later + timedelta(days=20))
    assert "is agreed already" not in main(deciding(sal, kai).text)


@pytest.mark.provision("CM-208")
def test_whoever_decides_reads_of_bail_whatever_the_break_is_called(jo, sal, on_bail):
    put(jo, on_bail)
    assert "under bail conditions" in main(deciding(sal, on_bail).text)
