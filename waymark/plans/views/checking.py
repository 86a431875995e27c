"""What managers do: countersign a plan or return it, and give a direction on a case."""

from dataclasses import replace
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.assessments.concluded import Concluded, concluded
from waymark.assessments.queries import case_of, rests_on, risks
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.drafts.writing import Writing
from waymark.pages.words import about
from waymark.papers.answers import shown
from waymark.papers.asking import reason_in
from waymark.papers.models import Paper
from waymark.papers.queries import names_of, sources_of
from waymark.plans import checking, endings, looking_back, queries
from waymark.plans.answered import ANSWERS, YES
from waymark.plans.forms.agreeing import CheckForm, DirectionForm
from waymark.plans.items import READ_ON, UNNAMED
from waymark.plans.models import Version
from waymark.plans.prompted import left_open, with_one_tick, yes_though
from waymark.plans.queries import says
from waymark.plans.views.asked import AskedPlan
from waymark.plans.views.looking import things_to_look_at
from waymark.rules.calendar import months_after
from waymark.rules.plan_states import AGREED
from waymark.rules.reviews import MONTHS_BETWEEN


@needs(Permission.COUNTERSIGN)
def plans_waiting(request: HttpRequest) -> HttpResponse:
    """Show the plans and the endings that wait to be countersigned by this manager."""
    now = timezone.now()
    plans = list(queries.waiting(by=request.user, at=now))
    ended = list(endings.waiting(by=request.user, at=now))
    recording.note(children=[each.child_id for each in (*plans, *ended)])
    context = {"versions": plans, "endings": ended, "today": today(now)}
    return render(request, "plans/waiting.html", context)


@needs(Permission.COUNTERSIGN)
def countersign(request: HttpRequest, child: int) -> HttpResponse:
    """Show what a manager answers for; approve it, or return it with comments."""
    asked = AskedPlan(request, child)
    event = request.GET.get("plan", "")
    held = queries.of_event(asked.child, event) if event else queries.standing(asked.child)
    if held is None and not queries.is_agreed_elsewhere(asked.case, event):
        raise Http404
    writing = Writing.of(
        request,
        child=child,
        form="countersign-plan",
        document=str(held.number) if held else event,
        at=asked.at,
    )
    form = CheckForm(asked.typed, version=held.number if held else None)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            words = _decide(asked, held, event, form, writing)
            messages.success(request, words)
            return redirect("plan", child)
    given_back = writing.given_back(form)
    own = _own(asked, held, event)
    waits = held is None or held.state == AGREED
    context = {
        "header": asked.top,
        "version": held,
        "form": given_back,
        "writing": writing,
        "own": own,
        "waits": waits,
        "may_decide": given_back.is_bound or (waits and not own),
        **(_to_read(asked, held) if held else {}),
    }
    return render(request, "plans/countersign.html", context, status=acting.status(form))


def _own(asked: AskedPlan, held: Version | None, event: str) -> str:
    """Say what of a plan is this manager's own, who does not countersign it then."""
    if held is not None:
        return checking.own_part(held, asked.by)
    return checking.YOURS if checking.is_own_event(asked.child, event, asked.by) else ""


def _to_read(asked: AskedPlan, held: Version) -> dict[str, object]:
    before = queries.last_countersigned(held)
    hide = asked.top.near.hide
    agreed_on = queries.day_of(held.document.get("agreed_on"))
    assessed = rests_on(asked.child, agreed_on)
    together = looking_back.made_together(held, asked.case)
    of = asked.asked_of(held, together=together)
    return {
        **_assessed(asked, assessed),
        "risks": _risks(asked),
        "shown": asked.shown(held),
        "before": before,
        "is_read_before": _rests_on_the_same(asked, before, assessed),
        "led": looking_back.led_to(asked.child, asked.top, asked.case, before, held)
        if before
        else None,
        **_returned(asked, held, before),
        "changes": asked.changed(before, held),
        "left_open": [
            *((asks, hide(why)) for asks, why in left_open(held, asked.name)),
            *(
                (each.says, each.because)
                for each in things_to_look_at(asked, of.looks, held.document.get(ANSWERS) or [])
                if each.said != YES
            ),
        ],
        "read_on": queries.day_of(held.document.get(READ_ON)),
        "unnamed": held.document.get(UNNAMED),
        "looked_for": held.document.get("names_looked_for"),  # of before
        "harmed": asked.case.harmed,
        "again": says(held).next_review_on,
        "is_late_again": _is_late_again(held, agreed_on),
        "one_tick": with_one_tick(held, asked.name),
        "yes_though": yes_though(held, of, asked.name),
        "agreed_by": queries.who(held.agreed_by, held.document.get("agreed_by")),
        "agreed_on": agreed_on,
        "checked_by": held.checked_by.name if held.checked_by else "",
        "together": together,
    }


def _rests_on_the_same(asked: AskedPlan, before: Version | None, assessed: Paper | None) -> bool:
    """Tell whether what was countersigned last rests on this assessment too: it was read then."""
    if before is None or assessed is None:
        return False
    return rests_on(asked.child, queries.day_of(before.document.get("agreed_on"))) == assessed


def _returned(asked: AskedPlan, held: Version, before: Version | None) -> dict[str, object]:
    """Return what a manager found of the version that this one mends, and what is otherwise."""
    returned = queries.returned_before(held, before)
    if returned is None:
        return {"returned": None}
    hide = asked.top.near.hide
    told = returned.document
    return {
        "returned": returned,
        "returned_by": queries.who(returned.checked_by, told.get("returned_by")),
        "returned_on": queries.day_of(told.get("returned_on")),
        "comments": hide(told.get("comments") or ""),
        "mended": asked.changed(returned, held),
    }


def _is_late_again(held: Version, agreed_on: date | None) -> bool:
    """Tell whether the plan is looked at again later than three months after it was agreed."""
    again = says(held).next_review_on
    return bool(again and agreed_on and again > months_after(agreed_on, MONTHS_BETWEEN))


def _assessed(asked: AskedPlan, paper: Paper | None) -> dict[str, object]:
    """Gather what of the assessment a manager must see: on whom it rests, what it says anew, and
    what it leaves open."""
    if paper is None:
        nothing = ("sources", "earlier_sources", "answered_anew", "not_yet", "left")
        return {"rests_on": None, **{name: [] for name in nothing}}
    held, papers = asked.read(paper), names_of(asked.child)
    parts = shown(held, asked.top, papers)
    earlier = papers.get(paper.document.get("before") or "")
    anew = [
        replace(each, answers=tuple(one for one in each.answers if one.is_new)) for each in parts
    ]
    hide = asked.top.near.hide
    return {
        "rests_on": paper,
        "sources": sources_of(paper),
        "earlier": earlier,
        "earlier_sources": sources_of(earlier) if earlier else [],
        "answered_anew": [each for each in anew if each.answers],
        "not_yet": [
            (about(question.asks, asked.name), hide(reason_in(said)))
            for _, question, said in held.open_prompts
        ],
        "left": [about(part.asked.title, asked.name) for part in held.left],
        "left_because": hide(held.left_because),
    }


def _risks(asked: AskedPlan) -> list[tuple[str, Concluded | None]]:
    """Return each risk, and how it was judged last: the level, why, and what that rests on. One
    query a table of the case file, and one."""
    found = risks(case_of(asked.child, asked.today), asked.today)
    hide = asked.top.near.hide
    return [(each.name, concluded(each, each.last, hide)) for each in found]


def _decide(
    asked: AskedPlan, held: Version | None, event: str, form: CheckForm, writing: Writing
) -> str:
    told = {
        "note": form.cleaned_data["note"],
        "by": asked.by,
        "at": asked.at,
        "place": writing.place,
    }
    if held is None:
        checking.countersign_without(child=asked.child, event=event, **told)
    elif form.returns:
        checking.send_back(version=held, **told)
        return "The plan is returned with what you found. It waits for its worker."
    else:
        checking.countersign(version=held, **told)
    return f"{asked.name}’s plan is countersigned."


@needs(Permission.COUNTERSIGN)
def give_direction(request: HttpRequest, child: int) -> HttpResponse:
    """Say what is to be done in a case, why and by when."""
    asked = AskedPlan(request, child)
    writing = Writing.of(request, child=child, form="give-direction", at=asked.at)
    form = DirectionForm(asked.typed, today=asked.today)
    if request.method == "POST" and form.is_valid():
        act = partial(checking.give_direction, child=asked.child, by=asked.by, at=asked.at)
        with acting.refusals_on(form):
            act(facts=form.facts, place=writing.place)
            messages.success(request, f"It stands among what is to be done for {asked.name}.")
            return redirect("child", child)
    context = {"header": asked.top, "form": writing.given_back(form), "writing": writing}
    return render(request, "plans/direction.html", context, status=acting.status(form))
