"""A break in supervision: asked for, put to a senior manager, agreed to or not, and told."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.chronology.models import Event
from waymark.engagement import breaks as acts
from waymark.engagement import deciding
from waymark.engagement.break_forms import BreakForm, CallOffForm
from waymark.engagement.breaks import Wanted
from waymark.engagement.meanwhile import gone_by_order
from waymark.engagement.views.deciding import Pages
from waymark.engagement.weighed import Held, weighed
from waymark.papers.models import Paper
from waymark.papers.queries import read
from waymark.plans.queries import running
from waymark.plans.views.asked import AskedPlan
from waymark.rules.case import Case
from waymark.rules.events.engagement import ContactLevelSet
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.suspensions import on_bail

NOTHING_BOOKED = "Nothing that is still to come is booked in this break."
TAKEN_BACK = ("suspension-approved", "suspension-refused")


def _beside(asked: AskedPlan, paper: Paper) -> Mapping[str, Any]:
    order = asked.case.order(paper.about)
    if order is None:
        return {}
    wanted = Wanted(read(paper))
    held = Held(asked.child, asked.case, order, wanted.days, asked.top)
    return {
        "wanted": wanted,
        "to_know": list(acts.to_know(wanted, asked.case, order, asked.today)),
        "weighed": weighed(held),
        "slots": acts.booked_in(asked.child, wanted.days),
    }


def _initial(paper: Paper, case: Case) -> Mapping[str, Any]:
    wanted, levels = Wanted(read(paper)), case.all(ContactLevelSet)
    return {
        "begins": wanted.begins,
        "ends": wanted.ends,
        "reason": wanted.reason,
        "how": wanted.how,
        "a_month": wanted.a_month,
        "owed": levels[-1].a_month if levels else None,
    }


PAGES = Pages(
    acts.KIND,
    home="breaks",
    form=BreakForm,
    put="engagement/put_break.html",
    decide="engagement/decide_break.html",
    done="Your decision is written down. The child’s worker reads it, and tells the child.",
    beside=_beside,
    initial=_initial,
)


@needs(Permission.RECORD)
def breaks(request: HttpRequest, child: int) -> HttpResponse:
    """Show the breaks that are asked for, agreed and over; begin to ask for one."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        told = {"kind": acts.KIND, "child": asked.child, "order": request.POST.get("order", "")}
        paper = deciding.begin(**told, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    stands = acts.stands(asked.child, asked.case, running(asked.case, asked.today), asked.today)
    said = [each.last.answer.id for each in stands if each.last and each.last.answer]
    agreed = [each for one in stands for each in one.breaks]
    said += [each.agreed.id for each in agreed]
    said += [each.sooner.id for each in agreed if each.sooner]
    said += [each.id for one in stands for each in one.refused]
    context = {
        "header": asked.top,
        "stands": stands,
        "words": {each.order.id: asked.called(each.order) for each in stands},
        "said": asked.said(said),
        "named": asked.named,
        "gone": gone_by_order(asked.child, TAKEN_BACK, asked.said, asked.today),
        "to_be_asked": acts.to_be_asked,
        "is_panels": acts.is_panels,
        "on_bail": on_bail(asked.case, asked.today, asked.today),
        "decides": user_can(asked.by, Permission.DECIDE_BREAK),
        "today": asked.today,
    }
    return render(request, "engagement/breaks.html", context)


@needs(Permission.RECORD)
def put(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    return PAGES.put_forward(request, child, paper)


@needs(Permission.DECIDE_BREAK)
def decide(request: HttpRequest, child: int) -> HttpResponse:
    return PAGES.decide_on(request, child)


@needs(Permission.RECORD)
def call_off(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Call off what is booked in a break that was agreed: all of it, or what is ticked."""
    asked = AskedPlan(request, child)
    row = get_object_or_404(Event, pk=event, child=asked.child)
    agreed = asked.case.event(row.reference)
    if not isinstance(agreed, SuspensionApproved):
        raise Http404
    slots = acts.to_call_off(asked.child, agreed, asked.at)
    if not slots and not asked.typed:
        messages.info(request, NOTHING_BOOKED)
        return redirect("breaks", child)
    form = CallOffForm(asked.typed, slots=slots, on=asked.today)
    return asked.form_page(
        form,
        partial(acts.call_off, child=asked.child, agreed=agreed),
        told=lambda: form.facts,
        done="They are called off, and free again.",
        then="breaks",
        template="engagement/call_off_in_break.html",
        agreed=agreed,
    )
