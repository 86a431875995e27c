"""The next version of a plan: why it changes, and what was answered before the last one."""

import pytest

from tests.forms import form_with
from tests.web.plans.writing import (
    add_goal,
    address,
    agree,
    agree_as_it_is,
    begin,
    form_of,
    throw_away,
    versions,
)
from waymark.accounts import asking
from waymark.chronology.models import Event

SAME = "Nothing has changed since the last version"
LAST_TIME = "Answered at the last agreement."
SAFE = ("public", "safety", "agencies", "contingency")
COMPULSORY = "look-CM-136-compulsory-o1:r1-why"
CALL = "look-CM-120-whole--call"  # whom to call, which changes nothing of a goal


@pytest.fixture
def agreed(jo, child):
    begin(jo, child)
    add_goal(jo, child)
    answer(jo, child, "plan-safe", rest="on")
    answer(jo, child, "plan-found", rest="on")
    assert agree(jo, child).status_code == 302
    begin(jo, child)
    return child


def answer(client, child, section, **said):
    page = address(child, f"questions/{section}/")
    return client.post(page, form_of(client, page, "began_from").sent(**said))


def questions(client, child, section):
    page = address(child, f"questions/{section}/")
    return form_with(client.get(page).text, "began_from")


def change_the_goal(client, child, worker):
    goal = versions(child, worker)[-1].document["plan"]["goals"][0]["id"]
    page = address(child, f"draft/goals/{goal}/")
    form = form_of(client, page, "words")
    client.post(page, form.sent(words=f"{form.fields['words'].values[0]}, and paint"))


def test_a_first_plan_is_not_asked_why_it_changes(jo, child):
    begin(jo, child)
    add_goal(jo, child)
    assert "because" not in form_of(jo, address(child, "agree/"), "names").fields


def test_whoever_agrees_a_changed_plan_says_why_it_changed(jo, agreed, worker):
    change_the_goal(jo, agreed, worker)
    assert SAME not in jo.get(address(agreed, "agree/")).text
    refused = agree(jo, agreed, because="")
    assert refused.status_code == 422
    assert "Say in a few words what changed, and why" in refused.text
    assert agree(jo, agreed, because="She paints every day now").status_code == 302
    asking.as_user(worker)
    event = Event.objects.get(kind="plan-amended")
    assert event.words.get(field="reason").text == "She paints every day now"
    for page in (address(agreed), f"/children/{agreed}/chronology/"):
        assert "She paints every day now" in jo.get(page).text


def test_a_draft_that_says_why_already_is_not_asked_again(jo, agreed, worker):
    whole = address(agreed, "draft/whole/all/")
    jo.post(whole, form_of(jo, whole, "call_name").sent(changed_because="A new number"))
    page = jo.get(address(agreed, "agree/")).text
    assert "A new number" in page
    assert "because" not in form_of(jo, address(agreed, "agree/"), "names").fields
    assert SAME in page, "why it changes is no change"


def test_a_draft_in_which_nothing_changed_is_thrown_away_or_agreed_with_a_word(jo, agreed, worker):
    page = jo.get(address(agreed, "agree/")).text
    assert SAME in page
    assert agree(jo, agreed, because="").status_code == 422
    assert f'href="{address(agreed, "throw-away/2/")}"' in page
    assert "It says what was agreed." in jo.get(address(agreed, "throw-away/2/")).text
    throw_away(jo, agreed, 2)
    assert [each.number for each in versions(agreed, worker)] == [1]


def test_what_was_answered_before_the_last_agreement_is_kept(jo, agreed, worker):
    page = jo.get(address(agreed, "agree/")).text
    assert "4 of 4 answered, 4 at the last agreement" in page
    assert LAST_TIME in jo.get(address(agreed, "questions/plan-safe/")).text
    assert agree_as_it_is(jo, agreed).status_code == 302, "nothing is asked again"
    first, second = (each.document["answers"] for each in versions(agreed, worker))
    assert {each["kept_from"] for each in second} == {1}
    assert len(second) == len(first)


def test_what_a_change_touches_is_asked_anew_and_nothing_else(jo, agreed, worker):
    change_the_goal(jo, agreed, worker)
    assert LAST_TIME in jo.get(address(agreed, "questions/plan-safe/")).text
    found = jo.get(address(agreed, "questions/plan-found/")).text
    assert LAST_TIME not in found
    assert "What changes asks it anew." in found
    page = jo.get(address(agreed, "agree/")).text
    assert "0 of 8 answered" in page
    agree(jo, agreed)
    told = versions(agreed, worker)[-1].document["answers"]
    kept = {each["question"] for each in told if "kept_from" in each}
    assert kept == {f"plan-{name}" for name in SAFE} | {CALL, COMPULSORY}


def test_a_step_that_is_done_asks_nothing_anew(jo, agreed, worker):
    (goal,) = versions(agreed, worker)[-1].document["plan"]["goals"]
    done = address(agreed, f"done/{goal['id']}/{goal['steps'][0]['id']}/")
    assert jo.post(done, {"when": "today"}).status_code == 302
    assert SAME not in jo.get(address(agreed, "agree/")).text
    assert "What changes asks it anew." not in jo.get(address(agreed, "questions/plan-found/")).text


def test_one_tick_makes_no_yes_of_what_was_not_yet_before(jo, agreed, worker):
    change_the_goal(jo, agreed, worker)
    why = {"plan-order": "not-yet", "plan-order-because": "Easter"}
    answer(jo, agreed, "plan-week", **why)
    agree(jo, agreed)
    begin(jo, agreed)
    change_the_goal(jo, agreed, worker)
    answer(jo, agreed, "plan-week", rest="on")
    told = {each["question"]: each for each in versions(agreed, worker)[-1].document["answers"]}
    assert (told["plan-order"]["said"], told["plan-order"]["because"]) == ("not-yet", "Easter")
    assert told["plan-load"]["said"] == "yes"


def test_all_yes_but_one_is_one_answer_and_a_tick(jo, agreed, worker):
    typed = {"plan-order": "not-yet", "plan-order-because": "After Easter", "rest": "on"}
    answer(jo, agreed, "plan-week", **typed)
    told = {each["question"]: each for each in versions(agreed, worker)[-1].document["answers"]}
    assert told["plan-order"] == {
        "question": "plan-order",
        "said": "not-yet",
        "because": "After Easter",
    }
    assert told["plan-load"]["said"] == told["plan-times"]["said"] == "yes"


@pytest.mark.provision("CM-120")
def test_what_is_worth_another_look_may_be_left_with_a_reason_that_a_manager_reads(
    jo, ash, child, worker
):
    begin(jo, child)
    add_goal(jo, child)
    (name,) = (each for each in questions(jo, child, "left").fields if "CM-120" in each)
    answer(jo, child, "left", **{name: "Nobody has a phone yet"})
    assert "Not yet, because: <bdi>Nobody has a phone yet" in jo.get(address(child, "agree/")).text
    agree(jo, child)
    assert "Nobody has a phone yet" in ash.get(address(child, "countersign/")).text


def test_a_reason_goes_with_what_it_was_for(jo, child, worker):
    begin(jo, child)
    add_goal(jo, child, success="")
    (name,) = (each for each in questions(jo, child, "left").fields if "success" in each)
    answer(jo, child, "left", **{name: "We find out together"})
    agree(jo, child)
    begin(jo, child)
    assert "We find out together" in jo.get(address(child, "agree/")).text
    change_the_goal(jo, child, worker)
    assert "We find out together" not in jo.get(address(child, "agree/")).text
