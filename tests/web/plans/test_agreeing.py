"""What is asked before a plan is agreed: what it rests on, and whose names must not be in it."""

from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts, forms_of
from tests.web.plans.conftest import MADE, TODAY
from tests.web.plans.planned import with_a_goal
from tests.web.plans.writing import (
    add_goal,
    address,
    agree,
    agree_as_it_is,
    answer_what_is_open,
    begin,
    form_of,
    versions,
)
from waymark.accounts import asking
from waymark.chronology.models import Event
from waymark.guidance.forms import form
from waymark.pages.words import day
from waymark.plans.answered import QUESTIONS
from waymark.rules.calendar import months_after

CALL = "look-CM-120-whole--call"
SURE = "I have looked: none of these is the person"
ORDER = {"kind": "reparation-order", "made_on": MADE.isoformat()}
BEGUN = {"kind": "prevention", "stage": "review", "orders": ["o1"]}
ASSESSED = {"id": "e7", "kind": "assessment-completed", "on": TODAY.isoformat()}
NAMED_IN = {
    "controls": "what",
    "contingencies": "if_up",
    "family": "need",
    "other_plans": "name",
    "whole": "call_name",
}


@pytest.fixture
def drafted(worker, child):
    with_a_goal(worker, child)
    asking.as_user(worker)
    return child


def stands_in_the_way(client, child):
    return client.get(address(child, "agree/")).text.partition("Before you can agree this")[2]


@pytest.mark.provision("CM-088")
def test_a_plan_rests_on_an_assessment_for_its_own_orders(jo, worker):
    orders = [{**ORDER, "id": "o1"}, {**ORDER, "id": "o2", "made_on": TODAY.isoformat()}]
    of_one = {**ASSESSED, "orders": ["o1"]}
    child = make_child(worker.service, worker=worker, orders=orders, events=[of_one])
    begin(jo, child)
    add_goal(jo, child, s0_requirement="")
    assert "an assessment for the reparation order of" in stands_in_the_way(jo, child)
    both = {**ASSESSED, "orders": ["o1", "o2"]}
    other = make_child(worker.service, worker=worker, orders=orders, events=[both])
    begin(jo, other)
    add_goal(jo, other, s0_requirement="")
    assert not stands_in_the_way(jo, other)
    assert agree(jo, other).status_code == 302


@pytest.mark.provision("CM-088")
def test_no_plan_is_agreed_while_its_first_assessment_is_half_done(jo, worker):
    child = make_child(worker.service, worker=worker, orders=[{**ORDER, "id": "o1"}])
    begin(jo, child)
    add_goal(jo, child, s0_requirement="")
    jo.post(f"/children/{child}/assessment/begin/", BEGUN)
    assert "Not written yet" in stands_in_the_way(jo, child)
    asking.as_user(worker)
    assert jo.post(address(child, "agree/"), {}).status_code == 422
    assert versions(child, worker)[0].state == "draft"


@pytest.mark.provision("CM-088")
def test_a_plan_that_cannot_wait_for_a_newer_assessment_says_why(jo, ash, drafted):
    jo.post(f"/children/{drafted}/assessment/begin/", BEGUN)
    page = jo.get(address(drafted, "agree/")).text
    assert "a newer one is begun" in page
    assert "Not written yet" not in page
    left = address(drafted, "questions/left/")
    form = form_of(jo, left, "began_from")
    (newer,) = (each for each in form.fields if each.startswith("look-CM-088"))
    jo.post(left, form.sent(**{newer: "She moves to her aunt tonight"}))
    assert agree(jo, drafted).status_code == 302
    assert "She moves to her aunt tonight" in ash.get(address(drafted, "countersign/")).text


@pytest.mark.provision("CM-004")
def test_whoever_agrees_a_plan_is_asked_whether_an_old_assessment_still_holds(jo, ash, worker):
    long_ago = (TODAY - timedelta(days=100)).isoformat()
    old = {**ASSESSED, "on": long_ago, "orders": ["o1"]}
    order = {**ORDER, "id": "o1", "made_on": long_ago}
    child = make_child(worker.service, worker=worker, orders=[order], events=[old])
    begin(jo, child)
    assert "Does what it found still hold?" in jo.get(address(child, "agree/")).text
    left = address(child, "questions/left/")
    (holds,) = (
        name
        for name in form_of(jo, left, "began_from").fields
        if name.startswith("look-CM-004") and not name.endswith("because")
    )
    why = {holds: "not-yet"}
    assert jo.post(left, form_of(jo, left, "began_from").sent(**why)).status_code == 422
    assert jo.post(left, form_of(jo, left, "began_from").sent(**{holds: "yes"})).status_code == 302
    add_goal(jo, child, s0_requirement="")
    assert agree(jo, child).status_code == 302
    open_ones = ash.get(address(child, "countersign/")).text.partition("How it was agreed")[0]
    assert "Does what it found still hold?" not in open_ones, "it was said that it does"


def test_nothing_is_agreed_until_all_that_is_asked_is_answered(jo, drafted, worker):
    refused = agree_as_it_is(jo, drafted, names="Zed Kestrel", child_took_part="on")
    assert refused.status_code == 422
    assert versions(drafted, worker)[0].state == "draft"
    summary = refused.text.partition("error-summary")[2].partition("</ul>")[0]
    many = sum(len(each.questions) for each in form(QUESTIONS).asked())
    assert "Whom can Sophie call" in summary
    assert "why does it matter?" in summary, "the goal rests on nothing"
    assert "the court requires it" in summary
    assert summary.count("<a href=") == many + 3
    assert f'href="{address(drafted, "questions/plan-week/")}#id_plan-order_0"' in summary
    assert f'href="{address(drafted, "questions/left/")}#id_look-CM-120-whole--call"' in summary
    (asks,) = (each for each in forms_of(refused.text) if "names" in each.fields)
    assert asks.fields["names"].values == ["Zed Kestrel"], "what was typed comes back"
    for section in form(QUESTIONS).asked():
        page = address(drafted, f"questions/{section.id}/")
        jo.post(page, form_of(jo, page, "began_from").sent(rest="on"))
    left = address(drafted, "questions/left/")
    form_left = form_of(jo, left, "began_from")
    looks = [each for each in form_left.fields if each.startswith("look-")]
    jo.post(left, form_left.sent(**dict.fromkeys(looks, "Her nan is asked first")))
    again = agree_as_it_is(jo, drafted, child_took_part="on")
    summary = again.text.partition("error-summary")[2].partition("</ul>")[0]
    assert summary.count("<a href=") == 1, "one tick is no answer where all goals are of one kind"
    assert "Answer it by itself: all its goals are of one kind." in summary
    page = address(drafted, "questions/plan-found/")
    why = {"plan-four": "not-yet", "plan-four-because": "School comes first"}
    jo.post(page, form_of(jo, page, "began_from").sent(**why))
    assert agree_as_it_is(jo, drafted, child_took_part="on").status_code == 302


@pytest.mark.provision("CM-084")
def test_one_tick_does_not_say_that_the_child_made_the_plan_where_they_had_no_hand_in_it(
    jo, drafted
):
    page = address(drafted, "questions/plan-together/")
    jo.post(page, form_of(jo, page, "began_from").sent(rest="on"))
    answer_what_is_open(drafted)
    jo.post(page, form_of(jo, page, "began_from").sent(rest="on", **{"plan-with-child": ""}))
    refused = agree_as_it_is(jo, drafted)
    assert "it is not ticked that Sophie had a hand in making it" in refused.text
    assert agree_as_it_is(jo, drafted, child_took_part="on").status_code == 302


@pytest.fixture
def harmed(jo, worker):
    """The plan of a child who harmed two people, as the order says."""
    hurt = {"id": "f1", "category": "violence", "victims": ["v1", "v2"]}
    order = {**ORDER, "id": "o1", "offences": [hurt]}
    of_it = {**ASSESSED, "orders": ["o1"]}
    child = make_child(worker.service, worker=worker, orders=[order], events=[of_it])
    begin(jo, child)
    add_goal(jo, child, s0_requirement="")
    return child


@pytest.mark.provision("CM-409")
def test_the_plan_says_on_which_day_it_was_read_for_whoever_was_harmed_and_never_for_whom(
    jo, ash, harmed, worker, protected_names
):
    protected_names(harmed, ["Amira Khan", "Ada Khan"])
    assert agree(jo, harmed).status_code == 302
    told = versions(harmed, worker)[0].document
    assert told["read_for_names_on"] == TODAY.isoformat()
    assert "Khan" not in str(told)
    shown = ash.get(address(harmed, "countersign/")).text
    assert f"It was read for them on {day(TODAY, TODAY)}" in " ".join(shown.split())
    assert "could not be looked for" not in shown


@pytest.mark.provision("CM-409")
def test_whoever_agrees_looks_herself_for_those_whom_nobody_can_name_yet(
    jo, ash, harmed, worker, protected_names
):
    protected_names(harmed, ["Amira Khan"], unnamed=1)
    asked = agree(jo, harmed)
    assert asked.status_code == 422
    assert "1 is not known by name yet: they could not be looked for" in asked.text
    assert versions(harmed, worker)[0].state == "draft"
    assert agree(jo, harmed, sure="on").status_code == 302
    shown = " ".join(ash.get(address(harmed, "countersign/")).text.split())
    assert "1 person could not be looked for" in shown


@pytest.mark.provision("CM-409")
def test_a_plan_of_before_says_for_how_many_names_it_was_read(jo, ash, drafted, worker):
    agree(jo, drafted)
    asking.as_user(worker)
    version = versions(drafted, worker)[0]
    told = {name: each for name, each in version.document.items() if name != "read_for_names_on"}
    version.document = {**told, "names_looked_for": 2}
    version.save(update_fields=["document"])
    shown = ash.get(address(drafted, "countersign/")).text
    assert "It was read for 2 names, which are kept nowhere" in shown


@pytest.mark.provision("CM-211")
def test_a_plan_that_is_looked_at_again_after_three_months_is_not_agreed(jo, ash, drafted, worker):
    whole = address(drafted, "draft/whole/all/")
    in_time = months_after(TODAY, 3)

    def looks_again(on):
        form = form_of(jo, whole, "call_name")
        assert jo.post(whole, form.sent(**day_parts("next_review_on", on))).status_code == 302

    looks_again(in_time + timedelta(days=1))
    assert "is more than three months after" in stands_in_the_way(jo, drafted)
    answer_what_is_open(drafted)
    asking.as_user(worker)
    sent = day_parts("on", TODAY)
    assert jo.post(address(drafted, "agree/"), sent).status_code == 422
    looks_again(in_time)
    assert agree(jo, drafted).status_code == 302
    shown = ash.get(address(drafted, "countersign/")).text
    assert day(in_time, TODAY) in shown.partition("Looked at again")[2].partition("</div>")[0]


@pytest.mark.provision("CM-409")
def test_a_refusal_shows_where_a_name_stands(jo, child, worker, protected_names):
    protected_names(child, ["Amira Quillfeather"])
    begin(jo, child)
    add_goal(jo, child, success="I sleep. I wrote to Amira. I sing.")
    refused = agree(jo, child)
    assert "“Amira” in “I wrote to Amira.”: a protected name" in refused.text
    assert "Quillfeather" not in refused.text


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(("group", "field"), NAMED_IN.items())
def test_a_name_in_any_part_of_the_plan_is_refused_with_the_way_to_mend_it(
    jo, drafted, worker, group, field, protected_names
):
    protected_names(drafted, ["Amira Quillfeather"])
    page = address(drafted, f"draft/{group}/{'all' if group == 'whole' else 'new'}/")
    form = form_of(jo, page, field)
    sent = {"keeps": "child"} if group == "controls" else {}
    assert jo.post(page, form.sent(**sent, **{field: "Away from Amira"})).status_code == 302
    refused = agree(jo, drafted)
    assert refused.status_code == 422
    assert "“Amira” in “Away from Amira”" in refused.text
    assert f"/plan/draft/{group}/" in refused.text
    assert versions(drafted, worker)[0].state == "draft"


@pytest.mark.provision("CM-409")
def test_what_may_be_a_name_is_asked_about_once(jo, child, worker, protected_names):
    protected_names(child, ["Jo Marsh"])
    begin(jo, child)
    add_goal(jo, child, s0_what="Jo drives me to boxing")
    asked = agree(jo, child)
    assert asked.status_code == 422
    assert "“Jo” in “Jo drives me to boxing”" in asked.text
    assert "is it the person, or only the word, or somebody else of that name?" in asked.text
    assert SURE in asked.text
    assert versions(child, worker)[0].state == "draft"
    (form,) = (each for each in forms_of(asked.text) if "names" in each.fields)
    assert jo.post(address(child, "agree/"), form.sent(sure="on")).status_code == 302
    assert versions(child, worker)[0].state == "agreed"
    assert "Marsh" not in str(Event.objects.get(kind="plan-agreed").document)


@pytest.mark.provision("CM-409")
def test_having_looked_opens_no_way_for_a_name_that_is_certain(jo, child, worker, protected_names):
    protected_names(child, ["Jo Marsh", "Amira Quillfeather"])
    begin(jo, child)
    add_goal(jo, child, s0_what="Jo drives me to Quillfeather’s")
    refused = agree(jo, child, sure="on")
    assert refused.status_code == 422
    assert versions(child, worker)[0].state == "draft"
    assert form_of(jo, address(child, "agree/"), "names")
