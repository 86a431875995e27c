"""Going to a visit, coming out of it, and reaching whoever did not."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.diary.models import BOOKED, Appointment
from waymark.rules.carries import carries
from waymark.rules.clock import on_the_wall
from waymark.rules.events.visiting import VisitsAuthorised
from waymark.rules.visiting import visits
from waymark.visits.models import Out
from waymark.visits.queries import AT_HOME

NOT_YET = (
    "No manager has authorised a visit today. Ring one: she can let visits of today go ahead on "
    "the spot, on the page of the visits."
)
YOURS = "You let this visit go ahead yourself. Ring another manager, who does."
NOT_TODAY = "This is no visit at home that is booked for today."
ALREADY = "You are out at another visit still. Say first that you are out of it safe."
OVER = "She is back, or somebody has reached her already."


@carries("CM-171", "CM-172")
def go(
    *,
    child: Child,
    appointment: Appointment,
    back: datetime,
    number: str,
    beside: str,
    by: User,
    at: datetime,
) -> Out:
    """Say that one goes now, and when one is expected back.

    :raises Refused: where no visit of today is authorised, or one is out already.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("go-on-visit", by=by, at=at, children=[child.pk], renews=False) as act:
        lets = visits(act.case(child.pk)).may_go_on(act.today)
        if why := why_not(lets, appointment=appointment, by=by, on=act.today):
            raise Refused(why)
        return _out(
            Out(
                service_id=appointment.meeting.service_id,
                meeting=appointment.meeting,
                worker=by,
                beside=beside,
                number=number,
                went_at=at,
                expected_back=back,
            )
        )


def why_not(lets: VisitsAuthorised | None, *, appointment: Appointment, by: User, on: date) -> str:
    """Say why somebody cannot go on a day; nothing where she can. Two queries at most.

    :param lets: what lets visits of that day go ahead.
    """
    meeting = appointment.meeting
    is_today = on_the_wall(meeting.begins).date() == on
    if appointment.state != BOOKED or meeting.method != AT_HOME or not is_today:
        return NOT_TODAY
    if lets is None:
        return NOT_YET
    own = Event.objects.filter(child=appointment.child_id, reference=lets.id, by=by)
    if lets.assessment is None and own.exists():
        return YOURS
    return ALREADY if Out.objects.filter(worker=by, closed_at=None).exists() else ""


def _out(row: Out) -> Out:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(ALREADY) from None
    return row


@carries("CM-172")
def come_back(*, out: Out, by: User, at: datetime) -> None:
    """Say that one is out safe. Pressed again, it is as it was."""
    recording.note(act="back-from-visit")
    Out.objects.filter(pk=out.pk, worker=by, closed_at=None).update(closed_at=at, closed_by=by)


@carries("CM-172")
def reached(*, out: Out, happened: str, back: datetime | None, by: User, at: datetime) -> None:
    """Say that she was reached, and what happened: the alarm is over.

    :param back: when she is expected now, where she is not out of it yet.
    :raises Refused: where it is over already.
    """
    check_user_can(by, Permission.SEE_CHILDREN)
    recording.note(act="reached-from-visit")
    with transaction.atomic():
        held = Out.objects.select_for_update().get(pk=out.pk)
        if held.closed_at is not None:
            raise Refused(OVER)
        held.closed_at, held.closed_by, held.happened = at, by, happened
        held.save(update_fields=["closed_at", "closed_by", "happened"])
        if back is not None:
            held.pk, held.closed_at, held.closed_by, held.happened = None, None, None, ""
            held.went_at, held.expected_back = at, back
            held.save(force_insert=True)
