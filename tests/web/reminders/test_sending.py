"""A reminder goes once, in the child's own way, or not at all; and whoever can ring is told."""

import socket
from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.web.reminders.reminding import HOUR, MONDAY_AT_FIVE, TUESDAY_AT_FOUR, Kai
from waymark.children.models import Child, Named
from waymark.diary.models import Appointment, Place
from waymark.jobs import queue
from waymark.reminders import notify as ours
from waymark.reminders.models import Reminder
from waymark.reminders.queries import to_ring

A_MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.provision("CM-428")
def test_a_child_is_texted_the_evening_before_as_they_chose(kai, notify):
    kai.likes("text")
    kai.is_booked()
    assert kai.reminder.due_at == MONDAY_AT_FIVE
    kai.worker_comes_to_it()
    (text,) = notify.taken
    assert text["phone_number"] == "07700 900123"
    assert text["personalisation"] == {"message": "See you Tue 4pm, Jo"}
    assert (kai.reminder.state, kai.reminder.notify_id) == ("sent", text["id"])


@pytest.mark.provision("CM-428")
def test_it_goes_by_email_in_welsh_on_the_day_where_the_child_likes_that(kai, notify):
    kai.likes("email", email="kai@example.org", language="cy", evening=False, hours=True)
    kai.is_booked()
    kai.worker_comes_to_it(TUESDAY_AT_FOUR - 2 * HOUR)
    (mail,) = notify.taken
    assert (mail["kind"], mail["email_address"]) == ("email", "kai@example.org")
    said = mail["personalisation"]
    assert said == {
        "subject": "Wela i di ddydd Mawrth 4pm",
        "message": "Wela i di ddydd Mawrth 4pm, Jo",
    }


@pytest.mark.provision("CM-428")
def test_each_child_of_a_group_is_reminded_as_that_child_likes_and_when_it_is_moved_too(
    jo, kai, notify
):
    theo, una = Kai(jo), Kai(jo)
    place = Place.objects.create(service=jo.service, name="The hall")
    kai.likes("none")
    theo.likes("call", evening=False, hours=True)
    kai.comes_with(theo, una, place=place)
    assert [each.how for each in theo.reminders] == ["call"]
    assert kai.reminders == una.reminders == []
    una.likes("text")
    kai.is_moved(TUESDAY_AT_FOUR + HOUR)
    assert [each.state for each in theo.reminders] == ["not-sent", "planned"]
    assert una.reminders[-1].begins == TUESDAY_AT_FOUR + HOUR


def test_both_leads_are_two_reminders_and_each_goes_at_its_time(kai, notify):
    kai.likes("text", evening=True, hours=True)
    kai.is_booked()
    kai.worker_comes_to_it(MONDAY_AT_FIVE)
    assert [each.state for each in kai.reminders] == ["sent", "planned"]
    kai.worker_comes_to_it(TUESDAY_AT_FOUR - 2 * HOUR)
    assert len(notify.taken) == 2


def test_nothing_is_planned_for_a_time_that_is_past(kai):
    kai.likes("text")
    kai.is_booked(at=MONDAY_AT_FIVE + HOUR)
    assert kai.reminders == []


def test_who_wants_none_gets_none_and_a_call_is_the_workers_to_make(kai, notify):
    kai.likes("none")
    kai.is_booked()
    assert kai.reminders == []
    kai.likes("call")
    assert kai.reminder.how == "call"
    assert not ProcrastinateJob.objects.filter(task_name="send-reminder").exists()


def test_the_job_is_queued_with_the_booking_at_its_time_and_holds_ids_alone(kai):
    kai.likes("text")
    kai.is_booked()
    (job,) = ProcrastinateJob.objects.filter(task_name="send-reminder")
    assert job.scheduled_at == MONDAY_AT_FIVE
    assert job.args == {"reminder": kai.reminder.pk, "service": kai.jo.service_id}
    with pytest.raises(AssertionError, match="ids alone"):
        queue.put("send-reminder", number="07700 900123")


def test_what_is_rolled_back_leaves_no_job(kai):
    kai.likes("text")
    with transaction.atomic():
        kai.is_booked()
        transaction.set_rollback(True)
    assert kai.reminders == []
    assert not ProcrastinateJob.objects.filter(task_name="send-reminder").exists()


def test_a_time_that_was_moved_is_reminded_of_at_its_new_time_alone(kai, notify):
    kai.likes("text")
    kai.is_booked()
    kai.is_moved(TUESDAY_AT_FOUR + DAY)
    kai.worker_comes_to_it(MONDAY_AT_FIVE)
    assert notify.taken == []
    kai.worker_comes_to_it(MONDAY_AT_FIVE + DAY)
    (text,) = notify.taken
    assert text["personalisation"]["message"] == "See you Wed 4pm, Jo"


def test_what_changed_without_the_act_is_found_at_sending(kai, notify):
    kai.likes("text")
    made = kai.is_booked()
    with kai.asked():
        made.meeting.begins += HOUR
        made.meeting.ends += HOUR
        made.meeting.save()
    kai.worker_comes_to_it()
    assert (kai.reminder.state, kai.reminder.because) == ("not-sent", "moved")
    assert notify.asked == 0


def is_restricted(kai):
    with kai.asked() as child:
        Named.objects.create(child=child, service=kai.jo.service, user=kai.jo)
        Child.objects.filter(pk=kai.pk).update(restricted=True)


def is_called_off_by_another_way(kai):
    with kai.asked():
        Appointment.objects.filter(child=kai.pk).update(state="called-off")


AGAINST = {
    "died": lambda kai: kai.records(MONDAY_AT_FIVE - HOUR, kind="child-died", on="2030-01-14"),
    "custody": lambda kai: kai.records(
        MONDAY_AT_FIVE - HOUR, kind="custody-entered", on="2030-01-14"
    ),
    "missing": lambda kai: kai.has_an_alert("missing"),
    "order-ended": lambda kai: kai.records(
        MONDAY_AT_FIVE - HOUR, kind="order-ended", on="2030-01-14", order="o1"
    ),
    "break": lambda kai: kai.records(
        MONDAY_AT_FIVE - HOUR,
        kind="suspension-approved",
        on="2030-01-14",
        order="o1",
        **{"from": "2030-01-14", "to": "2030-01-20"},
    ),
    "called-off": is_called_off_by_another_way,
    "restricted": is_restricted,
    "number-changed": lambda kai: kai.phone_is(number="07700 900999"),
    "number-gone": lambda kai: kai.phone_is(safe_to_use=False),
}


@pytest.mark.provision("CM-428")
@pytest.mark.parametrize("because", AGAINST)
def test_what_speaks_against_it_in_the_meantime_keeps_it_back_and_says_why(kai, notify, because):
    kai.likes("text")
    kai.is_booked()
    AGAINST[because](kai)
    kai.worker_comes_to_it()
    assert notify.asked == 0
    assert (kai.reminder.state, kai.reminder.because) == ("not-sent", because)


def test_an_alert_that_is_over_or_says_something_else_keeps_nothing_back(kai, notify):
    kai.likes("text")
    kai.is_booked()
    kai.has_an_alert("missing", to="2030-01-13", **{"from": "2030-01-02"})
    kai.has_an_alert("allergy", **{"from": "2030-01-02"})
    kai.worker_comes_to_it()
    assert len(notify.taken) == 1


@pytest.mark.provision("CM-428")
def test_of_a_child_who_goes_missing_the_worker_is_asked_to_ring_instead(kai, notify):
    kai.likes("text")
    kai.is_booked()
    kai.has_an_alert("missing", **{"from": "2030-01-14"})
    kai.worker_comes_to_it()
    with kai.asked(MONDAY_AT_FIVE):
        ((said, _),) = to_ring(by=kai.jo, at=MONDAY_AT_FIVE)
    assert said == "No reminder went to Kai: ring"


def test_a_number_that_is_kept_from_somebody_or_is_over_is_not_used(kai, notify):
    kai.likes("text")
    kai.is_booked()
    for changed in ({"not_to_be_told_to": ["M."]}, {"not_to_be_told_to": [], "to": "2030-01-13"}):
        kai.phone_is(**changed)
        kai.worker_comes_to_it()
        assert kai.reminder.because == "number-gone"
    assert notify.asked == 0


@pytest.mark.parametrize(("last_on", "goes"), [("2030-01-14", 1), ("2030-01-15", 0)])
def test_after_a_break_that_ended_sooner_reminders_go_out_again(kai, notify, last_on, goes):
    kai.likes("text")
    kai.is_booked()
    agreed = AGAINST["break"](kai)
    told = {"suspension": agreed.reference, "last_on": last_on}
    kai.records(MONDAY_AT_FIVE - HOUR, kind="break-ended-sooner", on="2030-01-14", **told)
    kai.worker_comes_to_it()
    assert len(notify.taken) == goes


def test_what_was_written_down_already_needs_no_reminder(kai, notify):
    kai.likes("text")
    made = kai.is_booked()
    contact = {"kind": "contact", "on": "2030-01-14", "outcome": "attended"}
    kai.records(MONDAY_AT_FIVE - HOUR, **contact, appointment=made.reference)
    kai.worker_comes_to_it()
    assert kai.reminder.because == "recorded"


def test_a_worker_that_comes_back_in_the_night_wakes_nobody(kai, notify):
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it(MONDAY_AT_FIVE + 5 * HOUR)
    assert notify.asked == 0
    assert kai.reminder.because == "too-late"


@pytest.mark.parametrize("key", ["", "a-key-that-was-cut-short"])
def test_without_an_account_nothing_is_sent_and_that_is_kept(kai, notify, settings, key):
    settings.NOTIFY_KEY = key
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    assert (kai.reminder.state, kai.reminder.because) == ("not-sent", "not-set-up")


def test_a_job_that_rings_twice_sends_once(kai, notify):
    kai.likes("text")
    kai.is_booked()
    for _ in range(3):
        kai.worker_comes_to_it()
    assert notify.asked == 1


@pytest.mark.parametrize(
    ("answered", "says", "because"),
    [
        (400, "phone_number Not enough digits", "wrong-number"),
        (400, "Template not found", "refused"),
        (403, "Invalid token", "refused"),
    ],
)
def test_what_notify_refuses_is_not_tried_again(kai, notify, answered, says, because):
    notify.answers, notify.says = [answered], says
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    kai.worker_comes_to_it(MONDAY_AT_FIVE + HOUR)
    assert notify.asked == 1
    assert (kai.reminder.state, kai.reminder.because) == ("not-sent", because)


@pytest.mark.parametrize("answered", [429, 500, 503])
def test_what_surely_was_not_sent_is_sent_later(kai, notify, answered):
    notify.answers = [answered, answered]
    kai.likes("text")
    kai.is_booked()
    for minutes in (0, 1, 2, 6, 20):
        kai.worker_comes_to_it(MONDAY_AT_FIVE + minutes * A_MINUTE)
    assert notify.asked == 3
    assert len(notify.taken) == 1
    assert kai.reminder.state == "sent"


def test_it_is_tried_again_only_while_it_helps(kai, notify):
    notify.answers = [429] * 50
    kai.likes("text")
    kai.is_booked()
    for minutes in range(0, 300, 5):
        kai.worker_comes_to_it(MONDAY_AT_FIVE + minutes * A_MINUTE)
    assert (kai.reminder.state, kai.reminder.because) == ("not-sent", "not-reached")
    assert 10 < notify.asked < 25


def test_where_nobody_listens_nothing_was_sent_and_it_is_tried_again(kai, notify, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    usual, settings.NOTIFY_URL = settings.NOTIFY_URL, nobody
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    assert (kai.reminder.state, kai.reminder.tries) == ("planned", 1)
    settings.NOTIFY_URL = usual
    kai.worker_comes_to_it(MONDAY_AT_FIVE + 2 * A_MINUTE)
    assert kai.reminder.state == "sent"


def test_a_failure_after_notify_took_it_is_not_sent_again(kai, notify):
    notify.answers, notify.takes_and_fails = [500], True
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    assert kai.reminder.state == "sent"
    assert len(notify.taken) == 1


def test_a_failure_that_cannot_be_asked_about_is_unsure_and_never_sent_again(kai, notify):
    notify.answers, notify.listing = [500], 500
    kai.likes("text")
    kai.is_booked()
    for minutes in (0, 10, 60):
        kai.worker_comes_to_it(MONDAY_AT_FIVE + minutes * A_MINUTE)
    assert kai.reminder.state == "unsure"
    assert notify.asked == 1


@pytest.mark.parametrize("fault", ["late", "garbled"])
def test_an_answer_that_does_not_come_or_cannot_be_read_is_unsure(kai, notify, fault, monkeypatch):
    monkeypatch.setattr(ours, "SECONDS", 0.2)
    notify.seconds, notify.garbles = (1, False) if fault == "late" else (0, True)
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    kai.worker_comes_to_it(MONDAY_AT_FIVE + 10 * A_MINUTE)
    assert kai.reminder.state == "unsure"
    assert notify.asked == 1


def test_notify_is_asked_later_and_what_it_has_was_sent(kai, notify, monkeypatch):
    monkeypatch.setattr(ours, "SECONDS", 0.2)
    notify.seconds = 1
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    notify.seconds = 0
    monkeypatch.setattr(ours, "SECONDS", 10)
    kai.what_came_is_asked()
    assert kai.reminder.state == "sent"


@pytest.mark.parametrize("status", ["delivered", "permanent-failure"])
def test_what_came_of_it_is_fetched(kai, notify, status):
    kai.likes("text")
    kai.is_booked()
    kai.worker_comes_to_it()
    notify.statuses(status)
    kai.what_came_is_asked()
    assert kai.reminder.delivery == status


def test_a_job_that_was_lost_is_rung_again_and_one_left_half_done_is_unsure(kai, notify):
    kai.likes("text")
    kai.is_booked()
    ProcrastinateJob.objects.all()._raw_delete("default")
    kai.watched(MONDAY_AT_FIVE + 3 * A_MINUTE)
    assert ProcrastinateJob.objects.filter(task_name="send-reminder").exists()
    with kai.asked():
        Reminder.objects.update(state="sending", tried_at=MONDAY_AT_FIVE)
    kai.watched(MONDAY_AT_FIVE + 3 * A_MINUTE)
    assert kai.reminder.state == "unsure"
    kai.worker_comes_to_it(MONDAY_AT_FIVE + 4 * A_MINUTE)
    assert notify.asked == 0
