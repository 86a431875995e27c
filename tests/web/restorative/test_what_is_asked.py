"""What orders ask of a child, beside what is planned or was made for it, and its hours."""

from datetime import timedelta

import pytest

from tests.forms import form_with
from tests.web.restorative.repairing import (
    HELD,
    LOOKED_AT,
    ORDER,
    TODAY,
    a_child,
    page,
    planned,
    record,
)
from waymark.chronology.models import Event

NO_HOURS = "Nothing that counts in hours is planned for it yet."


@pytest.mark.provision("CM-336")
@pytest.mark.parametrize(
    "kind", ["youth-conditional-caution", "referral-order", "youth-rehabilitation-order"]
)
def test_what_a_disposal_or_an_order_requires_is_what_is_to_be_done(jo, worker, kind):
    child = a_child(worker, {**ORDER, "kind": kind})
    shown = jo.get(page(child)).text
    assert "Reparation to the victim or community, 12 hours" in shown
    assert NO_HOURS in shown
    assert "&amp;order=o1" in shown
    planned(jo, child, "letter", order="o1")
    assert NO_HOURS in jo.get(page(child)).text
    planned(jo, child, "community", "", order="o1", place="The hospice garden")
    shown = jo.get(page(child)).text
    assert shown.count("0 of 12 hours") == 2  # where it is asked, and where it is planned
    assert "Planned for it: Something for the community" in shown
    assert NO_HOURS not in shown


@pytest.mark.provision("CM-336")
def test_each_thing_that_an_order_asks_has_what_is_planned_for_it_and_no_other(jo, worker):
    asks = {"mediation": {}, "reparation": {"hours": 12}, "unpaid-work": {"hours": 30}}
    asked = [{"id": kind, "kind": kind, **hours} for kind, hours in asks.items()]
    child = a_child(worker, {**ORDER, "requirements": asked})
    for form in ("letter", "indirect-reparation"):
        planned(jo, child, form, order="o1")
    shown = jo.get(page(child)).text
    assert "Planned for it: A letter, or something else the child makes for them" in shown
    assert "Planned for it: Something done for the person harmed without meeting" in shown
    assert "0 of 12 hours" in shown
    assert "0 of 30 hours" not in shown
    assert shown.count(NO_HOURS) == 1
    planned(jo, child, "community", "", order="o1")
    shown = jo.get(page(child)).text
    assert "0 of 30 hours" in shown
    assert NO_HOURS not in shown


@pytest.mark.provision("CM-336")
def test_hours_that_are_left_once_what_was_planned_is_done_can_be_planned(jo, theo):
    about = planned(jo, theo, "community", "", order="o1", hours="4")
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    assert "Plan something for it" not in jo.get(page(theo)).text
    record(jo, theo, "restorative-activity-held", about, **HELD, hours="4")
    assert "Plan something for it" in jo.get(page(theo)).text


@pytest.mark.provision("CM-336")
def test_hours_that_are_left_once_what_was_planned_is_stopped_can_be_planned(jo, theo):
    about = planned(jo, theo, "community", "", order="o1")
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    record(jo, theo, "restorative-activity-held", about, **HELD, hours="4")
    assert "Plan something for it" not in jo.get(page(theo)).text
    name = Event.objects.get(child=theo, kind="restorative-activity-planned").reference
    jo.post(f"{page(theo)}mind/", {"activity": name})
    shown = jo.get(page(theo)).text
    assert "4 of 12 hours" in shown
    assert "Plan something for it" in shown
    assert "Planned for it" not in shown


def test_a_plan_for_somebody_begins_with_the_order_by_which_they_were_harmed(jo, worker):
    other = {"id": "o2", "offences": [{"id": "f2", "category": "theft", "victims": ["v9"]}]}
    over = {"id": "o3", "offences": [{"id": "f3", "category": "theft", "victims": ["v1", "v8"]}]}
    over["ends_on"] = (TODAY - timedelta(days=1)).isoformat()
    child = a_child(worker, ORDER, {**ORDER, **other}, {**ORDER, **over})
    form = f"/children/{child}/record/restorative-activity-planned/"
    for person, order in (("1", "o1"), ("3", "o2"), ("4", "")):
        asked = jo.get(f"{form}?person={person}").text
        assert form_with(asked, "on_day").sent().get("order", [""]) == [order]


@pytest.mark.provision("CM-336")
def test_what_was_made_without_a_plan_is_not_said_to_be_nothing(jo, worker):
    child = a_child(worker, {**ORDER, "requirements": [{"id": "m1", "kind": "mediation"}]})
    assert "Nothing is planned for it yet." in jo.get(page(child)).text
    record(jo, child, "work-made", made="poem", victim="v2", child_said="I counted it again.")
    shown = jo.get(page(child)).text
    assert "Made without a plan: a poem" in shown
    assert "Nothing is planned for it yet." not in shown
    assert "Plan something for it" in shown


@pytest.mark.provision("CM-336")
def test_hours_stand_by_the_work_of_an_order_alone_and_count_together(jo, theo):
    planned(jo, theo, "meeting", order="o1")
    assert "of 12 hours" not in jo.get(page(theo)).text
    for _ in range(2):
        about = planned(jo, theo, "community", "", order="o1")
    record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    record(jo, theo, "restorative-activity-held", about, **HELD, hours="4")
    assert jo.get(page(theo)).text.count("4 of 12 hours") == 3  # by what is asked, and by each
    first = Event.objects.filter(child=theo, kind="restorative-activity-planned")[1].reference
    jo.post(f"{page(theo)}mind/", {"activity": first})
    assert jo.get(page(theo)).text.count("4 of 12 hours") == 2
