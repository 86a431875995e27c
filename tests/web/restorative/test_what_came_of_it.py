"""What came of what was done is heard of both, or it is said why one cannot be asked."""

import pytest

from tests.forms import day_parts
from tests.web.restorative.repairing import (
    HELD,
    LOOKED_AT,
    TODAY,
    UNTIL,
    consents,
    is_ready,
    judged,
    newest,
    page,
    planned,
    record,
    safe,
    told,
)
from waymark.pages.words import day

STOPS = "Theo wants it no more"
IT_WAS_DONE = "/record/restorative-activity-held/"


@pytest.mark.provision("CM-348", "CM-349", "CM-354", "CM-383")
def test_they_meet_once_both_want_it_and_what_came_of_it_is_heard(jo, worker, theo):
    judged(jo, theo)
    about = planned(jo, theo, "meeting", **day_parts("planned_for", UNTIL))
    refused = record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    assert "Nothing says that the person harmed is prepared" in refused.text
    safe(jo, theo, about.split("=")[1])
    answer = record(jo, theo, "restorative-activity-held", about, **HELD)
    assert answer.status_code == 422
    assert "Ask the victim worker" in answer.text
    assert "no written consent" in answer.text
    told(worker, is_ready(theo), consents(theo, to=["meeting"]))
    assert record(jo, theo, "restorative-activity-held", about, **HELD).status_code == 302
    outcome = "restorative-outcome"
    lighter = {"child_said": "I feel lighter."}
    assert record(jo, theo, outcome, about, **lighter).status_code == 302
    shown = jo.get(page(theo)).text
    assert "is not heard yet of the person harmed" in shown
    assert STOPS in shown
    assert f"Done {day(TODAY, TODAY)}, planned for {day(UNTIL, TODAY)}" in shown
    assert record(jo, theo, outcome, about, victim_said="She is glad.").status_code == 302
    shown = jo.get(page(theo)).text
    assert "is not heard yet" not in shown
    assert STOPS not in shown, "nothing is left that he could want no more"
    tapped = jo.post(f"{page(theo)}mind/", {"person": "1"})
    assert (tapped.status_code, newest(theo, outcome)) == (422, newest(theo))
    for words in ("They meet", "done", "Given", "I feel lighter.", "She is glad.", HELD["raised"]):
        assert words in shown


@pytest.mark.provision("CM-344")
def test_what_hurt_somebody_says_so_and_is_not_offered_until_its_risks_were_looked_at_again(
    jo, theo
):
    about = planned(jo, theo, "community", "", order="o1")
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    assert IT_WAS_DONE in jo.get(page(theo)).text
    record(jo, theo, "restorative-activity-held", about, **HELD, hours="2", hurt=["child"])
    shown = jo.get(page(theo)).text
    assert "stopped, to be looked at" in shown
    assert "under way" not in shown
    assert f"It punished, hurt or shamed somebody, {day(TODAY, TODAY)}." in shown
    assert IT_WAS_DONE not in shown
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    shown = jo.get(page(theo)).text
    assert "shamed somebody" not in shown
    assert "under way" in shown
    assert IT_WAS_DONE in shown
    record(jo, theo, "restorative-risk-assessed", about, **{**LOOKED_AT, "safe": "not-yet"})
    shown = jo.get(page(theo)).text
    assert "not safe yet" in shown
    assert "under way" not in shown
    assert IT_WAS_DONE not in shown


def test_of_work_for_the_community_nobody_harmed_is_asked(jo, theo):
    about = planned(jo, theo, "community", "")
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    for kind in ("restorative-activity-held", "restorative-outcome"):
        shown = jo.get(f"/children/{theo}/record/{kind}/?then=restorative{about}").text
        assert "person harmed" not in shown
        assert "want to say about the harm" not in shown
        told_of = {"note": "Dug.", "child_said": "It was good."}
        assert record(jo, theo, kind, about, **told_of).status_code == 302


def test_once_it_is_done_what_came_of_it_is_what_comes_next(jo, worker, theo):
    judged(jo, theo)
    told(worker, is_ready(theo), consents(theo, to=["shuttle"]))
    about = planned(jo, theo, "shuttle")
    safe(jo, theo, about.split("=")[1])
    assert ">It was done<" in jo.get(page(theo)).text
    record(jo, theo, "restorative-activity-held", about, **HELD)
    shown = jo.get(page(theo)).text
    assert ">It was done<" not in shown
    to_do, _, folded = shown.partition("<summary>It goes on</summary>")
    assert "What came of it" in to_do
    assert "Look at the risks again" not in to_do
    assert "Look at the risks again" in folded
    assert "More of it was done" in folded


def test_of_what_was_not_done_nothing_came(jo, theo):
    judged(jo, theo)
    about = planned(jo, theo, "meeting")
    address = f"/children/{theo}/record/restorative-outcome/?then=restorative{about}"
    shown = jo.get(address).text
    assert "They meet" not in shown
    assert f"/children/{theo}{IT_WAS_DONE}" in shown
    said = {"activity": about.partition("=")[2], "child_said": "I feel lighter."}
    assert jo.post(address, said).status_code == 422
    assert "I feel lighter." not in jo.get(page(theo)).text


@pytest.mark.provision("CM-409")
def test_what_the_person_harmed_says_is_left_out_of_what_the_family_is_handed(jo, worker, theo):
    judged(jo, theo)
    told(worker, is_ready(theo), consents(theo, to=["meeting"]))
    about = planned(jo, theo, "meeting")
    safe(jo, theo, about.split("=")[1])
    record(jo, theo, "restorative-activity-held", about, **HELD)
    both = {"child_said": "I feel lighter.", "victim_said": "She keeps it by her bed."}
    record(jo, theo, "restorative-outcome", about, **both)
    address = f"/children/{theo}/chronology/print/?audience=child"
    shown = jo.get(address).text
    assert "She keeps it by her bed." not in shown
    assert "The person harmed is ready" not in shown


def test_what_is_asked_of_few_is_folded_until_it_is_answered(jo, theo):
    outside = "<summary>Somebody from outside leads it</summary>"
    planned(jo, theo, "meeting")
    address = f"/children/{theo}/record/restorative-risk-assessed/"
    assert f'<details class="more">{outside}' in jo.get(address).text
    refused = jo.post(address, {"facilitator": "Ruth Ede"}).text
    assert f'<details class="more" open>{outside}' in refused
