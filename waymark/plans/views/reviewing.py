"""A review: what was agreed, what happened, what everybody says, and what changes now."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.assessments.fits import open_review
from waymark.assessments.queries import ASSESSMENT
from waymark.drafts.writing import Writing
from waymark.pages.words import day
from waymark.papers.gone import with_what_was_typed
from waymark.papers.models import Paper
from waymark.papers.queries import Read, read, under_way
from waymark.plans import queries, reviews, words
from waymark.plans.forms.review import ReviewedForm
from waymark.plans.looking_back import (
    REVIEW,
    as_reviewed,
    looking_back,
    quotes,
    reviewed,
)
from waymark.plans.models import Version
from waymark.plans.views.asked import AskedPlan
from waymark.rules.asked import REVIEW_ADJUSTS, REVIEW_THEN
from waymark.rules.endings import APPLY
from waymark.rules.reviewing import (
    CHANGES_NOW,
    Review,
    early_end_asked_again_on,
    not_yet_in_the_paper,
)

MORE_THAN_ONE = 2


@needs(Permission.RECORD)
def review(request: HttpRequest, child: int) -> HttpResponse:
    """Put side by side what a review looks at; begin one, or go on with it."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        reviews.begin(child=asked.child, by=asked.by, at=asked.at)
        return redirect("review", child)
    version, held = queries.standing(asked.child), open_review(asked.child)
    running = [order.id for order in queries.running(asked.case, asked.today)]
    orders = running or [order.id for order in asked.case.supervised]
    of = read(held) if held else None
    context = {
        "header": asked.top,
        "version": version,
        "shown": asked.shown(version) if version else None,
        "looked": looking_back(asked.child, asked.top, asked.case, version, orders),
        "read": of,
        "quotes": list(quotes(of, asked.top)) if of else [],
        "reviewed": reviewed(asked.child),
        "agreed_elsewhere": queries.agreed_elsewhere(asked.case),
        "today": asked.today,
    }
    return render(request, "plans/review.html", context)


@needs(Permission.RECORD)
@with_what_was_typed
def complete_review(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Say what the review comes to; where something is missing, what and where."""
    asked = AskedPlan(request, child)
    of = read(get_object_or_404(Paper, pk=paper, child=asked.child, form=REVIEW))
    if of.paper.completed_on:
        return redirect("paper", child, paper)
    decides = as_reviewed(of, asked.case, asked.today)
    writing = Writing.of(
        request, child=child, form="complete-review", document=of.paper.reference, at=asked.at
    )
    form = ReviewedForm(
        asked.typed,
        name=asked.name,
        today=asked.today,
        changes=_changes(of),
        ends_on=asked.case.latest_end_of(of.paper.document.get("orders") or ()),
        early_ends=_asked_of_each(asked, decides),
    )
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            told = {"by": asked.by, "at": asked.at, "place": writing.place}
            reviews.complete(paper=of.paper, facts=form.facts, **told)
            return _done(asked, decides, changes=form.facts["outcome"] == CHANGES_NOW)
    context = {
        "header": asked.top,
        "read": of,
        "reasons": list(_missing(asked, of)),
        "early_ends": [asked.case.order(each) for each in decides.early_ends],
        "then_early": _after_an_early_end(asked, decides),
        "early_end": words.EARLY_END.get(decides.early_end, ""),
        "then": REVIEW_THEN,
        "assessing": read(begun) if (begun := under_way(asked.child, ASSESSMENT)) else None,
        "form": writing.given_back(form),
        "writing": writing,
    }
    return render(request, "plans/complete_review.html", context, status=acting.status(form))


def _asked_of_each(asked: AskedPlan, review: Review) -> list[tuple[str, str]]:
    """Return the orders that a review asks to end early, where these are several."""
    if review.early_end != APPLY or len(review.early_ends) < MORE_THAN_ONE:
        return []
    orders = filter(None, map(asked.case.order, review.early_ends))
    return [(each.id, f"{each.called} of {day(each.made_on, asked.today)}") for each in orders]


def _changes(of: Read) -> str:
    """Return what the paper says of changes already: that is not typed again."""
    return "\n".join(filter(None, map(of.said, REVIEW_ADJUSTS)))


def _missing(asked: AskedPlan, of: Read) -> Iterator[tuple[str, str]]:
    """Yield what the paper still needs, and the section in which it is mended."""
    for part in of.parts:
        if part.missing:
            still = len(part.missing)
            needed = "one answer" if still == 1 else f"{still} answers"
            yield f"{part.asked.title}: {needed} still needed", part.asked.id
    open_parts = {part.asked.id for part in of.parts if part.missing}
    for section, reason in not_yet_in_the_paper(as_reviewed(of, asked.case, asked.today)):
        if section not in open_parts:
            yield reason, section


def _after_an_early_end(asked: AskedPlan, review: Review) -> str:
    """Say what follows from what a review decides about an early end; nothing where it decides
    nothing."""
    if not review.early_end or not review.early_ends:
        return ""
    if review.early_end == APPLY:
        return "Asking for the early end stands among what is to be done."
    again = early_end_asked_again_on(asked.case, asked.today)
    if again is None:
        return "The order ends before an early end would be asked about again."
    return f"An early end is asked about again from {day(again, asked.today)}."


def _done(asked: AskedPlan, review: Review, *, changes: bool) -> HttpResponse:
    is_one = queries.standing(asked.child) or queries.agreed_elsewhere(asked.case)
    so = f"{asked.name}’s plan stays as it is." if is_one else "No plan is agreed yet: begin one."
    if changes:
        so = "Change the plan now, and agree it: why it changes stands there."
    said = f"The review is done. {so} {_after_an_early_end(asked, review)}"
    messages.success(asked.request, said.rstrip())
    return redirect("plan-draft" if changes else "plan", asked.child.pk)


@needs(Permission.SEE_CHILDREN)
def compare(request: HttpRequest, child: int) -> HttpResponse:
    """Show what is otherwise between any two versions that were agreed."""
    asked = AskedPlan(request, child)
    newest = queries.standing(asked.child)
    if newest is None:
        raise Http404
    history = list(queries.history(newest))
    after = _chosen(history, request.GET.get("to", ""), history[0])
    earlier = [each for each in history if each.number < after.number]
    before = _chosen(history, request.GET.get("from", ""), earlier[0] if earlier else after)
    if before.number > after.number:
        before, after = after, before
    context = {
        "header": asked.top,
        "history": history,
        "agreed_on": {
            each.number: queries.day_of(each.document.get("agreed_on")) for each in history
        },
        "before": before,
        "after": after,
        "changes": asked.changed(before, after),
        "may_record": user_can(asked.by, Permission.RECORD),
    }
    return render(request, "plans/compare.html", context)


def _chosen(history: list[Version], number: str, otherwise: Version) -> Version:
    return next((each for each in history if str(each.number) == number), otherwise)
