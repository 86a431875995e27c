"""What a plan needs to know: which version stands, what the courts require, what waits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import reverse

from waymark.accounts.answers import Stale
from waymark.accounts.models import User
from waymark.assessments.queries import ASSESSMENT, NOT_ASSESSED, conclusions
from waymark.children.access import IsOwnWork
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event
from waymark.chronology.requirements import requirements
from waymark.guidance import label
from waymark.pages.words import inside
from waymark.papers import queries as papers
from waymark.papers.models import Paper, Section
from waymark.papers.queries import Read
from waymark.plans.models import Plan, Version
from waymark.prepared import ID, Told, first, prepared
from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events.orders import OrderAmended
from waymark.rules.events.plans import (
    AssessmentCompleted,
    PlanAgreed,
    PlanCountersigned,
    PlanReviewed,
)
from waymark.rules.facts import build
from waymark.rules.gates.agreeing import Conclusions, Proposal, Required
from waymark.rules.known import known_on
from waymark.rules.names import Found
from waymark.rules.plan_states import AGREED, COUNTERSIGNED, DRAFT, RETURNED
from waymark.rules.planned import ITEMS
from waymark.rules.planned import Plan as PlanShape

Had = dict[str, set[str]]  # the ids of items, and those of the steps of each


def standing(child: Child | int) -> Version | None:
    """Return the version that was agreed last. One query."""
    return _last(child, drafts=False)


def draft(child: Child | int) -> Version | None:
    """Return the draft, where there is one. One query."""
    return _last(child, drafts=True)


def the_draft(child: Child, number: int | None = None) -> Version:
    """Return the draft; one that has been agreed or thrown away meanwhile is none.

    :raises Http404, Stale:
    """
    held = draft(child)
    if held is None and number is None:
        raise Http404
    if held is None or number not in (None, held.number):
        agreed = numbered(child, number) if number else None
        raise Stale(by=agreed.agreed_by.name) if agreed and agreed.agreed_by else Stale
    return held


def ids_of(version: Version) -> Had:
    """Return what every item of any version of this plan was known by, and its steps. One query."""
    held = Version.objects.filter(plan=version.plan_id).values_list("document", flat=True)
    found: Had = defaultdict(set)
    for document in (*held, version.document):
        for says in (document["plan"], document.get("taken_off") or {}):
            for group in ITEMS:
                for each in says.get(group) or []:
                    steps = each.get("steps") or []
                    found[each[ITEMS[group][1]]] |= {step["id"] for step in steps}
    return found


def _last(child: Child | int, *, drafts: bool) -> Version | None:
    key = child if isinstance(child, int) else child.pk
    return first(_newest(child=key, drafts=drafts))


@prepared(child=ID)
def _newest(*, child: Told, drafts: bool) -> QuerySet[Version]:
    found = _versions(child)
    return (found.filter(state=DRAFT) if drafts else found.exclude(state=DRAFT))[:1]


def numbered(child: Child | int, number: int) -> Version | None:
    """Return a version of the child's newest plan that was agreed, by its number. One query."""
    return _versions(child).exclude(state=DRAFT).filter(number=number).first()


def history(version: Version) -> QuerySet[Version]:
    """Return the versions of the same plan that were agreed, the newest first."""
    of_plan = Version.objects.filter(plan=version.plan_id).exclude(state=DRAFT)
    return of_plan.select_related("agreed_by", "checked_by").order_by("-number")


def _versions(child: Child | int | Told) -> QuerySet[Version]:
    found = Version.objects.filter(child=child).order_by("-plan__position", "-number")
    return found.select_related("plan", "agreed_by", "checked_by", "made_by", "child")


def says(version: Version) -> PlanShape:
    return build(PlanShape, version.document["plan"])


def goals_of(child: Child, hide: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the goals of the plan that stands, by their ids, in the child's words. One query."""
    held = standing(child)
    goals = says(held).goals_under_way if held else ()
    return [(goal.id, hide(goal.words or "A goal")) for goal in goals]


def goals_ever(child: Child) -> dict[str, str]:
    """Return what every goal was called last that ever stood in a plan, by its id. One query."""
    return {goal["id"]: goal.get("words") or "A goal" for goal in _every_goal(child)}


def goals_that_repair(child: Child) -> set[str]:
    """Return the ids of whatever goal ever was to put something right. One query."""
    return {goal["id"] for goal in _every_goal(child) if goal.get("family") == "repair"}


def _every_goal(child: Child) -> Iterator[dict[str, Any]]:
    versions = Version.objects.filter(child=child).order_by("pk")
    for goals in versions.values_list("document__plan__goals", flat=True):
        yield from goals or ()


def last_countersigned(version: Version) -> Version | None:
    """Return what a manager approved last before this version. One query."""
    before = Version.objects.filter(plan=version.plan_id, number__lt=version.number)
    return before.filter(state=COUNTERSIGNED).order_by("-number").first()


def returned_before(version: Version, after: Version | None) -> Version | None:
    """Return what was returned last before this version, and after another. One query."""
    before = Version.objects.filter(plan=version.plan_id, number__lt=version.number, state=RETURNED)
    found = before.filter(number__gt=after.number if after else 0)
    return found.select_related("checked_by").order_by("-number").first()


def last_returned(of: Version | None) -> Version | None:
    """Return the version that was returned and that the draft is to mend."""
    if of is None:
        return None
    before = Version.objects.filter(plan=of.plan_id, number=of.number - 1, state=RETURNED)
    return before.select_related("checked_by").first()


def agreed_events(plan: Plan) -> list[Event]:
    """Return the events that this plan was agreed for an order that had none. Two queries."""
    named = list(plan.versions.exclude(event="").values_list("event", flat=True))
    found = Event.objects.filter(child=plan.child_id, reference__in=named, kind="plan-agreed")
    return list(found.order_by("position"))


def to_countersign(version: Version) -> list[str]:
    """Return which agreed plans a countersignature of this version is about: at least one.

    A plan that was returned and mended is countersigned with the version that mended it.
    """
    agreed = [each.reference for each in agreed_events(version.plan)]
    countersigned = set(
        Event.objects.filter(
            child=version.child_id, kind="plan-countersigned", document__plan__in=agreed
        ).values_list("document__plan", flat=True)
    )
    return [each for each in agreed if each not in countersigned] or agreed[-1:] or [version.event]


def of_event(child: Child, event: str) -> Version | None:
    """Return the version that waits to be countersigned for an agreed plan; the newest first."""
    found = Version.objects.filter(child=child, event=event).select_related("plan").first()
    if found is None:
        return None
    newest = _versions(child).filter(plan=found.plan_id).exclude(state=DRAFT).first()
    return newest or found


def is_agreed_elsewhere(case: Case, event: str) -> bool:
    """Tell whether a plan was agreed of which Waymark holds no text, and nobody countersigned."""
    known = any(each.id == event for each in case.all(PlanAgreed))
    return known and not case.about(PlanCountersigned, event)


@carries("CM-465")
def waiting(*, by: User | Told, at: datetime | Told) -> QuerySet[Version]:
    """Return the versions that wait for this manager: agreed and written by others, and no newer
    one; nor did she answer in the assessment that it rests on."""
    newer = Version.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    newer = newer.exclude(state=DRAFT)
    found = Version.objects.filter(IsOwnWork("child", at), state=AGREED).exclude(agreed_by=by)
    found = found.filter(~Exists(newer), ~Exists(_wrote(by)))
    found = found.annotate(agreed_day=Cast(KT("document__agreed_on"), DateField()))
    found = found.annotate(assessment=Subquery(_rests_on().values("pk")[:1]))
    answered = Section.objects.filter(paper=OuterRef("assessment"), by=by)
    found = found.filter(~Exists(answered))
    return found.select_related("child", "agreed_by", "plan").order_by("agreed_at", "pk")


def _wrote(by: User | Told) -> QuerySet[User]:
    """Ask whether somebody wrote in a version."""
    wrote = Func(OuterRef("document__written_by"), "email", function="jsonb_exists")
    wrote.output_field = BooleanField()
    return User.objects.filter(wrote, pk=by if isinstance(by, Told) else by.pk)


def _rests_on() -> QuerySet[Paper]:
    """Return the assessment on which a version rests, as `assessments.queries.rests_on` does."""
    done = Paper.objects.filter(child=OuterRef("child"), form=ASSESSMENT)
    done = done.filter(completed_on__lte=OuterRef("agreed_day"))
    return done.order_by("-began_on", "-position")


def agreed_elsewhere(case: Case) -> PlanAgreed | None:
    """Return the plan that was agreed last, where Waymark holds that it was and not its text."""
    found = case.all(PlanAgreed)
    return found[-1] if found else None


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def who(person: User | None, told: str | None) -> str:
    """Return somebody's name; of a case file from elsewhere, what stands before the @."""
    return person.name if person else (told or "").partition("@")[0]


def assessment_page(child: int) -> str:
    """Return where the assessment is completed."""
    return reverse("assessment", args=[child])


def orders_under_way(child: Child, act: Act) -> list[str]:
    case = act.case(child.pk)
    return [order.id for order in running(case, act.today)]


def running(case: Case, on: date) -> list[Any]:
    """Return the orders that the service works under on a day."""
    ends = ((order, case.end_of(order)) for order in case.supervised)
    return [order for order, end in ends if end is None or end >= on]


def order_words(document: Document, reference: str) -> str:
    """Return what an order is called inside a sentence."""
    kinds = {each["id"]: each["kind"] for each in document.get("orders") or []}
    return inside(label("order-kinds", kinds[reference])) if reference in kinds else "an order"


@carries("CM-092")
def required(document: Document, case: Case, orders: Iterable[str]) -> tuple[Required, ...]:
    """Return what the orders that run ask of the child now, each by `order:requirement`.

    :param document: the case file, which says how each order was made.
    """
    raw = {each["id"]: each for each in document.get("orders") or []}
    found = []
    for order in (each for each in orders if each in raw):
        changes = case.about(OrderAmended, order)
        for each in requirements(raw[order], changes):
            much = f", {each.how_much}" if each.how_much else ""
            words = f"{inside(each.words)}{much}"
            found.append(Required(f"{order}:{each.key}", words, order_words(document, order)))
    return tuple(found)


def proposal(
    version: Version,
    document: Document,
    on: date,
    *,
    agreed_on: date | None = None,
    found: Mapping[str, Sequence[Found]] | None = None,
) -> Proposal:
    """Return the plan as the gates are asked about it.

    :param document: the child's case file.
    :param agreed_on: the day on which it was agreed; before that is said, the day itself.
    :param found: whose names were found in which of its texts, once it was read.
    """
    made = says(version)
    case = known_on(trusted(document), on)
    under_way = [order.id for order in running(case, on)]
    planned = [order for order in under_way if order in made.orders] or under_way
    return Proposal(
        plan=made,
        conclusions=conclusions_of(version.child, case, planned),
        on=on,
        required=required(document, case, dict.fromkeys([*under_way, *made.orders])),
        found=found or {},
        began_on=_reviewed_on(case, made.orders) or agreed_on,
    )


def _reviewed_on(case: Case, orders: Iterable[str]) -> date | None:
    """Return when a plan for these orders was reviewed last, or else agreed first."""
    for kind in (PlanReviewed, PlanAgreed):
        if found := [each.on for order in orders for each in case.about(kind, order)]:
            return max(found)
    return None


def conclusions_of(
    child: Child,
    case: Case,
    orders: Iterable[str],
    read: Callable[[Paper], Read] = papers.read,
) -> Conclusions:
    """Return what the assessment came to, of which a plan for these orders is made.

    One that was made elsewhere is known to be completed, and nothing of what it found. Costs as
    `assessments.queries.conclusions`.
    """
    found, still = conclusions(child, read), tuple(not_assessed(case, orders))
    says_more = still and found.missing != (NOT_ASSESSED,)  # what is begun says what it lacks
    return replace(found, missing=(found.missing or still) if says_more else still)


@carries("CM-088")
def not_assessed(case: Case, orders: Iterable[str]) -> Iterator[str]:
    """Yield for which orders no assessment was completed since each was made; where there is no
    order, whether there never was one."""
    wanted = [order for order in case.supervised if order.id in set(orders)]
    for order in wanted:
        if case.first(AssessmentCompleted, order.made_on, about=order.id) is None:
            yield f"an assessment for the {order.called} of {said(order.made_on)}"
    if not wanted and not case.all(AssessmentCompleted):
        yield NOT_ASSESSED
