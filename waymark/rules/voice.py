"""What a child or a parent said by themselves is looked at the same day where it speaks of harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.voice import (
    ChildHeard,
    ConcernLookedAt,
    SelfAssessmentConcern,
    SelfAssessmentGiven,
)

CHILD = "child"
TOLD_US = "told us of harm"
ALONE = ", so that only a manager reads it"
MANAGER = "manager"


@dataclass
class Sitting:
    """What somebody told of harm in one sitting, until somebody looked at it."""

    told: list[SelfAssessmentConcern]
    looked_at_on: date | None = None

    @property
    def first(self) -> SelfAssessmentConcern:
        return self.told[0]

    @property
    def is_childs(self) -> bool:
        return self.first.whose in (None, CHILD)

    @property
    def only_for(self) -> str | None:
        """Return who alone reads it: "managers", where a child chose that."""
        return self.first.only_for

    @property
    def words(self) -> str:
        """Say when it was, and what was asked."""
        at = f" at {self.first.at}" if self.first.at else ""
        answers = "an answer" if len(self.told) == 1 else f"{len(self.told)} answers"
        asked = dict.fromkeys(f"“{each.question}”" for each in self.told if each.question)
        to = f", to {'; '.join(asked)}" if asked else ""
        alone = ALONE if self.only_for else ""
        return f"on {said(self.first.on)}{at}, in {answers} that they gave alone{to}{alone}"

    def goes_on(self, now: SelfAssessmentConcern) -> bool:
        is_same = now.sitting is not None and now.sitting == self.first.sitting
        is_for_the_same = now.only_for == self.only_for  # else it was chosen on the way
        return is_same and is_for_the_same and self.looked_at_on is None

    def waits_for(self, answer: ConcernLookedAt) -> bool:
        is_told = any(each.id in answer.told for each in self.told)
        return self.looked_at_on is None and is_told


def sittings(case: Case) -> list[Sitting]:
    """Return what was told of harm, by sitting: one alarm, and one record of what was done.

    One conversation may answer for several. Whoever goes on answering after somebody looked is
    heard anew.
    """
    found: list[Sitting] = []
    for event in case.walk(SelfAssessmentConcern, ConcernLookedAt):
        if isinstance(event, ConcernLookedAt):
            for each in found:
                if each.waits_for(event):
                    each.looked_at_on = event.on
        elif isinstance(event, SelfAssessmentConcern):
            one = next((each for each in found if each.goes_on(event)), None)
            if one is None:
                found.append(Sitting([event]))
            else:
                one.told.append(event)
    return found


@carries("CM-053", "EP-272")
def look_at_concern(case: Case) -> Iterator[Owed]:
    for sitting in sittings(case):
        first = sitting.first
        who = "The child" if sitting.is_childs else "Somebody close to the child"
        yield Owed(
            first.id,
            first.on,
            first.on,
            f"{who} {TOLD_US} {sitting.words}.",
            due_on=first.on,
            done_on=sitting.looked_at_on,
            owed_by=MANAGER if sitting.only_for else "",
        )


@carries("EP-088")
def talk_about_sheet(case: Case) -> Iterator[Owed]:
    """What a child would rather say aloud is asked aloud."""
    for given in case.all(SelfAssessmentGiven):
        if given.is_childs and given.to_say:
            many = len(given.to_say)
            some = "one question" if many == 1 else f"{many} questions"
            yield Owed(
                given.id,
                given.on,
                given.on,
                f"On {said(given.on)} the child left {some} of a form open, and would rather "
                "answer aloud.",
                done_on=case.first(ChildHeard, given.on, about=given.id),
            )
