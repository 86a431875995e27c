"""The report of an order that goes back: drafted, read for names, ready to print."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.naming import READ_ALL, Outward, Perhaps, read, who_may
from waymark.chronology.models import Event
from waymark.engagement import breach as acts
from waymark.engagement import breach_report as reports
from waymark.engagement.forms import ReportForm
from waymark.engagement.reports import Report
from waymark.engagement.tried import tried
from waymark.guard import Towards
from waymark.papers.models import Paper
from waymark.papers.queries import read as read_paper
from waymark.plans.views.asked import AskedPlan
from waymark.rules.events.engagement import BreachDecided

NOT_WRITTEN = "Write down first what the decision rests on: the report is drafted from it."


@needs(Permission.RECORD, keeps_words=False)  # names that must lie nowhere may be typed here
def report(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show what the report will say, and ask which names must not be in it; then the report."""
    asked = AskedPlan(request, child)
    decided = asked.case.event(get_object_or_404(Event, child=asked.child, pk=event).reference)
    if not isinstance(decided, BreachDecided) or decided.decision != acts.BREACH:
        raise Http404
    order, put = asked.case.order(decided.order or ""), acts.put_of(asked.case, decided)
    if order is None:
        raise Http404
    if put is None:
        messages.info(request, NOT_WRITTEN)
        return redirect("breach", child)
    of = read_paper(get_object_or_404(Paper, child=asked.child, reference=put.paper))
    held = tried(asked.child, asked.today)
    drafted = reports.draft(of, order, held, asked.child, asked.top.near.hide)
    form = ReportForm(asked.typed)
    context = {"header": asked.top, "form": form, "report": drafted, "today": asked.today}
    if acting.is_whole(request, form):
        with form.refusals():
            context["report"] = _without_names(asked, drafted, form)
            recording.note(printed="breach-report", event=decided.id)
            return render(request, "engagement/breach_report.html", context)
    return render(request, "engagement/report_names.html", context, status=acting.status(form))


def _without_names(asked: AskedPlan, drafted: Report, form: ReportForm) -> Report:
    """Return the report with gaps for names.

    :raises Perhaps: where somebody must look herself: not everybody could be looked for.
    """
    reading = read(
        (text for part in drafted.parts for text in part.says),
        child=asked.child,
        towards=Towards.OUTSIDE,
        paper=Outward.BREACH,
        by=asked.by,
        at=asked.at,
        known=who_may(asked.child, asked.top),
        typed=form.typed_names,
    )
    if reading.to_look and not form.looked:
        raise Perhaps(*reading.to_look, tick=READ_ALL)
    return reports.without_names(drafted, reading, looked=form.cleaned_data["looked"])
