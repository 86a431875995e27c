"""Whether an order goes back: the presumption is against it, and a manager decides who is not the
child's worker. What cannot wait she decides at once; somebody else looks at every such decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.children.working import co_workers_of, worker_of
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.contacts.words import ANSWERS
from waymark.engagement import deciding
from waymark.engagement.deciding import Kind
from waymark.pages.words import day, inside
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.papers.queries import Read
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.deciding import Put, put_forward, waiting
from waymark.rules.enforcing import failures_for_court, judged
from waymark.rules.engagement import urgent_breaches
from waymark.rules.events.deciding import PutToManager, What
from waymark.rules.events.engagement import BreachDecided, IndependentBreachReview
from waymark.rules.gates.engagement import never_goes_back, not_tried
from waymark.rules.orders import Order

BREACH: What = "breach"
WORKS_WITH = "You work with {name} yourself. A manager who does not decides whether it goes back."
WAITS = (
    "What was prepared about this order waits for a decision already. Read it, and decide on it."
)
AT_ONCE_ALREADY = (
    "It was decided at once already, and what that rests on is still to be written down: nothing "
    "more is to be decided before."
)
DECIDED = "You decided it yourself. A manager who did not leads the review."
PREPARED = "You prepared what was decided, or a part of it. A manager who did not leads the review."
OWN_CHILD = "You work with {name} yourself. A manager who does not leads the review."
NOTHING_TO_REVIEW = "No decision waits for a review here: it was reviewed already, or withdrawn."
CARE = (
    "the child is looked after. Say that it makes it harder, and how that weighs: nobody answers "
    "for what they cannot change."
)


@carries("CM-455", "NP-341")
def _care_is_weighed(of: Read, case: Case, on: date) -> Iterator[tuple[str, str]]:
    weighed = of.said(asked.BREACH_WHICH) or ()
    if case.child.looked_after_on(on) and "looked-after" not in weighed:
        yield asked.BREACH_BEYOND, CARE


def lacks(of: Read, case: Case, on: date) -> Iterator[tuple[str, str]]:
    """Yield what is to be weighed or tried first. What was decided already, since it could not
    wait, has its panel afterwards."""
    yield from _care_is_weighed(of, case, on)
    if follows(case, of.paper.about) is None:
        yield from (("", reason) for reason in not_tried(case, of.paper.about))


def follows(case: Case, order: str) -> BreachDecided | None:
    """Return what was decided at once, and what it rests on is not written down yet."""
    found = (breach for breach, of in urgent_breaches(case) if of.id == order)
    return next((each for each in found if not case.about(PutToManager, each.id)), None)


@carries("CM-454")
def stands_apart(child: Child, by: User, on: date) -> str:
    """Say why a manager does not decide, however senior: she works with the child. Two queries."""
    return WORKS_WITH.format(name=child.first_name) if works_with(child, by, on) else ""


def works_with(child: Child, by: User, on: date) -> bool:
    return by == worker_of(child, on=on) or by in co_workers_of(child, on=on)


KIND = Kind(
    BREACH,
    Permission.MANAGE_TEAM,
    never_under=never_goes_back,
    lacks=lacks,
    stands_apart=stands_apart,
    follows=follows,
)


@carries("CM-444")
def decide_at_once(
    *, child: Child, order: str, urgent: str, note: str, by: User, at: datetime
) -> Event:
    """Decide as a manager that an order goes back, before everything was tried: it cannot wait.

    :raises Refused: where she works with the child, a paper waits for a decision, or it was decided
        so already.
    """
    check_user_can(by, Permission.MANAGE_TEAM)
    with door.act("decide-breach-at-once", by=by, at=at, children=[child.pk]) as act:
        if reason := stands_apart(child, by, act.today):
            raise Refused(reason)
        case = act.case(child.pk)
        if waiting(case, BREACH, order):
            raise Refused(WAITS)
        if follows(case, order):
            raise Refused(AT_ONCE_ALREADY)
        if order not in {each.id for each in case.supervised}:
            raise Refused(deciding.NO_SUCH_ORDER)
        told = {"kind": "breach-decided", "on": act.today.isoformat(), "decision": "breach"}
        told |= {"order": order, "urgent": urgent, "by": by.name, "note": note}
        return act.record(child.pk, told)


@carries("CM-462")
def review(*, child: Child, breach: str, by: User, at: datetime, **found: str) -> Event:
    """Write down what a manager from outside the case found: gaps, learning, alterations.

    :raises Refused: where she decided, prepared it or works with the child; or it was done.
    """
    check_user_can(by, Permission.MANAGE_TEAM)
    with door.act("review-breach", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        decided = next((each for each in to_review(case) if each.id == breach), None)
        if decided is None:
            raise Refused(why_no_review(case, breach, act.today))
        if reason := not_independent(child, case, decided, by, act.today):
            raise Refused(reason)
        told = {"kind": "independent-breach-review", "on": act.today.isoformat()}
        said = {name: words for name, words in found.items() if words}
        return act.record(child.pk, {**told, "breach": decided.id, "by": by.name, **said})


def why_no_review(case: Case, breach: str | None, on: date) -> str:
    """Say who was quicker to review a decision, or that nothing waits for a review."""
    done = case.about(IndependentBreachReview, breach) if breach else ()
    return (
        f"{done[-1].by or 'Somebody'} reviewed it {day(done[-1].on, on)}."
        if done
        else NOTHING_TO_REVIEW
    )


def to_review(case: Case) -> Iterator[BreachDecided]:
    """Yield the decisions to breach that nobody has reviewed."""
    for each in case.all(BreachDecided):
        if each.decision == BREACH and not case.about(IndependentBreachReview, each.id):
            yield each


@carries("CM-462")
def not_independent(child: Child, case: Case, decided: BreachDecided, by: User, on: date) -> str:
    """Say why somebody does not lead the review of a decision; nothing where she may."""
    if Event.objects.filter(child=child, reference=decided.id, by=by).exists():
        return DECIDED
    put = put_of(case, decided)
    if put and deciding.prepared(child, put, by):
        return PREPARED
    return OWN_CHILD.format(name=child.first_name) if works_with(child, by, on) else ""


def put_of(case: Case, decided: BreachDecided) -> PutToManager | None:
    """Return what was put forward before a decision, or written down after it."""
    before = case.event(decided.put) if decided.put else None
    if isinstance(before, PutToManager):
        return before
    after = case.about(PutToManager, decided.id)
    return after[-1] if after else None


@dataclass(frozen=True)
class Decision:
    decided: BreachDecided
    event: int
    is_written: bool  # what it rests on is: the report can be drafted
    reviewed: IndependentBreachReview | None

    @property
    def goes_back(self) -> bool:
        return self.decided.decision == BREACH


@dataclass(frozen=True)
class Stand:
    """Where it stands with one order that runs."""

    order: Order
    never: str  # why it knows no breach
    missing: list[str]  # what is to be tried first
    open: Paper | None
    last: Put | None
    to_write_up: BreachDecided | None
    decisions: list[Decision]

    @property
    def may_be_decided_now(self) -> bool:
        """Tell whether nothing stands in the way of deciding at once, but for who decides."""
        waits = self.last and self.last.waits
        return not (self.never or self.to_write_up or waits)


def by_statute(case: Case, order: Order, on: date) -> Iterator[str]:
    """Say which failures statute takes to a court, and what a manager judged of them."""
    for absence in failures_for_court(case, order):
        judgement = judged(case, order, absence)
        said = (
            f"A contact was missed {day(absence.contact.on, on)} without a reasonable excuse after "
            "two warnings. By statute it goes back unless circumstances are exceptional"
        )
        if judgement is None:
            yield f"{said}: a manager is still to judge that."
        else:
            found = inside(ANSWERS["judged-for-court.decision"][judgement.decision])
            yield f"{said}. A manager judged {day(judgement.on, on)}: {found}."


def stands(child: Child, case: Case, running: list[Order]) -> list[Stand]:
    """Return where it stands with each of these orders. Two queries."""
    open_papers = {each.about: each for each in queries.of(child, BREACH) if not each.completed_on}
    decided = [each.id for each in case.all(BreachDecided)]
    found = Event.objects.filter(child=child, reference__in=decided)
    rows = dict(found.values_list("reference", "pk"))
    return [
        Stand(
            order,
            never_goes_back(order),
            list(not_tried(case, order.id)),
            open_papers.get(order.id),
            next(iter(put_forward(case, BREACH, order.id)[::-1]), None),
            follows(case, order.id),
            [
                _decision(case, each, rows[each.id])
                for each in reversed(case.about(BreachDecided, order.id))
            ],
        )
        for order in running
    ]


def _decision(case: Case, decided: BreachDecided, event: int) -> Decision:
    reviews = case.about(IndependentBreachReview, decided.id)
    return Decision(
        decided, event, put_of(case, decided) is not None, reviews[0] if reviews else None
    )
