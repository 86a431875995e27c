"""What was said already is not asked anew: a form begins with it, and says from where."""

import pytest

from tests.forms import day_parts, form_with
from tests.web.plans.reviewing import answer
from tests.web.restorative.repairing import (
    AGO,
    LOOKED_AT,
    SAID,
    TODAY,
    WANTS,
    answered,
    begin,
    complete,
    judged,
    planned,
    record,
)
from waymark.accounts import asking
from waymark.children.models import Episode
from waymark.chronology.models import Event
from waymark.pages.words import day

WHEN = f"when it was talked through, {day(TODAY, TODAY)}</a>"


def opened(client, child, kind, asked=""):
    """Return what a form begins with, and its page."""
    page = client.get(f"/children/{child}/record/{kind}/?then=restorative{asked}").text
    return form_with(page, "on_day").sent(), page


@pytest.fixture
def talked(jo, worker, theo):
    """Talk it through with Theo of the first person harmed."""
    paper = begin(jo, theo, "1")
    answer(paper, worker, restore_good_at="He writes.", restore_impact="Shame, at first.")
    complete(jo, answered(jo, paper, worker))
    return theo


def test_a_plan_begins_with_what_was_talked_through_of_the_same_person(jo, talked):
    begun, page = opened(jo, talked, "restorative-activity-planned", "&person=1")
    assert begun["form"] == ["letter"]
    assert begun["link"] == [SAID["restore_link"]]
    assert begun["good_at"] == ["He writes."]
    assert WHEN in page
    for other in ("&person=2", "&form=community", ""):
        begun, page = opened(jo, talked, "restorative-activity-planned", other)
        assert not begun.get("link")[0]
        assert WHEN not in page


def test_what_was_said_before_may_be_changed(jo, talked):
    changed = {"link": "He wrote it himself."}
    record(jo, talked, "restorative-activity-planned", "&person=1", **changed)
    (made,) = Event.objects.filter(child=talked, kind="restorative-activity-planned")
    assert made.document["form"] == "letter"
    words = {each.field: each.text for each in made.words.all()}
    assert words == {"good_at": "He writes.", **changed}


def test_of_a_form_that_a_draft_fills_nothing_is_said_to_stand_there(jo, talked, known):
    kind, about = "restorative-activity-planned", "&person=1"
    _, page = opened(jo, talked, kind, about)
    sent = form_with(page, "on_day").sent(link="He wrote it himself.", all_the_same="She asks.")
    ticket = page.partition('data-draft="')[2].partition('"')[0]
    jo.post("/drafts/save/", {**sent, "draft": ticket}, headers={"Waymark-Autosave": "1"})
    begun, page = opened(jo, talked, kind, about)
    assert [begun[name] for name in ("link", "all_the_same")] == [sent["link"], ["She asks."]]
    assert WHEN not in page


def test_how_ready_a_child_is_begins_with_what_shows_it_and_never_with_an_answer(jo, talked):
    begun, page = opened(jo, talked, "child-readiness-judged", "&person=1")
    assert begun["child_said"] == [WANTS]
    assert begun["because"] == ["As they told us.\n\nAs they told us."]
    assert not begun.get("ready")
    assert WHEN in page


def test_risks_begin_with_what_was_talked_through_and_then_with_the_last_look(jo, talked):
    judged(jo, talked)
    about = planned(jo, talked)
    begun, _ = opened(jo, talked, "restorative-risk-assessed", about)
    assert begun["impact"] == ["Shame, at first."]
    record(jo, talked, "restorative-risk-assessed", about, **{**LOOKED_AT, "safe": "not-yet"})
    begun, page = opened(jo, talked, "restorative-risk-assessed", about)
    assert f"when it was looked at last, {day(TODAY, TODAY)}</a>" in page
    for name in ("could_harm", "keeps_safe", "impact", "facilitator"):
        assert begun[name] == [LOOKED_AT[name]]
    for name, part in day_parts("trained_on", AGO).items():
        assert begun[name] == [part]
    for attested in ("safe", "settled", "principles"):
        assert not begun.get(attested)


def test_what_is_protected_is_asked_anew_and_the_rest_is_not(jo, worker, talked):
    secret = {"lines": [SAID["restore_link"]], "protected": True}
    secret |= {"from": AGO.isoformat(), "not_to_be_told_to": ["father"]}
    asking.as_waymark(worker.service_id)
    row = {"kind": "addresses", "position": 99, "protected": True, "document": secret}
    Episode.objects.create(child_id=talked, service_id=worker.service_id, **row)
    asking.as_user(worker)
    begun, page = opened(jo, talked, "restorative-activity-planned", "&person=1")
    assert not begun.get("link")[0]
    assert SAID["restore_link"] not in page
    assert begun["good_at"] == ["He writes."]
