"""What was found leads to a goal, or to a reason why it is left: a goal first."""

from urllib.parse import urlencode

import pytest

from tests.web.plans.writing import GOAL, add_goal, address, agree, assessed, begin, form_of

A_BED = "A bed of her own."


@pytest.fixture
def drafted(jo, child, worker):
    """The draft of a child who has no bed of her own, as the assessment found."""
    assessed(jo, child, worker, **{"home-action": "yes", "home-action-needs": A_BED})
    begin(jo, child)
    return child


def for_this(child):
    query = urlencode({"because": "finding:home"})
    return f"{address(child, 'draft/goals/new/')}?{query}"


@pytest.mark.provision("CM-104")
def test_a_goal_is_offered_for_what_was_found_before_a_reason_to_leave_it(jo, drafted):
    add_goal(jo, drafted)
    for page in ("draft/", "agree/"):
        shown = jo.get(address(drafted, page)).text
        assert f'href="{for_this(drafted)}"' in shown
        goal, left = shown.index("Add a goal for this"), shown.index("Say why it is left")
        assert goal < left
    assert A_BED in jo.get(address(drafted, "draft/")).text
    why = jo.get(address(drafted, "draft/left/home/")).text
    assert A_BED in why
    assert f'href="{for_this(drafted)}"' in why


@pytest.mark.provision("CM-104")
def test_a_goal_for_what_was_found_rests_on_it_and_it_is_left_no_more(jo, drafted):
    left = address(drafted, "draft/left/home/")
    jo.post(left, form_of(jo, left, "because").sent(because="It waits"))
    assert "It waits" in jo.get(address(drafted, "draft/")).text
    form = form_of(jo, for_this(drafted), "words")
    assert form.fields["because"].values == ["finding:home"]
    assert jo.post(for_this(drafted), {**form.sent(**GOAL)}).status_code == 302
    assert agree(jo, drafted).status_code == 302
    shown = jo.get(address(drafted)).text
    assert "Left for now" not in shown
    assert "It waits" not in shown


@pytest.mark.provision("EP-330.2", "EP-463.4")
def test_where_a_risk_is_judged_high_the_plan_is_asked_who_keeps_whom_safe(jo, child):
    judged = {"level": "high", "because": "Two fights", "not_yet_because": "We ask her"}
    jo.post(f"/children/{child}/judge/serious_harm/", judged)
    begin(jo, child)
    asks = "Who does what so that others are safe meanwhile?"
    assert asks in jo.get(address(child, "draft/")).text
    page = address(child, "draft/controls/new/")
    jo.post(page, form_of(jo, page, "what").sent(what="Ms Reed walks with her", keeps="both"))
    shown = jo.get(address(child, "draft/")).text
    assert asks not in shown
    assert "Sophie and other people" in shown
