"""What a plan asks of a child in a week, and what the week must leave free."""

import pytest

from tests.web.plans.writing import (
    add_goal,
    address,
    agree,
    assessed,
    begin,
    form_of,
    versions,
)


@pytest.fixture
def drafted(jo, child):
    begin(jo, child)
    return child


def goals(child, by):
    return versions(child, by)[-1].document["plan"]["goals"]


def test_a_step_has_its_days_of_the_week_and_they_are_said_and_drawn(jo, drafted, worker):
    add_goal(jo, drafted, s0_weekdays=["thursday", "monday"], s0_times_a_week="")
    (goal,) = goals(drafted, worker)
    assert set(goal["steps"][0]["weekdays"]) == {"monday", "thursday"}
    assert "times_a_week" not in goal["steps"][0]
    page = jo.get(address(drafted, "draft/")).text
    assert "Mondays and Thursdays" in page
    assert "1 person, 2 times a week" in page
    again = form_of(jo, address(drafted, f"draft/goals/{goal['id']}/"), "words")
    assert set(again.sent()["s0_weekdays"]) == {"monday", "thursday"}, "and are kept when changed"


@pytest.mark.provision("CM-117")
def test_a_step_without_a_name_is_not_one_more_adult_in_the_childs_week(jo, drafted):
    add_goal(jo, drafted)
    add_goal(jo, drafted, words="I want to paint", s0_who="", s0_times_a_week="1")
    page = jo.get(address(drafted, "draft/")).text
    assert "1 person, 3 times a week, and 1 step without a name yet" in page


def test_a_step_has_no_more_days_than_times_a_week(jo, drafted):
    days = ["monday", "thursday", "friday"]
    refused = add_goal(jo, drafted, s0_weekdays=days, s0_times_a_week="2")
    assert refused.status_code == 422
    assert "more days than times a week" in refused.text
    every_second = {"s0_weekdays": ["monday"], "s0_times_a_week": "0.5"}
    assert add_goal(jo, drafted, **every_second).status_code == 302


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
