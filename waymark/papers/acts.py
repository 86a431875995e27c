"""Papers: begun, filled in, completed."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.facts import version
from waymark.children.models import Child
from waymark.children.writing import saved
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.guidance import forms
from waymark.papers import held, queries, sections
from waymark.papers.casefile import paper_row
from waymark.papers.models import Paper, Section, Source

OPEN_ALREADY = "This is begun already. Go on with what is there."
COMPLETED = "This is completed, and stays as it is. What has changed since belongs in a new one."
THROWN_AWAY = "Somebody has thrown this away since you opened it. Nothing of it stands any more."
WHY_THROWN_AWAY = {
    "wrong-kind": "It is of the wrong kind, or at the wrong stage",
    "wrong-child": "It belongs to another child",
    "not-needed": "It is not needed: it was begun too soon, or what it followed was undone",
}


def begin(
    *,
    child: Child,
    form: str,
    by: User,
    at: datetime,
    kind: str = "",
    stage: str = "",
    whose: str = "",
    about: str = "",
    orders: Iterable[str] = (),
) -> Paper:
    """Begin a paper on the newest version of a form, with the answers of the last one like it.

    :raises Refused: where one like it is open.
    """
    check_user_can(by, Permission.RECORD)
    with door.act(f"begin-{form}", by=by, at=at, children=[child.pk]) as act:
        named = {"kind": kind, "stage": stage, "whose": whose, "about": about}
        return begun(act, child, form, {**named, "orders": list(orders)})


def begun(
    act: Act,
    child: Child,
    form: str,
    told: Document,
    *,
    afresh: bool = False,
    mends: Paper | None = None,
) -> Paper:
    """Begin a paper as a part of another act.

    :param afresh: without the last one's answers: it is asked anew each time.
    :param mends: the one whose answers it begins with, whatever was said last.
    """
    same = Paper.objects.filter(child=child, form=form, whose=told.get("whose", ""))
    same = same.filter(about=told.get("about", ""))
    if same.filter(completed_on=None).exists():
        raise Refused(OPEN_ALREADY)
    last = None if afresh else queries.latest(child, form, whose=told.get("whose", ""))
    before = mends or last
    own = {
        "form": form,
        "version": forms.form(form).version,
        "before": before.reference if before else None,
    }
    paper = _added(act, child, {**own, **told})
    if before:
        _take_over(paper, before)
    return paper


def _added(act: Act, child: Child, told: Document) -> Paper:
    last = Paper.objects.filter(child=child).order_by("-position").first()
    position = last.position + 1 if last else 0
    raw = {
        "id": f"p{position}-{act.at:%Y%m%d%H%M%S}",
        "began_on": act.today.isoformat(),
        **told,
    }
    document = {name: value for name, value in raw.items() if value not in (None, "", [])}
    paper = paper_row(child, position, document)
    paper.by = act.by
    paper.save(force_insert=True)
    return paper


def taken_in(
    act: Act, child: Child, told: Document, said: Mapping[str, Mapping[str, Any]]
) -> Paper:
    """Take in, as a part of another act, a paper that somebody filled in alone: it is completed.

    It begins with no earlier answers: all that stands in it was said now.

    :param told: `form`, `version`, `stage`, `whose`; `only_for`, where not everybody reads it.
    :param said: the answers, by section and question.
    """
    paper = _added(act, child, told)
    for section, answers in said.items():
        kept = sections.merged({}, answers, on=act.today, paper=paper.reference)
        of = {"answers": kept, "saved_at": act.at, "for_managers": "only_for" in told}
        _row(paper, section, **of).save(force_insert=True)
    completed(act, paper)
    return paper


def _take_over(paper: Paper, before: Paper) -> None:
    """Let a paper begin with the last one's answers, as far as its form still asks for them.

    Each section keeps the moment of its last answers: what came after it is pointed out.
    """
    earlier = queries.read(before)
    kept = earlier.answers
    saved_at = {part.asked.id: part.saved_at for part in earlier.parts}
    for part in queries.read(paper).parts:
        answers = {each.id: kept[each.id] for each in part.asked.questions if each.id in kept}
        if answers:
            told = {"answers": answers, "saved_at": saved_at.get(part.asked.id)}
            _row(paper, part.asked.id, **told).save(force_insert=True)


def save_section(
    *,
    paper: Paper,
    section: str,
    began_from: str,
    said: Mapping[str, Any],
    seconds: int,
    by: User,
    at: datetime,
    place: Place | None = None,
) -> None:
    """Keep the answers of one section.

    :param began_from: the version of the answers on the form that is now saved.
    :raises Stale: where somebody else has saved this section since.
    :raises Refused: where the paper is completed.
    """
    check_user_can(by, Permission.RECORD)
    with written(f"answer-{paper.form}", paper, by, at) as act:
        row = _open_section(paper, section)
        if version(row.answers) != began_from:
            raise Stale
        row.answers = sections.merged(row.answers, said, on=act.today, paper=paper.reference)
        row.checked_on = act.today
        row.seconds += seconds
        row.by, row.saved_at = by, at
        row.save()
        saved.note(row.answers)
        if place is not None:
            store.forget(person=by, place=place)


def written(act: str, paper: Paper, by: User, at: datetime) -> AbstractContextManager[Act]:
    """Open the door to a paper that is open, on which no duty rests yet."""
    return door.act(act, by=by, at=at, children=[paper.child_id], renews=False)


def nothing_changed(*, paper: Paper, section: str, began_from: str, by: User, at: datetime) -> None:
    """Write down that the answers of a section, which an earlier paper gave, still hold.

    :param began_from: the version of the answers that were there when it was said.
    :raises Stale: where somebody else has saved this section since.
    """
    check_user_can(by, Permission.RECORD)
    with written(f"answer-{paper.form}", paper, by, at) as act:
        row = _open_section(paper, section)
        if version(row.answers) != began_from:
            raise Stale(version(row.answers))
        row.checked_on, row.by, row.saved_at = act.today, by, at
        row.save()


def completed(act: Act, paper: Paper, **told: Any) -> None:
    """Complete a paper as a part of another act: it stays as it is from now on.

    :param told: what else the paper says from then on.
    """
    refuse_completed(paper)
    paper.completed_on = act.today
    paper.document = {**paper.document, **told, "completed_on": act.today.isoformat()}
    paper.save(update_fields=["completed_on", "document"])


def throw_away(*, paper: Paper, reason: str, by: User, at: datetime) -> None:
    """Take away a paper that was begun by mistake, with all that stands in it.

    The audit keeps that it was, and why. What was attached stays where it lies, and opens no more.

    :param reason: a key of `WHY_THROWN_AWAY`.
    :raises Refused: where it is completed, or was thrown away already.
    """
    check_user_can(by, Permission.RECORD)
    with written(f"throw-away-{paper.form}", paper, by, at):
        refuse_completed(paper)
        recording.note(thrown_away=paper.reference, paper=paper.pk, because=reason)
        held.let_go(Source.objects.filter(paper=paper), at)
        for rows in (Source, Section):
            rows.objects.filter(paper=paper).delete()
        Paper.objects.filter(pk=paper.pk).delete()
        store.forget_about(person=by, child=paper.child_id, about=paper.reference)


def _open_section(paper: Paper, section: str) -> Section:
    refuse_completed(paper)
    found = Section.objects.filter(paper=paper, name=section).first()
    return found or _row(paper, section, answers={})


def refuse_completed(paper: Paper) -> None:
    """Refuse to write on a paper that is completed, or that somebody threw away meanwhile."""
    found = Paper.objects.filter(pk=paper.pk).values_list("completed_on").first()
    if found is None:
        raise Refused(THROWN_AWAY)
    if found != (None,):
        raise Refused(COMPLETED)


def _row(paper: Paper, section: str, **facts: Any) -> Section:
    return Section(**of_the_paper(paper), name=section, **facts)


def of_the_paper(paper: Paper) -> dict[str, Any]:
    return {"paper": paper, "child_id": paper.child_id, "service_id": paper.service_id}
