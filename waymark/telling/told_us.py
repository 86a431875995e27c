"""What was done on the victims' side, taken into the child's record by Waymark itself."""

from collections.abc import Iterator
from datetime import datetime

from waymark.children.models import Child
from waymark.chronology import acts, door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.letters import ContactSchemeNotified, InvitationDecided, OfOneHarmed
from waymark.rules.telling import ABOUT

A_MISTAKE = "It was written down by mistake on the victims’ side, which took it back."


def scheme_notified(letter: ContactSchemeNotified, *, service: int, at: datetime) -> None:
    del service  # the walls hold its children
    about = {"order": letter.order, "victim": letter.victim}
    record(letter, {"kind": "victim-contact-scheme-notified", **about}, at=at)


def invitation_decided(letter: InvitationDecided, *, service: int, at: datetime) -> None:
    del service
    about = {"victim": letter.victim, "decision": letter.decision}
    record(letter, {"kind": "victim-invitation-decided", **about}, at=at)


@carries("CM-380", "CM-377", "CM-383", "CM-354")
def record(letter: OfOneHarmed, facts: Document, *, at: datetime) -> None:
    """Record what a letter tells, unless it stands there last; withdraw what it takes back.

    :raises post.OfNobody: where the child's record is not here.
    """
    child = int(letter.child)
    if not Child.objects.filter(pk=child).exists():
        raise post.OfNobody(child)
    told = {"on": letter.on.isoformat(), **facts}
    with door.act("told-by-victims-side", by=None, at=at, children=[child]) as act:
        about = list(_about(letter, told))
        if letter.taken_back:
            for each in about:
                if each.by_id is None and _says(each, told):
                    acts.withdraw_within(act, each, A_MISTAKE)
        elif not (about and _says(about[-1], told)):
            act.record(child, told)


def _about(letter: OfOneHarmed, told: Document) -> Iterator[Event]:
    """Yield what stands about the same thing, the earliest first. One query."""
    of = {name: told[name] for name in ABOUT[type(letter)] if name in told}
    for each in standing(int(letter.child), told["kind"]).order_by("on", "position"):
        if _says(each, of):
            yield each


def _says(event: Event, told: Document) -> bool:
    return all(event.document.get(name) == value for name, value in told.items())
