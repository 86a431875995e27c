"""How a child likes to be reminded is asked on one page; what came of it stands beside the time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import form_with
from tests.people import make_person, signed_in_client
from tests.web.diary import booking
from tests.web.diary.booking import page
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import DutyDay
from waymark.jobs import pulse
from waymark.reminders.models import Reminder

NOW = timezone.now()
# Never tomorrow: on a Sunday evening the evening before that is over already.
MONDAY = booking.MONDAY + timedelta(days=7)


@pytest.fixture
def client(jo):
    return signed_in_client(jo)


def book(client, child, **typed):
    return booking.book(client, child, on=MONDAY, **typed)


def choose(client, kai, **typed):
    form = form_with(client.get(page(kai.pk, "reminded/")).text, "how")
    (key,) = form.fields["to"].choices if "to" in form.fields else [""]
    told = form.sent(**{"how": "text", "to": key, "leads": "evening", **typed})
    return client.post(
        page(kai.pk, "reminded/"), {name: each for name, each in told.items() if each != [""]}
    )


def week(client, kai):
    return client.get(f"{page(kai.pk)}?from={MONDAY}").text


@pytest.mark.provision("CM-428")
def test_what_is_chosen_plans_what_is_booked_already_and_what_is_booked_later(client, kai, notify):
    book(client, kai.pk)
    assert choose(client, kai).status_code == 302
    assert "A text goes" in week(client, kai)
    book(client, kai.pk, at="18:00")
    assert len(kai.reminders) == 2


def test_the_form_comes_back_as_it_stands_and_can_be_changed(client, kai, notify):
    choose(client, kai, language="cy", says_place="on")
    form = form_with(client.get(page(kai.pk, "reminded/")).text, "how")
    assert form.fields["language"].values == ["cy"]
    book(client, kai.pk)
    choose(client, kai, how="none")
    assert [each.because for each in kai.reminders] == ["changed"]
    assert "A text goes" not in week(client, kai)


def test_a_protected_number_is_not_offered(client, kai):
    kai.phone_is(not_to_be_told_to=["M."])
    shown = client.get(page(kai.pk, "reminded/")).text
    assert "07700 900123" not in shown
    refused = choose(client, kai)
    assert refused.status_code == 422
    assert "No number is written down that may be used" in refused.text


def test_an_address_that_was_half_typed_before_another_way_was_chosen_is_no_mistake(client, kai):
    assert choose(client, kai, how="call", email="kai@").status_code == 302
    assert choose(client, kai, how="email", email="kai@").status_code == 422


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ({"to": ""}, "Choose the phone"),
        ({"how": "email"}, "Give the address"),
        ({"how": ""}, "Say how"),
        ({"leads": ""}, "Say when"),
    ],
)
def test_what_is_missing_is_asked_for(client, kai, typed, asks):
    refused = choose(client, kai, **typed)
    assert refused.status_code == 422
    assert asks in refused.text


def test_who_else_reads_it_is_said_beside_the_number(client, kai):
    kai.phone_is(who_else_reads_it="her mother")
    assert "which her mother reads too" in client.get(page(kai.pk, "reminded/")).text


@pytest.mark.provision("CM-428")
def test_a_call_is_asked_of_the_worker_on_the_day_until_she_rang(client, kai):
    choose(client, kai, how="call", leads="evening")
    book(client, kai.pk)
    with kai.asked():
        Reminder.objects.update(due_at=NOW)
    assert "Ring Kai about" in client.get("/").text
    appointment = kai.reminder.appointment_id
    shown = client.get(f"/children/{kai.pk}/appointments/{appointment}/").text
    assert "Rung" in shown
    assert client.post(page(kai.pk, f"reminders/{kai.reminder.pk}/rung/")).status_code == 302
    assert "Ring Kai about" not in client.get("/").text


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({"state": "unsure"}, "We do not know whether Kai got the reminder: ring"),
        ({"state": "sent", "delivery": "permanent-failure"}, "The number for Kai does not work"),
        ({"state": "not-sent", "because": "wrong-number"}, "The number for Kai does not work"),
        ({"state": "not-sent", "because": "not-reached"}, "No reminder went to Kai: ring"),
    ],
)
def test_what_did_not_reach_the_child_stands_on_the_workers_first_page(client, kai, came, said):
    book(client, kai.pk)
    choose(client, kai)
    assert said not in client.get("/").text
    with kai.asked():
        Reminder.objects.update(tried_at=NOW, **came)
    assert said in client.get("/").text
    assert "look" in week(client, kai)


def test_what_is_still_to_go_is_not_said_to_be_rung(client, kai):
    book(client, kai.pk)
    choose(client, kai)
    refused = client.post(page(kai.pk, f"reminders/{kai.reminder.pk}/rung/"))
    assert refused.status_code == 422
    assert kai.reminder.state == "planned"


def shown_to(person):
    return signed_in_client(person).get("/").text


def test_a_queue_that_stands_still_is_told_to_managers_and_the_duty_desk(kai, jo):
    manager = make_person(service=jo.service, role=Role.OPERATIONS_MANAGER)
    ash = make_person(service=jo.service)
    told = "Reminders and alarms are not being sent since"
    pulse.beat(timezone.now())
    assert told not in shown_to(manager)
    pulse.beat(timezone.now() - timedelta(minutes=3))
    assert told in shown_to(manager)
    assert told in signed_in_client(manager).get("/team/").text
    assert told not in shown_to(ash)
    asking.as_user(manager)
    DutyDay.objects.create(service=jo.service, user=ash, day=timezone.localdate())
    assert told in shown_to(ash)


def test_without_an_account_managers_read_that_nothing_is_sent_where_a_child_waits_for_it(
    client, kai, jo
):
    manager = make_person(service=jo.service, role=Role.OPERATIONS_MANAGER)
    pulse.beat(timezone.now())
    assert "No reminder is sent" not in shown_to(manager)
    choose(client, kai)
    assert "No reminder is sent" in shown_to(manager)
    assert "No text or e-mail goes yet" in client.get(page(kai.pk, "reminded/")).text
