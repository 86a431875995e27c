"""Judgements of risk, the panels that share them, and concerns passed on."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Plain, Words, ends_before_it_begins

Level = Literal["low", "medium", "high", "very-high"]


@event("judgement", retention="public-protection")
class Judgement(Event):
    """A level that it leaves out stays as it was. Beside the level stands what a first look or a
    tool indicated; what is feared, for whom, when and why; how likely it is, and how soon."""

    serious_harm: Plain[Level | None] = None
    safety_and_wellbeing: Plain[Level | None] = None
    reoffending: Plain[str | None] = None
    because: Words = None
    not_yet_because: Words = None  # why something of what it rests on is not said yet
    plan_fits_because: Words = None  # why a level that rose asks for no review of the plan
    paper: Plain[str | None] = None  # the assessment that it is a part of
    serious_harm_indicative: Plain[Level | None] = None
    serious_harm_what: Words = None
    serious_harm_whom: Words = None
    serious_harm_when: Words = None
    serious_harm_likelihood: Plain[str | None] = None
    serious_harm_imminence: Plain[str | None] = None
    safety_and_wellbeing_indicative: Plain[Level | None] = None
    safety_and_wellbeing_what: Words = None
    safety_and_wellbeing_whom: Words = None
    safety_and_wellbeing_when: Words = None
    safety_and_wellbeing_likelihood: Plain[str | None] = None
    safety_and_wellbeing_imminence: Plain[str | None] = None
    reoffending_indicative: Plain[str | None] = None
    reoffending_what: Words = None
    reoffending_whom: Words = None
    reoffending_when: Words = None
    reoffending_likelihood: Plain[str | None] = None
    reoffending_imminence: Plain[str | None] = None


@event("risk-panel-held", retention="public-protection")
class RiskPanelHeld(Event):
    present: Plain[tuple[str, ...]] = ()
    note: Words = None


@event("weapon-found", retention="case")
class WeaponFound(Event):
    place: Plain[str | None] = None
    note: Words = None


@event("safeguarding-referral", retention="case")
class SafeguardingReferral(Event):
    of: Plain[EventId]
    to: Plain[str | None] = None
    note: Words = None


@event("multi-agency-meeting", retention="case")
class MultiAgencyMeeting(Event):
    forum: Plain[str | None] = None
    present: Plain[tuple[str, ...]] = ()
    talked_of: Plain[tuple[EventId, ...]] = ()  # warnings and decisions on breach


@event("meeting-notes-attached", retention="case")
class MeetingNotesAttached(Event):
    meeting: Plain[EventId]
    note: Words = None


@event("safety-plan-made", retention="public-protection")
class SafetyPlanMade(Event):
    """What keeps the child or others safe from today, before any assessment is finished."""

    keeps: Plain[Literal["child", "others", "both"]]
    what: Words = None
    who: Plain[str | None] = None
    until: Plain[date | None] = None
    child_said: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.on, self.until):
            yield "until", "is before the day of the plan"

    def holds_on(self, day: date) -> bool:
        return self.until is None or self.until >= day
