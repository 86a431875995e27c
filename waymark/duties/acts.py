"""The service's own numbers, chosen by its senior managers."""

from datetime import date, datetime

from django.db import transaction

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.duties.models import OwnNumber
from waymark.duties.numbers import hours_of
from waymark.guidance import hours
from waymark.guidance.policy import SMALL, numbers
from waymark.rules import small_numbers

CLOSED = (
    "By these hours nobody would be at work: give the hour of the day, from 1 to 24. It opens "
    "before it closes."
)
SMALLEST = (
    f"Give {small_numbers.LEAST} or more: under a lower number what is kept back could be told."
)
LONGEST = 365  # in whatever unit: more is a slip of the key


def choose_number(
    *, name: str, value: int | None, begins: date, reason: str, by: User, at: datetime
) -> OwnNumber:
    """Let a number hold in this service for what is raised from a day on, and say why.

    The duties that go by it are worked out anew when their children are next met: the database
    makes their standings stale.

    :param value: none where the national number holds again.
    """
    check_user_can(by, Permission.CHOOSE_NUMBERS)
    if name not in {each.name for each in numbers(today(at))}:
        raise Refused("Choose a number that a service may change.")
    if value is not None and not 1 <= value <= LONGEST:
        raise Refused(f"Give a number from 1 to {LONGEST}.")
    if name == SMALL and value is not None and value < small_numbers.LEAST:
        raise Refused(SMALLEST)
    if begins < today(at):
        raise Refused("Choose today or a day to come: what was raised before keeps its number.")
    with transaction.atomic():
        chosen = OwnNumber.objects.create(
            service_id=by.service_id,
            name=name,
            value=value,
            begins=begins,
            reason=reason.strip().removesuffix("."),
            by=by,
            at=at,
        )
        if name in hours.NAMES and not hours_of(by.service_id).fit():
            raise Refused(CLOSED)
    recording.note(act="choose-number", number=name, value=value, begins=begins.isoformat())
    return chosen
