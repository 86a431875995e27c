"""A plan is countersigned by somebody else, or returned with what was found."""

from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import forms_of
from tests.people import make_person, signed_in_client
from tests.web.plans.checking import countersign
from tests.web.plans.conftest import TODAY
from tests.web.plans.copying import with_plan
from tests.web.plans.writing import (
    GOAL,
    LEFT,
    add_goal,
    address,
    agree,
    begin,
    direct,
    form_of,
    versions,
)
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.pages.words import day
from waymark.papers.models import Paper


@pytest.mark.provision("CM-465")
def test_a_plan_waits_for_a_manager_on_her_own_pages(ash, jo, agreed):
    assert "1 plan waits to be countersigned by you" in ash.get("/").text
    assert address(agreed, "countersign/") in ash.get("/plans/waiting/").text
    assert jo.get("/plans/waiting/").status_code == 403
    assert jo.get(address(agreed, "countersign/")).status_code == 403


@pytest.mark.provision("CM-465")
def test_a_manager_countersigns_what_somebody_else_agreed(ash, agreed, manager):
    duty = Duty.objects.get(duty="countersign-plan")
    assert duty.done_on is None
    assert countersign(ash, agreed).status_code == 302
    (version,) = versions(agreed, manager)
    assert (version.state, version.checked_by_id) == ("countersigned", manager.pk)
    event = Event.objects.get(kind="plan-countersigned")
    assert event.document["plan"] == version.event
    duty.refresh_from_db()
    assert duty.done_on == TODAY
    assert "No plan waits for you" in ash.get("/plans/waiting/").text
    assert "agreed and countersigned" in ash.get(address(agreed)).text


def test_whoever_reads_a_plan_is_told_whether_the_child_had_a_hand_in_it(ash, jo, child):
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    assert "Sophie had no hand in making it" in ash.get(address(child, "countersign/")).text
    assert "without Sophie having a hand in making it" in jo.get(address(child)).text
    begin(jo, child)
    agree(jo, child, child_took_part="on")
    assert "Sophie had a hand in making it." in ash.get(address(child, "countersign/")).text
    assert "made together with Sophie" in jo.get(address(child)).text


def test_why_something_is_not_yet_stands_open_where_it_is_countersigned(ash, agreed):
    shown = ash.get(address(agreed, "countersign/")).text
    assert "Nothing was left open" not in shown
    open_ones = shown.partition("Not yet")[2].partition("<details")[0]
    assert "Whom can Sophie call when something in the plan is hard?" in open_ones
    assert f"Not yet, because: {LEFT['because']}" in open_ones
    assert "Not answered" not in shown


def test_a_version_that_was_agreed_before_all_was_asked_says_what_nobody_answered(ash, worker):
    child = with_plan(worker)
    assert "Not answered" in ash.get(address(child, "countersign/")).text


def test_whoever_countersigns_sees_a_yes_that_the_record_says_otherwise(ash, agreed):
    shown = ash.get(address(agreed, "countersign/")).text
    otherwise = shown.partition("Yes, though something else says otherwise")[2].partition("</ul>")[
        0
    ]
    assert "Did Sophie make this plan with you" in otherwise
    assert "it is not ticked that Sophie had a hand in making it" in otherwise


def test_a_manager_sees_to_how_many_questions_one_tick_said_yes(ash, jo, child, worker):
    begin(jo, child)
    add_goal(jo, child)
    page = address(child, "questions/plan-week/")
    sent = form_of(jo, page, "began_from").sent(rest="on", **{"plan-order": "yes"})
    assert jo.post(page, sent).status_code == 302
    told = {each["question"]: each for each in versions(child, worker)[0].document["answers"]}
    assert "with_the_rest" not in told["plan-order"]
    assert all(each["with_the_rest"] for name, each in told.items() if name != "plan-order")
    again = form_of(jo, page, "began_from")
    assert again.fields["plan-load"].values == [], "nobody answered it by itself"
    assert again.fields["rest"].values, "the tick stands as it was left"
    agree(jo, child)
    shown = ash.get(address(child, "countersign/")).text
    assert f"said yes to {len(told) - 1} questions with one tick" in shown


def test_it_is_countersigned_once(ash, agreed):
    countersign(ash, agreed)
    sent = {"note": "Again", "decision": "countersign", "version": "1"}
    again = ash.post(address(agreed, "countersign/"), sent)
    assert again.status_code == 422
    assert Event.objects.filter(kind="plan-countersigned").count() == 1


def test_a_version_that_was_agreed_meanwhile_is_read_before_it_is_decided_on(
    ash, jo, agreed, manager
):
    opened = form_of(ash, address(agreed, "countersign/"), "note")
    begin(jo, agreed)
    add_goal(jo, agreed, words="I want my own room")
    assert agree(jo, agreed).status_code == 302
    sent = opened.sent(note="Clear and hers", decision="countersign")
    answer = ash.post(address(agreed, "countersign/"), sent)
    assert answer.status_code == 422
    assert "Another version was agreed since you opened this page" in answer.text
    assert "I want my own room" in answer.text
    assert "Clear and hers" in answer.text, "nothing typed is lost"
    (again,) = (each for each in forms_of(answer.text) if "note" in each.fields)
    assert ash.post(address(agreed, "countersign/"), again.sent()).status_code == 302
    assert [each.state for each in versions(agreed, manager)] == ["agreed", "countersigned"]


def test_a_day_that_was_to_come_when_the_plan_was_agreed_is_not_held_against_it(
    ash, jo, child, monkeypatch
):
    begin(jo, child)
    ahead = TODAY + timedelta(days=4)
    by = {f"s0_by_{part}": str(getattr(ahead, part)) for part in ("day", "month", "year")}
    add_goal(jo, child, **by)
    agree(jo, child)
    later = ahead + timedelta(days=3)
    monkeypatch.setattr("waymark.children.views.about.today", lambda _at: later)
    assert "the day has passed" not in ash.get(address(child, "countersign/")).text
    begin(jo, child)
    assert "the day has passed" in jo.get(address(child, "draft/")).text


@pytest.mark.provision("CM-465")
def test_nobody_countersigns_her_own(ash, child, manager):
    begin(ash, child)
    add_goal(ash, child)
    agree(ash, child)
    assert "No plan waits for you" in ash.get("/plans/waiting/").text
    shown = ash.get(address(child, "countersign/")).text
    assert "Another manager must countersign it" in shown
    assert "Your decision" not in shown
    refused = ash.post(address(child, "countersign/"), {"note": "Mine", "decision": "countersign"})
    assert refused.status_code == 422
    assert "You agreed this plan yourself" in refused.text
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    assert countersign(other, child).status_code == 302


def test_a_manager_sees_what_changed_since_the_last_countersigned_version(ash, jo, agreed, worker):
    countersign(ash, agreed)
    begin(jo, agreed)
    goal = versions(agreed, worker)[1].document["plan"]["goals"][0]
    page = address(agreed, f"draft/goals/{goal['id']}/")
    jo.post(page, form_of(jo, page, "words").sent(words="I want to be a painter"))
    add_goal(jo, agreed, words="See my brother")
    agree(jo, agreed)
    shown = ash.get(address(agreed, "countersign/")).text
    assert "What changed since version 1" in shown
    assert f"<del>{GOAL['words']}</del>" in shown
    assert "<ins>I want to be a painter</ins>" in shown
    assert "new: See my brother" in shown


def test_a_manager_sees_whom_and_what_the_assessment_of_a_plan_rests_on(ash, jo, agreed, worker):
    shown = ash.get(address(agreed, "countersign/")).text
    assert "not in Waymark" in shown, "Sophie was assessed elsewhere"
    begun = {"kind": "statutory", "stage": "start", "orders": ["o1"]}
    paper = jo.post(f"/children/{agreed}/assessment/begin/", begun)["Location"]
    on = {f"on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    jo.post(f"{paper}sources/add/", {"who": "Form tutor", "agency": "education", **on})
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=TODAY)
    shown = ash.get(address(agreed, "countersign/")).text
    assert f'href="{paper}"' in shown
    assert "<b>Form tutor</b>, Education service" in shown
    assert day(TODAY, TODAY) in shown.partition("Form tutor")[2].partition("</li>")[0]
    again = {**begun, "stage": "review"}
    newer = jo.post(f"/children/{agreed}/assessment/begin/", again)["Location"]
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=TODAY)
    shown = ash.get(address(agreed, "countersign/")).text
    assert f'href="{newer}"' in shown
    before = shown.partition("What the one before rests on")[2].partition("</section>")[0]
    assert f'href="{paper}"' in before
    assert "<b>Form tutor</b>, Education service" in before


@pytest.mark.provision("CM-121", "CM-100", "CM-101")
def test_what_is_answered_with_not_yet_goes_to_whoever_countersigns(ash, jo, child, worker):
    begin(jo, child)
    add_goal(jo, child)
    page = jo.get(address(child, "agree/")).text
    first = next(
        part.partition('"')[0]
        for part in page.split('href="')
        if part.startswith(address(child, "questions/"))
    )
    (form,) = (each for each in [form_of(jo, first, "began_from")])
    asked = [name for name in form.fields if f"{name}-because" in form.fields]
    answers = dict.fromkeys(asked[1:], "yes")
    unsaid = jo.post(first, form.sent(**answers, **{asked[0]: "not-yet"}))
    assert unsaid.status_code == 422
    why = {f"{asked[0]}-because": "Her mum was ill"}
    assert jo.post(first, form.sent(**answers, **{asked[0]: "not-yet"}, **why)).status_code == 302
    held = versions(child, worker)[0].document["answers"]
    assert len(held) == len(asked)
    agree(jo, child)
    assert "Not yet, because: Her mum was ill" in ash.get(address(child, "countersign/")).text


def test_a_plan_that_was_agreed_elsewhere_can_be_countersigned(ash, child, worker):
    happened = {"id": "e9", "kind": "plan-agreed", "on": TODAY.isoformat(), "orders": ["o1"]}
    other = make_child(worker.service, worker=worker, events=[happened])
    page = f"{address(other, 'countersign/')}?plan=e9"
    assert "not in Waymark" in ash.get(page).text
    sent = form_of(ash, page, "note").sent(note="Read it on paper")
    assert ash.post(page, sent).status_code == 302
    assert Event.objects.get(child=other, kind="plan-countersigned").document["plan"] == "e9"
    assert ash.get(page).status_code == 404
    assert ash.get(address(child, "countersign/")).status_code == 404


@pytest.mark.provision("CM-179", "CM-180")
def test_contacts_are_tied_to_goals_and_the_plan_shows_what_came_about(jo, agreed, worker):
    page = f"/children/{agreed}/contact/"
    assert "Which goals was it for?" in jo.get(page).text
    goal = versions(agreed, worker)[0].document["plan"]["goals"][0]["id"]
    came = {"outcome": "attended", "note": "Looked at courses", "goals": goal, "agency": "careers"}
    assert jo.post(page, form_of(jo, page, "note").sent(**came)).status_code == 302
    event = Event.objects.get(kind="contact")
    assert (event.document["goals"], event.document["agency"]) == ([goal], "careers")
    assert "Careers service: 1 time" in jo.get(address(agreed)).text


def test_without_a_plan_a_contact_is_for_no_goal(jo, child):
    assert "Which goals" not in jo.get(f"/children/{child}/contact/").text


def test_what_is_protected_has_a_gap_where_a_manager_says_what_she_found(ash, jo, worker):
    home = {"from": "2026-01-01", "lines": ["9 Larkspur Close"], "not_to_be_told_to": ["M."]}
    hidden = make_child(worker.service, worker=worker, child={"addresses": [home]})
    direct(ash, hidden, "Go to 9 Larkspur Close today")
    for page in ("/", f"/children/{hidden}/", address(hidden)):
        shown = jo.get(page).text
        assert "Go to [protected] today" in shown
        assert "Larkspur" not in shown


@pytest.mark.provision("CM-465")
def test_nobody_countersigns_what_they_wrote_though_somebody_else_agreed_it(
    ash, jo, child, worker, manager
):
    begin(jo, child)
    add_goal(ash, child)
    agree(jo, child)
    assert "No plan waits for you" in ash.get("/plans/waiting/").text
    assert "Countersign or return it" not in ash.get(address(child)).text
    shown = ash.get(address(child, "countersign/")).text
    assert "You wrote a part of this plan yourself" in shown
    assert 'name="note"' not in shown
    sent = {"note": "Good", "decision": "countersign"}
    assert ash.post(address(child, "countersign/"), sent).status_code == 422
    begin(jo, child)
    agree(jo, child)
    assert "No plan waits for you" in ash.get("/plans/waiting/").text, "it still holds her words"
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    assert countersign(other, child).status_code == 302
    begin(jo, child)
    agree(jo, child)
    assert countersign(ash, child).status_code == 302, "what she wrote was countersigned"


@pytest.mark.provision("CM-465")
def test_whoever_answered_in_the_assessment_does_not_countersign_the_plan(ash, jo, child, worker):
    begun = {"kind": "prevention", "stage": "start", "orders": ["o1"]}
    paper = jo.post(f"/children/{child}/assessment/begin/", begun)["Location"]
    page = f"{paper}health/"
    assert ash.post(page, form_of(ash, page, "began_from").sent()).status_code == 302
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=TODAY)
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    assert "No plan waits for you" in ash.get("/plans/waiting/").text
    assert "1 plan waits" not in ash.get("/").text
    assert "a part of the assessment" in ash.get(address(child, "countersign/")).text
    sent = {"note": "Good", "decision": "countersign"}
    assert ash.post(address(child, "countersign/"), sent).status_code == 422


@pytest.mark.provision("CM-465")
def test_a_plan_agreed_elsewhere_is_countersigned_once_and_not_by_who_agreed_it(
    ash, worker, manager
):
    happened = {"id": "e9", "kind": "plan-agreed", "on": TODAY.isoformat(), "orders": ["o1"]}
    hers = make_child(worker.service, worker=worker, events=[{**happened, "by": manager.email}])
    page = f"{address(hers, 'countersign/')}?plan=e9"
    assert "You agreed this plan yourself" in ash.get(page).text
    assert ash.post(page, {"note": "Good"}).status_code == 422
    other = signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=manager.team))
    assert other.post(page, {"note": "Good"}).status_code == 302


def test_what_is_countersigned_is_not_decided_again(ash, agreed):
    countersign(ash, agreed)
    shown = ash.get(address(agreed, "countersign/")).text
    assert "It is countersigned by Ash already" in shown
    assert 'name="note"' not in shown
