"""Making it right: with each person who was harmed, and in the community."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.papers.models import Paper
from waymark.papers.queries import read
from waymark.plans.views.asked import AskedPlan
from waymark.restorative import considering
from waymark.restorative.considering import COMMUNITY, RESTORATIVE
from waymark.restorative.forms import ConsiderForm
from waymark.restorative.standing import standing
from waymark.rules.asked import RESTORE_CHILD_WANTS, RESTORE_LINK


@needs(Permission.SEE_CHILDREN)
def restorative(request: HttpRequest, child: int) -> HttpResponse:
    """Show where it stands with each person and in the community; begin to talk it through."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        person = request.POST.get("person", "")
        paper = considering.begin(child=asked.child, person=person, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    context = {
        "header": asked.top,
        "standing": standing(asked),
        "can_record": user_can(asked.by, Permission.RECORD),
        "today": asked.today,
    }
    return render(request, "restorative/restorative.html", context)


@require_POST
@needs(Permission.RECORD)
def change_mind(request: HttpRequest, child: int) -> HttpResponse:
    """Stop at once what the child wants no more: one tap, and no reason asked."""
    asked = AskedPlan(request, child)
    considering.change_mind(
        child=asked.child,
        person=request.POST.get("person", ""),
        activity=request.POST.get("activity", ""),
        by=asked.by,
        at=asked.at,
    )
    messages.success(
        request, f"It stops here. {asked.name} may change their mind again, at any time."
    )
    return redirect("restorative", child)


@needs(Permission.RECORD)
def complete_restorative(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Ask what is thought right; completed, it stays as it is."""
    asked = AskedPlan(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=RESTORATIVE)
    if of.completed_on:
        return redirect("paper", child, paper)
    held = read(of)
    form = ConsiderForm(
        asked.typed, name=asked.name, with_somebody=of.about != COMMUNITY, today=asked.today
    )
    return asked.form_page(
        form,
        partial(considering.complete, paper=of),
        done="It is written down. What comes next stands below.",
        then="restorative",
        template="restorative/complete_restorative.html",
        read=held,
        said=asked.top.near.hide(held.said(RESTORE_CHILD_WANTS) or ""),
        link=asked.top.near.hide(held.said(RESTORE_LINK) or ""),
    )
