"""Ending an order early: how far it is, what was judged, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.header import Header, header
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.labels import label
from waymark.chronology.queries import written_in
from waymark.engagement.criteria import Criterion, criteria
from waymark.engagement.early_known import unexplained
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.papers.queries import Part, Read, read
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.endings import (
    ABOUT_AN_EARLY_END,
    APPLY,
    BY_A_PANEL,
    NOT_YET,
    asked_again_from,
    asked_on,
    ends_before_asked_again,
    looked_at_from,
    may_end_early,
    panel_on,
    pending,
)
from waymark.rules.events import Event
from waymark.rules.events.orders import EarlyRevocationConsidered, ProgressPanelDecided
from waymark.rules.orders import Order, halfway

EARLY = "early-end"
NOT_NOW = (
    "An early end of this order cannot be asked for now: it is asked for already, or the order is "
    "over, or a court refused less than three months ago."
)
ANSWERED = "What was decided was answered meanwhile. Open this page again, and say what you decide."
# What is asked of every child before it is decided; the rest is for whoever reads the report.
NEEDED_FOR_NOT_NOW = {
    *(asked.EARLY_CHILD_SAYS, asked.EARLY_PLAN, asked.EARLY_PROGRESS, asked.EARLY_LASTS)
}
LEVELS = dict(zip(asked.LEVELS, ("met", "nearly", "not met"), strict=True))


@dataclass(frozen=True)
class Stands:
    """What was decided about an order and not answered yet, and when it is looked at next."""

    pending: EarlyRevocationConsidered | None
    panel: ProgressPanelDecided | None
    asked_on: date | None
    look_on: date | None
    again_from: date | None  # from when a court that refused may be asked again
    ends_first: bool  # it ends before that day, or before it where the court refuses now
    may_begin: bool


@dataclass(frozen=True)
class EarlyEnd:
    """One order that may end early, and where that stands."""

    order: Order
    half_on: date | None
    ends_on: date | None
    criteria: list[Criterion]
    judged: Read | None  # the newest paper about it
    open: Paper | None
    done: Paper | None
    last: Event | None  # what was decided last
    note: str  # why
    stands: Stands

    @property
    def words(self) -> str:
        return label("order-kinds", self.order.kind)

    @property
    def report(self) -> Paper | None:
        """Return the paper whose report goes with what was decided; none where it is older."""
        pending = self.stands.pending
        if pending is None or self.done is None or self.done.completed_on is None:
            return None
        is_newer = self.done.completed_on >= pending.on
        return self.done if is_newer and is_reported(self.done) else None

    @property
    def waits_for(self) -> str:
        """Return whose turn it is: ours, the panel's, ours to ask the court, or the court's."""
        if self.stands.pending is None:
            return "us"
        if self.stands.asked_on:
            return "court"
        by_a_panel = self.order.kind == BY_A_PANEL and not self.stands.panel
        return "panel" if by_a_panel else "application"

    def level(self, each: Criterion) -> str:
        """Return how one of the three was judged; nothing where nobody has yet."""
        return LEVELS.get(self.judged.said(each.question) or "", "") if self.judged else ""

    def why(self, each: Criterion) -> str:
        """Return why it was judged better than the record shows; nothing where it was not."""
        return str(self.judged.said(asked.EARLY_WHY[each.question]) or "") if self.judged else ""

    def proposed(self, each: Criterion) -> str:
        return LEVELS[each.proposed]


@carries("CM-017")
def early_ends(child: Child, top: Header, case: Case, document: Document) -> list[EarlyEnd]:
    """Return the orders that run and may end early, the latest first. Two queries, and eight an
    order."""
    orders = [each for each in case.supervised if _may_end(case, each, top.today)]
    last = {each.id: case.walk(*ABOUT_AN_EARLY_END, about=each.id)[-1:] for each in orders}
    wrote = written_in([child.pk], [event.id for told in last.values() for event in told])
    papers = queries.of(child, EARLY)
    found = []
    for order in reversed(orders):
        told = next(iter(last[order.id]), None)
        _, note = wrote.get((child.pk, told.id, "note"), ("", "")) if told else ("", "")
        about = [each for each in papers if each.about == order.id]
        found.append(
            EarlyEnd(
                order=order,
                half_on=halfway(order),
                ends_on=case.end_of(order),
                criteria=criteria(child, top, case, document, order),
                last=told,
                note=top.near.hide(note),
                judged=read(about[0]) if about else None,
                open=_newest(about, is_done=False),
                done=_newest(about, is_done=True),
                stands=_stands(case, order, top.today),
            )
        )
    return found


def _stands(case: Case, order: Order, on: date) -> Stands:
    waits = pending(case, order, on)
    return Stands(
        pending=waits,
        panel=panel_on(case, waits) if waits else None,
        asked_on=asked_on(case, waits) if waits else None,
        look_on=looked_at_from(case, order),
        again_from=asked_again_from(case, order, on),
        ends_first=ends_before_asked_again(case, order, on),
        may_begin=_may_begin(case, order, on),
    )


def _may_end(case: Case, order: Order, on: date) -> bool:
    end = case.end_of(order)
    runs = order.begins_on <= on and (end is None or on < end)
    return runs and order.may_be_revoked


def _newest(found: list[Paper], *, is_done: bool) -> Paper | None:
    return next((each for each in found if bool(each.completed_on) is is_done), None)


def is_reported(paper: Paper) -> bool:
    """Tell whether a paper was completed to ask for the early end, and read for names."""
    return paper.document.get("decision") == APPLY


def _may_begin(case: Case, order: Order, on: date) -> bool:
    """Tell whether the paper may be begun: where it is not asked for, or where it is decided so and
    no court was asked, which is how what a review decided gets its report."""
    waits = pending(case, order, on)
    return may_end_early(case, order, on) or bool(waits and asked_on(case, waits) is None)


def begin(*, child: Child, order: str, by: User, at: datetime) -> Paper:
    """Begin to look at an early end with the child; it begins with what was said of it last.

    :raises Refused: where it is begun already, or cannot be asked for now.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("begin-early-end", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        about = case.order(order)
        if about is None or not _may_begin(case, about, act.today):
            raise Refused(NOT_NOW)
        told = {"about": order, "orders": [order]}
        last = queries.latest(child, EARLY, about=order)
        return papers.begun(act, child, EARLY, told, afresh=True, mends=last)


def complete(
    *,
    paper: Paper,
    decision: str,
    look_again_on: date | None,
    note: str,
    by: User,
    at: datetime,
) -> None:
    """Complete what was looked at, and record what was decided of its order; where it is asked for
    already, the paper alone.

    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-early-end", by=by, at=at, children=[paper.child_id]) as act:
        case = act.case(paper.child_id)
        order = case.order(paper.about)
        if reasons := _reasons_not_to(act, paper, decision, order):
            raise Refused(*reasons)
        is_decided = order is not None and pending(case, order, act.today) is not None
        if not decision and not is_decided:
            raise Refused(ANSWERED)
        papers.completed(act, paper, decision=decision or APPLY)
        if is_decided and decision in ("", APPLY):
            return
        told = {
            "kind": "early-revocation-considered",
            "on": act.today.isoformat(),
            "order": paper.about,
            "decision": decision,
            "look_again_on": look_again_on.isoformat() if look_again_on else None,
            "paper": paper.reference,
            "note": note,
        }
        act.record(paper.child_id, {name: value for name, value in told.items() if value})


def _reasons_not_to(act: Act, paper: Paper, decision: str, order: Order | None) -> list[str]:
    of = read(paper)
    reasons = [f"{part.asked.title}: {asks}" for part, asks in lacks(of, decision)]
    if order is None or decision == NOT_YET:
        return reasons
    child, document = paper.child, act.document(paper.child_id)
    top = header(child, act.today)
    found = criteria(child, top, act.case(child.pk), document, order)
    return [*reasons, *(words for _, words in unexplained(of, found))]


def lacks(of: Read, decision: str) -> list[tuple[Part, str]]:
    """Return what the paper still needs: of what is not asked for now, no report."""
    needed = NEEDED_FOR_NOT_NOW if decision == NOT_YET else None
    return [(part, each.asks) for part, each in of.missing if needed is None or each.id in needed]
