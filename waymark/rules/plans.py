"""Settling in, the assessment, and the plan: agreed, given to the child, checked by a manager."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.plans import (
    AssessmentCompleted,
    ChildInducted,
    PlanAgreed,
    PlanAmended,
    PlanCountersigned,
    PlanGiven,
    PlanReturned,
)


@carries("CM-464")
def induct_child(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        yield Owed(
            order.id,
            order.made_on,
            order.begins_on,
            f"The {order.called} begins on {said(order.begins_on)}, and the child is to be "
            "settled in as soon as can be.",
            done_on=case.first(ChildInducted, order.made_on, about=order.id),
            closes_on=case.end_of(order),
        )


@carries("CM-003")
def complete_assessment(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        yield Owed(
            order.id,
            order.made_on,
            order.made_on,
            f"The {order.called} was made on {said(order.made_on)}, and the plan is to rest on "
            "an assessment.",
            done_on=case.first(AssessmentCompleted, order.made_on, about=order.id),
            closes_on=case.end_of(order),
        )


@carries("CM-082")
def agree_plan(case: Case) -> Iterator[Owed]:
    for order in case.supervised:
        yield Owed(
            order.id,
            order.made_on,
            order.made_on,
            f"The {order.called} was made on {said(order.made_on)}, and every child whom the "
            "service works with has a plan made with them.",
            done_on=case.first(PlanAgreed, order.made_on, about=order.id),
            closes_on=case.end_of(order),
        )


@carries("CM-465")
def countersign_plan(case: Case) -> Iterator[Owed]:
    for plan in case.all(PlanAgreed):
        yield Owed(
            plan.id,
            plan.on,
            plan.on,
            f"A plan was agreed on {said(plan.on)}, and a manager answers for how good it is.",
            done_on=case.first(PlanCountersigned, plan.on, about=plan.id),
            closes_on=case.latest_end_of(plan.orders),
        )


@carries("CM-465")
def mend_plan(case: Case) -> Iterator[Owed]:
    """What a manager returned is mended that day, by a later version on whatever day that was
    agreed."""
    for returned in case.all(PlanReturned):
        plan = case.event(returned.plan)
        later = [each for each in _agreed(case) if _version(each) > returned.plan_version]
        yield Owed(
            returned.id,
            returned.on,
            returned.on,
            f"A manager returned the plan on {said(returned.on)}, with what is to be mended in it.",
            returned.on,
            done_on=min((each.on for each in later), default=None),
            closes_on=case.latest_end_of(getattr(plan, "orders", ())),
        )


@carries("CM-078")
def give_plan(case: Case) -> Iterator[Owed]:
    """What stands is given: of several versions the last that no manager returned."""
    for plan in _agreed(case):
        happened = "agreed" if isinstance(plan, PlanAgreed) else "changed"
        given_on = _given_to_the_child(case, plan)
        if given_on is None and not _stands(case, plan):
            continue
        yield Owed(
            plan.id,
            plan.on,
            plan.on,
            f"The plan was {happened} on {said(plan.on)}, and the child is to have a copy that "
            "they understand.",
            done_on=given_on,
            closes_on=case.latest_end_of(plan.orders),
        )


def _agreed(case: Case) -> list[PlanAgreed | PlanAmended]:
    return [*case.all(PlanAgreed), *case.all(PlanAmended)]


def _version(plan: PlanAgreed | PlanAmended) -> float:
    return plan.plan_version or 0


def _stands(case: Case, plan: PlanAgreed | PlanAmended) -> bool:
    """Tell whether a version was not returned, and no later one stands in its place. Where it is
    not said which version it was, nothing stands in its place."""
    if case.about(PlanReturned, plan.id):
        return False
    later = (each for each in _agreed(case) if 0 < _version(plan) < _version(each))
    return all(case.about(PlanReturned, each.id) for each in later)


def _given_to_the_child(case: Case, plan: PlanAgreed | PlanAmended) -> date | None:
    """Return when the child was given it; that a parent was is not enough."""
    given = (each for each in case.about(PlanGiven, plan.id) if each.is_for_child)
    return next((each.on for each in given if each.on >= plan.on), None)
