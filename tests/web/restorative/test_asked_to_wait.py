"""Somebody harmed asks for time: whoever goes on all the same reads it first, and says why."""

import pytest

from tests.forms import day_parts, form_with
from tests.web.plans.reviewing import events
from tests.web.restorative.repairing import (
    DISTRESSES,
    FIRST,
    HELD,
    UNTIL,
    consents,
    is_ready,
    judged,
    page,
    planned,
    record,
    safe,
    told,
)
from waymark import guard

PLAN = {"form": "meeting", "victim": "v1", "link": "A poem for her."}
WAITS = "This is asked to wait"


@pytest.mark.provision("CM-351")
def test_whoever_plans_before_the_day_that_was_asked_for_reads_it_and_says_why(jo, theo, known):
    address = f"/children/{theo}/record/restorative-activity-planned/?then=restorative"
    shown = jo.get(f"{address}&person=1").text
    assert WAITS in shown
    assert DISTRESSES in shown
    for nobody in (address, f"{address}&person=2"):
        assert WAITS not in jo.get(nobody).text
    answer = record(jo, theo, "restorative-activity-planned", **PLAN)
    assert answer.status_code == 422
    assert DISTRESSES in answer.text
    assert "Say why it is done all the same" in answer.text
    why = {"all_the_same": "She rang, and asks for it sooner."}
    assert record(jo, theo, "restorative-activity-planned", **PLAN, **why).status_code == 302
    assert "asked for: She rang, and asks for it sooner." in jo.get(page(theo)).text


@pytest.mark.provision("CM-351")
def test_what_was_answered_stands_in_a_form_that_comes_back_for_something_else(jo, theo, known):
    why = {"all_the_same": "She rang, and asks for it sooner."}
    back = record(jo, theo, "restorative-activity-planned", **{**PLAN, **why, "form": ""})
    assert back.status_code == 422
    assert WAITS in back.text
    assert "Wait, or say below why" not in back.text
    sent = form_with(back.text, "all_the_same").sent(form="meeting")
    assert sent["all_the_same"] == [why["all_the_same"]]
    there = f"/children/{theo}/record/restorative-activity-planned/?then=restorative"
    assert jo.post(there, sent).status_code == 302


@pytest.mark.provision("CM-351")
def test_a_plan_for_a_day_after_it_or_for_somebody_else_asks_nothing(jo, worker, theo, known):
    then = {**PLAN, **day_parts("planned_for", UNTIL)}
    for plan in (then, {**PLAN, "victim": "v2"}):
        assert record(jo, theo, "restorative-activity-planned", **plan).status_code == 302
    plans = events(theo, worker, "restorative-activity-planned")
    assert not any("all_the_same" in each for each in plans)


@pytest.mark.provision("CM-351")
def test_what_was_done_before_the_day_that_was_asked_for_says_why(jo, worker, theo, monkeypatch):
    judged(jo, theo)
    about = planned(jo, theo, "meeting")
    safe(jo, theo, about.split("=")[1])
    told(worker, is_ready(theo), consents(theo, to=["meeting"]))
    behind = guard.Harmed("v1", news=("Look again.",))
    monkeypatch.setattr(guard, "reference", lambda **_asked: (behind,))
    assert "<li>Look again.</li>" in jo.get(page(theo)).text
    assert "Look again." in record(jo, theo, "restorative-activity-held", about, **HELD).text
    monkeypatch.setattr(guard, "reference", lambda **_asked: (FIRST,))
    assert DISTRESSES in record(jo, theo, "restorative-activity-held", about, **HELD).text
    why = {"all_the_same": "She came by herself."}
    assert record(jo, theo, "restorative-activity-held", about, **HELD, **why).status_code == 302
    assert "She came by herself." in jo.get(page(theo)).text


@pytest.mark.provision("CM-351")
def test_where_nobody_can_say_what_is_asked_the_victim_worker_is_asked(jo, theo, victims_side):
    victims_side.is_away = True
    answer = record(jo, theo, "restorative-activity-planned", **PLAN)
    assert "Ask the victim worker first" in answer.text
    assert answer.status_code == 422
