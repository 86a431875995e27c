"""How an order ends, and how an end that was wrong is taken back."""

import pytest

from tests.forms import day_parts
from tests.web.orders.conftest import ENDS, TODAY
from tests.web.orders.test_amending import address
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.orders import queries

EARLY = {"changes": "0", "reason": "revoked early", **day_parts("on", TODAY)}
SAID = {"note": "He has done all of it.", "sure": "on"}


@pytest.fixture
def end(workers_client, running):
    return lambda **more: workers_client.post(address(running, "end"), {**EARLY, **more})


def stands(order):
    return queries.standing(order, on=TODAY).ended_on


def test_an_order_does_not_run_to_its_end_before_its_end(end, running):
    answer = end(reason="ran to its end", **SAID)
    assert answer.status_code == 422
    assert "If it ended before that, choose how and say why" in answer.text
    assert stands(running) is None


@pytest.mark.parametrize("missing", SAID)
def test_an_early_end_asks_why_and_whether_somebody_is_sure(end, running, missing):
    told = {name: value for name, value in SAID.items() if name != missing}
    answer = end(reason="another way", **told)
    assert answer.status_code == 422
    assert f"This order runs to {ENDS.day} " in answer.text
    assert stands(running) is None
    assert end(reason="another way", **SAID).status_code == 302
    assert Event.objects.get(kind="order-ended").words.get().text == SAID["note"]


@pytest.mark.provision("CM-017")
def test_who_says_that_it_was_revoked_early_is_not_asked_whether_it_ended_early(end, running):
    assert end(note="He has done all of it.").status_code == 302
    assert stands(running) == TODAY


def test_whether_somebody_is_sure_is_asked_only_of_an_early_end(workers_client, running):
    assert 'name="sure"' not in workers_client.get(address(running, "end")).text


def test_an_end_is_undone_at_once_and_the_order_stands_again(workers_client, end, running):
    owed = Duty.objects.filter(child=running.child_id, duty="agree-exit-plan", closes_on=TODAY)
    there = end(**SAID)["Location"]
    assert stands(running) == TODAY
    assert owed.exists()
    assert "Undo" in workers_client.get(there).text
    workers_client.post(f"{there}undo/")
    assert stands(running) is None
    assert not owed.exists()


def test_an_end_is_taken_back_later_with_a_reason(workers_client, end, running):
    there = end(**SAID)["Location"]
    assert "take it back" in workers_client.get(f"/children/{running.child_id}/orders/").text
    assert (
        workers_client.post(f"{there}withdraw/", {"reason": "The wrong order."}).status_code == 302
    )
    assert stands(running) is None


def test_what_an_act_did_beside_its_event_is_not_undone_by_the_event_alone(
    workers_client, worker, running
):
    """A worker's allocation is a row of its own: withdrawing its event would not end it."""
    given = Event.objects.get(child=running.child_id, kind="worker-allocated")
    page = workers_client.get(f"/children/{running.child_id}/events/{given.pk}/").text
    assert "Undo" not in page
    assert "Withdraw it" not in page
    for what in ("undo", "withdraw"):
        address = f"/children/{running.child_id}/events/{given.pk}/{what}/"
        assert workers_client.post(address, {"reason": "x"}).status_code == 404
