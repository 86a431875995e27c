"""Times at which somebody else has to come to a child: who does, on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.diary import instead as acts
from waymark.diary.away_forms import InsteadForm
from waymark.diary.offers import offers


@needs(Permission.RECORD)
def somebody_else(request: HttpRequest, child: int) -> HttpResponse:
    """Ask who comes instead, of one worker after the other, and do all that was chosen."""
    asked = Asked(request, child)
    found = acts.first_of(asked.child, at=asked.at)
    offered = offers(*found, by=asked.by, at=asked.at) if found else []
    form = InsteadForm(asked.typed, offers=offered, today=asked.today)
    if found and acting.is_whole(request, form):
        left = acts.give_all(child=asked.child, chosen=form.chosen, by=asked.by, at=asked.at)
        for each in left:
            messages.error(request, each)
        if not left and any(each.does != "leave" for each in form.chosen.values()):
            messages.success(request, "It is done. Tell the family, and whoever comes now.")
        return redirect(request.path)
    context = {
        "header": header(asked.child, asked.today),
        "up": "week",
        "worker": found.absence.worker if found else None,
        "form": form,
    }
    return render(request, "diary/somebody_else.html", context, status=acting.status(form))
