"""Making it right: with each person who was harmed, and in the community."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission, user_can
from waymark.children.naming import Leaves, Outward, to_look_at
from waymark.chronology.queries import standing as events
from waymark.chronology.queries import written_in
from waymark.guard import Towards
from waymark.papers.models import Paper
from waymark.papers.queries import read
from waymark.plans.views.asked import AskedPlan
from waymark.restorative import considering, pictures
from waymark.restorative.considering import COMMUNITY, RESTORATIVE
from waymark.restorative.forms import ConsiderForm
from waymark.restorative.standing import standing
from waymark.rules import gates
from waymark.rules.asked import RESTORE_CHILD_WANTS, RESTORE_LINK
from waymark.rules.events.restorative import WorkHandedOver
from waymark.rules.facts import build


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
        of_whom=considering.of_whom(of),
        said=asked.top.near.hide(held.said(RESTORE_CHILD_WANTS) or ""),
        link=asked.top.near.hide(held.said(RESTORE_LINK) or ""),
    )


@needs(Permission.RECORD)
def work_sheet(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show what the child made, ready to print, where it may go to the victim worker today.

    :raises Refused: where either does not want it now, or where it names somebody protected.
    """
    asked = AskedPlan(request, child)
    row = get_object_or_404(events(child, "work-made"), pk=event)
    work = row.corrects or row.reference
    told = {"id": "", "kind": "work-handed-over", "on": asked.today.isoformat(), "work": work}
    if reasons := list(gates.shut(asked.case, build(WorkHandedOver, told))):
        raise Refused(*reasons)
    wrote = written_in([child], [work])
    says = asked.top.near.hide(wrote.get((child, work, "child_said"), ("", ""))[1])
    recorded = reverse("event", args=[child, event])
    leaves = Leaves(asked.child, asked.top, Towards.OUTSIDE, Outward.WORK, recorded)
    look = to_look_at(says, leaves, by=asked.by, at=asked.at)
    picture = pictures.of(asked.child).get(row.document.get("picture", ""))
    context = {"header": asked.top, "says": says, "look": look, "work": work, "picture": picture}
    return render(request, "restorative/work_sheet.html", context)
