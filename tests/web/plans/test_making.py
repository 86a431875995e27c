"""A plan is made with the child, agreed, and never lost."""

import re
from datetime import timedelta

import pytest

from tests.forms import day_parts
from tests.web.plans.conftest import MADE, TODAY
from tests.web.plans.pressing import button, press
from tests.web.plans.writing import (
    GOAL,
    add_goal,
    address,
    agree,
    begin,
    form_of,
    throw_away,
    versions,
)
from waymark.chronology import casefile
from waymark.chronology.models import Event
from waymark.drafts.models import Draft
from waymark.duties.models import Duty


@pytest.fixture
def drafted(jo, child):
    begin(jo, child)
    return child


@pytest.fixture
def with_goal(jo, drafted):
    add_goal(jo, drafted)
    return drafted


def goals(child, by):
    return versions(child, by)[-1].document["plan"].get("goals") or []


def test_a_child_without_a_plan_has_a_page_that_says_how_it_begins(jo, child):
    page = jo.get(address(child)).text
    assert "No plan yet" in page
    assert "Begin a plan with Sophie" in page


def test_the_plan_stands_beside_the_assessment_that_it_rests_on(jo, child):
    tabs = jo.get(address(child)).text.partition('class="tabs')[2].partition("</nav>")[0]
    places = re.findall(r'href="/children/\d+/(\w*)/?"', tabs)
    assert places.index("plan") == places.index("assessment") + 1


def test_a_draft_begins_with_the_orders_that_run(jo, child, worker):
    answer = begin(jo, child)
    assert answer["Location"] == address(child, "draft/")
    (draft,) = versions(child, worker)
    assert (draft.number, draft.state) == (1, "draft")
    assert draft.document["plan"] == {"orders": ["o1"]}
    begin(jo, child)
    assert len(versions(child, worker)) == 1, "there is one draft, whoever begins"


def test_a_goal_stands_in_the_childs_words_with_its_steps(jo, with_goal, worker):
    (goal,) = goals(with_goal, worker)
    assert goal["words"] == GOAL["words"]
    (step,) = goal["steps"]
    assert step == {
        "id": "s1",
        "what": "See the careers adviser",
        "who": "Jo",
        "times_a_week": 2.0,
        "requirement": "o1:r1",
    }
    page = jo.get(address(with_goal, "draft/")).text
    assert "“I want to be a mechanic”" in page
    assert "the court asks for it" in page


@pytest.mark.provision("EP-109")
def test_what_a_goal_rests_on_is_picked_and_not_typed(jo, drafted, worker):
    page = jo.get(address(drafted, "draft/goals/new/")).text
    assert "Required: reparation to the victim or community, 12 hours" in page
    assert "A strength: drawing" in page
    add_goal(jo, drafted, because=["requirement:o1:r1", "said:drawing"])
    (goal,) = goals(drafted, worker)
    assert goal["because"] == [
        {"kind": "requirement", "of": "o1:r1"},
        {"kind": "strength", "said": "drawing"},
    ]
    page = jo.get(address(drafted, "draft/")).text
    assert "Because the court asks: reparation" in page
    assert "; drawing" in page


def test_another_step_is_asked_for_without_a_script_and_loses_nothing(jo, drafted, worker):
    page = address(drafted, "draft/goals/new/")
    sent = form_of(jo, page, "words").sent(**GOAL)
    more = jo.post(page, {**sent, "another": "step"})
    assert more.status_code == 200
    assert "Step 2" in more.text
    assert GOAL["s0_what"] in more.text
    assert goals(drafted, worker) == []
    moved = {**sent, "steps": "2", "s1_what": "First ring them", "another": "up:1"}
    swapped = jo.post(page, moved).text
    assert swapped.index("First ring them") < swapped.index(GOAL["s0_what"])


def test_a_step_without_words_is_taken_off_and_the_others_keep_their_ids(jo, drafted, worker):
    add_goal(jo, drafted, steps="2", s1_what="Go to the open day")
    (goal,) = goals(drafted, worker)
    page = address(drafted, f"draft/goals/{goal['id']}/")
    sent = form_of(jo, page, "words").sent()
    emptied = {name: [""] for name in sent if name.startswith("s0_") and name != "s0_id"}
    jo.post(page, {**sent, **emptied})
    (goal,) = goals(drafted, worker)
    assert [(step["id"], step["what"]) for step in goal["steps"]] == [("s2", "Go to the open day")]


def test_a_step_that_was_agreed_and_is_over_never_gives_its_id_to_another(jo, drafted, worker):
    add_goal(jo, drafted, steps="2", s1_what="Go to the open day")
    page = address(drafted, f"draft/goals/{goals(drafted, worker)[0]['id']}/")
    agree(jo, drafted)
    begin(jo, drafted)
    sent = form_of(jo, page, "words").sent()
    jo.post(page, {**sent, "s1_what": [""]})
    jo.post(page, {**form_of(jo, page, "words").sent(), "steps": "2", "s1_what": "Ring them"})
    (goal,) = goals(drafted, worker)
    assert [step["id"] for step in goal["steps"]] == ["s1", "s3"]


def test_a_new_step_is_not_for_a_day_that_has_passed_but_an_old_one_may_stand(
    jo, drafted, worker, monkeypatch
):
    ago, ahead = TODAY - timedelta(days=40), TODAY + timedelta(days=4)
    refused = add_goal(jo, drafted, **day_parts("s0_by", ago))
    assert refused.status_code == 422
    assert "Give today or a later day, or the day it was done" in refused.text
    assert add_goal(jo, drafted, **day_parts("s0_by", ahead)).status_code == 302
    page = address(drafted, f"draft/goals/{goals(drafted, worker)[0]['id']}/")
    sent = form_of(jo, page, "words").sent()
    later = ahead + timedelta(days=3)
    monkeypatch.setattr("waymark.chronology.door.today", lambda _at: later)
    monkeypatch.setattr("waymark.children.views.about.today", lambda _at: later)
    assert jo.post(page, {**sent, "success": "I have a place"}).status_code == 302


def test_who_does_not_agree_is_asked_why(jo, drafted):
    answer = add_goal(jo, drafted, child="disagrees")
    assert answer.status_code == 422
    assert "Say why" in answer.text


def test_only_why_a_child_does_not_agree_is_quoted_as_the_childs_words(jo, drafted):
    add_goal(jo, drafted, child="disagrees", child_because="It is boring")
    add_goal(jo, drafted, child="could-not-answer", child_because="She shrugged")
    page = jo.get(address(drafted, "draft/")).text
    assert "<bdi>“It is boring”</bdi>" in page
    assert "<bdi>She shrugged</bdi>" in page


@pytest.mark.parametrize(
    ("group", "field", "typed"),
    [
        ("controls", "what", {"what": "Mum drives her home", "keeps": "child", "who": "Mum"}),
        ("contingencies", "if_up", {"if_up": "Ring the duty desk", "agency": "police"}),
        ("family", "need", {"need": "Somebody to talk to", "whose": "Mum"}),
        ("other_plans", "name", {"name": "The care plan", "fits": "Both look at college"}),
    ],
)
def test_everything_else_is_added_changed_and_taken_off(jo, drafted, worker, group, field, typed):
    page = address(drafted, f"draft/{group}/new/")
    assert jo.post(page, form_of(jo, page, field).sent(**typed)).status_code == 302
    (item,) = versions(drafted, worker)[-1].document["plan"][group]
    assert {name: item[name] for name in typed} == typed
    own = address(drafted, f"draft/{group}/{item['id']}/")
    jo.post(own, form_of(jo, own, field).sent(**{field: "Otherwise"}))
    assert "Otherwise" in jo.get(address(drafted, "draft/")).text
    press(jo, address(drafted, "draft/"), f"{own}take-off/")
    assert versions(drafted, worker)[-1].document["plan"][group] == []


def test_goals_change_places(jo, with_goal, worker):
    add_goal(jo, with_goal, words="Second")
    first, second = goals(with_goal, worker)
    up = address(with_goal, f"draft/goals/{second['id']}/up/")
    press(jo, address(with_goal, "draft/"), up)
    assert [each["id"] for each in goals(with_goal, worker)] == [second["id"], first["id"]]


def test_what_somebody_else_has_just_changed_is_not_taken_off(jo, ash, with_goal, worker):
    (goal,) = goals(with_goal, worker)
    own, draft = address(with_goal, f"draft/goals/{goal['id']}/"), address(with_goal, "draft/")
    seen = button(jo, draft, f"{own}take-off/")
    ash.post(own, form_of(ash, own, "words").sent(words="What Ash wrote"))
    stale = jo.post(f"{own}take-off/", seen.sent())
    assert stale.status_code == 409
    assert "Ash changed it" in stale.text
    assert jo.post(f"{own}take-off/").status_code == 409, "nobody saw what would go"
    assert goals(with_goal, worker)[0]["words"] == "What Ash wrote"


def test_what_was_taken_off_is_put_back_as_it_was(jo, with_goal, worker):
    (goal,) = goals(with_goal, worker)
    own, draft = address(with_goal, f"draft/goals/{goal['id']}/"), address(with_goal, "draft/")
    press(jo, draft, f"{own}take-off/")
    assert goals(with_goal, worker) == []
    assert "Taken off this draft" in jo.get(draft).text
    add_goal(jo, with_goal, words="Another")
    assert goals(with_goal, worker)[0]["id"] != goal["id"], "an id is never given twice"
    back, again = (button(jo, draft, f"{own}put-back/").sent() for _ in range(2))
    assert jo.post(f"{own}put-back/", back).status_code == 302
    assert goals(with_goal, worker)[1] == goal
    assert "Taken off this draft" not in jo.get(draft).text
    stale = jo.post(f"{own}put-back/", again)
    assert stale.status_code == 409, "it is back already"
    assert "You changed it" in stale.text


def test_what_was_taken_off_a_draft_is_gone_once_the_plan_is_agreed(jo, with_goal, worker):
    add_goal(jo, with_goal, words="Never mind")
    last = goals(with_goal, worker)[1]["id"]
    draft = address(with_goal, "draft/")
    press(jo, draft, address(with_goal, f"draft/goals/{last}/take-off/"))
    agree(jo, with_goal)
    assert "Never mind" not in str(versions(with_goal, worker)[0].document)


def test_goals_that_somebody_else_has_put_in_order_are_not_moved_unseen(jo, ash, with_goal, worker):
    add_goal(jo, with_goal, words="Second")
    second = goals(with_goal, worker)[1]["id"]
    up, draft = address(with_goal, f"draft/goals/{second}/up/"), address(with_goal, "draft/")
    mine, hers = (button(client, draft, up).sent() for client in (jo, ash))
    assert ash.post(up, hers).status_code == 302
    assert jo.post(up, mine).status_code == 409
    assert goals(with_goal, worker)[0]["id"] == second


def test_two_people_on_two_goals_never_meet(jo, with_goal, worker):
    add_goal(jo, with_goal, words="Second")
    first, second = goals(with_goal, worker)
    one, other = (address(with_goal, f"draft/goals/{each['id']}/") for each in (first, second))
    mine, hers = form_of(jo, one, "words"), form_of(jo, other, "words")
    assert jo.post(one, mine.sent(words="Mine")).status_code == 302
    assert jo.post(other, hers.sent(words="Hers")).status_code == 302
    assert [each["words"] for each in goals(with_goal, worker)] == ["Mine", "Hers"]


def test_two_people_on_one_goal_see_both_texts(jo, with_goal, worker):
    (goal,) = goals(with_goal, worker)
    page = address(with_goal, f"draft/goals/{goal['id']}/")
    mine, hers = form_of(jo, page, "words"), form_of(jo, page, "words")
    jo.post(page, mine.sent(words="What I wrote"))
    stale = jo.post(page, hers.sent(words="What she wrote"))
    assert stale.status_code == 409
    assert "What I wrote" in stale.text
    assert "What she wrote" in stale.text
    assert goals(with_goal, worker)[0]["words"] == "What I wrote"


@pytest.mark.provision("EP-106")
def test_a_word_that_labels_is_saved_and_answered_with_a_kinder_one(jo, drafted, worker):
    add_goal(jo, drafted, s0_what="Work on being a young offender")
    assert goals(drafted, worker)[0]["steps"][0]["what"] == "Work on being a young offender"
    page = jo.get(address(drafted, "draft/")).text
    assert "“young offender”" in page
    assert "Kinder: Sophie’s name" in page


def test_a_draft_is_thrown_away_with_a_reason_and_leaves_nothing(jo, with_goal, worker):
    page = address(with_goal, "throw-away/1/")
    assert "I want to be a mechanic" in jo.get(page).text
    assert jo.post(page).status_code == 422
    assert len(versions(with_goal, worker)) == 1, "nobody said why"
    assert throw_away(jo, with_goal, 1).status_code == 302
    assert versions(with_goal, worker) == []
    assert "No plan yet" in jo.get(address(with_goal)).text


def test_a_plan_is_agreed_and_then_stands(jo, with_goal, worker):
    answer = agree(jo, with_goal, child_took_part="on")
    assert answer["Location"] == address(with_goal)
    gone_back = jo.get(address(with_goal, "agree/"))
    assert gone_back["Location"] == address(with_goal)
    (version,) = versions(with_goal, worker)
    assert (version.state, version.agreed_by_id) == ("agreed", worker.pk)
    event = Event.objects.get(kind="plan-agreed")
    assert version.event == event.reference
    assert event.document["orders"] == ["o1"]
    assert event.document["child_took_part"] is True
    assert Duty.objects.get(duty="agree-plan").done_on == TODAY
    assert Duty.objects.get(duty="give-plan").done_on is None
    page = jo.get(address(with_goal)).text
    assert "agreed, not countersigned yet" in page
    assert "I want to be a mechanic" in page
    parsed = casefile.documents([with_goal], words=True)[with_goal]["plans"]
    assert parsed[0]["versions"][0]["event"] == event.reference


def test_a_plan_may_have_been_agreed_some_days_ago(jo, with_goal, worker):
    ago = TODAY - timedelta(days=2)
    agree(jo, with_goal, **day_parts("on", ago))
    assert Event.objects.get(kind="plan-agreed").on == ago
    assert versions(with_goal, worker)[0].document["agreed_on"] == ago.isoformat()


@pytest.mark.provision("CM-092")
def test_a_requirement_that_nothing_covers_stands_in_the_way(jo, drafted, worker):
    add_goal(jo, drafted, s0_requirement="")
    page = jo.get(address(drafted, "agree/")).text
    assert "Before you can agree this" in page
    assert "reparation to the victim or community, 12 hours" in page
    mend = address(drafted, "draft/compulsory/o1:r1/")
    assert mend in page
    jo.post(mend, form_of(jo, mend, "why").sent(why="The panel asked you to make amends."))
    assert "Before you can agree this" not in jo.get(address(drafted, "agree/")).text
    assert agree(jo, drafted).status_code == 302


@pytest.mark.provision("CM-088")
def test_without_a_completed_assessment_no_plan_is_agreed(jo, child, worker):
    begin(jo, child)
    add_goal(jo, child)
    event = Event.objects.get(kind="assessment-completed")
    jo.post(
        f"/children/{child}/events/{event.pk}/withdraw/",
        form_of(jo, f"/children/{child}/events/{event.pk}/withdraw/", "reason").sent(reason="No"),
    )
    assert "what the assessment concludes" in jo.get(address(child, "agree/")).text
    assert jo.post(address(child, "agree/"), day_parts("on", MADE)).status_code == 422
    assert versions(child, worker)[0].state == "draft"


@pytest.mark.provision("CM-409")
def test_names_are_looked_for_and_kept_nowhere(jo, drafted, worker, caplog):
    add_goal(jo, drafted, words="Say sorry to Amira")
    refused = agree(jo, drafted, names="Amira Quillfeather\n")
    assert refused.status_code == 422
    assert "The plan says “Amira”" in refused.text
    assert Event.objects.filter(kind="plan-agreed").count() == 0
    assert not Draft.objects.exists()
    assert "Quillfeather" not in caplog.text
    assert "Quillfeather" not in jo.get(address(drafted, "agree/")).text
    assert "Quillfeather" not in str(versions(drafted, worker)[0].document)


def test_what_was_agreed_is_changed_by_a_new_version_alone(jo, with_goal, worker):
    agree(jo, with_goal)
    begin(jo, with_goal)
    (goal,) = goals(with_goal, worker)
    page = address(with_goal, f"draft/goals/{goal['id']}/")
    jo.post(page, form_of(jo, page, "words").sent(words="I want to be a painter"))
    whole = address(with_goal, "draft/whole/all/")
    why = {"changed_because": "She changed her mind", "call_name": "Jo"}
    jo.post(whole, form_of(jo, whole, "call_name").sent(**why))
    agree(jo, with_goal)
    first, second = versions(with_goal, worker)
    assert first.document["plan"]["goals"][0]["words"] == GOAL["words"]
    assert second.document["plan"]["goals"][0]["words"] == "I want to be a painter"
    amended = Event.objects.get(kind="plan-amended")
    assert amended.document["plan"] == first.event
    assert amended.words.get(field="reason").text == "She changed her mind"
    page = jo.get(address(with_goal)).text
    assert "painter" in page
    assert "Earlier versions (1)" in page
    assert GOAL["words"] in jo.get(address(with_goal, "versions/1/")).text


def test_plans_are_recorded_by_their_own_acts_and_not_by_the_general_form(jo, child):
    menu = jo.get(f"/children/{child}/record/").text
    for kind in ("plan-agreed", "plan-amended", "plan-countersigned", "direction-given"):
        assert f"record/{kind}/" not in menu
        assert jo.get(f"/children/{child}/record/{kind}/").status_code == 404
