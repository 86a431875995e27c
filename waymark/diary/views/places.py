"""The rooms and venues of the service."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.diary import acts, queries, venues
from waymark.diary.venue_forms import PlaceForm


@needs(Permission.MANAGE_TEAM)
def places(request: HttpRequest) -> HttpResponse:
    rooms, today = list(queries.places_of(request.user)), timezone.localdate()
    context = {"rooms": rooms, "assessed": venues.standing(rooms, today), "today": today}
    return render(request, "diary/places.html", context)


@needs(Permission.MANAGE_TEAM)
def add_place(request: HttpRequest) -> HttpResponse:
    form = PlaceForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        acts.add_place(**form.cleaned_data, by=request.user, at=timezone.now())

    if acting.done(request, form, add):
        messages.success(request, "It can be booked from now on.")
        return redirect("places")
    return render(request, "diary/add_place.html", {"form": form}, status=acting.status(form))


@require_POST
@needs(Permission.MANAGE_TEAM)
def close_place(request: HttpRequest, place: int) -> HttpResponse:
    held = get_object_or_404(queries.places_of(request.user), pk=place)
    acts.close_place(place=held, by=request.user, at=timezone.now())
    messages.success(request, f"Nothing new is booked in {held.name}. What is booked stays.")
    return redirect("places")
