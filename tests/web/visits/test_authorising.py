"""A visit to where a child lives is assessed by the worker and authorised by somebody else."""

from datetime import timedelta

import pytest

from tests.forms import day_parts, form_with
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import TODAY, page
from tests.web.visits.visiting import (
    UNTIL,
    appointment,
    assess,
    book_visit,
    decide,
    let_go_today,
    visits,
)
from waymark.accounts.models import Role

NOT_YET = "not authorised yet"
AUTHORISED = "may go ahead until"


@pytest.mark.provision("CM-170", "CM-171")
def test_what_the_worker_assessed_a_manager_reads_and_lets_go_ahead(jo, bea, sophie):
    assert NOT_YET in jo.get(visits(sophie)).text
    answer = assess(jo, sophie)
    assert answer.status_code == 302
    assert answer["Location"] == visits(sophie)
    told = jo.get(visits(sophie)).text
    assert "ask a manager to read" in told
    assert "Mum shuts the dog away" in told
    asked = bea.get(visits(sophie, "authorise/")).text
    assert "A dog, loose in the yard." in asked
    assert decide(bea, sophie).status_code == 302
    told = jo.get(visits(sophie)).text
    assert f"{AUTHORISED} " in told
    assert "Weekly, Tuesdays after school." in told


@pytest.mark.provision("CM-171")
def test_who_prepares_never_authorises_be_she_a_manager(bea, sophie, team):
    assess(bea, sophie)
    assert "You wrote this assessment yourself" in bea.get(visits(sophie, "authorise/")).text
    answer = decide(bea, sophie)
    assert answer.status_code == 422
    assert "Another manager decides" in answer.text
    assert AUTHORISED not in bea.get(visits(sophie)).text
    another = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=team))
    assert decide(another, sophie).status_code == 302
    assert AUTHORISED in bea.get(visits(sophie)).text


def test_who_put_an_assessment_right_prepared_it_too(jo, bea, sophie):
    assess(jo, sophie)
    event = jo.get(f"/children/{sophie}/chronology/").text
    start = event.index(f"/children/{sophie}/events/")
    address = event[start : event.index('"', start)]
    correct = f"{address}correct/"
    form = form_with(bea.get(correct).text, "keeps_safe")
    assert bea.post(correct, form.sent(keeps_safe="Two of us.")).status_code == 302
    assert "Another manager decides" in decide(bea, sophie).text


def test_a_case_manager_does_not_come_to_the_page_of_the_decision(jo, sophie):
    assert jo.get(visits(sophie, "authorise/")).status_code == 403


@pytest.mark.provision("CM-171")
def test_what_is_returned_says_what_to_mend_and_is_owed_to_the_worker(jo, bea, sophie):
    assess(jo, sophie)
    answer = decide(bea, sophie, "return", note="")
    assert "Say what is to be mended" in answer.text
    assert decide(bea, sophie, "return", note="Who else lives there?").status_code == 302
    told = jo.get(visits(sophie)).text
    assert "Who else lives there?" in told
    assert "Assess visits to where " in jo.get(f"/children/{sophie}/").text


def test_a_manager_authorises_for_three_months_at_most(jo, bea, sophie):
    assess(jo, sophie)
    answer = decide(bea, sophie, **day_parts("until", TODAY + timedelta(days=100)))
    assert answer.status_code == 422
    assert "the longest for one authorisation" in answer.text


def test_what_was_assessed_anew_meanwhile_is_read_again(jo, bea, sophie):
    assess(jo, sophie)
    form = form_with(bea.get(visits(sophie, "authorise/")).text, "decision")
    assess(jo, sophie, hazards="weapons")
    answer = bea.post(visits(sophie, "authorise/"), form.sent(decision="authorise"))
    assert answer.status_code == 422
    assert "read it again" in answer.text


def test_an_alert_that_is_written_down_ends_it(jo, bea, sophie):
    assess(jo, sophie)
    decide(bea, sophie)
    address = f"/children/{sophie}/add/alerts/"
    form = form_with(jo.get(address).text, "kind")
    assert jo.post(address, form.sent(kind="risk-to-staff")).status_code == 302
    told = jo.get(visits(sophie)).text
    assert "any more: an alert was written down" in told


def test_an_owed_answer_leads_to_the_page_on_which_it_is_given(jo, bea, sophie):
    assess(jo, sophie)
    assert f'href="{visits(sophie, "authorise/")}"' in bea.get(f"/children/{sophie}/").text


@pytest.mark.provision("CM-171")
def test_booking_a_visit_says_whether_visits_are_authorised_and_is_never_refused(
    jo, bea, worker, sophie
):
    assert NOT_YET in jo.get(page(sophie, "book/")).text
    booked = book_visit(jo, worker, sophie)
    told = jo.get(appointment(sophie, booked)).text
    assert "Nobody goes yet" in told
    assess(jo, sophie)
    decide(bea, sophie, **day_parts("until", UNTIL))
    told = jo.get(appointment(sophie, booked)).text
    assert "Nobody goes yet" not in told
    assert "Weekly, Tuesdays after school" in told
    assert "Weekly, Tuesdays after school" in jo.get(page(sophie, "book/")).text


def test_a_visit_after_the_last_day_authorised_is_not_covered(jo, bea, worker, sophie):
    assess(jo, sophie)
    decide(bea, sophie, **day_parts("until", TODAY))
    booked = book_visit(jo, worker, sophie)
    assert "authorised no longer" in jo.get(appointment(sophie, booked)).text


def test_on_the_spot_a_manager_lets_today_go_ahead_alone(bea, sophie):
    assert "Say what you know of the risk" in let_go_today(bea, sophie, "").text
    assert let_go_today(bea, sophie).status_code == 302
    assert AUTHORISED in bea.get(visits(sophie)).text


@pytest.mark.provision("CM-167", "CM-168", "CM-169")
def test_a_visit_outside_is_not_assessed_without_saying_how_the_talk_stays_private(jo, bea, sophie):
    answer = assess(jo, sophie, where="outside")
    assert answer.status_code == 422
    assert "how the talk with the child is kept private" in answer.text
    kept = "The park; away from the benches, and nothing of the offence."
    assert assess(jo, sophie, where="outside", outside=kept, who_goes="pairs").status_code == 302
    decide(bea, sophie)
    assert "Outside, not in the home. Two go together." in jo.get(visits(sophie)).text


@pytest.mark.provision("CM-166", "CM-173")
def test_the_worker_is_asked_what_visits_are_for_and_of_public_health_advice(jo, bea, sophie):
    asked = jo.get(f"/children/{sophie}/record/visit-assessed/").text
    assert "A worry about how the child is" in asked
    assert "Public health advice about visiting" in asked
    advice = "Keep apart until Friday: chickenpox."
    assess(jo, sophie, hazards="public-health", hazards_told=advice, purposes="wellbeing")
    read = bea.get(visits(sophie, "authorise/")).text
    assert "A worry about how the child is" in read
    assert advice in read
