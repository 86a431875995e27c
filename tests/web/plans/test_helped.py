"""Whoever writes a plan is helped: with plain words, what is known already, and the days."""

import re
from datetime import timedelta

import pytest

from tests.forms import day_parts
from tests.web.plans.conftest import TODAY
from tests.web.plans.writing import (
    address,
    begin,
    form_of,
    versions,
)


@pytest.fixture
def drafted(jo, child):
    begin(jo, child)
    return child


def test_how_hard_a_goal_is_to_read_comes_with_each_autosave(jo, drafted):
    page = jo.get(address(drafted, "draft/goals/new/")).text
    assert "data-draft-beside" in page
    ticket = re.search(r'data-draft="([^"]+)"', page)[1]
    typed = {"draft": ticket, "words": "I want to be a mechanic <b>and</b> see my brother"}
    saved = {"headers": {"Waymark-Autosave": "1"}}
    easy = jo.post("/drafts/save/", typed, **saved).json()["beside"]
    assert "Reads at about" in easy
    hard = {**typed, "s0_what": "Participate in rehabilitative interventions collaboratively"}
    told = jo.post("/drafts/save/", hard, **saved).json()["beside"]
    assert "Participate, rehabilitative" in told
    assert told != easy
    ticket = re.search(r'data-draft="([^"]+)"', jo.get(f"/children/{drafted}/contact/").text)[1]
    other = jo.post("/drafts/save/", {"draft": ticket, "note": "We walked."}, **saved)
    assert "beside" not in other.json(), "other forms say nothing of it"


def test_what_keeps_people_safe_already_is_taken_over_into_the_plan_without_typing(
    jo, drafted, worker
):
    record = f"/children/{drafted}/record/safety-plan-made/"
    told = {"keeps": "child", "what": "Nan fetches her from school.", "who": "Nan"}
    assert jo.post(record, form_of(jo, record, "what").sent(**told)).status_code == 302
    page = jo.get(address(drafted, "draft/")).text
    (take_over,) = re.findall(r'href="([^"]*controls/new/\?from=[^"]*)"', page)
    form = form_of(jo, take_over, "what")
    assert jo.post(take_over, form.sent()).status_code == 302
    (control,) = versions(drafted, worker)[-1].document["plan"]["controls"]
    assert {name: control[name] for name in told} == told
    assert "Take it over" not in jo.get(address(drafted, "draft/")).text


def test_a_day_to_look_again_that_is_too_far_ahead_is_kept_with_a_word_about_it(
    jo, drafted, worker
):
    page = address(drafted, "draft/whole/all/")
    late = TODAY + timedelta(days=120)
    saved = jo.post(page, form_of(jo, page, "call_name").sent(**day_parts("next_review_on", late)))
    assert "looked at again at least every three months" in jo.get(saved["Location"]).text
    assert versions(drafted, worker)[-1].document["plan"]["next_review_on"] == late.isoformat()
    soon = TODAY + timedelta(days=60)
    saved = jo.post(page, form_of(jo, page, "call_name").sent(**day_parts("next_review_on", soon)))
    assert "at least every three months" not in jo.get(saved["Location"]).text
