"""The orders of one child: one tab away from who the child is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.chronology.door import today
from waymark.web.orders import orders_of


@needs(Permission.SEE_CHILDREN)
def orders(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    on = today(now)
    top = header(opened, on)
    context = {
        "header": top,
        "orders": orders_of(opened, top.near.hide, on),
        "may_record": user_can(request.user, Permission.RECORD),
        "today": on,
    }
    return render(request, "web/child/orders.html", context)
