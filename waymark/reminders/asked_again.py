"""Whether a reminder may still go: asked at the moment of sending, under the child's lock."""

from datetime import date, datetime

from waymark.chronology import casefile
from waymark.diary.queries import slot_of
from waymark.reminders import whom
from waymark.reminders.models import How, Reminder, Wish
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.clock import on_the_wall
from waymark.rules.custody import custody_end
from waymark.rules.events.custody import CustodyEntered
from waymark.rules.events.moves import ChildDied
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.known import known_on

MISSING = "missing"  # of the list `alerts`


@carries("CM-428")
def why_not(reminder: Reminder, wish: Wish | None, at: datetime) -> str:
    """Return why it is not sent, as a code of `words.WHY_NOT`; nothing where it may be."""
    on = on_the_wall(at).date()
    return (
        _of_the_child(known_on(casefile.of(reminder.child_id), on), on, reminder)
        or _of_the_appointment(reminder, at)
        or _of_the_wish(reminder, wish, on)
    )


def _of_the_child(case: Case, on: date, reminder: Reminder) -> str:
    if case.all(ChildDied):
        return "died"
    if any(_is_in(case, custody, on) for custody in case.all(CustodyEntered)):
        return "custody"
    if any(each.kind == MISSING and each.holds_on(on) for each in case.child.alerts):
        return "missing"
    if case.closed_by is not None:
        return "closed"
    met = on_the_wall(reminder.begins).date()
    if any(each.stops and each.from_ <= met <= each.to for each in case.all(SuspensionApproved)):
        return "break"
    ends = [case.end_of(order) for order in case.supervised]
    if ends and all(end is not None and end < met for end in ends):
        return "order-ended"
    return ""


def _is_in(case: Case, custody: CustodyEntered, on: date) -> bool:
    left = custody_end(case, custody)
    return custody.on <= on and (left is None or on < left)


def _of_the_appointment(reminder: Reminder, at: datetime) -> str:
    slot = slot_of(reminder.appointment)
    if not slot.is_booked:
        return "called-off"
    if slot.begins != reminder.begins:
        return "moved"
    if slot.outcome:
        return "recorded"
    return "too-late" if reminder.until <= at else ""


def _of_the_wish(reminder: Reminder, wish: Wish | None, on: date) -> str:
    if wish is None or wish.how != reminder.how:
        return "changed"
    if reminder.child.restricted and not wish.restricted:
        return "restricted"
    if wish.how == How.TEXT:
        number = whom.number_of(reminder.child, wish.to, on)
        if number is None:
            return "number-gone"
        if number.tells != wish.number:
            return "number-changed"
    return ""
