"""What was done on the victims' side, taken into the child's record by Waymark itself."""

from datetime import datetime

from waymark.chronology import door
from waymark.rules.letters import ContactSchemeNotified, InvitationDecided, Letter


def scheme_notified(letter: ContactSchemeNotified, *, service: int, at: datetime) -> None:
    del service  # the walls hold its children
    _record(letter, at, "victim-contact-scheme-notified", order=letter.order, victim=letter.victim)


def invitation_decided(letter: InvitationDecided, *, service: int, at: datetime) -> None:
    del service
    _record(letter, at, "victim-invitation-decided", victim=letter.victim, decision=letter.decision)


def _record(letter: Letter, at: datetime, kind: str, **facts: str) -> None:
    child = int(letter.child)
    with door.act("told-by-victims-side", by=None, at=at, children=[child]) as act:
        act.record(child, {"kind": kind, "on": letter.on.isoformat(), **facts})
