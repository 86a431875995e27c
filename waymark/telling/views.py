"""The page of messages of the victims' side that are about nobody here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.telling.forms import PutAsideForm
from waymark.telling.of_nobody import of_nobody, put_aside


@needs(Permission.MANAGE_TEAM)
def letters_of_nobody(request: HttpRequest) -> HttpResponse:
    """Say what to do about them, and put one aside."""
    typed = request.POST if request.method == "POST" else None
    letters = of_nobody()
    if typed is not None and not letters:  # it was put aside, or taken in, meanwhile
        return redirect("letters-of-nobody")
    form = PutAsideForm(typed, letters=letters, at=now())
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            put_aside(**form.cleaned_data, by=request.user)
            messages.success(request, "It is put aside.")
            return redirect("letters-of-nobody")
    context = {"form": form, "letters": letters}
    return render(request, "telling/of_nobody.html", context, status=acting.status(form))
