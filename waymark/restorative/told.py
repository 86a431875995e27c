"""What the victims' side tells of readiness and consent, taken into the child's record."""

from datetime import datetime

from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.rules.carries import carries
from waymark.rules.letters import VictimConsent, VictimReadiness


@carries("CM-354", "CM-383")
def take_in(letter: VictimReadiness | VictimConsent, *, service: int, at: datetime) -> Event:
    """Record a letter of the victims' side, by Waymark itself: once, which the inbox sees to.

    Whoever calls has told the database that Waymark asks (`asking.as_waymark`).
    """
    del service  # the walls hold its children
    child = int(letter.child)
    with door.act("take-in-letter", by=None, at=at, children=[child]) as act:
        told: Document = {
            "on": letter.on.isoformat(),
            "victim": letter.victim,
            "to": list(letter.to),
        }
        if isinstance(letter, VictimReadiness):
            told |= {"kind": "victim-readiness-told", "ready": letter.ready}
        else:
            told |= {"kind": "victim-consent-told", "given": letter.given}
        return act.record(child, told)
