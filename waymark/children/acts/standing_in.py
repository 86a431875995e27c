"""Standing in for a colleague who is away, and answering for the duty desk."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.acts.chosen import (
    refuse_oneself,
    refuse_who_is_not_led,
    refuse_who_may_not_work,
)
from waymark.children.acts.workers import children_of
from waymark.children.models import Cover, DutyDay
from waymark.chronology.door import today

OVER = "This is over already: nobody is left to take it from."


def cover(*, worker: User, away: User, first: date, last: date, by: User) -> Cover:
    """Let somebody stand in for a colleague from a day to a day, both included."""
    check_user_can(by, Permission.MANAGE_TEAM)
    if last < first:
        raise Refused("Choose a last day that is not before the first.")
    if worker == away:
        raise Refused("Choose somebody else to stand in.")
    for person in (worker, away):
        refuse_who_may_not_work(person, by)
        refuse_who_is_not_led(person, by)
    refuse_oneself(worker, by)
    _note("cover", away, first, worker=worker.pk)
    period = DateRange(first, date.fromordinal(last.toordinal() + 1))
    return Cover.objects.create(service_id=by.service_id, user=worker, away=away, period=period)


def end_cover(*, cover: Cover, by: User, at: datetime) -> None:
    """Let somebody stand in no longer: from today, or not at all where it had not begun."""
    check_user_can(by, Permission.MANAGE_TEAM)
    refuse_who_is_not_led(cover.away, by)
    on = today(at)
    if cover.last_day < on:
        raise Refused(OVER)
    _note("end-cover", cover.away, on, worker=cover.user_id)
    if cover.first_day >= on:
        cover.delete()
    else:
        cover.period = DateRange(cover.first_day, on)
        cover.save(update_fields=["period"])


def put_on_duty(*, worker: User, day: date, by: User) -> DutyDay:
    check_user_can(by, Permission.MANAGE_TEAM)
    refuse_who_may_not_work(worker, by)
    refuse_who_is_not_led(worker, by)
    refuse_oneself(worker, by)
    recording.note(act="put-on-duty", worker=worker.pk, day=day.isoformat())
    made, _ = DutyDay.objects.get_or_create(service_id=by.service_id, user=worker, day=day)
    return made


def take_off_duty(*, duty_day: DutyDay, by: User, at: datetime) -> None:
    """Take somebody off the duty desk, today or on a day to come."""
    check_user_can(by, Permission.MANAGE_TEAM)
    refuse_who_is_not_led(duty_day.user, by)
    if duty_day.day < today(at):
        raise Refused(OVER)
    recording.note(act="take-off-duty", worker=duty_day.user_id, day=duty_day.day.isoformat())
    duty_day.delete()


def _note(act: str, away: User, on: date, *, worker: int) -> None:
    """Note in the audit whose children somebody comes to, or no longer comes to."""
    children = children_of(away, on=on).values_list("child", flat=True)
    recording.note(children=children, act=act, worker=worker, away=away.pk)
