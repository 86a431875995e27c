"""An order: added, changed by a court or panel, ended."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from waymark.accounts import kept
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.models import Child
from waymark.children.views.about import form_page
from waymark.chronology.door import today
from waymark.orders import acts, queries
from waymark.orders.forms import AmendForm, EndForm, OrderForm, order_facts, sets
from waymark.orders.models import Order
from waymark.orders.queries import Standing
from waymark.pages.together import Together


@needs(Permission.RECORD)
def add_order(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    typed = request.POST if request.method == "POST" else kept.words(request, at=now)
    given = {"today": today(now)}
    form = Together(order=OrderForm(typed, prefix="order", **given), **sets(typed, **given))
    return form_page(
        request,
        opened,
        form,
        lambda: acts.add(
            child=opened,
            facts=order_facts(form.order, offences=form.offences, requirements=form.requirements),
            by=request.user,
            at=now,
        ),
        at=now,
        done=f"The order stands in {opened.first_name}’s record.",
        then="orders",
        template="orders/add.html",
    )


@needs(Permission.RECORD)
def amend_order(request: HttpRequest, child: int, order: int) -> HttpResponse:
    now = timezone.now()
    opened, held, stands = _order(request, child, order, now)
    form = AmendForm(
        request.POST or None,
        made_on=stands.made_on,
        begins_on=stands.begins_on,
        today=today(now),
    )
    return _changed(request, opened, held, stands, form, acts.amend, "orders/amend.html", at=now)


@needs(Permission.RECORD)
def end_order(request: HttpRequest, child: int, order: int) -> HttpResponse:
    now = timezone.now()
    opened, held, stands = _order(request, child, order, now)
    form = EndForm(request.POST or None, made_on=stands.made_on, today=today(now))
    return _changed(request, opened, held, stands, form, acts.end, "orders/end.html", at=now)


def _changed(
    request: HttpRequest,
    child: Child,
    order: Order,
    stands: Standing,
    form: forms.Form,
    act: Callable[..., object],
    template: str,
    *,
    at: datetime,
) -> HttpResponse:
    """Show or save a change; the page holds how many changes it was made from."""
    began_from = request.POST.get("changes", "")
    return form_page(
        request,
        child,
        form,
        lambda: act(
            order=order,
            facts=form.facts(),
            changes=int(began_from) if began_from.isdecimal() and len(began_from) < 10 else None,
            by=request.user,
            at=at,
        ),
        at=at,
        done=f"Written in {child.first_name}’s record. The order as it was made is kept.",
        then="orders",
        template=template,
        order=stands,
    )


def _order(
    request: HttpRequest, child: int, order: int, now: datetime
) -> tuple[Child, Order, Standing]:
    opened = open_child(pk=child, by=request.user, at=now)
    held = get_object_or_404(Order, pk=order, child=opened)
    return opened, held, queries.standing(held, on=today(now))
