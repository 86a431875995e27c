"""What the victims' side tells of readiness, consent and works, taken into the child's record."""

from datetime import datetime
from typing import get_args

from waymark.chronology.casefile import Document
from waymark.rules.carries import carries
from waymark.rules.letters import (
    VictimConsent,
    VictimHeard,
    VictimPrepared,
    VictimReadiness,
    WorkAnswered,
    WorkGiven,
)
from waymark.telling.told_us import record

Told = VictimReadiness | VictimConsent | VictimPrepared | VictimHeard | WorkAnswered | WorkGiven
TOLD: tuple[type[Told], ...] = get_args(Told)


@carries("CM-353", "CM-354", "CM-383")
def take_in(letter: Told, *, service: int, at: datetime) -> None:
    """Record a letter of the victims' side, by Waymark itself: once, which the inbox sees to.

    Whoever calls has told the database that Waymark asks (`asking.as_waymark`).
    """
    del service  # the walls hold its children
    record(letter, _said(letter), at=at)


def _said(letter: Told) -> Document:
    match letter:
        case VictimReadiness():
            about = {"kind": "victim-readiness-told", "ready": letter.ready}
            return {**about, "victim": letter.victim, "to": list(letter.to)}
        case VictimConsent():
            about = {"kind": "victim-consent-told", "given": letter.given}
            return {**about, "victim": letter.victim, "to": list(letter.to)}
        case VictimPrepared():
            about = {"kind": "victim-prepared-told", "prepared": letter.prepared}
            return {**about, "victim": letter.victim, "activity": letter.activity}
        case VictimHeard():
            about = {"kind": "victim-heard-told", "helped": letter.helped}
            said = {**about, "victim": letter.victim, "activity": letter.activity}
            return {name: value for name, value in said.items() if value}
        case WorkAnswered():
            return {"kind": "work-answered", "work": letter.work, "answer": letter.answer}
        case WorkGiven():
            return {"kind": "work-given", "work": letter.work, "how": letter.how}
