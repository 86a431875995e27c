"""Ending well: what comes after each order, and what is left before the case is closed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.drafts.writing import Writing
from waymark.papers.answers import shown
from waymark.papers.models import Paper
from waymark.papers.queries import names_of, read
from waymark.plans import endings, queries
from waymark.plans.forms.review import EndingForm
from waymark.plans.looking_back import CLOSING
from waymark.plans.views.asked import AskedPlan
from waymark.rules import asked as asked_of
from waymark.rules.events.voice import SelfAssessmentGiven


@needs(Permission.RECORD)
def ending(request: HttpRequest, child: int) -> HttpResponse:
    """Show how the work under each order ends, and what is left; begin to plan an end."""
    asked = AskedPlan(request, child)
    found = endings.endings(asked.child, asked.case)
    if request.method == "POST":
        order = request.POST.get("order", "")
        if order not in {each.order for each in found}:
            raise Http404
        paper = endings.begin(child=asked.child, order=order, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    version = queries.standing(asked.child)
    left = endings.left(asked.case, asked.today)
    context = {
        "header": asked.top,
        "endings": found,
        "left": left,
        "last_said": _last_said(asked),
        "call": asked.shown(version).plan if version else None,
        "will_call": _whom_to_call_then(found, left),
        "may_check": user_can(asked.by, Permission.COUNTERSIGN),
        "may_close": user_can(asked.by, Permission.ALLOCATE),
        "is_own": endings.is_own(asked.child, asked.by),
        "today": asked.today,
    }
    return render(request, "plans/ending.html", context)


@needs(Permission.RECORD)
def complete_closing(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Say what an ending still needs; agreed, it stays as it is."""
    asked = AskedPlan(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=CLOSING)
    if of.completed_on:
        return redirect("paper", child, paper)
    if request.method == "POST":
        endings.complete(paper=of, by=asked.by, at=asked.at)
        messages.success(request, f"What comes after is agreed with {asked.name}.")
        return redirect("ending", child)
    held = read(of)
    context = {
        "header": asked.top,
        "read": held,
        "ids": asked_of,
        "beyond": list(endings.beyond(held)),
        "left_open": list(endings.left_out(held)),
        "yes_though": endings.yes_though(held, asked.case, asked.name),
    }
    return render(request, "plans/complete_closing.html", context)


@needs(Permission.COUNTERSIGN)
def countersign_closing(request: HttpRequest, child: int) -> HttpResponse:
    """Show a manager how the work ended; say that it was looked at."""
    asked = AskedPlan(request, child)
    writing = Writing.of(request, child=child, form="countersign-closing", at=asked.at)
    form = EndingForm(asked.typed)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            told = {"by": asked.by, "at": asked.at, "place": writing.place}
            endings.countersign(child=asked.child, note=form.cleaned_data["note"], **told)
            messages.success(request, f"The ending is countersigned. {_and_now(asked)}")
            return redirect("ending", child)
    context = {
        "header": asked.top,
        **_to_read(asked),
        "form": writing.given_back(form),
        "writing": writing,
    }
    context["may_decide"] = context["form"].is_bound or context["may_decide"]
    return render(request, "plans/countersign_closing.html", context, status=acting.status(form))


def _and_now(asked: AskedPlan) -> str:
    left = endings.left(asked.case, asked.today).duties
    return "What is left to do is listed below." if left else "The case can be closed."


def _whom_to_call_then(found: list[endings.Ending], left: endings.Left) -> str:
    """Return whom the child can call after the end, as the last ending that was agreed says."""
    done = [each.done for each in found if each.done and not left.is_over(each.order)]
    return (read(done[0]).said(asked_of.END_WHO_TO_CALL) or "") if done else ""


def _last_said(asked: AskedPlan) -> date | None:
    """Return when the child last said alone what they think."""
    given = [each for each in asked.case.all(SelfAssessmentGiven) if each.is_childs]
    return given[-1].on if given else None


def _to_read(asked: AskedPlan) -> dict[str, Any]:
    found = endings.endings(asked.child, asked.case)
    names = names_of(asked.child)
    done = [(each, read(each.done)) for each in found if each.done]
    left = endings.left(asked.case, asked.today)
    is_own = endings.is_own(asked.child, asked.by)
    return {
        "endings": found,
        "answers": [(each, shown(held, asked.top, names)) for each, held in done],
        "left_open": [each for _, held in done for each in endings.left_out(held)],
        "yes_though": [
            each for _, held in done for each in endings.yes_though(held, asked.case, asked.name)
        ],
        "last_said": _last_said(asked),
        "left": left,
        "is_own": is_own,
        "may_decide": bool(left.ends) and not is_own,
    }
