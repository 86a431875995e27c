"""Management oversight: what a manager directs is done, by the day she gave."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.oversight import DirectionDone, DirectionGiven


@carries("EP-159")
def follow_direction(case: Case) -> Iterator[Owed]:
    for direction in case.all(DirectionGiven):
        yield Owed(
            direction.id,
            direction.on,
            direction.on,
            f"A manager gave a direction on {said(direction.on)}, to be followed by "
            f"{said(direction.due_on)}.",
            due_on=direction.due_on,
            done_on=case.first(DirectionDone, direction.on, about=direction.id),
        )
