"""Assessing a child: what there is, beginning one, judging a risk, completing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.assessments import acts, alerting, learning, queries
from waymark.assessments.concluded import concluded
from waymark.assessments.forms import BeginForm, FinishForm, JudgeForm
from waymark.assessments.queries import ASSESSMENT
from waymark.assessments.words import ASKS, NAMES
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.chronology import casefile
from waymark.drafts.writing import Writing
from waymark.papers import acts as papers
from waymark.papers import alerts
from waymark.papers import queries as paper_queries
from waymark.papers.gone import with_what_was_typed
from waymark.papers.models import Paper
from waymark.rules.known import known_on


@needs(Permission.SEE_CHILDREN)
def assessment(request: HttpRequest, child: int) -> HttpResponse:
    """Show what is assessed, and what came of it."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    case = queries.case_of(asked.child, asked.today)
    context = {
        "header": top,
        "assessed": queries.assessed(asked.child, case, asked.today, top.near.hide),
        "concluded": concluded,
        "learnt": learning.learnt(asked.child, case),
    }
    return render(request, "assessments/assessment.html", context)


@needs(Permission.RECORD)
def begin_assessment(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    case = known_on(casefile.of(asked.child.pk), asked.today)
    orders = [each for each in case.supervised if (case.end_of(each) or asked.today) >= asked.today]
    done = paper_queries.latest(asked.child, ASSESSMENT)
    form = BeginForm(asked.typed, orders=orders, is_first=done is None, today=asked.today)
    return asked.form_page(
        form,
        papers.begin,
        told=lambda: {"child": asked.child, "form": ASSESSMENT, **form.cleaned_data},
        done="",
        then="assessment",
        leads_to=lambda paper: reverse("paper", args=(child, paper.pk)),
        template="assessments/begin.html",
        before=done,
    )


@needs(Permission.RECORD)
def judge(request: HttpRequest, child: int, domain: str) -> HttpResponse:
    """Ask how high one risk is."""
    if domain not in NAMES:
        raise Http404
    asked = Asked(request, child)
    case = queries.case_of(asked.child, asked.today)
    top = header(asked.child, asked.today)
    risks = queries.risks(case, asked.today, top.near.hide)
    risk = next(each for each in risks if each.domain == domain)
    writing = Writing.of(request, child=child, form="judge", document=domain, at=asked.at)
    form = JudgeForm(
        asked.typed,
        domain=domain,
        asks=ASKS[domain],
        first_name=asked.child.first_name,
        last=risk.last,
        case=case,
        hide=top.near.hide,
    )
    if request.method == "POST" and form.is_valid():
        facts = form.facts(asked.today)
        with acting.refusals_on(form):
            acts.judge(
                child=asked.child,
                domain=domain,
                facts=facts,
                review=form.review_wanted,
                by=request.user,
                at=asked.at,
                place=writing.place,
            )
            offered = alerting.asked_by_judgement(domain, facts, top)
            begun = " A review of the plan is begun." if form.review_wanted else ""
            said = alerts.saved(f"{NAMES[domain]} is judged.{begun}", offered, top)
            messages.success(request, said)
            return _after_judging(asked)
    context = {
        "header": top,
        "form": writing.given_back(form),
        "writing": writing,
        "risk": risk,
    }
    return render(request, "assessments/judge.html", context, status=acting.status(form))


def _after_judging(asked: Asked) -> HttpResponse:
    """Go back to finishing the assessment, where nothing but judgements is lacking."""
    child = asked.child.pk
    open_one = paper_queries.under_way(asked.child, ASSESSMENT)
    if open_one and not paper_queries.read(open_one).missing:
        return redirect("complete-assessment", child, open_one.pk)
    return redirect("assessment", child)


@needs(Permission.RECORD)
@with_what_was_typed
def complete_assessment(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Say what an assessment still needs; completed, it stays as it is."""
    asked = Asked(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child, form=ASSESSMENT)
    if of.completed_on:
        return redirect("paper", child, paper)
    read = paper_queries.read(of, sources=True)
    writing = Writing.of(
        request, child=child, form="finish", document=f"{of.reference}:finish", at=asked.at
    )
    form = FinishForm(asked.typed, left=bool(read.not_looked_at))
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            told = {"by": asked.by, "at": asked.at, "place": writing.place}
            acts.complete(paper=of, **form.cleaned_data, **told)
            messages.success(request, _finished(asked))
            return redirect("assessment", child)
    case = known_on(casefile.of(asked.child.pk), asked.today)
    risks = queries.risks(case, asked.today)
    context = {
        "header": header(asked.child, asked.today),
        "read": read,
        "rests_on_something": queries.rests_on_something(read),
        "risks": [each for each in risks if not each.judged_in(of)],
        "findings": list(queries.findings(read, asked.child.first_name)),
        "form": writing.given_back(form),
        "writing": writing,
    }
    return render(request, "assessments/complete.html", context, status=acting.status(form))


def _finished(asked: Asked) -> str:
    return format_html(
        'The assessment is finished. The plan can rest on it. <a href="{}">Go on to {}’s plan</a>',
        reverse("plan", args=[asked.child.pk]),
        asked.child.first_name,
    )
