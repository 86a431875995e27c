"""Whether an order goes back: where it stands, put to a manager, decided, reviewed."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.engagement import both_ways, deciding
from waymark.engagement import breach as acts
from waymark.engagement.forms import AtOnceForm, BreachForm, ReviewForm
from waymark.engagement.meanwhile import gone_by_order
from waymark.engagement.tried import tried
from waymark.engagement.views.deciding import Pages, too_late
from waymark.engagement.words import how_it_stands
from waymark.papers.answers import shown
from waymark.papers.models import Paper
from waymark.papers.queries import names_of, read
from waymark.plans.queries import running
from waymark.plans.views.asked import AskedPlan
from waymark.rules.carries import carries
from waymark.rules.enforcing import way_of
from waymark.rules.events.engagement import BreachDecided, IndependentBreachReview
from waymark.rules.gates.engagement import PANEL_FIRST
from waymark.rules.orders import Order

TAKEN_BACK = ("breach-decided", "independent-breach-review")
NOTHING_RUNS = "No order runs that could go back."


def _beside(asked: AskedPlan, of: Paper) -> Mapping[str, Any]:
    order = asked.case.order(of.about)
    to_know = _to_know(asked, [order])[order.id] if order else []
    return {"tried": tried(asked.child, asked.today), "to_know": to_know}


def _to_know(asked: AskedPlan, orders: list[Order]) -> both_ways.By:
    """Return, by order, what statute asks for, and what came of an early end."""
    found = both_ways.early_ends(asked.child, asked.top, asked.case, orders)
    return {
        each.id: [*acts.by_statute(asked.case, each, asked.today), *found[each.id]]
        for each in orders
    }


def _where(asked: AskedPlan, order: str, reason: str) -> tuple[str, str]:
    if reason != PANEL_FIRST:
        return "See what we tried", reverse("tried", args=[asked.child.pk])
    panel = reverse("record-event", args=[asked.child.pk, "engagement-panel-held"])
    return "Record the panel", f"{panel}?order={order}&then=breach"


PAGES = Pages(
    acts.KIND,
    home="breach",
    form=BreachForm,
    put="engagement/put_breach.html",
    decide="engagement/decide_breach.html",
    done="Your decision is written down, and the child’s worker reads it.",
    beside=_beside,
    where=_where,
)


def _to_know_of_all(asked: AskedPlan, orders: list[Order]) -> list[str]:
    """Return what is to be known of each; of several, of which one it is."""
    found = _to_know(asked, orders)
    which = {each.id: f"{asked.called(each)}. " if len(orders) > 1 else "" for each in orders}
    return [f"{which[order]}{words}" for order, told in found.items() for words in told]


@needs(Permission.RECORD)
@carries("CM-444", "CM-446")
def breach(request: HttpRequest, child: int) -> HttpResponse:
    """Say what speaks against it, what was tried and where it stands; begin to prepare it."""
    asked = AskedPlan(request, child)
    if request.method == "POST":
        told = {"kind": acts.KIND, "child": asked.child, "order": request.POST.get("order", "")}
        paper = deciding.begin(**told, by=asked.by, at=asked.at)
        return redirect("paper", child, paper.pk)
    return render(request, "engagement/breach.html", _home(asked))


def _home(asked: AskedPlan) -> Mapping[str, Any]:
    stands = acts.stands(asked.child, asked.case, running(asked.case, asked.today))
    runs = {each.order.id for each in stands}
    earlier = [each for each in asked.case.all(BreachDecided) if each.order not in runs]
    manages = user_can(asked.by, Permission.MANAGE_TEAM)
    return {
        "header": asked.top,
        "stands": stands,
        "earlier": earlier[::-1],
        "words": {each.order.id: asked.called(each.order) for each in stands},
        "instead": {
            each.order.id: how_it_stands(each.order, [], asked.today, 0)
            for each in stands
            if each.never
        },
        "ways": {each.order.id: way_of(each.order).back for each in stands},
        "missing": {
            each.order.id: [(one, *_where(asked, each.order.id, one)) for one in each.missing]
            for each in stands
        },
        "said": _said(asked, stands),
        "named": asked.named,
        "gone": gone_by_order(asked.child, TAKEN_BACK, asked.said, asked.today),
        "manages": manages,
        "own": acts.stands_apart(asked.child, asked.by, asked.today) if manages else "",
        "tried": tried(asked.child, asked.today),
        "to_know": _to_know(asked, [each.order for each in stands]),
        "may_review": _may_review(asked, stands) if manages else set(),
        "may_decide_now": manages and any(each.may_be_decided_now for each in stands),
        "today": asked.today,
    }


def _may_review(asked: AskedPlan, stands: list[acts.Stand]) -> set[str]:
    """Return the decisions that whoever asks may review. Four queries for each one."""
    told = (asked.by, asked.today)
    return {
        each.decided.id
        for each in chain.from_iterable(stand.decisions for stand in stands)
        if each.goes_back
        and not each.reviewed
        and not acts.not_independent(asked.child, asked.case, each.decided, *told)
    }


def _said(asked: AskedPlan, stands: list[acts.Stand]) -> Callable[[str, str], str]:
    """Return what says the words of a decision, a review and what was sent back. One query."""
    events = asked.case.walk(BreachDecided, IndependentBreachReview)
    events += [each.last.answer for each in stands if each.last and each.last.answer]
    return asked.said(each.id for each in events)


@needs(Permission.RECORD)
def put(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    return PAGES.put_forward(request, child, paper)


@needs(Permission.MANAGE_TEAM)
def decide(request: HttpRequest, child: int) -> HttpResponse:
    return PAGES.decide_on(request, child)


@needs(Permission.MANAGE_TEAM)
def at_once(request: HttpRequest, child: int) -> HttpResponse:
    """Let a manager decide what cannot wait: the panel, what it rests on and a review follow."""
    asked = AskedPlan(request, child)
    orders = [e for e in running(asked.case, asked.today) if not acts.never_goes_back(e)]
    form = AtOnceForm(asked.typed, orders=[(each.id, asked.called(each)) for each in orders])
    if not orders and asked.typed:
        return too_late(asked, form, NOTHING_RUNS, up="breach")
    if not orders:
        messages.info(request, NOTHING_RUNS)
        return redirect("breach", child)
    return asked.form_page(
        form,
        partial(acts.decide_at_once, child=asked.child),
        done="It is decided. The panel, what it rests on and the review are owed now.",
        then="breach",
        template="engagement/breach_at_once.html",
        to_know=_to_know_of_all(asked, orders),
        own=acts.stands_apart(asked.child, asked.by, asked.today),
    )


@needs(Permission.MANAGE_TEAM)
def review(request: HttpRequest, child: int) -> HttpResponse:
    """Show a manager from outside the case what was decided and why; she says what she found.

    Of several decisions the address names one: `?breach=`.
    """
    asked = AskedPlan(request, child)
    wait = list(acts.to_review(asked.case))
    named = request.GET.get("breach")
    decided = next((each for each in wait if named in (None, each.id)), None)
    form = ReviewForm(asked.typed, name=asked.name)
    if decided is None and asked.typed:
        return too_late(
            asked, form, acts.why_no_review(asked.case, named, asked.today), up="breach"
        )
    if decided is None:
        messages.info(request, acts.NOTHING_TO_REVIEW)
        return redirect("breach", child)
    put = acts.put_of(asked.case, decided)
    of = Paper.objects.filter(child=asked.child, reference=put.paper).first() if put else None
    return asked.form_page(
        form,
        partial(acts.review, child=asked.child, breach=decided.id),
        done="The review is written down.",
        then="breach",
        template="engagement/review_breach.html",
        decided=decided,
        why=asked.said([decided.id])(decided.id, "note"),
        shown=shown(read(of), asked.top, names_of(asked.child)) if of else [],
        own=acts.not_independent(asked.child, asked.case, decided, asked.by, asked.today),
        tried=tried(asked.child, asked.today),
    )
