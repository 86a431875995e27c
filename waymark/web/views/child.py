"""The child: who the child is, what is still to do, and what happened last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.chronology.door import today
from waymark.web.overview import overview


@needs(Permission.SEE_CHILDREN)
def child(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    top = header(opened, today(now))
    context = {
        "header": top,
        "overview": overview(opened, top.near, today(now), request.user),
        "today": today(now),
        "may_restrict": opened.service_id == request.user.service_id
        and user_can(request.user, Permission.RESTRICT_CHILD),
    }
    return render(request, "web/child/child.html", context)
