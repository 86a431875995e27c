"""A case is closed once what is owed is done, and a manager has looked at how it ended.

An order ends on its day, whatever is open; the file stays open until then.
"""

from collections.abc import Iterator
from datetime import date

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duties import duties
from waymark.rules.duty import Duty, Status, status_on
from waymark.rules.events import Event
from waymark.rules.events.moves import (
    BroughtForward,
    CaseClosed,
    CaseReceived,
    CaseReopened,
    ChildDied,
    ClosingCountersigned,
)
from waymark.rules.events.orders import ExitPlanAgreed
from waymark.rules.orders import BEFORE_SENTENCE, Order

OPEN = {Status.OPEN, Status.DUE_TODAY, Status.OVERDUE}
OTHERS = {"childrens-services", "child"}  # who owe what no closing of ours settles
ENDS_WITH_THE_CASE = {"allocate-worker", "reallocate-worker"}  # nobody works a closed case


def left_open(case: Case, on: date) -> list[Duty]:
    """Return what this service still owes on a day."""
    return [
        duty
        for duty in duties(case)
        if status_on(duty, on) in OPEN
        and duty.owed_by not in OTHERS
        and duty.name not in ENDS_WITH_THE_CASE
    ]


def countersigned(case: Case) -> ClosingCountersigned | None:
    """Return that a manager looked at how this work ended: since it last began, since its last
    order was made, and at each end as it was agreed last."""
    began = [event.on for event in case.walk(CaseReopened, CaseReceived)][-1:]
    made = [order.made_on for order in _ending(case)]
    since = max((*began, *made), default=date.min)
    found = [each for each in case.all(ClosingCountersigned) if each.on >= since]
    return found[-1] if found and not to_look_at(case) else None


@carries("CM-016")
def to_look_at(case: Case) -> list[ExitPlanAgreed]:
    """Return the endings that no manager has looked at since they were agreed.

    What ended before the case was opened again, or came into Waymark, is over; who takes a case
    over looks at every end anew.
    """
    agreed: dict[str, ExitPlanAgreed] = {}
    waiting: dict[str, ExitPlanAgreed] = {}
    for event in case.walk(*STEPS):
        if isinstance(event, ExitPlanAgreed):
            agreed[event.order] = waiting[event.order] = event
        elif isinstance(event, CaseReceived):
            waiting = dict(agreed)
        elif isinstance(event, ClosingCountersigned) and event.order:
            waiting.pop(event.order, None)
        elif isinstance(event, ClosingCountersigned):
            waiting = {}
        else:
            agreed, waiting = {}, {}
    return list(waiting.values())


STEPS = (ExitPlanAgreed, ClosingCountersigned, CaseReceived, CaseReopened, BroughtForward)


def _ending(case: Case) -> list[Order]:
    """Return the orders under which work ends, and not only a wait for the sentence."""
    return [order for order in case.supervised if order.kind not in BEFORE_SENTENCE]


@carries("CM-018")
def leave_nothing_undone(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, CaseClosed) or not _is_the_first(case, proposed):
        return
    left = left_open(case, proposed.on)
    if left and not (proposed.left_because or "").strip():
        titles = "; ".join(dict.fromkeys(duty.title for duty in left))
        yield f"This is still open: {titles}. Do it first, or say as a manager why it is left."


@carries("CM-016")
def look_at_the_ending_first(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, CaseClosed) or not _is_the_first(case, proposed):
        return
    if _ending(case) and countersigned(case) is None:
        yield "A manager has not countersigned the ending yet. That comes before closing."


def _is_the_first(case: Case, proposed: CaseClosed) -> bool:
    """Tell whether this closes an open case of a child who lives: a death is not hindered."""
    return not proposed.corrects and case.closed_by is None and not case.all(ChildDied)
