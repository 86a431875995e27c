"""A child says by themselves, on the copy of the plan that they hold, that they want something no
more that was to make it right: one tap, and it stops."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from waymark.plans.copy import Copy
from waymark.portal.holding import waymark_itself
from waymark.portal.models import Sheet
from waymark.rules.carries import carries
from waymark.rules.restorative import to_do


class MayStop(NamedTuple):
    """What stands in a copy that its child may say no to."""

    activity: str
    what: str
    stopped: bool  # by this child, here: what ended otherwise their worker tells them
    theirs: str = ""  # where it stands in the words of an interpreter


def may_stop(sheet: Sheet) -> Iterator[MayStop]:
    if sheet.is_for_child:
        for block in Copy.of(sheet.content).blocks:
            theirs = block.title if block.stops else ""
            for step in filter(lambda each: each.activity, (*block.steps, *block.stops)):
                yield MayStop(step.activity, step.what, step.activity in sheet.answers, theirs)


@carries("CM-354")
def stop(sheet: Sheet, activity: str, *, at: datetime) -> None:
    """Write down that the child wants it no more, where it is still to be done. Of what stands in
    no copy of theirs, and of a second tap, nothing is written."""
    if activity not in {each.activity for each in may_stop(sheet) if not each.stopped}:
        return
    with waymark_itself(sheet, "change-mind", at=at) as act:
        planned = to_do(act.case(sheet.child_id), act.today)
        if activity in {each.planned.id for each in planned}:
            told = {"kind": "mind-changed", "on": act.today.isoformat(), "activity": activity}
            act.record(sheet.child_id, {**told, "themselves": True})
    sheet.answers[activity] = {"stopped": True}
    sheet.save(update_fields=["answers"])
