"""Children who do not come at one time, to be safe from one another."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.views.about import Asked
from waymark.children.working import other_children
from waymark.diary import acts, queries
from waymark.diary.forms import ApartForm


@needs(Permission.RECORD)
def keep_apart(request: HttpRequest, child: int) -> HttpResponse:
    """Choose the other child. Neither record names the other to whoever may not see both."""
    asked = Asked(request, child)
    others = other_children(asked.child, by=asked.by, at=asked.at)
    recording.note(children=[each.pk for each in others])
    form = ApartForm(asked.typed, others=others)
    return asked.form_page(
        form,
        partial(acts.keep_apart, child=asked.child),
        told=lambda: form.facts,
        done="They do not come at one time from now on.",
        then="week",
        template="diary/keep_apart.html",
    )


@require_POST
@needs(Permission.RECORD)
def no_longer_apart(request: HttpRequest, child: int, apart: int) -> HttpResponse:
    asked = Asked(request, child)
    pairs = queries.kept_apart(asked.child, asked.today)
    held = next((each for each, _ in pairs if each.pk == apart), None)
    if held is None:
        raise Http404
    acts.no_longer_apart(apart=held, by=asked.by, at=asked.at)
    messages.success(request, "They may come at one time again.")
    return redirect("week", child)
