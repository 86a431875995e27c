"""A review begun, and done: one act, whatever comes of it."""

from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.assessments.fits import review_begun
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.papers import acts as papers
from waymark.papers.models import Paper
from waymark.papers.queries import Read, read
from waymark.plans import acts
from waymark.plans.items import WRITTEN_BY, wrote_in
from waymark.plans.looking_back import as_reviewed
from waymark.rules import asked
from waymark.rules.reviewing import CHANGES_NOW, Review, decided, not_yet


def begin(*, child: Child, by: User, at: datetime) -> Paper:
    """Begin a review of the plan; one that is under way is it."""
    check_user_can(by, Permission.RECORD)
    with door.act("begin-review", by=by, at=at, children=[child.pk]) as act:
        return review_begun(act, child)


def complete(*, paper: Paper, facts: Document, by: User, at: datetime, place: Place) -> Event:
    """Complete a review: what it came to, what was decided about an early end, and the draft that
    changes the plan, with its reason.

    :raises Refused: with what the review still needs.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-review", by=by, at=at, children=[paper.child_id]) as act:
        case = act.case(paper.child_id)
        of = read(paper)
        review = as_reviewed(of, case, act.today, **facts)
        missing = [f"{part.asked.title}: {question.asks}" for part, question in of.missing]
        if reasons := [*missing, *not_yet(review)]:
            raise Refused(*reasons)
        papers.completed(act, paper)
        made = act.record(paper.child_id, _reviewed(paper, of, review))
        for order, decision in decided(case, review).items():
            act.record(paper.child_id, _considered(paper, review, order, decision))
        if review.outcome == CHANGES_NOW:
            _open_a_draft(act, paper.child, review, by=by, at=at)
        store.forget(person=by, place=place)
    return made


def _reviewed(paper: Paper, of: Read, review: Review) -> Document:
    told = {
        "kind": "plan-reviewed",
        "on": review.on.isoformat(),
        "orders": paper.document.get("orders") or [],
        "next_review_on": review.next_on.isoformat() if review.next_on else None,
        "child_took_part": review.child_took_part,
        "outcome": review.outcome,
        "paper": paper.reference,
        "child_said": of.said(asked.REVIEW_CHILD_WORKS),
        "because": review.because,
        "sooner_because": review.sooner_because,
        "note": of.said(asked.REVIEW_PROGRESS),
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _considered(paper: Paper, review: Review, order: str, decision: str) -> Document:
    told = {
        "kind": "early-revocation-considered",
        "on": review.on.isoformat(),
        "order": order,
        "decision": decision,
        "paper": paper.reference,
    }
    why = review.early_end_because
    return {**told, "note": why} if why and decision == review.early_end else told


def _open_a_draft(act: Act, child: Child, review: Review, *, by: User, at: datetime) -> None:
    """Open a draft that says why it changes and when it is looked at again: that is typed once."""
    draft = acts.begin(child=child, by=by, at=at)
    says = draft.document["plan"]
    told = {"changed_because": review.because}
    if review.next_on:
        told["next_review_on"] = review.next_on.isoformat()
    wrote = {WRITTEN_BY: wrote_in(draft.document, by)}
    draft.document = {**draft.document, "plan": {**says, **told}, **wrote}
    draft.save(update_fields=["document"])
    act.check(child.pk)
