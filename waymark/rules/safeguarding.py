"""Concerns are passed on, and what other agencies agreed is kept with the case."""

from collections.abc import Iterator

from waymark.rules.calendar import said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.risk import (
    MeetingNotesAttached,
    MultiAgencyMeeting,
    SafeguardingReferral,
    WeaponFound,
)
from waymark.rules.settings import value_on


@carries("CM-598", "CM-599")
def refer_weapon_concern(case: Case) -> Iterator[Owed]:
    for found in case.all(WeaponFound):
        within = value_on(case.settings.weapon_referral, found.on)
        yield Owed(
            found.id,
            found.on,
            found.on,
            f"The child was found with a weapon on {said(found.on)}, which is first of all a "
            "worry about their own safety.",
            due_on=working_days_after(found.on, within),
            done_on=case.first(SafeguardingReferral, found.on, about=found.id),
            numbers=("weapon_referral",),
        )


@carries("CM-184")
def attach_meeting_notes(case: Case) -> Iterator[Owed]:
    for meeting in case.all(MultiAgencyMeeting):
        yield Owed(
            meeting.id,
            meeting.on,
            meeting.on,
            f"Agencies met about the child on {said(meeting.on)}, and the notes belong with "
            "the case.",
            done_on=case.first(MeetingNotesAttached, meeting.on, about=meeting.id),
        )
