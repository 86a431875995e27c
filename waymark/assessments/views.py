"""Assessing a child: what there is, beginning one, judging a risk, completing it."""

from collections.abc import Iterator

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
from waymark.assessments.words import ASKS, KEPT_SAFE, NAMES
from waymark.children.header import Header, header
from waymark.children.views.about import Asked
from waymark.chronology import casefile
from waymark.chronology.models import Event
from waymark.drafts.writing import Writing
from waymark.pages.words import about, by_when
from waymark.papers import acts as papers
from waymark.papers import alerts
from waymark.papers import queries as paper_queries
from waymark.papers.gone import with_what_was_typed
from waymark.papers.kinder import kinder_prompts
from waymark.papers.models import Paper
from waymark.papers.since import happened_since
from waymark.rules.duty import Duty
from waymark.rules.effect import effect
from waymark.rules.known import known_on


@needs(Permission.SEE_CHILDREN)
def assessment(request: HttpRequest, child: int) -> HttpResponse:
    """Show what is assessed, and what came of it."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    case = queries.case_of(asked.child, asked.today)
    seen = queries.assessed(asked.child, case, asked.today, top.near.hide)
    judged = {each.domain: concluded(each, each.last, top.near.hide) for each in seen.risks}
    context = {
        "header": top,
        "assessed": seen,
        "judged": judged,
        "keeps": KEPT_SAFE,
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
        with acting.refusals_on(form):
            made = acts.judge(
                child=asked.child,
                domain=domain,
                facts=form.facts(asked.today),
                review=form.review_wanted,
                by=request.user,
                at=asked.at,
                place=writing.place,
            )
            _tell(asked, form, made, top)
            return _after_judging(asked)
    context = {
        "header": top,
        "form": writing.given_back(form),
        "writing": writing,
        "risk": risk,
        "since": queries.since_judged(case, domain, top),
    }
    return render(request, "assessments/judge.html", context, status=acting.status(form))


def _tell(asked: Asked, form: JudgeForm, made: Event, top: Header) -> None:
    """Say what a judgement did, and what its words ask for."""
    offered = alerting.asked_by_judgement(form.domain, form.facts(asked.today), top)
    said = [f"{NAMES[form.domain]} is judged.", *_what_came_of_it(asked, form, made)]
    messages.success(asked.request, alerts.saved(" ".join(said), offered, top))
    for words in kinder_prompts(form.texts, top.first_name):
        messages.info(asked.request, words)


def _what_came_of_it(asked: Asked, form: JudgeForm, made: Event) -> Iterator[str]:
    """Say what a judgement began, and what is owed because of it."""
    if form.review_wanted:
        yield "A review of the plan is begun."
    document = casefile.documents([asked.child.pk])[asked.child.pk]
    opened = effect(document, made.reference, asked.today, asked.child.pk).opened
    if opened:
        said = "; ".join(_owed(each, asked) for each in opened)
        yield f"This opened: {said}."


def _owed(duty: Duty, asked: Asked) -> str:
    due = duty.due_on or duty.expected_by
    title = about(duty.title, asked.child.first_name)
    return f"{title}, {by_when(due, asked.today)}" if due else title


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
    top = header(asked.child, asked.today)
    context = {
        "header": top,
        "read": read,
        "since": happened_since(read, case, top),
        "rests_on_something": queries.rests_on_something(read),
        "risks": [each for each in risks if not each.judged_in(of)],
        "findings": list(queries.findings(read, asked.child.first_name)),
        "unsaid": queries.scaled_without_a_reason(read),
        "scaled": queries.SCALED_IN,
        "alerts": alerts.offers(read.form, alerts.said_in_all(read), top),
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
