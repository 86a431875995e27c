"""What was put to a manager: what waits for her, what she sent back, and what came of it.

A later paper about the same order stands in place of an earlier one. What a manager decided on the
spot, without a paper, is no answer to one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.rules.calendar import earliest, said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.deciding import PutToManager, SentBack, What
from waymark.rules.events.engagement import BreachDecided
from waymark.rules.events.orders import SuspensionApproved, SuspensionRefused

DECISIONS: dict[What, tuple[type[Event], ...]] = {
    "breach": (BreachDecided,),
    "break": (SuspensionApproved, SuspensionRefused),
}
CALLED: dict[What, str] = {
    "breach": "Whether the {order} goes back",
    "break": "A break in supervision under the {order}",
}


@dataclass(frozen=True, slots=True)
class Put:
    """One paper that was put forward, what answered it, and what stands in its place."""

    event: PutToManager
    answer: Event | None
    later: PutToManager | None

    @property
    def waits(self) -> bool:
        return self.answer is None and self.later is None

    @property
    def was_decided_before(self) -> bool:
        return self.answer is not None and self.answer.id == self.event.after

    @property
    def sent_back(self) -> SentBack | None:
        """Return that it is to be mended, where nobody has put it forward anew."""
        back = self.answer if isinstance(self.answer, SentBack) else None
        return back if self.later is None else None

    @property
    def is_open(self) -> bool:
        """Tell whether it waits, or is to be mended: whoever begins anew begins with it."""
        return self.waits or self.sent_back is not None


def put_forward(case: Case, what: What, order: str | None = None) -> list[Put]:
    """Return what was put forward, of one order or of all, the first one first."""
    puts = [e for e in case.all(PutToManager) if e.what == what and order in (None, e.order)]
    found = []
    for number, each in enumerate(puts):
        answers = case.walk(SentBack, *DECISIONS[what], about=each.id)
        before = case.event(each.after) if each.after else None
        later = (other for other in puts[number + 1 :] if other.order == each.order)
        found.append(Put(each, answers[0] if answers else before, next(later, None)))
    return found


def waiting(case: Case, what: What, order: str | None = None) -> PutToManager | None:
    """Return what waits for whoever decides: the last that was put forward."""
    return next((each.event for each in put_forward(case, what, order)[::-1] if each.waits), None)


@carries("CM-454")
def decide_breach(case: Case) -> Iterator[Owed]:
    yield from _decide(case, "breach")


@carries("CM-198", "CM-202")
def decide_break(case: Case) -> Iterator[Owed]:
    yield from _decide(case, "break")


def _decide(case: Case, what: What) -> Iterator[Owed]:
    for each in put_forward(case, what):
        order = case.order(each.event.order)
        over = each.later.on if each.later and each.answer is None else None
        if order is not None and not each.was_decided_before:
            yield Owed(
                each.event.id,
                each.event.on,
                each.event.on,
                f"{CALLED[what].format(order=order.called)} was put forward on "
                f"{said(each.event.on)}, and is decided by somebody who did not prepare it.",
                done_on=each.answer.on if each.answer else None,
                closes_on=earliest(case.end_of(order), over),
            )


@carries("CM-454")
def mend_what_was_sent_back(case: Case) -> Iterator[Owed]:
    for what in DECISIONS:
        for each in put_forward(case, what):
            order, back = case.order(each.event.order), each.answer
            if order is None or not isinstance(back, SentBack):
                continue
            yield Owed(
                f"{what}:{back.id}",
                back.on,
                back.on,
                f"{CALLED[what].format(order=order.called)} was sent back on {said(back.on)}: "
                "what is missing stands with it.",
                due_on=back.on,
                done_on=each.later.on if each.later else None,
                closes_on=case.end_of(order),
            )
