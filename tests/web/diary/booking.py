"""Booking a time as somebody does on the page."""

from datetime import time, timedelta

from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts, form_with
from waymark.accounts import asking
from waymark.children.models import Episode
from waymark.diary.models import Appointment, Meeting
from waymark.rules.clock import moments

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
AN_HOUR = timedelta(hours=1)
SCHOOL = {
    "kind": "education",
    "name": "Wickhaven High",
    "weekdays": ["monday", "tuesday"],
    "starts": "08:45",
    "ends": "15:15",
    "from": "2020-09-01",
}


def a_child(worker, name="Sophie"):
    return make_child(worker.service, worker=worker, child={"given_name": name})


def page(child, what=""):
    return f"/children/{child}/week/{what}"


def book(client, child, *, on=MONDAY, at="16:00", **typed):
    form = form_with(client.get(page(child, "book/")).text, "method")
    told = {"method": "office", "at": at, **day_parts("on", on), **typed}
    return client.post(page(child, "book/"), form.sent(**told))


def is_today(worker, child):
    """Let what is booked with a child be today at noon, whatever the clock says."""
    (noon,) = moments(TODAY, time(12))
    asking.as_user(worker)
    Meeting.objects.filter(appointments__child=child).update(begins=noon, ends=noon + AN_HOUR)


def booked(worker, child):
    asking.as_user(worker)
    return list(Appointment.objects.filter(child=child).order_by("meeting__begins"))


def held(child, worker, of="commitments", **told):
    asking.as_user(worker)
    Episode.objects.create(
        child_id=child, service=worker.service, kind=of, position=0, document=told
    )
