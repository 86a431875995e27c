"""Something is made right: talked through with the child, prepared, done when both want it, and
what came of it for both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import day_parts, form_with, forms_of
from tests.web.plans.reviewing import events
from tests.web.restorative.repairing import (
    AGO,
    DISTRESSES,
    FIRST,
    HELD,
    LOOKED_AT,
    ORDER,
    SETTLED,
    TODAY,
    UNTIL,
    WANTS,
    a_child,
    answered,
    begin,
    complete,
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
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.diary.models import Place, RiskAssessment
from waymark.pages.words import day, inside
from waymark.papers.queries import read
from waymark.rules.known_as import known_as


def test_each_person_harmed_stands_there_with_what_may_be_known_and_no_more(jo, theo, known):
    shown = jo.get(page(theo)).text
    assert known_as(theo, "v1") in shown
    assert "An adult, not known to Theo, female" in shown
    assert DISTRESSES in shown
    assert known_as(theo, "v2") in shown
    assert 'href="https://restorativejustice.org.uk/"' in shown
    assert "cannot be shown now" not in shown
    assert ">v1<" not in shown


@pytest.mark.provision("CM-410")
def test_who_a_person_is_can_be_asked_where_it_is_known_should_safety_need_it(jo, theo, known):
    shown = jo.get(page(theo)).text
    for victim in ("v1", "v2"):
        who = inside(known_as(theo, victim))
        assert f"Ask there about {who} of record {theo}." in shown


def test_where_the_victims_side_is_away_the_page_stands_and_says_so(jo, theo, victims_side):
    victims_side.is_away = True
    shown = jo.get(page(theo))
    assert shown.status_code == 200
    assert "cannot be shown now" in shown.text
    assert known_as(theo, "v2") in shown.text


@pytest.mark.provision("CM-381")
def test_what_was_talked_through_with_the_child_says_what_is_right_and_why(jo, worker, theo):
    finish = answered(jo, begin(jo, theo, "1"), worker)
    shown = jo.get(finish).text
    assert WANTS in shown
    assert complete(jo, finish).status_code == 302
    (considered,) = events(theo, worker, "restorative-considered")
    assert considered["victim"] == "v1"
    assert (considered["form"], considered["appropriate"]) == ("letter", "yes")
    shown = jo.get(page(theo)).text
    assert "A letter, or something else the child makes for them" in shown
    assert "He asks for it." in shown
    assert f"Asked {day(TODAY, TODAY)}: write down how ready" in shown
    assert shown.count("Not asked yet") == 1  # of the other person who was harmed


def test_nothing_is_written_down_before_it_was_talked_through(jo, worker, theo):
    paper = begin(jo, theo, "1")
    finish = f"/children/{theo}/papers/{paper.pk}/complete/restorative/"
    who = inside(known_as(theo, "v1"))
    assert "Before this is written down" in jo.get(finish).text
    assert f"What you think: {who}" in jo.get(finish).text
    assert f"Making it right: {who}" in jo.get(f"/children/{theo}/papers/{paper.pk}/").text
    section = f"/children/{theo}/papers/{paper.pk}/restore-why/"
    assert known_as(theo, "v1") in jo.get(section).text
    answer = complete(jo, finish)
    assert answer.status_code == 422
    assert "Why this, with" in answer.text
    assert events(theo, worker, "restorative-considered") == []


def test_a_yes_says_to_what_and_always_why(jo, worker, theo):
    finish = answered(jo, begin(jo, theo, "1"), worker)
    assert "Choose what it could be" in complete(jo, finish, form="").text
    assert "Say why it is right" in complete(jo, finish, because="").text
    assert complete(jo, finish, appropriate="not-yet", form="").status_code == 302
    assert "Not yet" in jo.get(page(theo)).text


def test_for_the_community_little_is_asked_and_nobody_harmed_is_needed(jo, worker):
    sam = a_child(worker, {**ORDER, "offences": []}, name="Sam")
    assert "No order says that somebody was harmed" in jo.get(page(sam)).text
    paper = begin(jo, sam)
    asking.as_user(worker)
    assert len([each for part in read(paper).parts for each in part.missing]) == 6
    finish = answered(jo, paper, worker)
    shown = form_with(jo.get(finish).text, "appropriate")
    assert "letter" not in shown.fields["form"].choices
    assert complete(jo, finish, form="community").status_code == 302
    assert "Something for the community" in jo.get(page(sam)).text


def test_whoever_is_not_on_the_page_is_told_so(jo, theo):
    for person in ("3", "0", "v1", "-1"):
        answer = jo.post(page(theo), {"person": person})
        assert answer.status_code == 422
        assert "Open this page again" in answer.text


MAIN = '<button class="button button--small" type="submit">Talk it through with Theo</button>'
IT_WAS_DONE = "/record/restorative-activity-held/"


@pytest.mark.provision("CM-348", "CM-370")
def test_what_is_safe_waits_for_both_and_for_the_day_that_was_asked_for(
    jo, worker, theo, monkeypatch
):
    safe(jo, theo, planned(jo, theo, "meeting").split("=")[1])
    shown = jo.get(page(theo)).text
    assert "waits for Theo" in shown
    assert "Ask Theo first" in shown
    assert IT_WAS_DONE not in shown
    judged(jo, theo)
    told(worker, is_ready(theo), consents(theo, to=["meeting"]))
    assert IT_WAS_DONE in jo.get(page(theo)).text
    monkeypatch.setattr(guard, "reference", lambda **_asked: (FIRST,))
    shown = jo.get(page(theo)).text
    assert f"waits until {day(UNTIL, TODAY)}" in shown
    assert IT_WAS_DONE not in shown


@pytest.mark.provision("CM-354")
def test_whoever_asked_to_be_left_alone_is_not_waited_for(jo, worker, theo, monkeypatch):
    alone = guard.Harmed("v1", held_back=(guard.HeldBack("No contact of any kind."),))
    monkeypatch.setattr(guard, "reference", lambda **_asked: (alone,))
    first, second = jo.get(page(theo)).text.split(known_as(theo, "v2"))
    assert "To be left alone" in first
    assert "Not told yet" not in first
    assert "Talk it through" not in first
    assert "Talk it through" in second
    behind = guard.Harmed("v1", signals=("Look again.",), news=("Look again.",))
    monkeypatch.setattr(guard, "reference", lambda **_asked: (behind,))
    first = jo.get(page(theo)).text.split(known_as(theo, "v2"))[0]
    assert "Look again." in first
    assert "Not told yet" in first
    assert "To be left alone" not in first
    until = guard.Harmed("v1", held_back=(guard.HeldBack(DISTRESSES, UNTIL),))
    monkeypatch.setattr(guard, "reference", lambda **_asked: (until,))
    first = jo.get(page(theo)).text.split(known_as(theo, "v2"))[0]
    assert MAIN in second
    assert "Talk it through" in first
    assert MAIN not in first
    monkeypatch.undo()
    told(worker, is_ready(theo, "no"))
    assert "Talk it through" not in jo.get(page(theo)).text.split(known_as(theo, "v2"))[0]


@pytest.mark.provision("CM-394")
def test_of_whoever_is_deleted_it_is_said_that_nobody_can_reach_them(jo, theo, monkeypatch):
    planned(jo, theo, "meeting")
    before = jo.get(page(theo)).text
    assert "has not said yet that they are prepared" in before
    assert before.count("knows who it is") == 2
    gone = guard.Harmed("v1", held_back=(guard.HeldBack("It is deleted."),), is_gone=True)
    monkeypatch.setattr(guard, "reference", lambda **_asked: (gone,))
    first = jo.get(page(theo)).text.split(known_as(theo, "v2"))[0]
    assert "Nobody can reach them any more" in first
    assert "has not said yet that they are prepared" not in first
    assert "Plan something" not in first
    assert "knows who it is" not in first


def test_with_nothing_planned_there_is_nothing_to_look_at_but_a_way_to_plan(jo, theo):
    shown = jo.get(f"/children/{theo}/record/restorative-risk-assessed/").text
    assert f'href="/children/{theo}/record/restorative-activity-planned/"' in shown
    assert "What could harm somebody" not in shown


@pytest.mark.provision("CM-383")
def test_what_the_victims_side_tells_stands_in_the_record_and_may_be_taken_back(jo, worker, theo):
    told(worker, is_ready(theo, to=["letter"]), consents(theo, to=["letter"]))
    shown = jo.get(page(theo)).text
    assert "Ready: a letter" in shown
    assert "Given, but not to meet" in shown
    told(worker, is_ready(theo, "not-yet"), consents(theo))
    shown = jo.get(page(theo)).text
    assert "Not yet" in shown
    assert "Given" in shown
    told(worker, consents(theo, given=False))
    assert "Not given" in jo.get(page(theo)).text.split(known_as(theo, "v2"))[0]


def test_where_the_person_harmed_says_no_the_page_leads_to_the_community(jo, worker, theo):
    told(worker, is_ready(theo, "no"))
    one, other = jo.get(page(theo)).text.split(known_as(theo, "v2"))
    assert "Something for the community may make it right too." in one
    assert "They do not want it now." not in other


@pytest.mark.provision("CM-354")
def test_one_tap_stops_it_when_the_child_changes_their_mind(jo, worker, theo):
    judged(jo, theo)
    told(worker, is_ready(theo), consents(theo))
    about = planned(jo, theo, "meeting")
    safe(jo, theo, about.split("=")[1])
    (tap,) = (each for each in forms_of(jo.get(page(theo)).text) if each.action.endswith("mind/"))
    assert jo.post(tap.action, tap.sent()).status_code == 302
    shown = jo.get(page(theo)).text
    assert "Does not want to" in shown
    assert "stopped" in shown
    answer = record(jo, theo, "restorative-activity-held", about, **HELD)
    assert "talk it over" in answer.text
    judged(jo, theo)
    assert record(jo, theo, "restorative-activity-held", about, **HELD).status_code == 302


@pytest.mark.provision("CM-354")
def test_work_for_the_community_stops_with_one_tap_too(jo, theo):
    about = planned(jo, theo, "community", "", hours="12")
    activity = about.split("=")[1]
    shown = jo.get(page(theo)).text
    assert f'value="{activity}"' in shown
    assert jo.post(f"{page(theo)}mind/", {"activity": activity}).status_code == 302
    assert "stopped" in jo.get(page(theo)).text
    assert jo.post(f"{page(theo)}mind/", {"activity": "e1"}).status_code == 422
    assert jo.get(f"{page(theo)}mind/").status_code == 405


@pytest.mark.provision("NP-309", "NP-301")
def test_what_is_not_looked_at_whole_is_not_safe_and_says_what_to_do(jo, theo):
    about = planned(jo, theo, "community", "")
    short = {**LOOKED_AT, "settled": SETTLED[1:], "principles": ["respect"]}
    answer = record(jo, theo, "restorative-risk-assessed", about, **short)
    assert answer.status_code == 422
    assert "The child is not prepared yet" in answer.text
    assert "Not all six principles hold yet" in answer.text
    later = {**short, "safe": "not-yet"}
    assert record(jo, theo, "restorative-risk-assessed", about, **later).status_code == 302


@pytest.mark.provision("NP-295")
def test_who_leads_it_is_chosen_among_those_trained_and_the_days_are_those_that_are_kept(
    jo, bea, worker, theo
):
    today_ = timezone.localdate()
    about = planned(jo, theo, "community", "")
    asked = f"/children/{theo}/record/restorative-risk-assessed/?then=restorative{about}"
    assert "led_by" not in form_with(jo.get(asked).text, "on_day").fields
    days = day_parts("on", AGO) | day_parts("until", today_ - timedelta(days=1))
    assert bea.get("/training/").status_code == 200
    there = f"/training/{worker.pk}/"
    assert bea.post(there, {"what": "Leading a conference", **days}).status_code == 302
    assert "the training ran out on" in jo.get(asked).text
    from_here = {**LOOKED_AT, "facilitator": "", "led_by": worker.email}
    refused = record(jo, theo, "restorative-risk-assessed", about, **from_here)
    assert "ran out" in refused.text
    assert refused.status_code == 422
    again = day_parts("on", AGO) | day_parts("until", today_ + timedelta(days=1))
    bea.post(there, {"what": "Leading a conference", **again})
    assert record(jo, theo, "restorative-risk-assessed", about, **from_here).status_code == 302
    (assessed,) = events(theo, worker, "restorative-risk-assessed")
    assert assessed["trained_until"] == (today_ + timedelta(days=1)).isoformat()
    assert f"Led by {worker.name}" in jo.get(page(theo)).text
    assert jo.get("/training/").status_code == 403


@pytest.mark.provision("NP-309")
def test_what_makes_a_place_of_ours_safe_stands_beside_what_is_done_there(jo, worker, theo):
    place = Place.objects.create(service=worker.service, name="The allotment")
    plan = f"/children/{theo}/record/restorative-activity-planned/?then=restorative"
    assert "The allotment: no risk assessment" in jo.get(plan).text
    about = planned(jo, theo, "community", "", venue="The allotment")
    asked = f"/children/{theo}/record/restorative-risk-assessed/?then=restorative{about}"
    today_ = timezone.localdate()
    found = {"found": "A pond, fenced.", "way": "By bus, with somebody.", "capacity": 4}
    told_of = {"assessed_by": "Bea Hill", "detection": "none", "made_by": worker, **found}
    ended = {"on": AGO, "until": today_ - timedelta(days=1), "made_at": timezone.now()}
    old = {"service": worker.service, "place": place, **told_of, **ended}
    RiskAssessment.objects.create(**old)
    for shown in (jo.get(asked).text, jo.get(page(theo)).text):
        assert "risk assessment ran out on" in shown
    RiskAssessment.objects.create(**{**old, "until": today_ + timedelta(days=1)})
    assert "risk assessment ran out on" not in jo.get(page(theo)).text
    for words in ("A pond, fenced.", "By bus, with somebody.", "until"):
        assert words in jo.get(asked).text


def test_what_the_childs_page_says_of_being_good_at_stands_beside_a_plan(jo, theo):
    address = f"/children/{theo}/record/restorative-activity-planned/"
    assert "Nobody has written that down yet" in jo.get(address).text
    asking.as_waymark(Child.objects.get(pk=theo).service_id)
    child = Child.objects.get(pk=theo)
    child.document = {**child.document, "good_at": ["Growing things"]}
    child.save()
    assert "<li>Growing things</li>" in jo.get(address).text


def test_hours_are_drawn_with_their_table_and_praise_is_noticed(jo, theo):
    told_of = {"order": "o1", "place": "The hospice garden", "good_at": "Growing things."}
    about = planned(jo, theo, "community", "", **told_of)
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    for hours in ("2.5", "3"):
        worked = {"note": "Dug.", "hours": hours, "praise": "He showed others how."}
        assert record(jo, theo, "restorative-activity-held", about, **worked).status_code == 302
    shown = jo.get(page(theo)).text
    assert "5.5 of 12 hours" in shown
    assert "under way" in shown
    assert 'width="45.8"' in shown
    assert "Hours worked" in shown
    for words in ("The hospice garden", "Growing things.", "He showed others how."):
        assert words in shown
    many = {"note": "Dug.", "hours": "11"}
    asked = record(jo, theo, "restorative-activity-held", about, **many)
    assert (asked.status_code, "16.5 hours on" in asked.text) == (422, True)
    meant = record(jo, theo, "restorative-activity-held", about, **many, sure="on")
    assert meant.status_code == 302
    shown = jo.get(page(theo)).text
    assert "12 of 12 hours, 4.5 more done" in shown
    to_do, _, folded = shown.partition("<summary>It goes on</summary>")
    assert ">It was done<" not in to_do, "all hours are worked"
    assert "More of it was done" in folded


def test_hours_that_nobody_can_work_are_asked_again(jo, theo):
    address = f"/children/{theo}/record/restorative-activity-planned/?then=restorative"
    sent = form_with(jo.get(address).text, "on_day").sent()
    answer = jo.post(address, {**sent, "form": "community", "link": "So.", "hours": "999"})
    assert answer.status_code == 422
    assert "Give the hours, at most 300" in answer.text


def test_whoever_it_is_written_down_of_is_chosen_already_by_a_number(jo, theo, known):
    shown = jo.get(page(theo)).text
    for kind in ("work-made", "child-readiness-judged"):
        asked = jo.get(f"/children/{theo}/record/{kind}/?then=restorative&person=2").text
        assert form_with(asked, "on_day").sent()["victim"] == ["v2"]
    nobody = jo.get(f"/children/{theo}/record/work-made/?person=9").text
    assert not form_with(nobody, "on_day").sent().get("victim")
    assert "/record/work-made/?then=restorative&amp;person=2" in shown
