"""What was sent and what was not, as the child's week and a worker's first page say it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.diary.models import BOOKED
from waymark.diary.queries import Slot
from waymark.diary.said_beside import Beside
from waymark.pages.words import clock, day
from waymark.prepared import Told
from waymark.reminders import notify
from waymark.reminders.models import How, Reminder, State
from waymark.reminders.planning import SENT_FOR_US
from waymark.reminders.words import TO_RING, WHY_NOT
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall

FAILED = ("permanent-failure", "temporary-failure", "technical-failure")
WHAT = {How.TEXT: "text", How.EMAIL: "e-mail"}
NO_ACCOUNT = (
    "No reminder is sent: the service has no account with GOV.UK Notify yet. Whoever runs Waymark "
    "sets it up."
)
Notice = tuple[str, str]


def beside(slots: Sequence[Slot]) -> dict[int, list[Beside]]:
    """Say of each appointment what reminds of it, and what came of that. One query."""
    rows = Reminder.objects.filter(appointment__in=[each.appointment.pk for each in slots])
    found: dict[int, list[Beside]] = {}
    names = {each.appointment.pk: each.appointment.child.first_name for each in slots}
    for row in rows.exclude(because="changed").order_by("due_at", "pk"):
        found.setdefault(row.appointment_id, []).append(_said(row, names[row.appointment_id]))
    return found


def _said(row: Reminder, name: str) -> Beside:
    when = _when(row.due_at, on_the_wall(row.due_at).date())
    rung = reverse("rung", args=[row.child_id, row.pk])
    if row.state == State.RUNG:
        return Beside(f"{name} was rung")
    if row.how == How.CALL:
        return Beside(f"Ring {name} about {when}", address=rung, does="Rung")
    what = WHAT[How(row.how)]
    if row.state == State.PLANNED and not notify.is_set_up(row.how):
        return Beside(f"No {what} will go: {WHY_NOT['not-set-up']}", late=True)
    if row.state == State.PLANNED:
        return Beside(f"{'A' if row.how == How.TEXT else 'An'} {what} goes {when}")
    if row.state == State.NOT_SENT:
        why = f"No {what} was sent: {WHY_NOT[row.because]}"
        if row.because not in TO_RING:
            return Beside(why)
        return Beside(why, late=True, address=rung, does="Rung")
    if row.state == State.UNSURE:
        return Beside(
            f"We do not know whether {name} got the {what}: ring",
            late=True,
            address=rung,
            does="Rung",
        )
    if row.delivery in FAILED:
        return Beside(
            f"The {what} did not arrive: the number or the address does not work", late=True
        )
    arrived = ", and arrived" if row.delivery == "delivered" else ""
    tried = row.tried_at or row.due_at
    return Beside(f"The {what} was sent {_when(tried, on_the_wall(tried).date())}{arrived}")


def _when(moment: datetime, on: date) -> str:
    here = on_the_wall(moment)
    return f"{day(here.date(), on)} at {clock(here.time())}"


def to_be_rung(by: int | Told, at: datetime | Told, on: date | Told) -> QuerySet[Reminder]:
    """Return the reminders of what is to come of which a worker has something to do."""
    calls = Q(how=How.CALL, state=State.PLANNED, due_at__date__lte=on)
    failed = Q(state=State.NOT_SENT, because__in=TO_RING) | Q(state=State.SENT, delivery__in=FAILED)
    return Reminder.objects.filter(
        calls | failed | Q(state=State.UNSURE),
        begins__gt=at,
        appointment__state=BOOKED,
        appointment__meeting__staff__worker=by,
    )


@carries("CM-428")
def to_ring(*, by: User, at: datetime) -> list[Notice]:
    """Return whom a worker is to ring, and whose number does not work. One query."""
    rows = to_be_rung(by.pk, at, today(at)).select_related("child").order_by("due_at", "pk")
    recording.note(children=[each.child_id for each in rows])
    return list(dict.fromkeys(_to_do(rows)))


def _to_do(rows: Iterable[Reminder]) -> Iterator[Notice]:
    for row in rows:
        name = row.child.first_name
        page = reverse("appointment", args=[row.child_id, row.appointment_id])
        if row.how == How.CALL:
            yield f"Ring {name} about {clock(on_the_wall(row.due_at).time())}", page
        elif row.state == State.UNSURE:
            yield f"We do not know whether {name} got the reminder: ring", page
        elif row.delivery in FAILED or row.because == "wrong-number":
            which = "number" if row.how == How.TEXT else "e-mail address"
            yield f"The {which} for {name} does not work", reverse("reminded", args=[row.child_id])
        else:
            yield f"No reminder went to {name}: ring", page


def not_set_up() -> tuple[str, ...]:
    """Return what Notify cannot send for us, for want of an account or of a template."""
    return tuple(how for how in SENT_FOR_US if not notify.is_set_up(how))
