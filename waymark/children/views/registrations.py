"""Registrations that waited: what came of them, and for managers, to decide on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children import registrations as waits
from waymark.children.acts import register
from waymark.children.questions.deciding import DecideForm
from waymark.chronology.door import today


@needs(Permission.REGISTER_CHILD)
def registrations(request: HttpRequest) -> HttpResponse:
    """Shows what waits for this person to decide, and what came of her own."""
    by = request.user
    decides = user_can(by, Permission.ALLOCATE)
    context = {
        "decides": decides,
        "waiting": waits.to_decide(by=by, service=by.service_id) if decides else [],
        "own": waits.own_registrations(by=by),
        "today": today(timezone.now()),
    }
    return render(request, "children/registrations.html", context)


@needs(Permission.ALLOCATE)
def decide(request: HttpRequest, registration: int) -> HttpResponse:
    """Shows one registration beside the children whom it may be; sent, decides."""
    now = timezone.now()
    waiting = waits.registration_to_decide(registration, by=request.user)
    if waiting is None:
        raise Http404
    matches = waits.matches_of(waiting, by=request.user, at=now)
    typed = request.POST if request.method == "POST" else None
    form = DecideForm(typed, first_name=waiting.first_name, matches=matches)
    if acting.done(
        request, form, lambda: _act(form)(registration=waiting, by=request.user, at=now)
    ):
        messages.success(request, "Decided. Whoever registered is told.")
        return redirect("registrations")
    context = {"registration": waiting, "matches": matches, "form": form, "today": today(now)}
    return render(request, "children/decide.html", context, status=acting.status(form))


def _act(form: DecideForm) -> Callable[..., object]:
    """Return the one act that was chosen, with what it takes beside."""
    chosen = form.cleaned_data["decision"]
    if chosen == DecideForm.NEW:
        return register.register_after_all
    if chosen == DecideForm.REFUSE:
        return lambda **to: register.refuse(why=form.cleaned_data["why"], **to)
    return lambda **to: register.say_who_it_is(child=int(chosen), **to)
