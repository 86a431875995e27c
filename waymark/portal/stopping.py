"""A child says by themselves, on the copy of the plan that they hold, that they want something no
more that was to make it right: one tap, and it stops.

What stands in the record decides what the page says, so that a tap that was taken back there as a
mistake can be made again. Where somebody else wants it no more, the page does not tell: their
worker does.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.chronology.requirements import requirements
from waymark.plans.copy import Copy, Step
from waymark.portal.holding import as_waymark, waymark_itself
from waymark.portal.models import Sheet
from waymark.restorative.required import REPARATION, UNPAID_WORK
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events.orders import OrderAmended
from waymark.rules.known import known_on
from waymark.rules.restorative import TALKS, Activity, activities, both_on
from waymark.rules.stopping import to_stop

STOPPED, OVER = "stopped", "stop-over"  # what the page says, of the words of a sheet


class MayStop(NamedTuple):
    """What stands in a copy that its child may say no to."""

    activity: str
    what: str
    theirs: str = ""  # where it stands in the words of an interpreter
    says: str = ""  # that their no was heard, or came when it was over; else there is the tap
    owes: bool = False  # an order asks hours of them, and this counts in them


def may_stop(sheet: Sheet, *, at: datetime) -> list[MayStop]:
    """Return it as the record has it now, which Waymark itself reads. Two queries."""
    steps = list(_steps(sheet))
    if not steps:
        return []
    with as_waymark(sheet):
        document = casefile.documents([sheet.child_id])[sheet.child_id]
    return list(_as_recorded(sheet, steps, document, today(at)))


def _steps(sheet: Sheet) -> Iterator[tuple[str, Step]]:
    """Yield each step that may be said no to, and where it stands in an interpreter's words."""
    if sheet.is_for_child:
        for block in Copy.of(sheet.content).blocks:
            theirs = block.title if block.stops else ""
            for step in filter(lambda each: each.activity, (*block.steps, *block.stops)):
                yield theirs, step


def _as_recorded(
    sheet: Sheet, steps: Iterable[tuple[str, Step]], document: Document, day: date
) -> Iterator[MayStop]:
    case = known_on(trusted(document), day)
    planned = {each.planned.id: each for each in activities(case)}
    left = to_stop(case, day)
    for theirs, step in steps:
        name, found, owes = step.activity, planned.get(step.activity), False
        if found and _said_no(case, found, day):
            says = STOPPED
        elif name not in left and (name in sheet.answers or (found and found.is_done)):
            says = OVER
        else:
            says = ""
        if found and says != OVER:
            owes = counts_in_hours(case, found, document)
        yield MayStop(name, step.what, theirs, says, owes)


def _said_no(case: Case, activity: Activity, day: date) -> bool:
    """Tell whether the child ended it, or all with whomever it is for."""
    victim = activity.planned.victim
    is_no = victim is not None and both_on(case, victim, day).child == "no"
    return is_no or activity.called_off is not None


@carries("CM-336")
def counts_in_hours(case: Case, activity: Activity, document: Document) -> bool:
    """Tell whether an order asks hours of the child that this counts in, and some are
    left: making it right is as the child chooses, and the hours are not."""
    order = activity.planned.order
    if order is None or activity.planned.form in TALKS:
        return False
    changes = case.about(OrderAmended, order)
    asked = sum(
        one.hours or 0
        for each in document.get("orders") or ()
        if each["id"] == order
        for one in requirements(each, changes)
        if one.kind in (REPARATION, UNPAID_WORK)
    )
    return asked > sum(each.worked for each in activities(case) if each.planned.order == order)


@carries("CM-354")
def stop(sheet: Sheet, activity: str, *, at: datetime) -> None:
    """Write down that the child wants it no more, where it is still to be done or given. Of
    what stands in no copy of theirs, and of a second tap, nothing is written; of what is over,
    that they said so stays on their page alone."""
    if activity not in {step.activity for _, step in _steps(sheet)}:
        return
    with waymark_itself(sheet, "change-mind", at=at) as act:
        case = act.case(sheet.child_id)
        is_left = activity in to_stop(case, act.today)
        if is_left:
            told = {"kind": "mind-changed", "on": act.today.isoformat(), "activity": activity}
            act.record(sheet.child_id, {**told, "themselves": True})
    if not is_left:
        sheet.answers[activity] = {"over": True}
        sheet.save(update_fields=["answers"])
