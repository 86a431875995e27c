"""What was found leads to a goal, or to a reason why it is left: a goal first."""

from urllib.parse import urlencode

import pytest

from tests.web.plans.conftest import TODAY
from tests.web.plans.writing import GOAL, add_goal, address, agree, begin, form_of
from waymark.accounts import asking
from waymark.papers.models import Paper

A_BED = "A bed of her own."


def assessed(client, child, worker, /, **said):
    """Complete an assessment with what was said, each answer in its section."""
    begun = {"kind": "statutory", "stage": "start", "orders": ["o1"]}
    paper = client.post(f"/children/{child}/assessment/begin/", begun)["Location"]
    for section in dict.fromkeys(name.partition("-")[0] for name in said):
        page, its = f"{paper}{section}/", {k: v for k, v in said.items() if k.startswith(section)}
        sent = form_of(client, page, "began_from").sent(**its)
        assert client.post(page, sent).status_code == 302
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=TODAY)


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


@pytest.mark.provision("CM-243", "CM-304")
def test_what_the_assessment_says_of_days_and_times_stands_beside_the_childs_week(
    jo, ash, child, worker
):
    clinic = "Not before 4.30 on Tuesdays: she takes mum to the clinic."
    mosque = "Fridays from noon are for the mosque."
    said = {"home-caring": "yes", "home-caring-means": clinic, "identity-faith-fits": mosque}
    assessed(jo, child, worker, **said)
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    begin(jo, child)
    for client, page in ((jo, "draft/"), (jo, ""), (ash, "countersign/")):
        week = (
            client.get(address(child, page)).text.partition("<figure")[2].partition("</figure>")[0]
        )
        assert clinic in week, page
        assert mosque in week, page


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
