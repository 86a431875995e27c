"""Moving a case to another service."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.moves import (
    CaseClosed,
    CaseReopened,
    CaseTransferred,
    ChildDied,
    CoWorkerAdded,
    WorkerAllocated,
)


@carries("CM-020", "CM-021")
def keep_a_looked_after_child(case: Case, proposed: Event) -> Iterator[str]:
    if isinstance(proposed, CaseTransferred) and case.child.looked_after_on(proposed.on):
        yield (
            "A looked-after child stays with the home service wherever they live. Record instead "
            "which service works with them from day to day."
        )


NOT_WHERE_IT_IS_GONE = CaseClosed | CaseTransferred | WorkerAllocated | CoWorkerAdded


def move_only_what_is_here(case: Case, proposed: Event) -> Iterator[str]:
    if proposed.corrects:
        return
    gone = case.closed_by
    if isinstance(proposed, NOT_WHERE_IT_IS_GONE) and gone is not None:
        what = "closed" if isinstance(gone, CaseClosed) else "handed over to another service"
        yield f"This case was {what} on {said(gone.on)}. Open it again first."
    if isinstance(proposed, CaseReopened) and gone is None:
        yield "This case is open. There is nothing to open again."


def write_a_death_once(case: Case, proposed: Event) -> Iterator[str]:
    known = case.all(ChildDied)
    if isinstance(proposed, ChildDied) and known and not proposed.corrects:
        yield (
            f"It is written already that the child died on {said(known[0].on)}. If that is not "
            "right, correct it on its page in the chronology."
        )
