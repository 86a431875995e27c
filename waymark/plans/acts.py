"""A plan begun, thought over and agreed.

A draft is changed in `items`; what managers do with what was agreed is in `checking`.
"""

from collections.abc import Sequence
from datetime import date, datetime

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.facts import version as version_of
from waymark.children.header import header
from waymark.children.models import Child
from waymark.children.naming import Outward, Perhaps, Reading, read, who_may
from waymark.children.writing import saved
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.guard import Towards
from waymark.plans import looking_back, prompted, queries
from waymark.plans.answered import ANSWERS, carried, changes_of, that_hold
from waymark.plans.items import READ_ON, TAKEN_OFF, UNNAMED, WRITTEN_BY, done_on
from waymark.plans.models import Plan, Version
from waymark.rules.gates import agreeing
from waymark.rules.plan_states import AGREED, COUNTERSIGNED, DRAFT, becomes

WHY_THROWN_AWAY = {
    "begun-by-mistake": "It was begun by mistake",
    "as-agreed": "What was agreed stays as it is",
    "anew": "It is to be made anew",
}


class NotYet(Refused):
    """A plan that cannot be agreed yet, with where each thing is mended."""

    def __init__(self, refusals: list[agreeing.Refusal]) -> None:
        super().__init__(*(refusal.says for refusal in refusals))
        self.refusals = refusals


class Unanswered(Refused):
    """A plan of which not all that is asked was answered: yes, or not yet and why."""

    def __init__(self, questions: list[str]) -> None:
        super().__init__(STILL_ASKED)
        self.questions = questions


STILL_ASKED = "Answer each of these first: yes, or not yet and why."


def begin(*, child: Child, by: User, at: datetime) -> Version:
    """Begin a draft: a plan's first, or the next, with all that stands; one that is there is it."""
    check_user_can(by, Permission.RECORD)
    with door.act("begin-plan", by=by, at=at, children=[child.pk]) as act:
        return _begun(act, child)


def step_done(*, child: Child, goal: str, step: str, on: date, by: User, at: datetime) -> None:
    """Say in the draft that a step is done; where there is none, the next version begins with it.

    :raises Stale: where the step is done already, or there no more.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("plan-step-done", by=by, at=at, children=[child.pk]) as act:
        done_on(_begun(act, child), goal, step, on=on.isoformat(), by=by)


def _begun(act: Act, child: Child) -> Version:
    held = queries.draft(child)
    if held is not None:
        return held
    last = queries.standing(child)
    plan = last.plan if last else _new_plan(act, child)
    says = _begins_with(last, act) if last else {"orders": queries.orders_under_way(child, act)}
    wrote = _still_to_check(last)
    answers = carried(last) if last else []
    number = last.number + 1 if last else 1
    return Version.objects.create(
        plan=plan,
        child=child,
        service_id=child.service_id,
        number=number,
        state=DRAFT,
        made_at=act.at,
        made_by=act.by,
        document={
            "number": number,
            "state": DRAFT,
            "made_on": act.today.isoformat(),
            "made_by": act.by.email,
            "plan": says,
            **({WRITTEN_BY: wrote} if wrote else {}),
            **({ANSWERS: answers} if answers else {}),
        },
    )


def _begins_with(last: Version, act: Act) -> Document:
    """Return what the next version begins with: all that stands, but why it was changed. It is
    looked at again when the last review agreed to."""
    says = {
        name: value for name, value in last.document["plan"].items() if name != "changed_because"
    }
    case = act.case(last.child_id)
    again = looking_back.as_it_stands(last, case).next_review_on
    return {**says, "next_review_on": again.isoformat()} if again else says


def _still_to_check(last: Version | None) -> list[str]:
    """Return who wrote what stands, where no manager has countersigned it."""
    checked = last is None or last.state == COUNTERSIGNED
    return [] if checked else last.document.get(WRITTEN_BY) or []


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


def throw_away(*, child: Child, number: int, reason: str, by: User, at: datetime) -> None:
    """Throw a draft away; what was agreed stands as it did. The audit keeps that it was, and why.

    :param reason: a key of `WHY_THROWN_AWAY`.
    :raises Stale: where it was agreed or thrown away meanwhile.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("throw-plan-away", by=by, at=at, children=[child.pk]):
        draft = queries.the_draft(child, number)
        recording.note(thrown_away=draft.plan.reference, version=number, because=reason)
        draft.delete()
        if not draft.plan.versions.exists():
            draft.plan.delete()


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
    with door.act("keep-plan-answers", by=by, at=at, children=[child.pk], renews=False):
        draft = queries.the_draft(child)
        held = draft.document.get(ANSWERS) or []
        if version_of({ANSWERS: answers_to(held, questions)}) != began_from:
            raise Stale
        others = [each for each in held if each["question"] not in questions]
        draft.document = {**draft.document, ANSWERS: [*others, *answers]}
        draft.save(update_fields=["document"])
        saved.note({ANSWERS: answers_to(draft.document[ANSWERS], questions)})
    store.forget(person=by, place=place)


def answers_to(held: list[Document], questions: list[str]) -> list[Document]:
    return [each for each in held if each["question"] in questions]


def agree(
    *,
    child: Child,
    number: int,
    on: str,
    child_took_part: bool,
    typed: Sequence[str] = (),
    looked: bool = False,
    because: str = "",
    by: User,
    at: datetime,
) -> Version:
    """Agree the plan with the child: from then on this version is not changed.

    :param typed: names of somebody else who must not be in it; they are kept nowhere.
    :param looked: somebody looked at what may be a name, and it is none.
    :param because: why the plan changes, where the draft does not say it yet.
    :raises NotYet: where a gate is shut.
    :raises Unanswered: where somebody must answer what is asked first.
    :raises Perhaps: where somebody must look first.
    :raises guard.Shut: where nobody can say who was harmed.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("agree-plan", by=by, at=at, children=[child.pk]) as act:
        draft = queries.the_draft(child, number)
        if because:
            draft.document["plan"]["changed_because"] = because
        reading = _read(draft, act, typed)
        proposed = _proposed(draft, act, date.fromisoformat(on), reading)
        answers = _answered(draft, act, together=child_took_part)
        perhaps = agreeing.perhaps_named(proposed)
        if not looked and (perhaps or reading.to_look):
            raise Perhaps(*reading.to_look, *perhaps, tick=reading.tick(perhaps=bool(perhaps)))
        facts = {"on": on, "child_took_part": child_took_part}
        event = act.record(child.pk, _agreed(draft, facts))
        draft.agreed_at, draft.agreed_by = at, by
        told = {"agreed_on": on, "agreed_by": by.email, ANSWERS: answers}
        told |= {READ_ON: act.today.isoformat(), UNNAMED: reading.unnamed}
        _stands_as_agreed(draft, event.reference, told)
    return draft


def _stands_as_agreed(draft: Version, event: str, told: Document) -> None:
    draft.state, draft.event = becomes(DRAFT, "agree"), event
    stands = {name: said for name, said in draft.document.items() if name != TAKEN_OFF}
    draft.document = {**stands, "state": AGREED, "event": event, **told}
    draft.save()


def _read(draft: Version, act: Act, typed: Sequence[str]) -> Reading:
    """Read a plan for the names that must not be in it. A call, and four queries."""
    child = draft.child
    return read(
        (text for _, text in agreeing.written(queries.says(draft))),
        child=child,
        towards=Towards.FAMILY,
        paper=Outward.PLAN,
        by=act.by,
        at=act.at,
        known=who_may(child, header(child, act.today)),
        typed=typed,
    )


def _proposed(draft: Version, act: Act, agreed_on: date, reading: Reading) -> agreeing.Proposal:
    """Return the plan as it is proposed, once no gate is shut.

    :raises NotYet:
    """
    known = act.document(draft.child_id)
    proposed = queries.proposal(draft, known, act.today, agreed_on=agreed_on, found=reading.found)
    if refusals := agreeing.shut(proposed):
        raise NotYet(refusals)
    return proposed


def _answered(draft: Version, act: Act, *, together: bool) -> list[Document]:
    """Return the answers that hold, once all that is asked is answered.

    :raises Unanswered:
    """
    case = act.case(draft.child_id)
    answers = that_hold(draft, changes_of(draft, case))
    hide = header(draft.child, act.today).near.hide
    asked = prompted.asked_of(draft, case, act.today, hide, together=together)
    if open_ones := asked.unanswered(answers):
        raise Unanswered(open_ones)
    return answers


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
