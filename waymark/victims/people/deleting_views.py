"""The pages of what is due to be deleted, and of the certificates that it was."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.drafts.store import kept_for
from waymark.guidance.harmed import policy
from waymark.rules.calendar import days_after, said
from waymark.rules.harmed.retention import RUNS_FROM
from waymark.victims.people import deleting, queries
from waymark.victims.people.access import check_may_read, open_victim
from waymark.victims.people.due import due_of
from waymark.victims.people.elsewhere import named_beside_others
from waymark.victims.people.models import Certificate
from waymark.victims.people.owing import reckon
from waymark.victims.people.words import KINDS

A_PAGE = 50  # people, or certificates


@needs(Permission.SEE_HARMED)
def due(request: HttpRequest) -> HttpResponse:
    """Show what is due to be deleted today, and what was deleted, each a page at a time."""
    check_may_read(request.user)
    today = timezone.localdate()
    reckon(today)
    people = queries.victims().filter(is_due_to_go=True)
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    found = due_of(list(page), today)
    recording.note(children=[each.person.pk for each in found])
    made = Certificate.objects.select_related("by").order_by("-at", "-pk")
    certificates = Paginator(made, A_PAGE).get_page(request.GET.get("certificates"))
    context = {
        "found": found,
        "page": page,
        "certificates": certificates,
        "may_delete": user_can(request.user, Permission.DELETE_HARMED),
        "kinds": KINDS,
        "today": today,
        "policy": policy(today),
    }
    return render(request, "victims/due_to_go.html", context)


@needs(Permission.DELETE_HARMED)
def delete(request: HttpRequest, victim: int) -> HttpResponse:
    """Show what of somebody's is due, and delete it."""
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    if request.method == "POST":
        try:
            made = deleting.delete(victim=opened, by=request.user, at=now)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("due-to-go")
        return redirect("certificate", made.pk)
    today = timezone.localdate()
    (found,) = due_of([opened], today) or [None]
    context = {"person": opened, "found": found, "kinds": KINDS, "today": today}
    goes = found is not None and found.everything
    context["beside"] = named_beside_others(opened, today) if goes else []
    return render(request, "victims/delete.html", context)


@needs(Permission.SEE_HARMED)
def certificate(request: HttpRequest, certificate: int) -> HttpResponse:
    check_may_read(request.user)
    found = get_object_or_404(Certificate.objects.select_related("by", "service"), pk=certificate)
    on = timezone.localdate(found.at)
    context = {"found": found, "kinds": KINDS, "why": RUNS_FROM, "today": timezone.localdate()}
    context["typed_until"] = said(days_after(on, kept_for(on)))
    return render(request, "victims/certificate.html", context)
