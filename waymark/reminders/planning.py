"""Planning reminders, in the act that books, moves or calls off or says how a child likes it."""

from collections.abc import Sequence
from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.diary.models import BOOKED, Appointment
from waymark.guidance import setting
from waymark.jobs import queue
from waymark.reminders.models import How, Reminder, State, Wish
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.reminding import Lead, due, until

SEND = "send-reminder"
EVENING, BEFORE = "reminder-evening", "reminder-before"  # of guidance/settings.toml
SENT_FOR_US = (How.TEXT, How.EMAIL)


@carries("CM-428")
def plan(appointments: Sequence[Appointment], at: datetime) -> None:
    """Plan anew what reminds of these appointments, as they now stand: each child as that child
    wishes.

    What was planned before is not sent. What was sent already stays as it was.
    """
    planned = Reminder.objects.filter(appointment__in=appointments, state=State.PLANNED)
    planned.update(state=State.NOT_SENT, because="changed")
    wishes = Wish.objects.filter(child__in={each.child_id for each in appointments})
    of = {each.child_id: each for each in wishes.exclude(how=How.NONE)}
    wanted = [
        _reminder(wish, each, lead, at)
        for each in appointments
        if each.state == BOOKED and (wish := of.get(each.child_id))
        for lead in leads(wish)
    ]
    made = Reminder.objects.bulk_create([each for each in wanted if each.due_at > at])
    for reminder in made:
        ring(reminder)


def leads(wish: Wish) -> list[Lead]:
    chosen: dict[Lead, bool] = {"evening": wish.evening, "hours": wish.hours}
    return [lead for lead, is_chosen in chosen.items() if is_chosen]


def _reminder(wish: Wish, appointment: Appointment, lead: Lead, at: datetime) -> Reminder:
    begins = appointment.meeting.begins
    on = on_the_wall(begins).date()
    evening, hours = setting(EVENING).on(on), setting(BEFORE).on(on)
    due_at = due(begins, lead, evening=evening, hours=hours)
    return Reminder(
        child_id=appointment.child_id,
        service_id=appointment.service_id,
        appointment=appointment,
        how=wish.how,
        lead=lead,
        begins=begins,
        due_at=due_at,
        until=until(begins, lead, due_at),
        made_at=at,
    )


def ring(reminder: Reminder) -> None:
    """Queue what sends it at its time, in this transaction; a call is the worker's to make."""
    if reminder.how in SENT_FOR_US:
        queue.put(SEND, at=reminder.due_at, reminder=reminder.pk, service=reminder.service_id)


def choose(*, child: Child, wish: Wish, by: User, at: datetime) -> None:
    """Keep how a child likes to be reminded, and plan what is to come anew."""
    check_user_can(by, Permission.RECORD)
    with door.act("choose-reminders", by=by, at=at, children=[child.pk], renews=False):
        before = Wish.objects.filter(child=child).first()
        wish.pk = before.pk if before else None
        wish.child, wish.service_id, wish.restricted = child, child.service_id, child.restricted
        wish.chosen_by, wish.chosen_at = by, at
        wish.save()
        to_come = Appointment.objects.filter(child=child, meeting__begins__gt=at)
        plan(list(to_come.select_related("meeting")), at)


def rang(*, reminder: Reminder, by: User, at: datetime) -> None:
    """Say that somebody rang: instead of a message that did not go, or as the child asked."""
    check_user_can(by, Permission.RECORD)
    with door.act("rang", by=by, at=at, children=[reminder.child_id], renews=False):
        reminder.refresh_from_db()  # it may have been sent while the page was looked at
        is_to_go = reminder.how in SENT_FOR_US and reminder.due_at > at
        if is_to_go or reminder.state == State.SENDING:
            raise Refused("It is still to be sent. Look again after its time.")
        reminder.state = State.RUNG
        reminder.save(update_fields=["state"])
