"""Agreeing a plan: what stands in the way, what was thought of, and the moment itself."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.facts import version as version_of
from waymark.children.writing.changing import change_texts
from waymark.chronology.casefile import Document
from waymark.drafts.writing import Writing
from waymark.guidance.forms import Question, Section, form
from waymark.pages.words import about
from waymark.plans import acts, queries
from waymark.plans.answered import (
    ANSWERS,
    KEPT_FROM,
    LOOKED_AT,
    QUESTIONS,
    WITH_THE_REST,
    changes_of,
    that_hold,
)
from waymark.plans.forms.agreeing import NOT_YET, AgreeForm, LeftForm, QuestionsForm
from waymark.plans.models import Version
from waymark.plans.views.asked import AskedPlan
from waymark.plans.views.looking import place_of, things_to_look_at
from waymark.rules.gates import agreeing

DOES = {
    "assessment": "Complete the assessment",
    "goals": "Mend the goal",
    "compulsory": "Say how it is done",
    "left": "Say why it is left",
}
MEND = "Mend it"
NEW_GOAL = "Add a goal"
LEFT = "left"
LEFT_SECTION = Section(
    LEFT,
    "Worth another look",
    (),
    help="Mend it on its own page, or say here why it is left as it is for now.",
)
AGREED = "{}’s plan is agreed. A manager looks at it next."


class Asking(NamedTuple):
    """One section of the questions, and how far it is answered."""

    section: Section
    answered: int
    open: int
    earlier: int  # of those answered, before the last agreement

    @property
    def asked(self) -> int:
        return len(self.section.questions)


@never_cache
@needs(Permission.RECORD, keeps_words=False)
def agree(request: HttpRequest, child: int) -> HttpResponse:
    """Show what stands in the way; where nothing does, agree the plan.

    What is typed here is kept nowhere: it may be the names of people who were harmed.
    """
    asked = AskedPlan(request, child)
    if request.method == "GET" and asked.draft is None and queries.standing(asked.child):
        return redirect("plan", child)  # she went back, and it is agreed
    draft = asked.the_draft()
    found = changes_of(draft, asked.case)
    holds = that_hold(draft, found)
    says_why = bool(draft.document["plan"].get("changed_because"))
    asks_why = found is not None and not says_why
    asks = AgreeForm(asked.typed, name=asked.name, today=asked.today, asks_why=asks_why)
    refusals = agreeing.shut(queries.proposal(draft, asked.document, asked.today))
    if request.method == "POST" and asks.is_valid():
        with acting.refusals_on(asks):
            refusals = _tried(asked, draft, asks)
            if not asks.errors:
                messages.success(request, AGREED.format(asked.name))
                return redirect("plan", child)
    context = {
        "header": asked.top,
        "draft": draft,
        "form": asks,
        "reasons": [_reason(asked, each) for each in refusals],
        "look_at": things_to_look_at(asked, draft, holds),
        "sections": _sections(holds),
        "is_same": found == [],
        "why": asked.shown(draft).plan.changed_because,
        "today": asked.today,
    }
    return render(request, "plans/agree.html", context, status=acting.status(asks))


def _tried(asked: AskedPlan, draft: Version, asks: AgreeForm) -> list[agreeing.Refusal]:
    """Agree the plan; returns what stands in the way, which the form says too. Where a word may be
    a name, the form asks."""
    told = {**asks.facts, "by": asked.by, "at": asked.at}
    try:
        acts.agree(child=asked.child, number=draft.number, **told)
    except acts.NotYet as shut:
        asks.add_error(None, "The plan cannot be agreed yet. What stands in the way is below.")
        return shut.refusals
    except acts.Perhaps as perhaps:
        asks.ask_whether_sure(tuple(asked.top.near.hide(each) for each in perhaps.reasons))
    return []


def _reason(asked: AskedPlan, refusal: agreeing.Refusal) -> tuple[str, str, str]:
    does = DOES.get(refusal.mend.group, MEND)
    if refusal.mend == agreeing.A_NEW_GOAL:
        does = NEW_GOAL
    says = asked.top.near.hide(about(refusal.says, asked.name))
    return says, does, place_of(asked.child.pk, refusal.mend)


def _sections(holds: list[Document]) -> list[Asking]:
    held = {each["question"]: each for each in holds}
    found = []
    for section in form(QUESTIONS).asked():
        given = [held[each.id] for each in section.questions if each.id in held]
        said = [each["said"] for each in given]
        earlier = sum(KEPT_FROM in each for each in given)
        found.append(Asking(section, len(said), said.count(NOT_YET), earlier))
    return found


@needs(Permission.RECORD)
def questions(request: HttpRequest, child: int, theme: str) -> HttpResponse:
    """Answer the questions of one section of the form, then go on to the next."""
    asked = AskedPlan(request, child)
    draft = asked.the_draft()
    if theme == LEFT:
        return _left(asked, draft)
    sections = list(form(QUESTIONS).asked())
    place = next((i for i, each in enumerate(sections) if each.id == theme), None)
    if place is None:
        raise Http404
    section, is_last = sections[place], place + 1 == len(sections)
    names = [each.id for each in section.questions]
    held = acts.answers_to(draft.document.get(ANSWERS) or [], names)
    holds = that_hold(draft, changes_of(draft, asked.case))
    return _answer(
        asked,
        draft,
        theme,
        partial(QuestionsForm, section=section, held=held, holds=holds, name=asked.name),
        names,
        onward="" if is_last else sections[place + 1].id,
        section=section,
        place=place + 1,
        many=len(sections),
    )


def _left(asked: AskedPlan, draft: Version) -> HttpResponse:
    """Say of what is worth another look why it is left as it is."""
    holds = that_hold(draft, changes_of(draft, asked.case))
    found = {each.question: each for each in things_to_look_at(asked, draft, holds)}
    held = draft.document.get(ANSWERS) or []
    names = [each["question"] for each in held if each["question"].startswith(LOOKED_AT)]
    asks = [(each.question, each.says) for each in found.values()]
    return _answer(
        asked,
        draft,
        LEFT,
        partial(LeftForm, asks=asks, held=acts.answers_to(holds, list(found))),
        list(dict.fromkeys([*names, *found])),
        section=LEFT_SECTION,
        place=1,
        many=1,
    )


def _answer(
    asked: AskedPlan,
    draft: Version,
    theme: str,
    filled_in: Callable[..., Any],
    names: list[str],
    *,
    onward: str = "",
    **page: Any,
) -> HttpResponse:
    """Show the form of some questions, or keep what was answered to them."""
    held = acts.answers_to(draft.document.get(ANSWERS) or [], names)
    writing = Writing.of(
        asked.request,
        child=asked.child.pk,
        form="plan-questions",
        document=f"{draft.plan.reference}-{theme}",
        began_from=version_of({ANSWERS: held}),
        at=asked.at,
    )
    return change_texts(
        filled_in,
        partial(_keep_answers, asked, names, writing, onward),
        writing=writing,
        top=asked.top,
        thing=f"plan-questions-{theme}",
        template="plans/questions.html",
        **page,
    )


def _keep_answers(
    asked: AskedPlan, names: list[str], writing: Writing, onward: str, filled: Any
) -> HttpResponse:
    """Keep them, and go on to the next section; after the last one, to agreeing."""
    told: dict[str, Any] = {"questions": names, "answers": filled.answers}
    acts.keep_answers(
        child=asked.child,
        began_from=asked.request.POST.get("began_from", ""),
        **told,
        by=asked.by,
        at=asked.at,
        place=writing.place,
    )
    child = asked.child.pk
    return redirect("plan-questions", child, onward) if onward else redirect("plan-agree", child)


def left_open(version: Version, name: str) -> list[tuple[str, str]]:
    """Return each question that was left open, and why; of those not answered, that they were not.

    It is what whoever countersigns reads first.
    """
    return [
        (about(question.asks, name), (said or {}).get("because") or "")
        for question, said in _answers(version)
        if said is None or said["said"] == NOT_YET
    ]


def with_one_tick(version: Version, name: str) -> list[str]:
    """Return the questions to which one tick said yes, and none was answered by itself."""
    return [
        about(question.asks, name)
        for question, said in _answers(version)
        if said and said.get(WITH_THE_REST)
    ]


def _answers(version: Version) -> Iterator[tuple[Question, Document | None]]:
    held = {each["question"]: each for each in version.document.get(ANSWERS) or []}
    for section in form(QUESTIONS).asked():
        for question in section.questions:
            yield question, held.get(question.id)
