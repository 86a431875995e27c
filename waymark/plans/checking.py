"""What managers do: countersign a plan that somebody else made, return it, or give a direction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.assessments.queries import rests_on
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.queries import standing, written_in
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.papers.models import Section
from waymark.plans import queries
from waymark.plans.items import WRITTEN_BY
from waymark.plans.models import Version
from waymark.rules.case import Case
from waymark.rules.events.oversight import DirectionDone, DirectionGiven
from waymark.rules.plan_states import AGREED, becomes

ANOTHER = "Another manager must countersign it."
YOURS = f"You agreed this plan yourself. {ANOTHER}"
NOT_WAITING = "This plan is not waiting to be countersigned any more."


def countersign(*, version: Version, note: str, by: User, at: datetime, place: Place) -> None:
    """Approve a version that was agreed.

    :raises Refused: where it is one's own, or is not waiting.
    """
    with door.act("countersign-plan", by=by, at=at, children=[version.child_id]) as act:
        held = _to_check(version, by)
        for event in queries.to_countersign(held):
            said = {"kind": "plan-countersigned", "on": act.today.isoformat(), "plan": event}
            act.record(
                held.child_id, {**said, "plan_version": held.number, "by": by.name, "note": note}
            )
        told = {"countersigned_on": act.today.isoformat(), "countersigned_by": by.email}
        _checked(held, "countersign", told, by=by, at=at)
    store.forget(person=by, place=place)


def send_back(*, version: Version, note: str, by: User, at: datetime, place: Place) -> None:
    """Return a version with comments; the next draft opens with them.

    :raises Refused: as `countersign`.
    """
    with door.act("return-plan", by=by, at=at, children=[version.child_id]) as act:
        held = _to_check(version, by)
        if held.event:  # without one the chronology does not tell that it was agreed
            said = {"kind": "plan-returned", "on": act.today.isoformat(), "plan": held.event}
            which = {"plan_version": held.number, "by": by.name}
            act.record(held.child_id, {**said, **which, "note": note})
        told = {
            "returned_on": act.today.isoformat(),
            "returned_by": by.email,
            "comments": note,
        }
        _checked(held, "return", told, by=by, at=at)
    store.forget(person=by, place=place)


def countersign_without(
    *, child: Child, event: str, note: str, by: User, at: datetime, place: Place
) -> None:
    """Countersign a plan that was agreed elsewhere: Waymark holds that it was, and not its text.

    :raises Refused: where it is one's own, or does not wait.
    """
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("countersign-plan", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        if not queries.is_agreed_elsewhere(case, event):
            raise Refused(NOT_WAITING)
        if is_own_event(child, event, by):
            raise Refused(YOURS)
        said = {"kind": "plan-countersigned", "on": act.today.isoformat(), "plan": event}
        act.record(child.pk, {**said, "by": by.name, "note": note})
    store.forget(person=by, place=place)


def _to_check(version: Version, by: User) -> Version:
    check_user_can(by, Permission.COUNTERSIGN)
    held = Version.objects.select_related("agreed_by").get(pk=version.pk)
    if held.state != AGREED:
        raise Refused(NOT_WAITING)
    if reason := own_part(held, by):
        raise Refused(reason)
    return held


def own_part(version: Version, by: User) -> str:
    """Say what of a version is somebody's own, who may then not countersign it. Two queries."""
    if by.pk == version.agreed_by_id:
        return YOURS
    if by.email in (version.document.get(WRITTEN_BY) or ()):
        return f"You wrote a part of this plan yourself. {ANOTHER}"
    assessed = rests_on(version.child, queries.day_of(version.document.get("agreed_on")))
    if assessed and Section.objects.filter(paper=assessed, by=by).exists():
        return f"You wrote a part of the assessment that this plan rests on. {ANOTHER}"
    return ""


def is_own_event(child: Child, event: str, by: User) -> bool:
    """Tell whether somebody wrote that a plan was agreed, here or where it came from. One query."""
    told = standing(child.pk, "plan-agreed").filter(Q(reference=event) | Q(corrects=event))
    return told.filter(Q(by=by) | Q(document__by=by.email)).exists()


def _checked(held: Version, done: str, told: Document, *, by: User, at: datetime) -> None:
    held.state = becomes(held.state, done)
    held.checked_at, held.checked_by = at, by
    held.document = {**held.document, "state": held.state, **told}
    held.save()


@dataclass(frozen=True)
class Direction:
    """What a manager directed that nobody has recorded as done."""

    event: str
    what: str
    why: str
    by: str
    due_on: date


def directions(child: Child, case: Case, hide: Callable[[str], str]) -> list[Direction]:
    """Return what is still to be done as managers directed, the earliest due first. One query."""
    given = [each for each in case.all(DirectionGiven) if not case.about(DirectionDone, each.id)]
    wrote = written_in([child.pk], [each.id for each in given]) if given else {}

    def told(event: str, field: str) -> str:
        return hide(wrote.get((child.pk, event, field), ("", ""))[1])

    found = (
        Direction(each.id, told(each.id, "what"), told(each.id, "why"), each.by or "", each.due_on)
        for each in given
    )
    return sorted(found, key=lambda each: each.due_on)


def give_direction(*, child: Child, facts: Document, by: User, at: datetime, place: Place) -> None:
    """Direct what is to be done in a case, why and by when."""
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("give-direction", by=by, at=at, children=[child.pk]) as act:
        said = {"kind": "direction-given", "on": act.today.isoformat(), "by": by.name}
        act.record(child.pk, {**said, **facts})
    store.forget(person=by, place=place)
