"""What the plan shows of whether an order can end early: steps, goals, what the order asks for."""

import re

import pytest

from tests.web.plans.pressing import press
from tests.web.plans.test_steps_done import where
from tests.web.plans.writing import add_goal, address, agree, begin
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.engagement.criteria import plan_now, steps_done


def shown(client, child):
    text = client.get(f"/children/{child}/early/").text
    three = text[text.index("What the plan required is done") :]
    level = re.search(r'class="tag">([\w ]+)<', three)[1]
    return level, three[: three.index("</section>")]


@pytest.fixture
def planned(jo, child, worker):
    """Sophie's plan of one goal, with one step that is done once, for what her order asks."""
    begin(jo, child)
    add_goal(jo, child, s0_times_a_week="")
    agree(jo, child)
    asking.as_user(worker)
    return child


@pytest.mark.provision("CM-435")
def test_what_the_plan_required_is_done_once_its_steps_are(jo, planned, worker):
    level, said = shown(jo, planned)
    assert level == "not met"
    assert "0 of 1 step done, of the plan agreed" in said
    assert "“I want to be a mechanic”: 0 of 1 step done." in said
    assert (
        "Required by the order: reparation to the victim or community, 12 hours; 0 of 1 step done."
        in said
    )
    press(jo, address(planned), where(planned, worker))
    level, said = shown(jo, planned)
    assert level == "met", "what was done since stands in the next version"
    assert (
        "Required by the order: reparation to the victim or community, 12 hours; 1 of 1 step done."
        in said
    )


@pytest.mark.provision("CM-435")
def test_what_goes_on_week_by_week_is_no_step_that_is_done(jo, agreed):
    level, said = shown(jo, agreed)
    assert level == "not met"
    assert "“I want to be a mechanic”: goes on." in said
    assert (
        "Required by the order: reparation to the victim or community, 12 hours; 0 of 1 step done."
        in said
    )


def test_the_report_counts_the_steps_that_are_done(jo, planned, worker):
    press(jo, address(planned), where(planned, worker))
    asking.as_user(worker)
    assert steps_done(plan_now(Child.objects.get(pk=planned))) == (1, 1)
