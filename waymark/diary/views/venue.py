"""One room or venue: what makes it safe, and what became of weapons detection there."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.diary import queries, venues
from waymark.diary.venue_forms import AssessForm, NoteForm


@needs(Permission.RECORD)
def place(request: HttpRequest, place: int) -> HttpResponse:
    """Show what makes a place safe, and what was seen and said of it; take another note from
    whoever meets children there."""
    held = get_object_or_404(queries.places_of(request.user), pk=place)
    at, today = timezone.now(), timezone.localdate()
    form = NoteForm(request.POST if request.method == "POST" else None, today=today)

    def note() -> None:
        venues.note(place=held, **form.cleaned_data, by=request.user, at=at)

    if acting.done(request, form, note):
        messages.success(request, "It is written down.")
        return redirect("place", place)
    newest, *before = [*held.assessments.order_by("-on", "-pk"), None]
    context = {
        "room": held,
        "form": form,
        "newest": newest,
        "before": [each for each in before if each],
        "holds": bool(venues.standing([held], today)),
        "explained": list(venues.to_explain(newest)) if newest and newest.detects else [],
        "offered": venues.offered,
        "notes": held.notes.select_related("made_by").order_by("-on", "-pk"),
        "manages": user_can(request.user, Permission.MANAGE_TEAM),
        "today": today,
    }
    return render(request, "diary/place.html", context, status=acting.status(form))


@needs(Permission.MANAGE_TEAM)
def assess_place(request: HttpRequest, place: int) -> HttpResponse:
    held = get_object_or_404(queries.places_of(request.user), pk=place)
    at, today = timezone.now(), timezone.localdate()
    last = held.assessments.order_by("-on", "-pk").values().first() or {}
    stands = {**last, "on": today, "until": None, "always": "yes" if last.get("always") else "no"}
    typed = request.POST if request.method == "POST" else None
    form = AssessForm(typed, today=today, initial=stands if last else {"on": today})
    assess = partial(venues.assess, place=held, by=request.user, at=at)
    if acting.done(request, form, lambda: assess(**form.cleaned_data)):
        messages.success(request, f"The risk assessment of {held.name} stands from now on.")
        return redirect("place", place)
    context = {"form": form, "room": held}
    return render(request, "diary/assess_place.html", context, status=acting.status(form))
