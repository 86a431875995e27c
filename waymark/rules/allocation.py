"""A child has a worker."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.moves import (
    CaseClosed,
    CaseReceived,
    CaseTransferred,
    WorkerAllocated,
    WorkerUnallocated,
)

# Each of these settles whether a worker stands: the last one before a day says so.
STANDING = (WorkerAllocated, WorkerUnallocated, CaseClosed, CaseTransferred, CaseReceived)
WITHIN = 2


@carries("CM-463")
def allocate_worker(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        made = order.made_on
        stood = _a_worker_stood_on(case, made)
        yield Owed(
            order.id,
            made,
            made,
            f"The {order.called} was made on {said(made)}, and the child is to have a worker "
            "within two working days.",
            due_on=working_days_after(made, WITHIN),
            done_on=made if stood else case.first(WorkerAllocated, made),
            closes_on=case.end_of(order),
        )


def _a_worker_stood_on(case: Case, day: date) -> bool:
    earlier = [event for event in case.walk(*STANDING) if event.on < day]
    return bool(earlier) and isinstance(earlier[-1], WorkerAllocated)


@carries("CM-463", "EP-144")
def reallocate_worker(case: Case) -> Iterator[Owed]:
    for event in case.walk(WorkerUnallocated, CaseReceived):
        what = "came to this service" if isinstance(event, CaseReceived) else "lost their worker"
        yield Owed(
            event.id,
            event.on,
            event.on,
            f"The child {what} on {said(event.on)}, and is to have a worker within two working "
            "days.",
            due_on=working_days_after(event.on, WITHIN),
            done_on=case.first(WorkerAllocated, event.on),
        )
