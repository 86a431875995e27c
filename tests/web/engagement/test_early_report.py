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
    decide,
    deciding,
    kai_under,
    page,
    ready,
    the_panel_decides,
)
from tests.web.engagement.test_tried import main
from tests.web.plans.reviewing import answer, events


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
        assert said in shown or said in ("met", "nearly")
    assert "We ask the panel to decide" in shown
    the_panel_decides(jo, kai, worker)
    assert "The panel met on" in jo.get(f"/children/{kai}/early/{paper.pk}/report/").text


@pytest.mark.provision("CM-409")
def test_a_report_that_names_somebody_who_was_harmed_is_not_completed(jo, worker, child_under):
    kai = child_under(victims=["v1"])
    paper = ready(jo, kai, worker, early_after_hard="He keeps away from Daniel Okafor.")
    nobody = decide(jo, paper, **NOBODY)
    assert nobody.status_code == 422
    assert "there is somebody to look for" in nobody.text
    untyped = decide(jo, paper, decision="apply")
    assert "Type the names to look for" in untyped.text
    named = decide(jo, paper, decision="apply", names="Daniel Okafor")
    assert named.status_code == 422
    assert "Under “What stays” it says" in named.text
    assert not events(kai, worker, "early-revocation-considered")
    answer(jo, paper, worker, early_after_hard="He keeps away from there.")
    assert decide(jo, paper, decision="apply", names="Daniel Okafor").status_code == 302


@pytest.mark.provision("CM-409")
def test_a_word_that_may_be_a_name_is_looked_at_by_a_person(jo, worker, child_under):
    kai = child_under(victims=["v1"])
    paper = ready(jo, kai, worker, early_after_hard="Grace is given to all.")
    asked = decide(jo, paper, decision="apply", names="Grace Hill")
    assert "Is it the person or only the word?" in asked.text
    sent = form_with(asked.text, "names").sent(decision="apply", names="Grace Hill", sure=True)
    assert jo.post(deciding(paper), sent).status_code == 302


@pytest.mark.provision("CM-409")
def test_another_child_of_the_worker_is_not_named_whole(jo, worker, child_under):
    child_under(given_name="Ruben", family_name="Castellano")
    kai = child_under()
    paper = ready(jo, kai, worker, early_after_hard="He is off with Ruben Castellano.")
    refused = decide(jo, paper, **NOBODY)
    assert refused.status_code == 422
    assert "another child of your work" in refused.text


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
    assert decide(jo, paper, no_names=True).status_code == 302
    assert len(events(kai, worker, "early-revocation-considered")) == 1
    assert jo.get(f"/children/{kai}/early/{paper.pk}/report/").status_code == 200
    assert f"/children/{kai}/early/{paper.pk}/report/" in page(jo, kai)
