"""What was owed to victims and done. A victim is an opaque reference, never a name."""

from collections.abc import Iterator
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Protected, Words
from waymark.rules.letters import Helped, Prepared

MOST_HARMED = 100


@event("victim-contact-scheme-notified", retention="case")
class VictimContactSchemeNotified(Event):
    order: Plain[OrderId]
    victim: Protected[str]
    by: Plain[str | None] = None


@event("victim-invitation-decided", retention="case")
class VictimInvitationDecided(Event):
    victim: Protected[str]
    decision: Plain[str | None] = None


@event("victim-readiness-told", retention="case")
class VictimReadinessTold(Event):
    """Whether somebody wants to, and is ready, as the victim worker tells it."""

    victim: Protected[str]
    ready: Plain[Literal["yes", "not-yet", "no"]]
    to: Plain[tuple[str, ...]] = ()  # codes of the list `restorative-forms`; none: to any


@event("victim-consent-told", retention="case")
class VictimConsentTold(Event):
    """That somebody consented in writing, or took that back. What was signed lies elsewhere."""

    victim: Protected[str]
    given: Plain[bool]
    to: Plain[tuple[str, ...]] = ()  # codes of the list `restorative-forms`; none: to any


@event("victim-prepared-told", retention="case")
class VictimPreparedTold(Event):
    """Whether somebody is prepared for one thing that is planned, as the victim worker tells it."""

    victim: Protected[str]
    activity: Plain[EventId]
    prepared: Plain[Prepared]


@event("victim-heard-told", retention="case")
class VictimHeardTold(Event):
    """That the victim worker asked somebody what came of it; whether it helped where they let her
    tell."""

    victim: Protected[str]
    activity: Plain[EventId]
    helped: Plain[Helped | None] = None


@event("harmed-counted-again", retention="case")
class HarmedCountedAgain(Event):
    """How many people an offence harmed, where another number was written down at first."""

    offence: Plain[str]  # `order:offence`
    harmed: Plain[float]
    reason: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.harmed not in range(MOST_HARMED + 1):
            yield "harmed", "is not a number of people"


@event("name-gone", retention="case")
class NameGone(Event):
    """A name that might stand in the record no longer was taken out of what is written there."""

    files: Plain[float]  # of the record that no program could read: somebody must look


@event("files-looked-at", retention="case")
class FilesLookedAt(Event):
    gone: Plain[EventId]
    found: Plain[Literal["nothing", "cut", "thrown-away"]]
    note: Words = None
