"""A page of one child that is one form, and one act."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.accounts import acting, kept
from waymark.children.header import header
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.pages.together import Together


def form_page(
    request: HttpRequest,
    child: Child,
    form: forms.Form | Together,
    act: Callable[[], object],
    *,
    at: datetime,
    done: str,
    then: str,
    template: str,
    **context: object,
) -> HttpResponse:
    """Show the form; sent, do the act and go on, or show the form again with its reasons.

    :param done: what is said afterwards.
    :param then: the name of the address of this child that comes next.
    """
    context |= {"header": header(child, today(at)), "up": then}
    if request.method == "POST" and "another" in request.POST:
        return render(request, template, {**context, "form": form.not_yet()})
    if request.method != "POST":
        if isinstance(form, forms.Form):
            form = kept.given_back(request, form, at=at)
        return render(request, template, {**context, "form": form})
    if acting.done(form, act):
        messages.success(request, done)
        return redirect(then, child.pk)
    return render(request, template, {**context, "form": form}, status=422)
