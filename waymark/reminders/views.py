"""How a child is reminded, and that the worker rang."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.views.about import Asked
from waymark.reminders import notify, planning, whom
from waymark.reminders.forms import WishForm
from waymark.reminders.models import Reminder, Wish


@needs(Permission.RECORD)
def reminded(request: HttpRequest, child: int) -> HttpResponse:
    """Say how a child likes to be reminded; what is to come is planned anew."""
    asked = Asked(request, child)
    form = WishForm(
        asked.typed,
        numbers=whom.numbers(asked.child, asked.today),
        on=asked.today,
        stands=Wish.objects.filter(child=asked.child).first(),
    )
    return asked.form_page(
        form,
        partial(planning.choose, child=asked.child),
        told=lambda: {"wish": form.wish},
        done=f"{asked.child.first_name} is reminded so from now on.",
        then="week",
        template="reminders/reminded.html",
        sends=notify.is_set_up("text"),
    )


@require_POST
@needs(Permission.RECORD)
def rung(request: HttpRequest, child: int, reminder: int) -> HttpResponse:
    """Say that somebody rang, so that nobody is asked to any more."""
    asked = Asked(request, child)
    held = get_object_or_404(Reminder, pk=reminder, child=asked.child)
    planning.rang(reminder=held, by=asked.by, at=asked.at)
    messages.success(request, f"{asked.child.first_name} was rung.")
    return redirect("week", child)
