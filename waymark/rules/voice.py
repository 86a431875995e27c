"""What a child or a parent said by themselves is looked at the same day where it speaks of harm."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.voice import ConcernLookedAt, SelfAssessmentConcern

CHILD = "child"


@carries("CM-053", "EP-272")
def look_at_concern(case: Case) -> Iterator[Owed]:
    for concern in case.all(SelfAssessmentConcern):
        who = "The child" if concern.whose in (None, CHILD) else "Somebody close to the child"
        yield Owed(
            concern.id,
            concern.on,
            concern.on,
            f"{who} told us of harm on {said(concern.on)}, in an answer that they gave alone.",
            due_on=concern.on,
            done_on=case.first(ConcernLookedAt, concern.on, about=concern.id),
        )
