"""A step is done: today with one button, or on another day with a second."""

from datetime import timedelta

import pytest

from tests.forms import day_parts
from tests.web.plans.conftest import TODAY
from tests.web.plans.pressing import press
from tests.web.plans.writing import address, form_of, versions
from waymark.accounts import asking
from waymark.plans.models import Plan

LAST_WEEK = TODAY - timedelta(days=8)


@pytest.fixture
def agreed(agreed, child):
    """Sophie's plan, begun three weeks ago, and agreed."""
    plan = Plan.objects.get(child=child)
    plan.document["began_on"] = (TODAY - timedelta(days=21)).isoformat()
    plan.save(update_fields=["document"])
    return child


def where(child, worker):
    goal = versions(child, worker)[-1].document["plan"]["goals"][0]["id"]
    return address(child, f"done/{goal}/s1/")


def step_of(child, worker):
    (step,) = versions(child, worker)[-1].document["plan"]["goals"][0]["steps"]
    return step


def on(day):
    return {"when": "another", **day_parts("on", day)}


def test_a_step_is_done_with_one_button_which_begins_the_next_version(jo, agreed, worker):
    done = where(agreed, worker)
    press(jo, address(agreed), done)
    first, draft = versions(agreed, worker)
    assert "done_on" not in first.document["plan"]["goals"][0]["steps"][0]
    assert step_of(agreed, worker)["done_on"] == TODAY.isoformat()
    assert worker.email in draft.document["written_by"]
    assert done not in jo.get(address(agreed)).text
    assert done not in jo.get(address(agreed, "draft/")).text
    again = jo.post(done, {"when": "today"})
    assert again.status_code == 409, "it is done already"
    assert "You changed it" in again.text


def test_a_step_that_nobody_planned_is_not_done_and_begins_no_version(jo, agreed, worker):
    assert jo.post(address(agreed, "done/g1/s7/"), {"when": "today"}).status_code == 409
    assert jo.get(address(agreed, "done/g1/s7/")).status_code == 404
    assert len(versions(agreed, worker)) == 1


@pytest.mark.parametrize(
    ("said", "day"),
    [({"when": "yesterday"}, TODAY - timedelta(days=1)), (on(LAST_WEEK), LAST_WEEK)],
)
def test_a_step_is_done_on_another_day_than_today(jo, agreed, worker, said, day):
    done = where(agreed, worker)
    assert f'href="{done}"' in jo.get(address(agreed)).text
    answer = jo.post(done, form_of(jo, done, "when").sent(**said))
    assert answer.status_code == 302
    assert step_of(agreed, worker)["done_on"] == day.isoformat()


def test_a_step_is_done_on_the_day_it_was_planned_for_in_one_tap(jo, agreed, worker):
    press(jo, address(agreed), address(agreed, "begin/"))
    asking.as_user(worker)
    draft = versions(agreed, worker)[-1]
    draft.document["plan"]["goals"][0]["steps"][0]["by"] = LAST_WEEK.isoformat()
    draft.save(update_fields=["document"])
    jo.post(where(agreed, worker), {"when": "planned"})
    assert step_of(agreed, worker)["done_on"] == LAST_WEEK.isoformat()


def test_no_step_is_done_on_a_day_to_come(jo, agreed, worker):
    answer = jo.post(where(agreed, worker), on(TODAY + timedelta(days=1)))
    assert answer.status_code == 422
    assert "what is to come is not done yet" in answer.text
    assert len(versions(agreed, worker)) == 1, "no draft was begun for it"


@pytest.mark.parametrize("said", [{}, {"when": "another"}])
def test_the_day_is_asked_for_where_none_is_given(jo, agreed, worker, said):
    answer = jo.post(where(agreed, worker), said)
    assert answer.status_code == 422
    assert ("Give the day on which it was done" if said else "Choose when") in answer.text


def test_a_day_before_the_plan_is_asked_about_once_more(jo, agreed, worker):
    early = on(TODAY - timedelta(days=60))
    asked = jo.post(where(agreed, worker), early)
    assert asked.status_code == 422
    assert "The plan was begun on" in asked.text
    assert jo.post(where(agreed, worker), {**early, "sure": "on"}).status_code == 302
    assert step_of(agreed, worker)["done_on"] == (TODAY - timedelta(days=60)).isoformat()
