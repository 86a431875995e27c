"""Going to a visit: only where one is authorised, and looked for until one is out safe."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.forms import day_parts, form_with
from tests.notifying import KEY, TEMPLATES, notifying
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import MONDAY, TODAY, is_today
from tests.web.visits.visiting import (
    appointment,
    assess,
    book_visit,
    decide,
    let_go_today,
    visits,
)
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.children.models import Child, DutyDay, Named
from waymark.diary.models import Meeting
from waymark.duties.acts import choose_number
from waymark.visits import alarms, sending
from waymark.visits.models import Alarm, Out

LATE = timedelta(minutes=16)


def goes(client, child, booked, **typed):
    address = f"{appointment(child, booked)}going/"
    form = form_with(client.get(address).text, "number")
    back = timezone.localtime() + timedelta(hours=1)
    return client.post(
        address, form.sent(**{"back": f"{back:%H:%M}", "number": "07700 900123", **typed})
    )


@pytest.fixture
def booked(jo, worker, sophie):
    made = book_visit(jo, worker, sophie, on=MONDAY, at="12:00")
    is_today(worker, sophie)
    return made


@pytest.fixture
def allowed(jo, bea, sophie):
    assess(jo, sophie)
    decide(bea, sophie)


@pytest.fixture
def late(booked, allowed, jo, worker, sophie):
    """Jo went, and is an hour late."""
    assert goes(jo, sophie, booked).status_code == 302
    asking.as_user(worker)
    out = Out.objects.get()
    now = timezone.now()
    out.went_at, out.expected_back = now - timedelta(hours=2), now - LATE
    out.save()
    return out


@pytest.mark.provision("CM-171")
def test_nobody_goes_where_no_visit_is_authorised(jo, booked, sophie):
    assert "I am going now" not in jo.get(appointment(sophie, booked)).text
    answer = goes(jo, sophie, booked)
    assert answer.status_code == 422
    assert "Ring one" in answer.text
    assert "07700 900123" in answer.text  # nothing typed is lost


def test_whoever_books_a_visit_reads_at_once_that_nobody_may_go_yet(jo, sophie):
    asks = form_with(jo.get(f"/children/{sophie}/week/book/").text, "method")
    told = asks.sent(method="home-visit", at="16:00", **day_parts("on", MONDAY))
    after = jo.post(f"/children/{sophie}/week/book/", told, follow=True).text
    assert "1 time booked with Sophie" in after
    assert "Nobody goes yet" in after
    assert "nobody has looked at whether they are safe" in after


def test_whoever_books_a_visit_that_may_go_ahead_comes_back_to_the_week(jo, allowed, sophie):
    asks = form_with(jo.get(f"/children/{sophie}/week/book/").text, "method")
    told = asks.sent(method="home-visit", at="16:00", **day_parts("on", MONDAY))
    after = jo.post(f"/children/{sophie}/week/book/", told)
    assert after.status_code == 302
    assert after["Location"].startswith(f"/children/{sophie}/week/")


def test_why_nobody_can_go_yet_is_said_before_anything_is_typed(jo, bea, booked, sophie):
    going = f"{appointment(sophie, booked)}going/"
    assert "No manager has authorised" in jo.get(going).text.partition("<form class=")[0]
    let_go_today(bea, sophie)
    assert "You cannot go yet" not in jo.get(going).text
    assert "Ring another manager" in bea.get(going).text
    goes(jo, sophie, booked)
    assert "You are out at another visit still" in jo.get(going).text


@pytest.mark.provision("CM-171")
def test_a_manager_lets_it_go_ahead_on_the_spot_by_her_own_act(jo, bea, booked, sophie):
    assert jo.get(visits(sophie, "authorise/")).status_code == 403
    let_go_today(bea, sophie)
    assert goes(jo, sophie, booked).status_code == 302


@pytest.mark.provision("CM-171")
def test_a_manager_lets_no_visit_of_her_own_go_ahead(bea, manager, booked, sophie):
    let_go_today(bea, sophie)
    answer = goes(bea, sophie, booked)
    assert answer.status_code == 422
    assert "Ring another manager" in answer.text


def test_recording_a_visit_that_took_place_is_never_refused(jo, booked, sophie):
    address = f"/children/{sophie}/contact/?appointment={booked.reference}&method=home-visit"
    form = form_with(jo.get(address).text, "outcome")
    assert jo.post(address, form.sent(outcome="attended", note="Drew.")).status_code == 302


def test_where_two_go_together_she_says_who_goes_with_her(jo, bea, booked, sophie):
    assess(jo, sophie, who_goes="pairs")
    decide(bea, sophie)
    assert "say who goes with you" in goes(jo, sophie, booked).text
    assert goes(jo, sophie, booked, beside="Ash").status_code == 302


@pytest.mark.provision("CM-172")
def test_whoever_goes_says_when_she_is_back_and_is_out_safe_in_one_tap(jo, booked, allowed, sophie):
    assert "A dog, loose" in jo.get(f"{appointment(sophie, booked)}going/").text
    goes(jo, sophie, booked)
    for where in ("/", appointment(sophie, booked)):
        assert "I am out safe" in jo.get(where).text
    out = Out.objects.get()
    assert jo.post(f"/visits/{out.pk}/out-safe/").status_code == 302
    assert "I am out safe" not in jo.get("/").text
    assert jo.post(f"/visits/{out.pk}/out-safe/").status_code == 302  # twice is as once


def test_whoever_is_out_already_goes_nowhere_else(jo, booked, allowed, sophie):
    goes(jo, sophie, booked)
    assert "You are out at another visit still" in goes(jo, sophie, booked).text


def test_nobody_says_of_a_colleague_that_she_is_out_safe(bea, late):
    assert bea.post(f"/visits/{late.pk}/out-safe/").status_code == 404


def on_duty(user):
    """Tomorrow too: whoever goes in the last hour of a day is late on the next."""
    for day in (TODAY, TODAY + timedelta(days=1)):
        DutyDay.objects.create(service=user.service, user=user, day=day)


def raised(worker, minutes=0):
    asking.as_waymark(worker.service_id)
    at = Out.objects.earliest("pk").expected_back + LATE + timedelta(minutes=minutes)
    return [each.whom.name for each in alarms.raise_due(at)]


@pytest.mark.provision("CM-172")
def test_first_she_is_asked_then_her_manager_then_the_duty_desk(late, worker, manager, team):
    duty = make_person(service=team.service, name="Dee Desk")
    on_duty(duty)
    assert raised(worker) == ["Jo Field"]
    assert raised(worker, 10) == ["Bea Marsh"]
    assert raised(worker, 20) == ["Dee Desk"]
    assert raised(worker, 30) == ["Dee Desk"]  # again, until she was reached


@pytest.mark.provision("CM-172")
def test_a_service_chooses_how_soon_somebody_is_looked_for(late, worker, manager, team):
    senior = make_person(Role.SENIOR_MANAGER, service=team.service)
    for name, minutes in (("out-grace", 20), ("out-again", 5)):
        chosen = {"name": name, "value": minutes, "begins": TODAY, "reason": "our own policy"}
        who = {"service_id": senior.service_id, "user_id": senior.pk}
        with recording.command("t", **who, at=timezone.now()):
            asking.as_user(senior)
            choose_number(**chosen, by=senior, at=timezone.now())
    assert raised(worker) == []
    assert raised(worker, minutes=5) == ["Jo Field"]
    assert raised(worker, minutes=10) == ["Bea Marsh"]


def test_where_nobody_is_on_duty_her_managers_are_told_again(late, worker, manager):
    raised(worker, 10)
    assert raised(worker, 20) == ["Bea Marsh"]


@pytest.mark.provision("CM-172")
def test_an_alarm_is_raised_once_whoever_raises_it(late, worker, manager):
    assert raised(worker) == ["Jo Field"]
    assert raised(worker) == []
    asking.as_waymark(worker.service_id)
    assert Alarm.objects.count() == 1


def test_the_command_raises_what_is_due_and_tells_how_many(late, worker, manager):
    told = StringIO()
    call_command("visits_alarms", stdout=told)
    assert told.getvalue() == "Raised 1 alarms.\n"


@pytest.fixture
def notify(settings):
    with notifying() as speaking:
        settings.NOTIFY_KEY, settings.NOTIFY_URL = KEY, speaking.address
        settings.NOTIFY_TEMPLATES, settings.SENDS_MAIL = TEMPLATES, True
        yield speaking


def reaches(late, whom, step):
    asking.as_waymark(late.service_id)
    told = {"service_id": late.service_id, "whom": whom, "step": step}
    row = Alarm.objects.create(out=late, **told, raised_at=timezone.now())
    sending.send(alarm=row.pk, service=late.service_id)


@pytest.mark.provision("CM-172")
def test_she_is_texted_where_she_is_and_her_manager_gets_an_email(late, worker, manager, notify):
    reaches(late, worker, 1)
    reaches(late, manager, 2)
    (text,) = notify.taken
    assert text["phone_number"] == "07700 900123"
    assert "Are you out safe?" in text["personalisation"]["message"]
    hers, told = mail.outbox
    assert (hers.to, told.to) == ([worker.email], [manager.email])
    assert told.subject == "Jo is not back from a visit"
    assert "Ring 07700 900123" in told.body
    assert f"/visits/{late.pk}/" in told.body
    assert "Sophie" not in told.body


def test_each_step_is_sent_by_a_job_of_its_own_and_of_who_is_back_nobody_is_told(
    late, worker, jo, notify
):
    assert alarms.raise_everywhere(timezone.now()) == 1
    (job,) = ProcrastinateJob.objects.filter(task_name=sending.SEND)
    jo.post(f"/visits/{late.pk}/out-safe/")
    sending.send(**job.args)
    assert (notify.taken, mail.outbox) == ([], [])


def test_where_nothing_can_be_sent_she_reads_it_before_she_goes(jo, booked, allowed, sophie):
    going = jo.get(f"{appointment(sophie, booked)}going/").text
    assert "your managers read it in Waymark alone" in going


def test_who_is_back_raises_nothing(late, jo, worker):
    jo.post(f"/visits/{late.pk}/out-safe/")
    assert raised(worker) == []


@pytest.mark.provision("CM-172")
def test_a_late_colleague_stands_red_on_the_first_page_of_whoever_looks_for_her(
    late, jo, bea, team
):
    assert "Are you out safe?" in jo.get("/").text
    first = bea.get("/").text
    assert "Jo Field is not back from a visit" in first
    assert 'href="tel:' in first
    nobodys = signed_in_client(make_person(service=team.service))
    assert "Jo Field" not in nobodys.get("/").text
    duty = make_person(service=team.service)
    on_duty(duty)
    assert "Jo Field is not back" in signed_in_client(duty).get("/").text


def test_whoever_reached_her_says_what_happened_and_the_alarm_is_over(late, bea, worker):
    address = f"/visits/{late.pk}/"
    page = bea.get(address).text
    assert "07700 900123" in page
    assert "Sophie" in page
    form = form_with(page, "happened")
    assert bea.post(address, form.sent(is_out="yes")).status_code == 422
    told = form.sent(happened="Flat battery. She is at her car.", is_out="yes")
    assert bea.post(address, told).status_code == 302
    assert "Jo Field" not in bea.get("/").text.replace("Jo Field’s", "")
    assert raised(worker, 30) == []


@pytest.mark.provision("CM-172")
def test_who_is_reached_and_not_out_yet_is_looked_for_again(late, bea, worker):
    address = f"/visits/{late.pk}/"
    form = form_with(bea.get(address).text, "happened")
    told = {"happened": "They talk still.", "is_out": "no"}
    assert "Say when she is expected" in bea.post(address, form.sent(**told)).text
    back = timezone.localtime() + timedelta(minutes=30)
    assert bea.post(address, form.sent(**told, back=f"{back:%H:%M}")).status_code == 302
    assert raised(worker) == []
    assert raised(worker, 60)[:1] == ["Jo Field"]


def test_where_she_is_with_a_restricted_child_the_desk_gets_the_whole_reference(
    late, bea, worker, team
):
    asking.as_waymark(worker.service_id)
    child = Child.objects.get()
    Named.objects.create(child=child, service=team.service, user=worker)
    Child.objects.update(restricted=True)
    page = bea.get(f"/visits/{late.pk}/").text
    assert "Sophie" not in page
    assert child.reference in page
    asking.as_waymark(worker.service_id)
    Out.objects.update(expected_back=timezone.now() + timedelta(hours=1))
    assert child.reference not in bea.get(f"/visits/{late.pk}/").text


def test_whom_she_visits_is_told_to_nobody_while_she_is_not_late(late, bea, worker):
    asking.as_waymark(worker.service_id)
    Out.objects.update(expected_back=timezone.now() + timedelta(hours=1))
    page = bea.get(f"/visits/{late.pk}/").text
    assert "Jo Field is at a visit" in page
    assert "Sophie" not in page


def test_only_a_visit_at_home_of_today_is_gone_to(jo, worker, booked, allowed, sophie):
    asking.as_user(worker)
    Meeting.objects.update(method="office")
    assert "no visit at home" in goes(jo, sophie, booked).text
