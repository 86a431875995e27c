"""Two versions of a plan are compared, thing by thing."""

from datetime import timedelta

from tests.forms import day_parts, form_with
from tests.web.plans.checking import countersign
from tests.web.plans.conftest import TODAY
from tests.web.plans.reviewing import complete, ready
from tests.web.plans.writing import add_goal, agree, begin, form_of, versions
from waymark.pages import words


def test_any_two_versions_can_be_compared(jo, agreed, worker):
    begin(jo, agreed)
    add_goal(jo, agreed, words="I want my own room")
    assert agree(jo, agreed).status_code == 302
    shown = jo.get(f"/children/{agreed}/plan/compare/?from=1&to=2").text
    assert "I want my own room" in shown
    assert "<ins>See the careers adviser, Jo, 2 a week</ins>" in shown, "its steps are new too"
    assert "I want to be a mechanic" not in shown
    assert "They say the same" not in shown
    backwards = jo.get(f"/children/{agreed}/plan/compare/?from=2&to=1").text
    assert "I want my own room" in backwards
    assert f"Version 1, {words.day(TODAY, TODAY)}, agreed by" in backwards
    odd = jo.get(f"/children/{agreed}/plan/compare/?from=x&to=99")
    assert odd.status_code == 200


def test_of_a_goal_each_step_that_is_otherwise_is_compared_by_itself(jo, agreed, worker):
    begin(jo, agreed)
    goal = versions(agreed, worker)[-1].document["plan"]["goals"][0]["id"]
    item = f"/children/{agreed}/plan/draft/goals/{goal}/"
    sent = form_of(jo, item, "words").sent(
        steps="2", s0_what="See Mr Rao at college", s1_what="Ring nan"
    )
    assert jo.post(item, sent).status_code == 302
    assert agree(jo, agreed).status_code == 302
    shown = jo.get(f"/children/{agreed}/plan/compare/").text
    assert shown.count("A step</dt>") == shown.count("A new step</dt>") == 1
    assert "<del>See the careers adviser, Jo, 2 a week</del>" in shown
    assert "<ins>See Mr Rao at college, Jo, 2 a week</ins>" in shown
    assert "<ins>Ring nan</ins>" in shown
    assert "<del>Nothing" not in shown
    assert "The order of the steps" not in shown
    begin(jo, agreed)
    turned = form_of(jo, item, "words").sent(another="up:1", s0_what="See Mr Rao, and his dog")
    turned = form_with(jo.post(item, turned).text, "words").sent()
    assert jo.post(item, turned).status_code == 302
    assert agree(jo, agreed).status_code == 302
    shown = jo.get(f"/children/{agreed}/plan/compare/").text
    assert "See Mr Rao, and his dog" in shown, "what is otherwise is said"
    order = shown.partition("The order of the steps")[2].partition("</dl>")[0]
    assert "<ins>Ring nan; See Mr Rao, and his dog</ins>" in order
    begin(jo, agreed)
    jo.post(item, form_of(jo, item, "words").sent(s0_what=""))
    assert agree(jo, agreed).status_code == 302
    shown = jo.get(f"/children/{agreed}/plan/compare/").text
    assert "<del>Ring nan</del>" in shown
    assert "Taken off; nobody said that it was done" in shown


def test_of_one_version_alone_there_is_nothing_to_compare(jo, agreed):
    shown = jo.get(f"/children/{agreed}/plan/compare/").text
    assert "There is only one version" in shown
    assert "<select" not in shown
    assert f'href="/children/{agreed}/plan/"' in shown


def test_the_day_that_a_review_agreed_is_no_change_of_the_version_that_follows(
    jo, ash, agreed, worker
):
    countersign(ash, agreed)
    paper = ready(jo, agreed, worker)
    sooner = {"sooner_because": "She starts college.", **day_parts("next_on", SOONER)}
    assert complete(jo, paper, outcome="changes", because="Twice.", **sooner).status_code == 302
    add_goal(jo, agreed, words="I want my own room")
    assert agree(jo, agreed).status_code == 302
    day = words.day(SOONER, TODAY)
    compared = jo.get(f"/children/{agreed}/plan/compare/").text
    checked = ash.get(f"/children/{agreed}/plan/countersign/").text
    for shown in (compared, checked):
        assert "I want my own room" in shown
        assert f"<ins>{day}</ins>" not in shown
    begin(jo, agreed)
    whole = f"/children/{agreed}/plan/draft/whole/all/"
    later = SOONER + timedelta(days=2)
    sent = form_of(jo, whole, "call_name").sent(**day_parts("next_review_on", later))
    assert jo.post(whole, sent).status_code == 302
    assert agree(jo, agreed).status_code == 302
    shown = jo.get(f"/children/{agreed}/plan/compare/").text
    assert f"<del>{day}</del>" in shown, "what somebody changed is a change"
    assert f"<ins>{words.day(later, TODAY)}</ins>" in shown


SOONER = TODAY + timedelta(days=40)
