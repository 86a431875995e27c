"""What was owed to victims and done. A victim is an opaque reference, never a name."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import OrderId, Plain, Protected


@event("victim-contact-scheme-notified", retention="case")
class VictimContactSchemeNotified(Event):
    order: Plain[OrderId]
    victim: Protected[str]
    by: Plain[str | None] = None


@event("victim-invitation-decided", retention="case")
class VictimInvitationDecided(Event):
    victim: Protected[str]
    decision: Plain[str | None] = None
