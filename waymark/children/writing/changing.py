"""Changing what stands: nobody saves over somebody, and nothing that was typed is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from waymark.accounts import acting
from waymark.accounts.acting import MISTAKES, STALE
from waymark.accounts.answers import Refused, Saved, Stale
from waymark.children.header import Header
from waymark.children.writing import closed
from waymark.children.writing.compare import differences
from waymark.children.writing.saved import last_saved
from waymark.drafts.writing import Writing

AForm = TypeVar("AForm", bound=forms.Form)


def change_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse] | None,
    *,
    writing: Writing,
    as_it_stands: Callable[[], forms.Form],
    template: str,
    hide: Callable[[str], str] = str,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Save what was sent and go on, or show the form; where somebody else saved, with both texts.

    :param act: saves what was typed and says where to go; None where nothing is to be saved.
    :param as_it_stands: the same form, filled in with what stands now.
    :param hide: leaves a gap where what somebody else saved tells what is protected.
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
        "differences": differences(form, as_it_stands(), hide) if is_stale else [],
        "saved": _saved_by(writing) if is_stale else Saved(),
    }
    return render(request, template, context, status=saved)


def change_texts(
    filled_in: Callable[[QueryDict | None], AForm],
    save: Callable[[AForm], HttpResponse],
    *,
    writing: Writing,
    top: Header,
    thing: str,
    **page: Any,
) -> HttpResponse:
    """Answer as `change_page`, with each text closed that tells what is protected.

    :param filled_in: makes the form, with what was sent or else with what stands.
    :param top: the child's header, which knows what is protected.
    :param thing: what the audit calls it whose text somebody asks to see.
    """
    request = writing.request
    is_sent = request.method == "POST"
    form = filled_in(request.POST) if is_sent else writing.given_back(filled_in(None))
    closed.close(form, top.near.hide, is_sent=is_sent)
    wish = closed.wish_of(request.POST)
    return change_page(
        request,
        form,
        partial(save, form) if is_sent and not wish else None,
        writing=writing,
        as_it_stands=partial(filled_in, None),
        status=closed.open_one(form, wish, thing=thing) if wish else 200,
        hide=top.near.hide,
        header=top,
        **page,
    )


def _saved_by(writing: Writing) -> Saved:
    return last_saved(
        child=writing.place.child,
        stands=writing.began_from,
        by=writing.request.user,
        at=writing.at,
    )


def _saved(form: forms.Form, act: Callable[[], HttpResponse]) -> HttpResponse | int:
    """Save it, if it may be; returns where to go, or the status of what came of it."""
    if not form.is_valid():
        return MISTAKES
    try:
        return act()
    except Refused as refusal:
        acting.put(form, refusal.reasons)
        return MISTAKES
    except Stale:
        return STALE
