"""A plan made, agreed, countersigned or returned.

Each act that changes a draft is told what its form began from, item by item: two people who are at
two goals never meet.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.facts import version as version_of
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.plans import queries
from waymark.plans.models import Plan, Version
from waymark.rules.facts import check
from waymark.rules.findings import Findings
from waymark.rules.gates import agreeing
from waymark.rules.plan_states import AGREED, DRAFT, becomes
from waymark.rules.planned import ITEMS, WHOLE
from waymark.rules.planned import Plan as PlanShape

WHOLE_PLAN = "whole"
ANSWERS = "answers"
PREFIXES = {
    "goals": "g",
    "controls": "k",
    "contingencies": "i",
    "family": "f",
    "other_plans": "a",
}


class NotYet(Refused):
    """A plan that cannot be agreed yet, with where each thing is mended."""

    def __init__(self, refusals: list[agreeing.Refusal]) -> None:
        super().__init__(*(refusal.says for refusal in refusals))
        self.refusals = refusals


def begin(*, child: Child, by: User, at: datetime) -> Version:
    """Begin a draft: a plan's first, or the next, with all that stands; one that is there is it."""
    check_user_can(by, Permission.RECORD)
    with door.act("begin-plan", by=by, at=at, children=[child.pk]) as act:
        held = queries.draft(child)
        if held is not None:
            return held
        last = queries.standing(child)
        plan = last.plan if last else _new_plan(act, child)
        says = _begins_with(last) if last else {"orders": queries.orders_under_way(child, act)}
        number = last.number + 1 if last else 1
        return Version.objects.create(
            plan=plan,
            child=child,
            service_id=child.service_id,
            number=number,
            state=DRAFT,
            made_at=at,
            made_by=by,
            document={
                "number": number,
                "state": DRAFT,
                "made_on": act.today.isoformat(),
                "made_by": by.email,
                "plan": says,
            },
        )


def _begins_with(last: Version) -> Document:
    """Return what the next version begins with: all that stands, but why it was changed."""
    return {
        name: value for name, value in last.document["plan"].items() if name != "changed_because"
    }


def _new_plan(act: Act, child: Child) -> Plan:
    last = Plan.objects.filter(child=child).order_by("-position").first()
    position = last.position + 1 if last else 0
    reference = f"p{position}-{act.at:%Y%m%d%H%M%S}"
    return Plan.objects.create(
        child=child,
        service_id=child.service_id,
        position=position,
        reference=reference,
        began_at=act.at,
        began_by=act.by,
        document={"id": reference, "began_on": act.today.isoformat(), "began_by": act.by.email},
    )


def throw_away(*, child: Child, number: int, by: User, at: datetime) -> None:
    """Throw a draft away; what was agreed stands as it did."""
    check_user_can(by, Permission.RECORD)
    with door.act("throw-plan-away", by=by, at=at, children=[child.pk]):
        draft = _draft(child, number)
        draft.delete()
        if not draft.plan.versions.exists():
            draft.plan.delete()


def keep_item(
    *,
    child: Child,
    group: str,
    item: str,
    began_from: str,
    facts: Document,
    by: User,
    at: datetime,
    place: Place,
) -> str:
    """Add an item to one of the draft's lists, or change it; returns what it is known by.

    :param item: what it is known by; nothing where it is new.
    :raises Stale: where somebody else has changed this item since the form was opened.
    """

    def put(says: Document) -> str:
        key = ITEMS[group][1]
        items = list(says.get(group) or [])
        found = next((i for i, each in enumerate(items) if each[key] == item), None)
        if version_of(items[found] if found is not None else {}) != began_from:
            raise Stale
        name = item or _unused(PREFIXES[group], says, act_at=at)
        kept = {key: name, **facts}
        items = [*items, kept] if found is None else [*items[:found], kept, *items[found + 1 :]]
        says[group] = items
        return name

    return _change(child, "keep-plan-item", put, by=by, at=at, place=place)


def keep_whole(
    *, child: Child, began_from: str, facts: Document, by: User, at: datetime, place: Place
) -> None:
    """Keep what the draft says as a whole: its orders, whom to call, when it is reviewed.

    :raises Stale: as `keep_item`.
    """

    def put(says: Document) -> None:
        if version_of(whole_of(says)) != began_from:
            raise Stale
        for name in WHOLE:
            says.pop(name, None)
        says.update(facts)

    _change(child, "keep-plan-item", put, by=by, at=at, place=place)


def whole_of(says: Document) -> Document:
    return {name: says[name] for name in WHOLE if name in says}


def take_off(*, child: Child, group: str, item: str, by: User, at: datetime) -> None:
    """Take an item off the draft."""

    def put(says: Document) -> None:
        key = ITEMS[group][1]
        says[group] = [each for each in says.get(group) or [] if each[key] != item]

    _change(child, "take-off-plan", put, by=by, at=at)


def move_up(*, child: Child, group: str, item: str, by: User, at: datetime) -> None:
    """Put an item before the one of its family that stands before it."""

    def put(says: Document) -> None:
        key = ITEMS[group][1]
        items = list(says.get(group) or [])
        place = next((i for i, each in enumerate(items) if each[key] == item), 0)
        before = [i for i, each in enumerate(items[:place]) if kin(each) == kin(items[place])]
        if before:
            items[before[-1]], items[place] = items[place], items[before[-1]]
            says[group] = items

    _change(child, "order-plan", put, by=by, at=at)


def kin(item: Document) -> tuple[str | None, str | None]:
    """Return beside which others a page shows an item."""
    return item.get("family"), item.get("keeps")


def keep_answers(
    *,
    child: Child,
    questions: list[str],
    began_from: str,
    answers: list[Document],
    by: User,
    at: datetime,
    place: Place,
) -> None:
    """Keep what was answered to some of the questions before agreeing; of the others, what stood.

    :raises Stale: where somebody else has answered one of them since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("keep-plan-answers", by=by, at=at, children=[child.pk]):
        draft = _draft(child)
        held = draft.document.get(ANSWERS) or []
        if version_of({ANSWERS: answers_to(held, questions)}) != began_from:
            raise Stale
        others = [each for each in held if each["question"] not in questions]
        draft.document = {**draft.document, ANSWERS: [*others, *answers]}
        draft.save(update_fields=["document"])
    store.forget(person=by, place=place)


def answers_to(held: list[Document], questions: list[str]) -> list[Document]:
    return [each for each in held if each["question"] in questions]


def agree(
    *,
    child: Child,
    number: int,
    on: str,
    child_took_part: bool,
    names: tuple[str, ...] = (),
    by: User,
    at: datetime,
) -> Version:
    """Agree the plan with the child: from then on this version is not changed.

    :param names: of people who were harmed; compared here, and kept nowhere.
    :raises NotYet: where a gate is shut.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("agree-plan", by=by, at=at, children=[child.pk]) as act:
        draft = _draft(child, number)
        refusals = agreeing.shut(queries.proposal(draft, act.document(child.pk), act.today, names))
        if refusals:
            raise NotYet(refusals)
        facts = {"on": on, "child_took_part": child_took_part}
        event = act.record(child.pk, _agreed(draft, facts))
        draft.state, draft.event = becomes(DRAFT, "agree"), event.reference
        draft.agreed_at, draft.agreed_by = at, by
        told = {"state": AGREED, "event": event.reference, "agreed_on": on, "agreed_by": by.email}
        draft.document = {**draft.document, **told}
        draft.save()
    return draft


def _agreed(draft: Version, facts: Document) -> Document:
    """Return the event: the plan is agreed for an order that had none; else it was changed."""
    says = draft.document["plan"]
    orders = says.get("orders") or []
    told = {
        "on": facts["on"],
        "orders": orders,
        "plan_version": draft.number,
        "child_took_part": facts["child_took_part"],
    }
    if says.get("next_review_on"):
        told["next_review_on"] = says["next_review_on"]
    agreed = queries.agreed_events(draft.plan)
    had = {order for event in agreed for order in event.document.get("orders") or []}
    if not agreed or set(orders) - had:
        return {"kind": "plan-agreed", **told}
    changed = {"kind": "plan-amended", **told, "plan": agreed[-1].reference}
    reason = says.get("changed_because")
    return {**changed, "reason": reason} if reason else changed


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


def _draft(child: Child, number: int | None = None) -> Version:
    """Return the draft; one that has been agreed or thrown away meanwhile is none.

    :raises Http404, Stale:
    """
    held = queries.draft(child)
    if held is None and number is None:
        raise Http404
    if held is None or number not in (None, held.number):
        raise Stale
    return held


def _change(
    child: Child,
    act: str,
    put: Callable[[Document], Any],
    *,
    by: User,
    at: datetime,
    place: Place | None = None,
) -> Any:
    check_user_can(by, Permission.RECORD)
    with door.act(act, by=by, at=at, children=[child.pk]):
        draft = _draft(child)
        says = dict(draft.document["plan"])
        made = put(says)
        _refuse_faults(says)
        draft.document = {**draft.document, "plan": says}
        draft.save(update_fields=["document"])
    if place is not None:
        store.forget(person=by, place=place)
    return made


def _refuse_faults(says: Document) -> None:
    findings = Findings()
    check(PlanShape, says, "plan", findings)
    if findings.faults:
        raise Refused(*map(str, findings.faults))


def _unused(prefix: str, says: Document, *, act_at: datetime) -> str:
    """Return an id that no item of this plan has or had: its moment is part of it."""
    taken = {each["id"] for group in PREFIXES for each in says.get(group) or []}
    number = 1
    while (name := f"{prefix}{number}-{act_at:%y%m%d%H%M}") in taken:
        number += 1
    return name


def give_direction(*, child: Child, facts: Document, by: User, at: datetime, place: Place) -> None:
    """Direct what is to be done in a case, why and by when."""
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("give-direction", by=by, at=at, children=[child.pk]) as act:
        said = {"kind": "direction-given", "on": act.today.isoformat(), "by": by.name}
        act.record(child.pk, {**said, **facts})
    store.forget(person=by, place=place)
