"""Agreeing a plan: what stands in the way, what was thought of, and the moment itself."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.facts import version as version_of
from waymark.children.naming import Perhaps
from waymark.children.writing.changing import change_texts
from waymark.chronology.casefile import Document
from waymark.drafts.writing import Writing
from waymark.guidance.forms import Section, form
from waymark.pages.words import about
from waymark.plans import acts, queries
from waymark.plans.answered import (
    ANSWERS,
    KEPT_FROM,
    LOOKED_AT,
    NOT_YET,
    QUESTIONS,
    changes_of,
    that_hold,
)
from waymark.plans.forms.agreeing import AgreeForm, LeftForm, QuestionsForm
from waymark.plans.models import Version
from waymark.plans.prompted import Asked
from waymark.plans.prompted import questions as questions_of_the_form
from waymark.plans.views.asked import AskedPlan
from waymark.plans.views.looking import goal_for, place_of, things_to_look_at
from waymark.rules.gates import agreeing
from waymark.rules.names import IF_SOMEBODY_ELSE

DOES = {
    "assessment": "Complete the assessment",
    "goals": "Mend the goal",
    "compulsory": "Say how it is done",
    "left": "Say why it is left",
}
MEND = "Mend it"
NEW_GOAL, FOR_THIS = "Add a goal", "Add a goal for this"
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

    What is typed here is kept nowhere: it may be the name of somebody who is not to be in it.
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
    of = asked.asked_of(draft)
    open_ones = of.unanswered(holds)
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
        "look_at": things_to_look_at(asked, of.looks, holds),
        "sections": _sections(holds, open_ones),
        "unanswered": _to_answer(asked, of, open_ones),
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
    except acts.Unanswered as unanswered:
        of = asked.asked_of(draft, together=asks.cleaned_data["child_took_part"])
        asks.add_error(None, acts.STILL_ASKED)
        for says, href in _to_answer(asked, of, unanswered.questions):
            asks.add_error(None, format_html('<a href="{}">{}</a>', href, says))
    except Perhaps as perhaps:
        reasons = tuple(asked.top.near.hide(each) for each in perhaps.reasons)
        asks.ask_whether_sure(reasons, perhaps.tick)
    return []


def _to_answer(asked: AskedPlan, of: Asked, open_ones: list[str]) -> list[tuple[str, str]]:
    """Return what is to be answered still, and where."""
    known = questions_of_the_form()

    def told(name: str) -> tuple[str, str]:
        section, question = known.get(name, (LEFT, None))
        says = question.asks if question else of.looks[name].says
        if name in of.belied:
            says = f"{says} Answer it by itself: {of.belied[name].replace('{name}', asked.name)}."
        page = reverse("plan-questions", args=[asked.child.pk, section])
        first = "_0" if question or of.looks[name].is_yes_or_no else ""
        return about(says, asked.name), f"{page}#id_{name}{first}"

    return [told(each) for each in open_ones]


def _reason(asked: AskedPlan, refusal: agreeing.Refusal) -> tuple[str, ...]:
    """Return what stands in the way, and how each way of mending it is called and where it is."""
    does = DOES.get(refusal.mend.group, MEND)
    if refusal.mend == agreeing.A_NEW_GOAL:
        does = NEW_GOAL
    says = asked.top.near.hide(about(refusal.says, asked.name))
    mend = (does, place_of(asked.child.pk, refusal.mend))
    if refusal.mend.group == LEFT:
        return says, FOR_THIS, goal_for(asked.child.pk, refusal.mend.item), *mend
    if IF_SOMEBODY_ELSE in refusal.says:
        around = f"Add them to the people around {asked.name}"
        return says, *mend, around, reverse("people", args=[asked.child.pk])
    return says, *mend


def _sections(holds: list[Document], open_ones: list[str]) -> list[Asking]:
    held = {each["question"]: each for each in holds if each["question"] not in open_ones}
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
    found = things_to_look_at(asked, asked.asked_of(draft).looks, holds)
    held = draft.document.get(ANSWERS) or []
    names = [each["question"] for each in held if each["question"].startswith(LOOKED_AT)]
    asks, known = (
        [(each.question, each.says, each.is_yes_or_no) for each in found],
        [each.question for each in found],
    )
    return _answer(
        asked,
        draft,
        LEFT,
        partial(LeftForm, asks=asks, held=acts.answers_to(holds, known)),
        list(dict.fromkeys([*names, *known])),
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
