"""Judgements of risk, the panels that share them, and concerns passed on."""

from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Plain, Words

Level = Literal["low", "medium", "high", "very-high"]


@event("judgement", retention="public-protection")
class Judgement(Event):
    """A level that it leaves out stays as it was."""

    serious_harm: Plain[Level | None] = None
    safety_and_wellbeing: Plain[Level | None] = None
    reoffending: Plain[str | None] = None
    because: Words = None


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


@event("meeting-notes-attached", retention="case")
class MeetingNotesAttached(Event):
    meeting: Plain[EventId]
    note: Words = None
