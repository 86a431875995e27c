"""Who works with the child, and where the case is."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import OrderId, Personal, Plain, Words


@event("worker-allocated", retention="case")
class WorkerAllocated(Event):
    worker: Plain[str | None] = None
    note: Words = None


@event("worker-unallocated", retention="case")
class WorkerUnallocated(Event):
    worker: Plain[str | None] = None
    reason: Plain[str | None] = None


@event("case-closed", retention="case")
class CaseClosed(Event):
    reason: Plain[str | None] = None
    left: Plain[tuple[str, ...]] = ()  # what was still owed, by the keys of the duties
    left_because: Words = None


@event("closing-countersigned", retention="case")
class ClosingCountersigned(Event):
    """A manager looked at how the work ended, before the case is closed."""

    order: Plain[OrderId | None] = None  # whose ending; older ones name none, and are about all
    paper: Plain[str | None] = None  # where that was written down in Waymark
    by: Plain[str | None] = None
    note: Words = None


@event("case-reopened", retention="case")
class CaseReopened(Event):
    reason: Plain[str | None] = None


@event("case-transferred", retention="case")
class CaseTransferred(Event):
    to_service: Plain[str | None] = None


@event("case-received", retention="case")
class CaseReceived(Event):
    from_service: Plain[str | None] = None


@event("child-died", retention="case")
class ChildDied(Event):
    note: Words = None


@event("address-changed", retention="public-protection")
class AddressChanged(Event):
    """That the child moved; the address itself stands with the child's addresses."""

    temporary: Personal[bool] = False


@event("withdrawn", retention="case")
class Withdrawn(Event):
    """In the place of an event that should never have been recorded."""

    reason: Words = None


@event("brought-forward", retention="case")
class BroughtForward(Event):
    """The day the case came into this system; older work was done, or not, elsewhere."""

    source: Plain[str | None] = None


@event("child-registered", retention="case")
class ChildRegistered(Event):
    """The child came to be held here."""

    source: Plain[str | None] = None


@event("record-changed", retention="case")
class RecordChanged(Event):
    """Something about the child or the people around the child was written down or changed."""

    what: Plain[str]  # identity, addresses, people, ...
    note: Words = None


@event("handover", retention="case")
class Handover(Event):
    """One worker hands the child over to another; the child does not start again from nothing."""

    from_worker: Plain[str | None] = None
    to_worker: Plain[str | None] = None
    why: Words = None
    introduced: Words = None  # how the new worker was, or will be, introduced
    need_not_repeat: Words = None  # what the child has told already
    not_yet_because: Words = None


@event("co-worker-added", retention="case")
class CoWorkerAdded(Event):
    worker: Plain[str]


@event("co-worker-removed", retention="case")
class CoWorkerRemoved(Event):
    worker: Plain[str]


@event("day-to-day-work-moved", retention="case")
class DayToDayWorkMoved(Event):
    """Another service works with the child from day to day; the home service stays responsible."""

    host: Plain[str]
    reason: Plain[str | None] = None
