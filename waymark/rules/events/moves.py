"""Who works with the child, and where the case is."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import Personal, Plain, Words


@event("worker-allocated")
class WorkerAllocated(Event):
    worker: Plain[str | None] = None
    note: Words = None


@event("worker-unallocated")
class WorkerUnallocated(Event):
    worker: Plain[str | None] = None
    reason: Plain[str | None] = None


@event("case-closed")
class CaseClosed(Event):
    reason: Plain[str | None] = None


@event("case-reopened")
class CaseReopened(Event):
    reason: Plain[str | None] = None


@event("case-transferred")
class CaseTransferred(Event):
    to_service: Plain[str | None] = None


@event("case-received")
class CaseReceived(Event):
    from_service: Plain[str | None] = None


@event("child-died")
class ChildDied(Event):
    note: Words = None


@event("address-changed", retention="public-protection")
class AddressChanged(Event):
    """That the child moved; the address itself stands with the child's addresses."""

    temporary: Personal[bool] = False


@event("withdrawn")
class Withdrawn(Event):
    """In the place of an event that should never have been recorded."""

    reason: Words = None


@event("brought-forward")
class BroughtForward(Event):
    """The day the case came into this system; older work was done, or not, elsewhere."""

    source: Plain[str | None] = None
