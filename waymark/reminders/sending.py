"""Sending one reminder: once, or not at all.

That it is being sent is committed before Notify is called. Whoever is killed in between leaves it
so, and nobody sends it again (`watching`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from waymark.accounts import asking
from waymark.audit import recording
from waymark.children import naming
from waymark.chronology import door
from waymark.guard import Shut, Towards
from waymark.reminders import asked_again, notify, whom
from waymark.reminders.models import How, Reminder, State, Wish
from waymark.reminders.notify import Answer, Came
from waymark.reminders.planning import ring
from waymark.reminders.said import Message, message
from waymark.rules.appointments import Said
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.facts import build

AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))  # and so on


@dataclass(frozen=True)
class Letter:
    """What is to go where; it is kept nowhere."""

    how: str
    to: str
    message: Message
    reference: str


@carries("CM-428")
def send(*, reminder: int, service: int) -> None:
    """Send a reminder that is due, unless something speaks against it now."""
    deliver(reminder, service, timezone.now)


def deliver(pk: int, service: int, now: Callable[[], datetime]) -> None:
    place = _place_to_say(pk, service, now())
    letter = _begun(pk, service, place, now())
    if letter is not None:
        answer = notify.send(letter.how, letter.to, letter.message, letter.reference)
        _keep(pk, service, answer, now())


@contextmanager
def held(pk: int, service: int, what: str, at: datetime) -> Iterator[Reminder | None]:
    """One transaction of Waymark itself with a reminder and its child locked; none, where it is
    gone or of another service."""
    with recording.command(what, service_id=service, user_id=None, at=at):
        asking.as_waymark(service)
        child = Reminder.objects.filter(pk=pk).values_list("child", flat=True).first()
        if child is None:
            yield None
            return
        with door.act(what, by=None, at=at, children=[child], renews=False):
            rows = Reminder.objects.select_related("child", "appointment__meeting__place")
            yield rows.select_for_update(of=["self"]).get(pk=pk)


def _begun(pk: int, service: int, place: str, at: datetime) -> Letter | None:
    """Say that it is being sent, and return what is; nothing where it is not sent."""
    with held(pk, service, "send-reminder", at) as row:
        if row is None or row.state != State.PLANNED or row.due_at > at:
            return None
        wish = Wish.objects.filter(child=row.child_id).first()
        row.because = asked_again.why_not(row, wish, at)
        if not row.because and not notify.is_set_up(row.how):
            row.because = "not-set-up"
        row.state = State.NOT_SENT if row.because else State.SENDING
        row.tried_at, row.tries = at, row.tries + 1
        row.save(update_fields=["state", "because", "tried_at", "tries"])
        return None if row.because or wish is None else _letter(row, wish, place, at)


def _letter(row: Reminder, wish: Wish, place: str, at: datetime) -> Letter:
    if wish.how == How.TEXT:
        number = whom.number_of(row.child, wish.to, on_the_wall(at).date())
        assert number is not None, "why_not has asked"
        to = number.number
    else:
        to = wish.email
    return Letter(row.how, to, _says(row, wish, place), row.reference)


def _says(row: Reminder, wish: Wish, place: str) -> Message:
    """Return what reminds of an appointment, as a child asked for it.

    :param place: which may be said, if it is there still.
    """
    meeting = row.appointment.meeting
    staff = meeting.staff.order_by("pk").select_related("worker").first()
    return message(
        meeting.begins,
        worker=staff.worker.first_name if staff else "",
        place=place if wish.says_place and place == _place(row) else "",
        language=wish.language,
    )


def _place_to_say(pk: int, service: int, at: datetime) -> str:
    """Return where it is; nothing where that may not go out: the reminder goes without. It is asked
    before anything is locked, since an answer may take its time."""
    with recording.command("reminder-place", service_id=service, user_id=None, at=at):
        asking.as_waymark(service)
        due = Reminder.objects.filter(pk=pk, state=State.PLANNED, due_at__lte=at)
        row = due.select_related("child", "appointment__meeting__place").first()
        if row is None or not Wish.objects.filter(child=row.child_id, says_place=True).exists():
            return ""
        where = _place(row)
        return "" if not where or _names_somebody(where, row, at) else where


def _place(row: Reminder) -> str:
    """Return where it is, as the record calls it."""
    meeting = row.appointment.meeting
    return meeting.place.name if meeting.place else build(Said, row.appointment.document).place


@carries("CM-409")
def _names_somebody(where: str, row: Reminder, at: datetime) -> bool:
    """Tell whether a place names, or may name, somebody who must not be in what goes to the child,
    or nobody can say."""
    known = naming.who_is_around(row.child)
    told = {"child": row.child, "towards": Towards.CHILD, "by": None, "at": at}
    try:
        reading = naming.read([where], known=known, **told)
        return bool(reading.of(where) or reading.to_look)
    except Shut:
        return True


def _keep(pk: int, service: int, answer: Answer, at: datetime) -> None:
    with held(pk, service, "reminder-answered", at) as row:
        if row is None or row.state not in (State.SENDING, State.UNSURE):
            return
        row.notify_id = answer.notify_id
        row.state, row.because = _became(answer)
        if answer.came is Came.AGAIN:
            _again(row, at)
        row.save(update_fields=["state", "because", "notify_id", "due_at"])


def _became(answer: Answer) -> tuple[State, str]:
    if answer.came is Came.SENT:
        return State.SENT, ""
    if answer.came is Came.UNSURE:
        return State.UNSURE, ""
    wrong = "wrong-number" if answer.came is Came.WRONG else "refused"
    return State.NOT_SENT, wrong


def _again(row: Reminder, at: datetime) -> None:
    """Plan it anew while there is time. It surely was not sent."""
    when = at + AGAIN[min(row.tries, len(AGAIN)) - 1]
    if when >= row.until or _is_planned_already(row):
        row.state, row.because = State.NOT_SENT, "not-reached"
        return
    row.state, row.because, row.due_at = State.PLANNED, "", when
    ring(row)


def _is_planned_already(row: Reminder) -> bool:
    """Tell whether it was planned anew while Notify was asked: that other one goes."""
    other = Reminder.objects.filter(
        appointment=row.appointment_id, lead=row.lead, state=State.PLANNED
    )
    return other.exists()
