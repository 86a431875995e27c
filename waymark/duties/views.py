"""Our numbers: what a service may choose for itself, and what it chose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.chronology.door import today
from waymark.duties import acts
from waymark.duties.forms import NumberForm
from waymark.duties.numbers import shown
from waymark.guidance.policy import numbers


@needs(Permission.CHOOSE_NUMBERS)
def our_numbers(request: HttpRequest) -> HttpResponse:
    """Shows every number that the service may choose; sent, chooses one."""
    now = timezone.now()
    day = today(now)
    typed = request.POST if request.method == "POST" else None
    form = NumberForm(typed, numbers=numbers(day), today=day)
    if acting.done(
        request, form, lambda: acts.choose_number(**form.facts(), by=request.user, at=now)
    ):
        messages.success(request, "The number is kept. The duties that go by it follow.")
        return redirect("our-numbers")
    page = {"form": form, "numbers": shown(by=request.user, on=day), "today": day}
    return render(request, "duties/our_numbers.html", page, status=acting.status(form))
