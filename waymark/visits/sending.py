"""Sending a step of an alarm to whom it reaches: a text to whoever is out, an e-mail to each.

It names no child. One that is lost with its worker is made up for by the next step.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from waymark.accounts import asking
from waymark.jobs import queue
from waymark.pages.words import clock
from waymark.reminders import notify
from waymark.reminders.models import How
from waymark.reminders.said import Message
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.visits.models import Alarm

SEND = "send-alarm"
SUBJECT = "{name} is not back from a visit"
TEXT = """{name} was expected back from a visit at {at}, and has not said that she is out safe.

Ring {number}. Then write here that you have reached her, so that nobody else is told:

{address}
"""
HERSELF = (
    "Are you out safe? You were expected back at {at}. Say so in Waymark, or ring your manager."
)


def nothing_goes() -> bool:
    """Tell whether alarms are read in Waymark alone, for want of a mail server and of Notify."""
    return not (settings.SENDS_MAIL or notify.is_set_up(How.TEXT))


def ring(alarms: Iterable[Alarm]) -> None:
    """Queue what sends each, in this transaction."""
    for each in alarms:
        queue.put(SEND, alarm=each.pk, service=each.service_id)


@carries("CM-172")
def send(*, alarm: int, service: int) -> None:
    """Send a step, unless she is back by now."""
    with transaction.atomic():
        asking.as_waymark(service)
        rows = Alarm.objects.select_related("out__worker", "whom")
        step = rows.filter(pk=alarm, out__closed_at=None).first()
    if step is None:
        return
    message = _message(step)
    is_hers = step.whom_id == step.out.worker_id
    if is_hers and notify.is_set_up(How.TEXT):
        notify.send(How.TEXT, step.out.number, message, f"alarm-{step.pk}")
    if settings.SENDS_MAIL:
        send_mail(message.subject, message.text, None, [step.whom.email])


def _message(step: Alarm) -> Message:
    out = step.out
    told = {"name": out.worker.first_name, "at": clock(on_the_wall(out.expected_back).time())}
    if step.whom_id == out.worker_id:
        return Message("Are you out safe?", HERSELF.format(**told))
    address = f"{settings.ORIGIN}{reverse('look-for', args=[out.pk])}"
    return Message(SUBJECT.format(**told), TEXT.format(**told, number=out.number, address=address))
