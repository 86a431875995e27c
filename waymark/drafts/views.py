"""Keeping what is typed while it is typed, or because somebody says so, and throwing it away."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import kept
from waymark.accounts.access import signed_in_only
from waymark.accounts.middleware import AUTOSAVE
from waymark.audit import recording
from waymark.drafts import beside, store

AS_IT_WAS = "as-it-was"  # nothing in the form is other than as it was first shown
NOTHING = "Nothing is filled in here, so there is nothing to keep."
KEPT = "Kept for later. It stands here for {} days, and only you see it."
OURS = {*kept.NEVER_KEPT, "draft"}  # in the same form, and nobody typed them


@signed_in_only
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a form as it is being typed: its page's script asks for it, or its button was pressed.

    Whoever pressed the button is told so, on the page with the form.
    """
    ticket = _ticket(request)
    fields = kept.typed(request.POST, without=OURS)
    now = timezone.now()
    is_as_it_was = request.headers.get(AUTOSAVE) == AS_IT_WAS
    told = {} if is_as_it_was else fields
    child = store.keep(person=request.user, ticket=ticket, fields=told, at=now)
    kept.forget(request, request.get_full_path())
    if AUTOSAVE in request.headers:
        said = beside.of(ticket.place.form, fields)
        said |= beside.warned(fields, child=child, by=request.user, at=now)
        return JsonResponse({"saved": f"{timezone.localtime():%H:%M}", **said})
    days = store.kept_for(timezone.localdate(now))
    is_kept = store.says_something(told, ticket.days)
    messages.success(request, KEPT.format(days) if is_kept else NOTHING)
    return redirect(ticket.address)


@signed_in_only
@require_POST
def throw_away(request: HttpRequest) -> HttpResponse:
    """Forget a draft, and show its form as if it had never been."""
    ticket = _ticket(request)
    store.forget(person=request.user, place=ticket.place)
    return redirect(ticket.address)


def _ticket(request: HttpRequest) -> store.Ticket:
    try:
        ticket = store.opened(request.POST.get("draft", ""))
    except signing.BadSignature:
        raise PermissionDenied("Load the page with the form again.") from None
    if ticket.person != request.user.pk:
        raise PermissionDenied("Somebody else opened this form.")
    recording.note(children=[ticket.place.child])
    return ticket
