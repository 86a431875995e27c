"""A plan that a manager returns is mended, and read again by what was found."""

import pytest

from tests.web.plans.checking import countersign
from tests.web.plans.conftest import TODAY
from tests.web.plans.writing import address, agree, begin, form_of, versions
from waymark.accounts import asking
from waymark.duties.models import Duty


def test_a_plan_that_is_returned_comes_back_with_what_was_found(ash, jo, agreed, worker, manager):
    assert countersign(ash, agreed, "Who takes her there?", "return").status_code == 302
    assert versions(agreed, manager)[0].state == "returned"
    assert "Who takes her there?" in jo.get(address(agreed)).text
    begin(jo, agreed)
    assert "Who takes her there?" in jo.get(address(agreed, "draft/")).text
    goal = versions(agreed, worker)[1].document["plan"]["goals"][0]
    page = address(agreed, f"draft/goals/{goal['id']}/")
    jo.post(page, form_of(jo, page, "words").sent(s0_who="Nan"))
    agree(jo, agreed)
    assert countersign(ash, agreed).status_code == 302
    assert Duty.objects.get(duty="countersign-plan").done_on == TODAY
    states = [version.state for version in versions(agreed, manager)]
    assert states == ["returned", "countersigned"]


def test_after_a_return_a_manager_sees_what_was_found_and_what_changed_since(
    ash, jo, agreed, worker
):
    countersign(ash, agreed, "Who takes her there?", "return")
    begin(jo, agreed)
    goal = versions(agreed, worker)[1].document["plan"]["goals"][0]
    page = address(agreed, f"draft/goals/{goal['id']}/")
    jo.post(page, form_of(jo, page, "words").sent(s0_who="Nan"))
    agree(jo, agreed)
    shown = ash.get(address(agreed, "countersign/")).text
    found = shown.partition("What Ash found of version 1")[2].partition("</section>")[0]
    assert "Who takes her there?" in found
    since = shown.partition("What changed since it was returned")[2].partition("</section>")[0]
    assert "<ins>See the careers adviser, Nan, 2 a week</ins>" in since
    assert "all of it is new" not in shown
    countersign(ash, agreed)
    begin(jo, agreed)
    agree(jo, agreed)
    assert "found of version 1" not in ash.get(address(agreed, "countersign/")).text


def test_a_plan_that_is_returned_is_owed_by_its_worker_until_it_is_mended(ash, jo, agreed, worker):
    countersign(ash, agreed, "Who takes her there?", "return")
    asking.as_user(worker)
    duty = Duty.objects.get(child=agreed, duty="mend-plan")
    assert (duty.opens_on, duty.owed_by, duty.done_on) == (TODAY, "case-manager", None)
    for page in ("/", f"/children/{agreed}/"):
        shown = jo.get(page).text
        assert "Ash found “Who takes her there?”" in shown
        assert "Mend the plan" in shown
    chronology = jo.get(f"/children/{agreed}/chronology/").text
    assert "Plan version 1 returned by Ash, to be mended" in chronology
    assert "Who takes her there?" in chronology
    begin(jo, agreed)
    agree(jo, agreed)
    duty.refresh_from_db()
    assert duty.done_on == TODAY


@pytest.mark.provision("CM-078")
def test_a_manager_is_asked_to_countersign_what_she_returned_only_once_it_is_mended(
    ash, jo, agreed, worker
):
    asks = "Countersign the plan<"
    pages = ("/", f"/children/{agreed}/")
    assert all(asks in ash.get(page).text for page in pages)
    countersign(ash, agreed, "Who takes her there?", "return")
    assert not any(asks in ash.get(page).text for page in pages)
    begin(jo, agreed)
    agree(jo, agreed)
    assert all(asks in ash.get(page).text for page in pages)


def test_a_plan_that_was_returned_is_not_given_and_is_mended_first(ash, jo, agreed, worker):
    give = f"/children/{agreed}/plan/give/"
    assert f'href="{give}"' in jo.get(address(agreed)).text
    countersign(ash, agreed, "Who takes her there?", "return")
    assert f'href="{give}"' not in jo.get(address(agreed)).text
    asking.as_user(worker)
    owed = Duty.objects.filter(child=agreed, done_on=None)
    assert not owed.filter(duty="give-plan").exists()
    assert owed.get(duty="mend-plan").due_on == TODAY
    begin(jo, agreed)
    agree(jo, agreed)
    asking.as_user(worker)
    assert Duty.objects.filter(child=agreed, duty="give-plan", done_on=None).count() == 1


def test_whoever_gives_a_plan_is_told_that_no_manager_has_approved_it(ash, jo, agreed):
    give = f"/children/{agreed}/plan/give/"
    assert "No manager has countersigned version 1 yet" in jo.get(give).text
    countersign(ash, agreed, "Who takes her there?", "return")
    assert "A manager returned this version" in jo.get(give).text
    begin(jo, agreed)
    agree(jo, agreed)
    countersign(ash, agreed)
    shown = jo.get(give).text
    assert "No manager has countersigned" not in shown
    assert "A manager returned" not in shown
