"""Ending an order early: looked at with the child from halfway, decided, and told in a report to
whoever decides next."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children import naming
from waymark.children.naming import Outward, Reading, who_may
from waymark.engagement import both_ways, early
from waymark.engagement.criteria import Criterion, criteria
from waymark.engagement.early import EARLY
from waymark.engagement.early_forms import DecideForm, tomorrow
from waymark.engagement.early_known import unexplained
from waymark.engagement.early_report import Report, early_report, refuse_named
from waymark.guard import Towards
from waymark.papers.models import Paper
from waymark.papers.queries import Read, read
from waymark.plans.views.asked import AskedPlan
from waymark.rules import asked as asked_of
from waymark.rules.endings import (
    BY_A_PANEL,
    asked_again_from,
    asked_again_on,
    ends_before_asked_again,
    panel_on,
    pending,
)
from waymark.rules.orders import Order


@needs(Permission.SEE_CHILDREN)
def early_end(request: HttpRequest, child: int) -> HttpResponse:
    """Show of each order how far it is, what the record shows and what comes next; begin."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        order = request.POST.get("order", "")
        paper = early.begin(child=asked.child, order=order, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    ends = early.early_ends(asked.child, asked.top, asked.case, asked.document)
    context = {
        "header": asked.top,
        "ends": ends,
        "breaches": _breaches(asked, [each.order for each in ends]),
        "keys": dict(asked.child.orders.values_list("reference", "pk")),
        "can_record": user_can(asked.by, Permission.RECORD),
        "today": asked.today,
    }
    return render(request, "engagement/early.html", context)


def _breaches(asked: AskedPlan, orders: list[Order]) -> both_ways.By:
    return both_ways.breaches(asked.child, asked.top, asked.case, orders)


@never_cache
@needs(Permission.RECORD, keeps_words=False)
def complete_early_end(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Ask what is decided; the report is shown as it will be read, and read for names.

    Names that are typed are kept nowhere.
    """
    asked = AskedPlan(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=EARLY)
    order = asked.case.order(of.about)
    if of.completed_on or order is None:
        return redirect("paper", child, paper)
    held = read(of)
    report = _report(asked, held, order)
    form = _form(asked, order, report)
    return asked.form_page(
        form,
        partial(early.complete, paper=of),
        told=lambda: form.facts,
        done="It is written down. What comes next stands below.",
        then="early",
        template="engagement/complete_early.html",
        read=held,
        report=report,
        order=order,
        unexplained=list(unexplained(held, _criteria(asked, order))),
        to_know=_breaches(asked, [order])[order.id],
        said=asked.top.near.hide(held.said(asked_of.EARLY_CHILD_SAYS) or ""),
        again_from=asked_again_from(asked.case, order, asked.today),
        ends_first=ends_before_asked_again(asked.case, order, asked.today),
        today=asked.today,
    )


def _criteria(asked: AskedPlan, order: Order) -> list[Criterion]:
    return criteria(asked.child, asked.top, asked.case, asked.document, order)


def _form(asked: AskedPlan, order: Order, report: Report) -> DecideForm:
    earliest = asked_again_from(asked.case, order, asked.today) or tomorrow(asked.today)
    return DecideForm(
        asked.typed,
        report=report,
        read=_reads(asked),
        asks="" if pending(asked.case, order, asked.today) else ASKS[order.kind == BY_A_PANEL],
        look_again_on=max(earliest, asked_again_on(asked.case, order, asked.today)),
        earliest=earliest,
        ends_on=asked.case.end_of(order),
    )


def _reads(asked: AskedPlan) -> Callable[..., Reading]:
    return partial(
        naming.read,
        child=asked.child,
        towards=Towards.OUTSIDE,
        paper=Outward.EARLY_END,
        by=asked.by,
        at=asked.at,
        known=[*who_may(asked.child, asked.top), asked.by.name],
    )


NAMED_SINCE = (
    "Who this is was learnt after the report was completed. Do not send it: ask your manager how "
    "it is written anew."
)
ASKS = {True: "Ask the panel to end it early", False: "Ask the court to end it early"}


def _report(asked: AskedPlan, held: Read, order: Order) -> Report:
    waits = pending(asked.case, order, asked.today)
    panel = panel_on(asked.case, waits) if waits else None
    return early_report(held, asked.child, asked.top, order, panel)


@needs(Permission.SEE_CHILDREN)
def report(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Show the report of what was completed, ready to print. It is read for names again: since it
    was completed, somebody may have been named whom nobody could name then."""
    asked = AskedPlan(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=EARLY)
    order = asked.case.order(of.about)
    if order is None or not early.is_reported(of):
        raise Http404
    made = _report(asked, read(of), order)
    refuse_named(made, _reads(asked)([part.text for part in made.parts]), NAMED_SINCE)
    recording.note(printed="early-report", paper=of.pk)
    context = {"header": asked.top, "report": made, "today": asked.today}
    return render(request, "engagement/early_report.html", context)
