"""An order: added, changed by a court or panel, ended."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waymark.accounts import kept
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.views.about import Asked
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.orders import acts, queries
from waymark.orders.asking import ChangedForm
from waymark.orders.forms import AmendForm, EndForm, OrderForm, asked_for, order_facts, sets
from waymark.orders.models import Order
from waymark.orders.queries import Standing
from waymark.pages.together import Together


@needs(Permission.RECORD)
def add_order(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    typed = _typed(asked)
    given = {"today": asked.today}
    order = OrderForm(typed, prefix="order", born=asked.child.date_of_birth, **given)
    form = Together(order=order, **sets(typed, **given))
    return asked.form_page(
        form,
        partial(acts.add, child=asked.child),
        told=lambda: {
            "facts": order_facts(form.order, offences=form.offences, requirements=form.requirements)
        },
        done=f"The order stands in {asked.child.first_name}’s record.",
        then="orders",
        template="orders/add.html",
    )


@needs(Permission.RECORD)
def amend_order(request: HttpRequest, child: int, order: int) -> HttpResponse:
    asked = Asked(request, child)
    held, stands = _order(asked, order)
    typed = _typed(asked)
    changed = [ChangedForm(typed, stands=each) for each in stands.requirements]
    form = Together(
        order=AmendForm(typed, order=stands, today=asked.today),
        **{each.prefix: each for each in changed},
        requirements=sets(typed, today=asked.today)["requirements"],
    )
    return _changed(
        asked,
        form,
        partial(acts.amend, order=held),
        lambda: _amended(form, changed),
        stands,
        template="orders/amend.html",
        changed=changed,
    )


@needs(Permission.RECORD)
def end_order(request: HttpRequest, child: int, order: int) -> HttpResponse:
    asked = Asked(request, child)
    held, stands = _order(asked, order)
    how = {"reason": request.GET.get("reason")}
    form = EndForm(asked.typed, order=stands, today=asked.today, initial=how)
    act = partial(acts.end, order=held)
    return _changed(asked, form, act, form.facts, stands, template="orders/end.html")


def _amended(form: Together, changed: list[ChangedForm]) -> Document:
    told = [each.facts() for each in changed]
    requirements = [*filter(None, told), *asked_for(form.requirements)]
    return {**form.order.facts(), **({"requirements": requirements} if requirements else {})}


def _changed(
    asked: Asked,
    form: forms.Form | Together,
    act: Callable[..., Event],
    facts: Callable[[], Document],
    stands: Standing,
    **page: Any,
) -> HttpResponse:
    """Show or save a change; the page holds how many changes it was made from.

    Then comes the page of what was recorded, where it can be taken back.
    """
    began_from = asked.request.POST.get("changes", "")
    is_number = began_from.isdecimal() and len(began_from) < 10
    return asked.form_page(
        form,
        act,
        told=lambda: {"facts": facts(), "changes": int(began_from) if is_number else None},
        done="",
        then="orders",
        leads_to=lambda event: reverse("event", args=[asked.child.pk, event.pk]),
        order=stands,
        **page,
    )


def _typed(asked: Asked) -> Any:
    """Return what was typed now, or before a time-out."""
    return asked.typed if asked.typed is not None else kept.words(asked.request, at=asked.at)


def _order(asked: Asked, pk: int) -> tuple[Order, Standing]:
    held = get_object_or_404(Order, pk=pk, child=asked.child)
    return held, queries.standing(held, on=asked.today)
