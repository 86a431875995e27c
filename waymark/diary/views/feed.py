"""Where a worker turns on what her phone's calendar shows, and where the phone reads it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import needs, open_to_all
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.diary import feed as kept
from waymark.drafts import once
from waymark.pages.quiet import quietly

OFF = "off"


@needs(Permission.SEE_CHILDREN)
def feed(request: HttpRequest) -> HttpResponse:
    """Say whether there is an address; sent, make one and show it this once, or turn it off."""
    at = timezone.now()
    if request.method == "POST" and request.POST.get("do") == OFF:
        kept.turn_off(by=request.user)
        messages.success(request, "It is turned off: the address opens nothing any more.")
        return redirect("feed")
    address = ""
    if request.method == "POST":
        address = kept.make(by=request.user, at=at)
        once.leads_to(request, reverse("feed"))
    context = {
        "feed": kept.of(request.user),
        "address": address,
        "today": timezone.localdate(at),
    }
    return quietly(render(request, "diary/feed.html", context))


@require_safe
@open_to_all
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """Tell whoever holds the address when the worker is busy, and nobody else that there is one."""
    held = kept.held(secret)
    if held is None:
        raise Http404
    answer = recording.current()
    if answer.service_id is None:  # nobody is signed in: it is told of where the worker works
        answer.service_id = held.service
    recording.note(feed=held.worker)
    told = kept.calendar(secret, held.busy, at=timezone.now())
    return quietly(HttpResponse(told, content_type="text/calendar; charset=utf-8"))
