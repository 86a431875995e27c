"""Assessing: begun, judged, completed."""

from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.assessments import queries
from waymark.assessments.fits import review_begun
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.papers import acts as papers
from waymark.papers.models import Paper
from waymark.papers.queries import Read, read
from waymark.rules.judging import judged, say_why

LOOK_OR_SAY_WHY = "Look at each section, or say why not now: whoever countersigns reads it."
NOT_YET = "Before you can finish this, it still needs: {}."


def judge(
    *,
    child: Child,
    domain: str,
    facts: Document,
    by: User,
    at: datetime,
    place: Place,
    review: bool = False,
) -> Event:
    """Record how high one risk is judged to be, and why.

    :param review: the level rose, and the plan is looked at again: the review is begun with it.
    :raises Refused: where nothing says why the level moved, or why it is still right.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("judge", by=by, at=at, children=[child.pk]) as act:
        before = judged(act.case(child.pk), domain)
        level = before[-1].level if before else None
        reasons = list(say_why(level, facts[domain], facts.get("because")))
        if reasons:
            raise Refused(*reasons)
        open_paper = Paper.objects.filter(
            child=child, form=queries.ASSESSMENT, completed_on=None
        ).first()
        in_paper = {"paper": open_paper.reference} if open_paper else {}
        made = act.record(child.pk, {"kind": "judgement", **facts, **in_paper})
        if review:
            review_begun(act, child, made.reference)
        store.forget(person=by, place=place)
        return made


def complete(
    *, paper: Paper, by: User, at: datetime, left_because: str = "", place: Place | None = None
) -> Event:
    """Complete an assessment: it stays as it is, and the chronology tells of it.

    :param left_because: why some sections are not looked at now: whoever countersigns reads it.
    :raises Refused: with what it still needs.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-assessment", by=by, at=at, children=[paper.child_id]) as act:
        case = act.case(paper.child_id)
        of = read(paper, sources=True)
        needed = queries.not_yet(of, queries.risks(case, act.today))
        if needed:
            raise Refused(*(NOT_YET.format(each) for each in needed))
        papers.completed(act, paper, **_left(of, left_because))
        if place is not None:
            store.forget(person=by, place=place)
        told = {"orders": paper.document.get("orders") or [], "paper": paper.reference}
        return act.record(
            paper.child_id,
            {"kind": "assessment-completed", "on": act.today.isoformat(), **told},
        )


def _left(of: Read, because: str) -> Document:
    """Return which sections nobody looked at, and why.

    :raises Refused: where nobody says why.
    """
    left = [part.asked.id for part in of.not_looked_at]
    if left and not because.strip():
        raise Refused(LOOK_OR_SAY_WHY)
    return {"left": left, "left_because": because} if left else {}
