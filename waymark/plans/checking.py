"""What managers do: countersign a plan that somebody else made, return it, or give a direction."""

from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.plans import queries
from waymark.plans.models import Version
from waymark.rules.plan_states import AGREED, becomes


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
    """Countersign a plan that was agreed elsewhere: Waymark holds that it was, and not its text."""
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("countersign-plan", by=by, at=at, children=[child.pk]) as act:
        said = {"kind": "plan-countersigned", "on": act.today.isoformat(), "plan": event}
        act.record(child.pk, {**said, "by": by.name, "note": note})
    store.forget(person=by, place=place)


def _to_check(version: Version, by: User) -> Version:
    check_user_can(by, Permission.COUNTERSIGN)
    held = Version.objects.select_related("agreed_by").get(pk=version.pk)
    if held.state != AGREED:
        raise Refused("This version is not waiting to be countersigned any more.")
    if by.pk == held.agreed_by_id:
        raise Refused("You agreed this plan yourself. Another manager must countersign it.")
    return held


def _checked(held: Version, done: str, told: Document, *, by: User, at: datetime) -> None:
    held.state = becomes(held.state, done)
    held.checked_at, held.checked_by = at, by
    held.document = {**held.document, "state": held.state, **told}
    held.save()


def give_direction(*, child: Child, facts: Document, by: User, at: datetime, place: Place) -> None:
    """Direct what is to be done in a case, why and by when."""
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("give-direction", by=by, at=at, children=[child.pk]) as act:
        said = {"kind": "direction-given", "on": act.today.isoformat(), "by": by.name}
        act.record(child.pk, {**said, **facts})
    store.forget(person=by, place=place)
