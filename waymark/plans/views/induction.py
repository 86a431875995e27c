"""Settling in: what is asked is read aloud, said back and agreed; and it is gone through again."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.views.about import Asked
from waymark.chronology import casefile
from waymark.guidance.frames import frame
from waymark.guidance.sheets import ENGLISH
from waymark.pages.fields import DayField, on_or_after
from waymark.papers import queries as papers
from waymark.papers.models import Paper
from waymark.papers.queries import Part, read
from waymark.plans import inductions, queries
from waymark.plans.explained import Explained, explained
from waymark.plans.inductions import INDUCTION
from waymark.plans.views.asked import AskedPlan
from waymark.rules.asked import INDUCT_ASKED, INDUCT_COULD_NOT, INDUCT_OWN_WORDS
from waymark.rules.casefile import trusted
from waymark.rules.events.plans import AgreementGiven
from waymark.rules.known import known_on


class AgainForm(forms.Form):
    """When it is said again."""

    again_on = DayField(
        label="When do you go through it again?",
        help_text="Sooner, where it could not be said back yet or is soon forgotten.",
        error_messages={"required": "Give the day on which you go through it again"},
    )

    def __init__(self, *args, today, **kwargs):  # type: ignore[no-untyped-def]
        super().__init__(*args, initial={"again_on": inductions.usual_day(today)}, **kwargs)
        self.fields["again_on"].validators = [on_or_after(today, "which is today")]


@needs(Permission.RECORD)
def induction(request: HttpRequest, child: int) -> HttpResponse:
    """Show what is read aloud to the child, and what they said last; begin, or go on."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        paper = inductions.begin(child=asked.child, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    found = papers.of(asked.child, INDUCTION)
    done = [each for each in found if each.completed_on]
    last = read(done[0]) if done else None
    given = asked.case.all(AgreementGiven)
    context = {
        "header": asked.top,
        "explained": _explained(asked),
        "open": next((each for each in found if not each.completed_on), None),
        "done": done,
        "said": asked.top.near.hide((last.said(INDUCT_OWN_WORDS) if last else "") or ""),
        "could_not": asked.top.near.hide((last.said(INDUCT_COULD_NOT) if last else "") or ""),
        "given": [each for each in given if done and each.paper == done[0].reference],
        "today": asked.today,
    }
    return render(request, "plans/induction.html", context)


def _explained(asked: AskedPlan) -> list[Explained]:
    running = [each.id for each in queries.running(asked.case, asked.today)]
    return explained(asked.document, asked.case, running, frame(ENGLISH), asked.today)


def aloud(asked: Asked, paper: Paper, part: Part) -> list[Explained]:
    """Return what is read aloud before the child is asked whether it was understood."""
    if part.asked.id != INDUCT_ASKED:
        return []
    document = casefile.documents([asked.child.pk])[asked.child.pk]
    case = known_on(trusted(document), asked.today)
    orders = inductions.orders_of(paper)
    return explained(document, case, orders, frame(ENGLISH), asked.today)


@needs(Permission.RECORD)
def complete_induction(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Say what is still needed; completed, it stays as it is."""
    asked = AskedPlan(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=INDUCTION)
    if of.completed_on:
        return redirect("paper", child, paper)
    held = read(of)
    return asked.form_page(
        AgainForm(asked.typed, today=asked.today),
        partial(inductions.complete, paper=of),
        done=f"It is written down. Now give {asked.name} what you agreed, in writing.",
        then="induction",
        template="plans/complete_induction.html",
        read=held,
        said=asked.top.near.hide(held.said(INDUCT_OWN_WORDS) or ""),
        could_not=asked.top.near.hide(held.said(INDUCT_COULD_NOT) or ""),
        left=inductions.left_open(held),
    )
