"""What nobody rang for: jobs that were lost, workers that were killed, what came of a message."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.jobs import queue
from waymark.reminders import notify
from waymark.reminders.models import Reminder, State
from waymark.reminders.planning import SEND, SENT_FOR_US
from waymark.reminders.sending import held

LOST = timedelta(minutes=2)  # Notify is waited for ten seconds
ASKED_FOR = timedelta(days=3)  # Notify tries a phone that is off for so long
AT_ONCE = 100
OVER = ("delivered", "permanent-failure", "temporary-failure", "technical-failure")
FAILED = OVER[1:]


def watch(at: datetime) -> None:
    """Say of what was left half done that nobody knows; ring again for what is late."""
    late = Q(state=State.PLANNED, how__in=SENT_FOR_US, due_at__lt=at - LOST)
    for pk, service in _of_all(Reminder.objects.filter(late)):
        queue.put(SEND, reminder=pk, service=service)
    left = Q(state=State.SENDING, tried_at__lt=at - LOST)
    for pk, service in _of_all(Reminder.objects.filter(left)):
        with held(pk, service, "reminder-left", at) as row:
            if row is not None and row.state == State.SENDING:
                row.state = State.UNSURE
                row.save(update_fields=["state"])


def ask_what_came(at: datetime) -> None:
    """Ask Notify what came of what it was told, and whether it was told what nobody knows of."""
    told = Q(state=State.SENT) & ~Q(delivery__in=OVER) & ~Q(notify_id="")
    recent = Q(tried_at__gt=at - ASKED_FOR)
    wanted = Reminder.objects.filter(recent & (told | Q(state=State.UNSURE)))
    for pk, service in _of_all(wanted):
        with transaction.atomic():
            asking.as_waymark(service)
            knows = Reminder.objects.values_list("reference", "notify_id", "delivery").get(pk=pk)
        reference, notify_id, delivery = knows
        found = notify.asked_for(reference, notify_id)
        if found is not None and found[1] != delivery:
            _keep(pk, service, found, at)


def _keep(pk: int, service: int, found: tuple[str, str], at: datetime) -> None:
    with held(pk, service, "reminder-told-of", at) as row:
        if row is not None and row.state in (State.SENT, State.UNSURE):
            row.state, (row.notify_id, row.delivery) = State.SENT, found
            row.save(update_fields=["state", "notify_id", "delivery"])


def _of_all(rows: QuerySet[Reminder]) -> Iterator[tuple[int, int]]:
    """Yield what is to be looked at, of one service after the other."""
    for service in Service.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            asking.as_waymark(service)
            mine = rows.filter(service=service).order_by(F("due_at"))[:AT_ONCE]
            found = list(mine.values_list("pk", "service"))
        yield from found
