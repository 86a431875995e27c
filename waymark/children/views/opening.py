"""Opening a record that is not one's own work: by saying why, or in an emergency."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children import queries
from waymark.children.access import SayWhy, open_child
from waymark.children.acts import opening as acts
from waymark.children.emergencies import seen
from waymark.children.forms import EmergencyForm, LookForm
from waymark.children.models import Child


@require_POST
@needs(Permission.OPEN_WITH_REASON)
def say_why(request: HttpRequest, child: int) -> HttpResponse:
    """Open another worker's child for today, and go on to where one was going."""
    now = timezone.now()
    acts.say_why(
        child=_to_be_opened(request, child, now),
        reason=request.POST.get("reason", ""),
        by=request.user,
        at=now,
    )
    return redirect(_back_to(request, child))


@needs(Permission.OPEN_IN_EMERGENCY)
def emergency(request: HttpRequest) -> HttpResponse:
    """Open a restricted child for four hours; a senior manager must look at it afterwards."""
    form = EmergencyForm(_posted(request), by=request.user)
    if acting.is_whole(request, form):
        try:
            opened = acts.open_in_emergency(**form.cleaned_data, by=request.user, at=timezone.now())
        except Http404:
            form.add_error("reference", "No restricted child has this whole reference: check it")
        except Refused as refused:
            form.add_error("words", refused.reasons[0])
        else:
            return redirect("child", opened.child_id)
    status = acting.status(form)
    return render(request, "children/emergency.html", {"form": form}, status=status)


@needs(Permission.REVIEW_EMERGENCIES)
def emergencies(request: HttpRequest) -> HttpResponse:
    """List what was opened in an emergency: what she must look at, and what was looked at."""
    found = queries.emergencies(by=request.user)
    recording.note(children=[each.child_id for each in (*found.to_look_at, *found.looked_at)])
    return render(
        request, "children/emergencies.html", {"found": found, "now": timezone.localtime()}
    )


@needs(Permission.REVIEW_EMERGENCIES)
def look_at_emergency(request: HttpRequest, opening: int) -> HttpResponse:
    """Say what came of looking at one."""
    looked_at = queries.emergency(opening, by=request.user)
    recording.note(children=[looked_at.child_id])
    form = LookForm(_posted(request))
    if acting.is_whole(request, form):
        try:
            acts.look_at(opening=looked_at, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error("found", refused.reasons[0])
        else:
            messages.success(request, "Written down. Thank you for looking.")
            return redirect("emergencies")
    name = queries.names_of(looked_at).get(looked_at.child_id, "")
    context = {
        "form": form,
        "opening": looked_at,
        "name": name,
        "seen": seen(looked_at),
        "now": timezone.localtime(),
    }
    return render(request, "children/look_at.html", context, status=acting.status(form))


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _to_be_opened(request: HttpRequest, child: int, now: object) -> Child:
    """Return the child, be it opened already or not.

    :raises Http404: where there is no such child for this person.
    """
    try:
        return open_child(pk=child, by=request.user, at=now)
    except SayWhy as asked:
        return asked.child


def _back_to(request: HttpRequest, child: int) -> str:
    """Return the page of this child that was asked for."""
    first = reverse("child", args=[child])
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith(first) else first
