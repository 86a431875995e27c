"""What a court changes of an order: its days, and what it requires."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.forms import day_parts, forms_of
from tests.web.orders.conftest import ENDS, REQUIRED, TODAY
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.orders.forms import MOST_LINES
from waymark.orders.models import Order

SOON = ENDS - timedelta(days=90)


def form_of(client: Client, order: Order) -> dict[str, list[str]]:
    """Return what the page would send as it stands, with the day of the change."""
    (form,) = (
        each
        for each in forms_of(client.get(address(order)).text)
        if each.method == "post" and "on_day" in each.fields
    )
    return form.sent(**day_parts("on", TODAY))


def address(order: Order, what: str = "amend") -> str:
    return f"/children/{order.child_id}/orders/{order.pk}/{what}/"


def adding(order: Order) -> str:
    return f"/children/{order.child_id}/orders/add/"


def named(sent, kind: str, field: str) -> str:
    """Return the name of a field of the requirement that holds these hours."""
    hours = {"reparation": "20", "curfew": "11"}[kind]
    found = (name for name in sent if name.endswith("-hours") and sent[name] == [hours])
    return f"{next(found).removesuffix('hours')}{field}"


@pytest.fixture
def sent(workers_client, running):
    return form_of(workers_client, running)


def test_requirements_are_changed_added_and_taken_off_in_one_change(workers_client, running, sent):
    sent |= {
        named(sent, "reparation", "hours"): "30",
        named(sent, "curfew", "removed"): "on",
        "requirements-0-kind": "programme",
        "requirements-0-days": "10",
        **day_parts("ends_on", SOON),
    }
    answer = workers_client.post(address(running), sent)
    made = Event.objects.get(kind="order-amended")
    assert answer["Location"] == f"/children/{running.child_id}/events/{made.pk}/"
    changed, off, added = made.document["requirements"]
    assert changed == {"requirement": "r1", "kind": "reparation", "hours": 30}
    assert off == {"requirement": "r2", "kind": "curfew", "removed": True}
    assert (added["kind"], added["days"]) == ("programme", 10)
    running.refresh_from_db()
    assert running.document["requirements"] == REQUIRED, "the order as it was made is kept"


def test_the_orders_page_and_the_chronology_say_what_is_required_now(workers_client, running, sent):
    sent |= {
        named(sent, "reparation", "hours"): "30",
        named(sent, "curfew", "removed"): "on",
    }
    workers_client.post(address(running), sent)
    page = workers_client.get(f"/children/{running.child_id}/orders/").text
    asked = page[page.index("What it asks") : page.index("Changes")]
    assert "30 hours" in asked
    assert "In a charity shop." in asked
    assert "Curfew" not in asked
    said = "required: reparation to the victim or community, 30 hours; no longer required: curfew"
    assert said in page
    assert said in workers_client.get(f"/children/{running.child_id}/chronology/").text


def test_what_is_owed_follows_the_new_end(workers_client, running, sent):
    exit_plan = Duty.objects.filter(child=running.child_id, duty="agree-exit-plan")
    assert exit_plan.get().due_on == ENDS - timedelta(days=28)
    workers_client.post(address(running), {**sent, **day_parts("ends_on", SOON)})
    assert exit_plan.get().due_on == max(SOON - timedelta(days=28), exit_plan.get().opens_on)
    assert exit_plan.get().due_on < ENDS - timedelta(days=28)


def test_a_second_change_begins_from_what_the_first_left(workers_client, running, sent):
    workers_client.post(address(running), {**sent, named(sent, "curfew", "removed"): "on"})
    again = form_of(workers_client, running)
    assert sum(name.endswith(("-removed", "-shown")) for name in again) == 1
    again |= {named(again, "reparation", "hours"): "40"}
    assert workers_client.post(address(running), again).status_code == 302
    page = workers_client.get(f"/children/{running.child_id}/orders/").text
    assert "40 hours" in page


def test_a_change_of_nothing_is_refused(workers_client, running, sent):
    answer = workers_client.post(address(running), sent)
    assert answer.status_code == 422
    assert "Say what changed" in answer.text
    assert not Event.objects.filter(kind="order-amended").exists()


def test_another_line_comes_and_nothing_typed_is_lost(workers_client, running, sent):
    sent |= {named(sent, "reparation", "hours"): "30", "another": "requirements"}
    page = workers_client.post(address(running), sent)
    assert page.status_code == 200
    assert 'name="requirements-1-kind"' in page.text
    assert 'value="30"' in page.text


@pytest.mark.parametrize("had", ["9" * 5000, "100000", "100", "-1", "", "many"])
def test_another_line_comes_only_up_to_a_number_that_a_page_can_hold(
    workers_client, running, sent, had
):
    for page, name in ((address(running), "requirements"), (adding(running), "offences")):
        answer = workers_client.post(page, {**sent, "another": name, f"{name}-TOTAL_FORMS": had})
        assert answer.status_code == 200
        assert f'name="{name}-{MOST_LINES}-' not in answer.text


def test_who_was_overtaken_keeps_what_she_typed_of_a_requirement(workers_client, running, sent):
    workers_client.post(address(running), {**sent, named(sent, "curfew", "removed"): "on"})
    answer = workers_client.post(
        address(running), {**sent, named(sent, "reparation", "hours"): "30"}
    )
    assert answer.status_code == 409
    assert "You changed this while you were writing" in answer.text
    assert 'value="30"' in answer.text
    assert "Curfew, 11 hours" not in answer.text
