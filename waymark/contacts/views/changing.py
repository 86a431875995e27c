"""Changing what stands: nobody saves over somebody, and nothing that was typed is lost."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.answers import Refused, Stale
from waymark.contacts.forms.compare import differences
from waymark.drafts.writing import Writing

STALE, MISTAKES = 409, 422


def change_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse] | None,
    *,
    writing: Writing,
    as_it_stands: Callable[[], forms.Form],
    template: str,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Save what was sent and go on, or show the form; where somebody else saved, with both texts.

    :param act: saves what was typed and says where to go; None where nothing is to be saved.
    :param as_it_stands: the same form, filled in with what stands now.
    """
    saved = _saved(form, act) if act else status
    if isinstance(saved, HttpResponse):
        return saved
    form = writing.given_back(form)
    is_stale = saved == STALE or writing.is_out_of_date
    # A form that comes back otherwise still began where it began.
    began_from = request.POST.get("began_from", writing.began_from)
    context |= {
        "form": form,
        "writing": writing,
        "began_from": writing.began_from if is_stale else began_from,
        "is_stale": is_stale,
        "differences": differences(form, as_it_stands()) if is_stale else [],
    }
    return render(request, template, context, status=saved)


def _saved(form: forms.Form, act: Callable[[], HttpResponse]) -> HttpResponse | int:
    """Save it, if it may be; returns where to go, or the status of what came of it."""
    if not form.is_valid():
        return MISTAKES
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, list(refusal.reasons))
        return MISTAKES
    except Stale:
        return STALE
