"""What a court or a panel is told of a child whose order is to end early."""

import re
from functools import partial

import pytest

from tests.forms import form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.ending_early import (
    NOBODY,
    SAID,
    WELL,
    begun,
    decide,
    deciding,
    kai_under,
    page,
    plan_with,
    ready,
    the_panel_decides,
)
from tests.web.engagement.test_tried import main
from tests.web.plans.reviewing import answer, events
from waymark.accounts import asking
from waymark.papers.models import Section


@pytest.fixture
def child_under(worker):
    return partial(kai_under, worker)


@pytest.mark.provision("CM-436")
def test_the_report_begins_with_how_the_child_worked_with_us_and_holds_what_was_written(
    jo, worker, child_under
):
    kai = child_under("referral-order", *WELL)
    paper = ready(jo, kai, worker)
    assert "He came, and he rang" in jo.get(deciding(paper)).text
    decide(jo, paper, **NOBODY)
    shown = main(jo.get(f"/children/{kai}/early/{paper.pk}/report/").text)
    titles = re.findall(r"<h2>([^<]+)</h2>", shown)
    assert titles[0] == "How Kai has worked with us"
    assert titles[-2:] == ["What stays", "What we ask"]
    for said in ("Kai came to 3 of 4 times", "I would like to be done.", "He is another boy."):
        assert said in shown
    for said in SAID.values():
        assert said in shown or said in ("met", "nearly", SAID["early_progress_why"])
    assert "We ask the panel to decide" in shown
    the_panel_decides(jo, kai, worker)
    assert "The panel met on" in jo.get(f"/children/{kai}/early/{paper.pk}/report/").text


@pytest.mark.provision("CM-409")
def test_a_report_that_names_somebody_who_was_harmed_is_not_completed(
    jo, worker, child_under, protected_names
):
    kai = child_under(victims=["v1"])
    protected_names(kai, ["Daniel Okafor"])
    paper = ready(jo, kai, worker, early_after_hard="He keeps away from Daniel Okafor.")
    named = decide(jo, paper, **NOBODY)
    assert named.status_code == 422
    assert "Under “What stays” it says" in named.text
    assert not events(kai, worker, "early-revocation-considered")
    answer(paper, worker, early_after_hard="He keeps away from there.")
    assert decide(jo, paper, **NOBODY).status_code == 302


@pytest.mark.provision("CM-409")
def test_a_report_is_read_again_when_it_is_printed(
    jo, worker, child_under, protected_names, victims_side
):
    kai = child_under(victims=["v1"])
    paper = ready(jo, kai, worker, early_after_hard="He keeps away from Daniel Okafor.")
    decide(jo, paper, **NOBODY)
    address = f"/children/{kai}/early/{paper.pk}/report/"
    assert jo.get(address).status_code == 200
    protected_names(kai, ["Daniel Okafor"])
    refused = jo.get(address)
    assert refused.status_code == 422
    assert "learnt after the report was completed" in refused.text
    protected_names(kai, [])
    victims_side.is_away = True
    assert "cannot be looked for at the moment" in jo.get(address).text


@pytest.mark.provision("CM-409")
def test_a_word_that_may_be_a_name_is_looked_at_by_a_person(
    jo, worker, child_under, protected_names
):
    kai = child_under(victims=["v1"])
    protected_names(kai, ["Grace Hill"])
    paper = ready(jo, kai, worker, early_after_hard="Grace is given to all.")
    asked = decide(jo, paper, **NOBODY)
    assert "is it the person, or only the word" in asked.text
    sent = form_with(asked.text, "names").sent(**NOBODY, sure=True)
    assert jo.post(deciding(paper), sent).status_code == 302


@pytest.mark.provision("CM-409")
def test_another_child_of_the_worker_is_not_named_whole(jo, worker, child_under):
    child_under(given_name="Ruben", family_name="Castellano")
    kai = child_under()
    paper = ready(jo, kai, worker, early_after_hard="He is off with Ruben Castellano.")
    refused = decide(jo, paper, **NOBODY)
    assert refused.status_code == 422
    assert "another child of this service" in refused.text


@pytest.mark.provision("CM-436")
def test_what_was_decided_elsewhere_gets_its_report_and_is_not_decided_twice(
    jo, worker, child_under
):
    decided = {"kind": "early-revocation-considered", "order": "o1", "decision": "apply"}
    kai = child_under("referral-order", {"id": "d1", "on": f"{TODAY}", **decided})
    assert "Nothing is written yet for whoever decides" in page(jo, kai)
    assert "Write the report with Kai" in page(jo, kai)
    paper = ready(jo, kai, worker)
    assert "What do you decide?" not in jo.get(deciding(paper)).text
    assert decide(jo, paper).status_code == 302
    assert len(events(kai, worker, "early-revocation-considered")) == 1
    assert jo.get(f"/children/{kai}/early/{paper.pk}/report/").status_code == 200
    assert f"/children/{kai}/early/{paper.pk}/report/" in page(jo, kai)


THREE = {
    **dict.fromkeys(("early-plan", "early-progress", "early-lasts"), "not"),
    "early-plan-shown": "Each session, and the mural.",
    "early-progress-shown": "Not yet.",
    "early-lasts-shown": "Not yet.",
}


def judge(client, paper, **said):
    address = f"/children/{paper.child_id}/papers/{paper.pk}/early-three/"
    sent = form_with(client.get(address).text, "began_from").sent(**said)
    return client.post(address, sent)


@pytest.mark.provision("CM-435")
@pytest.mark.parametrize("level", ["met", "nearly"])
def test_whoever_judges_better_than_the_record_shows_says_why_and_the_report_says_it(
    jo, worker, child_under, level
):
    kai = child_under(plans=[plan_with(steps=6, done=2)])
    paper = begun(jo, kai, worker)
    asked = judge(jo, paper, **{**THREE, "early-plan": level})
    assert asked.status_code == 422
    assert "Say why you judge it so: as far as the record shows, it is not met" in asked.text
    assert "Each session, and the mural." in asked.text, "nothing typed is lost"
    assert "On record: 2 of 6 steps done" in asked.text
    why = "Four were done at school, and nobody ticked them."
    said = {**THREE, "early-plan": level, "early-plan-why": why}
    assert judge(jo, paper, **said).status_code == 302
    assert why in page(jo, kai)
    report = jo.get(deciding(paper)).text
    assert "Of the 6 steps of the plan, 2 are done." in report
    assert "written down as done:" in report
    assert why in report
    assert "required has been done." not in report


def test_whoever_judges_as_the_record_shows_or_lower_is_asked_nothing_more(jo, worker, child_under):
    kai = child_under(plans=[plan_with(steps=6, done=6)])
    paper = begun(jo, kai, worker)
    shown = jo.get(f"/children/{kai}/papers/{paper.pk}/early-three/").text
    assert "early-plan-why" not in shown
    assert judge(jo, paper, **{**THREE, "early-plan": "met"}).status_code == 302
    report = jo.get(deciding(paper)).text
    assert "Of the 6 steps of the plan, 6 are done." in report
    assert "What the plan required has been done." in report
    assert judge(jo, paper, **{**THREE, "early-plan": "not"}).status_code == 302


@pytest.mark.provision("CM-435")
def test_what_the_record_says_otherwise_of_since_is_explained_before_it_is_asked_for(
    jo, worker, child_under
):
    kai = child_under(plans=[plan_with(steps=6, done=2)])
    paper = ready(jo, kai, worker)
    asking.as_user(worker)
    three = Section.objects.get(paper=paper, name="early-three")
    three.answers.pop("early-plan-why")
    three.save()
    shown = jo.get(deciding(paper)).text
    assert "What the plan required is done: say why it is judged so" in shown
    assert "Of the 6 steps" not in shown, "it would stand against what is judged"
    refused = decide(jo, paper, **NOBODY)
    assert refused.status_code == 422
    assert not events(kai, worker, "early-revocation-considered")
    assert judge(jo, paper, **{"early-plan-why": "The rest is for later."}).status_code == 302
    assert decide(jo, paper, **NOBODY).status_code == 302
