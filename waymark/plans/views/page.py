"""A child's plan: what is agreed, and how it came to be so."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.papers.forms import ThrowAwayForm
from waymark.plans import acts, checking, items, looking_back, pieces, queries, words
from waymark.plans.answered import changes_of
from waymark.plans.delivery import delivered
from waymark.plans.forms.step import StepDoneForm
from waymark.plans.models import Version
from waymark.plans.views.asked import AskedPlan


@needs(Permission.SEE_CHILDREN)
def plan(request: HttpRequest, child: int) -> HttpResponse:
    """Show what is agreed; where nothing is yet, how a plan comes about."""
    asked = AskedPlan(request, child)
    return _page(asked, queries.standing(asked.child), is_newest=True)


@needs(Permission.SEE_CHILDREN)
def version(request: HttpRequest, child: int, number: int) -> HttpResponse:
    """Show an earlier version, as it was agreed."""
    asked = AskedPlan(request, child)
    held = queries.numbered(asked.child, number)
    if held is None:
        raise Http404
    return _page(asked, held, is_newest=False)


@require_POST
@needs(Permission.RECORD)
def begin(request: HttpRequest, child: int) -> HttpResponse:
    asked = AskedPlan(request, child)
    acts.begin(child=asked.child, by=asked.by, at=asked.at)
    return redirect("plan-draft", child)


@needs(Permission.RECORD)
def step_done(request: HttpRequest, child: int, goal: str, step: str) -> HttpResponse:
    """Write in the draft that a step was done: today, with one button, or on another day."""
    asked = AskedPlan(request, child)
    version = asked.draft or queries.standing(asked.child)
    held = items.not_done(version.document["plan"]).get((goal, step)) if version else None
    if version is None or held is None:
        raise items.done_already(version, goal) if request.method == "POST" else Http404
    form = StepDoneForm(
        asked.typed,
        by=queries.day_of(held.get("by")),
        began_on=queries.day_of(version.plan.document.get("began_on")),
        today=asked.today,
    )
    return asked.form_page(
        form,
        partial(acts.step_done, child=asked.child, goal=goal, step=step),
        told=lambda: {"on": form.done_on},
        done="It is done, in the draft: it counts once that is agreed.",
        then="plan",
        leads_to=lambda _: f"{reverse('plan-draft', args=[child])}#{goal}",
        template="plans/step_done.html",
        what=asked.top.near.hide(held.get("what") or ""),
    )


@needs(Permission.RECORD)
def throw_away(request: HttpRequest, child: int, number: int) -> HttpResponse:
    """Ask why a draft is thrown away; say what goes with it."""
    asked = AskedPlan(request, child)
    draft = queries.the_draft(asked.child, number)
    standing = queries.standing(asked.child)
    says_the_same = changes_of(draft, asked.case) == []  # the day that a review agreed is no change
    return asked.form_page(
        ThrowAwayForm(asked.typed, why=acts.WHY_THROWN_AWAY),
        partial(acts.throw_away, child=asked.child, number=number),
        done="The draft is thrown away. What was agreed stands as it did.",
        then="plan",
        template="plans/throw_away.html",
        draft=draft,
        standing=standing,
        changes=[] if says_the_same else asked.changed(standing, draft),
    )


def _page(asked: AskedPlan, held: Version | None, *, is_newest: bool) -> HttpResponse:
    context = {
        "header": asked.top,
        "version": held,
        "draft": asked.draft,
        "is_newest": is_newest,
        "may_record": user_can(asked.by, Permission.RECORD),
        "may_check": False,
        "directions": checking.directions(asked.child, asked.case, asked.top.near.hide)
        if is_newest
        else [],
        "pieces": pieces.of(asked) if is_newest and held else {},
        "today": asked.today,
    }
    if held is not None:
        context |= {
            "shown": asked.as_it_stands(held) if is_newest else asked.shown(held),
            "state": words.STATES[held.state],
            "says": _who(held, asked),
            "not_done": items.not_done((asked.draft or held).document["plan"])
            if is_newest and user_can(asked.by, Permission.RECORD)
            else {},
            "history": list(queries.history(held)),
            "attach": asked.where_to_attach(held) if is_newest else "",
            "delivered": delivered(held, asked.child.pk, asked.today) if is_newest else {},
            "may_check": held.state == "agreed"
            and is_newest
            and user_can(asked.by, Permission.COUNTERSIGN)
            and not checking.own_part(held, asked.by),
        }
    else:
        context["agreed_elsewhere"] = queries.agreed_elsewhere(asked.case)
    return render(asked.request, "plans/plan.html", context)


def _who(held: Version, asked: AskedPlan) -> dict[str, object]:
    """Return who agreed and checked it, when, and what a manager said."""
    told = held.document
    return {
        "agreed_on": queries.day_of(told.get("agreed_on")),
        "agreed_by": queries.who(held.agreed_by, told.get("agreed_by")),
        "together": looking_back.made_together(held, asked.case),
        "checked_on": queries.day_of(told.get("countersigned_on") or told.get("returned_on")),
        "checked_by": queries.who(
            held.checked_by, told.get("countersigned_by") or told.get("returned_by")
        ),
        "comments": asked.top.near.hide(told.get("comments") or ""),
    }
