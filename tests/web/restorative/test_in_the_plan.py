"""What is planned to make something right stands in the plan, and in the child's copy what may."""

import pytest

from tests.forms import day_parts, forms_of
from tests.web.plans.copying import copy_page, with_plan
from tests.web.plans.writing import address
from tests.web.restorative.repairing import (
    ORDER,
    UNTIL,
    consents,
    is_ready,
    judged,
    planned,
    told,
)

HARMED = "Meet the person who was harmed"


@pytest.fixture
def sophie(worker):
    return with_plan(worker, orders=[ORDER])


@pytest.mark.provision("CM-357", "CM-354")
def test_the_plan_says_what_is_to_be_made_right_and_what_it_waits_for(jo, worker, sophie):
    plan = address(sophie)
    assert "How far it is with each" not in jo.get(plan).text
    planned(jo, sophie, "meeting", place="The library")
    shown = jo.get(plan).text
    for words in ("They meet", "The library", "Ask Sophie first"):
        assert words in shown
    judged(jo, sophie)
    told(worker, is_ready(sophie), consents(sophie, to=["meeting"]))
    assert "Ask Sophie first" not in jo.get(plan).text
    (tap,) = (each for each in forms_of(jo.get(plan).text) if "activity" in each.fields)
    assert jo.post(tap.action, tap.sent()).status_code == 302, "said to her worker, in one tap"
    assert "They meet" not in jo.get(plan).text
    planned(jo, sophie, "meeting")
    assert "They meet" in jo.get(plan).text
    told(worker, is_ready(sophie, "no"))
    assert "They meet" not in jo.get(plan).text


@pytest.mark.provision("CM-409", "CM-357")
def test_the_childs_copy_says_the_kind_and_the_day_and_nothing_of_anybody_else(jo, worker, sophie):
    when = day_parts("planned_for", UNTIL)
    planned(jo, sophie, "meeting", place="The library", all_the_same="She asked.", **when)
    told(worker, is_ready(sophie, "not-yet"))
    copy = copy_page(jo, sophie)
    assert HARMED in copy
    assert "You can say no at any time" in copy
    for kept in ("The library", "A poem for her", "victim worker", "not ready"):
        assert kept not in copy
    told(worker, is_ready(sophie, "no"))
    assert HARMED not in copy_page(jo, sophie)
