"""A page of one child that is one form, and one act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.pages.together import Together


class Asked:
    """What somebody asks about one child: who, when, and what was typed.

    Opening the child notes it in the answer's audit row, and refuses as `open_child` does.
    """

    def __init__(self, request: HttpRequest, child: int) -> None:
        self.request, self.by, self.at = request, request.user, timezone.now()
        self.child = open_child(pk=child, by=self.by, at=self.at)
        self.today = today(self.at)
        self.typed = request.POST if request.method == "POST" else None

    @property
    def is_home(self) -> bool:
        """Tell whether the child is of the asker's own service, and not only hosted there."""
        return self.child.service_id == self.by.service_id

    def form_page(
        self,
        form: forms.Form | Together,
        act: Callable[..., object],
        *,
        told: Callable[[], dict[str, Any]] | None = None,
        **page: Any,
    ) -> HttpResponse:
        """Answer with the page of a form whose act is told by whom and when, and what was typed.

        :param told: what was typed, as the act takes it; as a rule, what the form holds.
        """

        def do() -> object:
            facts = told() if told else form.cleaned_data
            return act(by=self.by, at=self.at, **facts)

        return form_page(self.request, self.child, form, do, at=self.at, **page)


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
    leads_to: Callable[[Any], str] | None = None,
    **context: object,
) -> HttpResponse:
    """Show the form; sent, do the act and go on, or show the form again with its reasons.

    :param done: what is said afterwards.
    :param then: the name of the address of this child that comes next.
    :param leads_to: the address that comes next instead, from what the act gave back.
    """
    context |= {"header": header(child, today(at)), "up": then}
    if request.method == "POST" and "another" in request.POST:
        return render(request, template, {**context, "form": form.not_yet()})
    made: list[object] = []
    if acting.done(request, form, lambda: made.append(act())):
        if done:
            messages.success(request, done)
        return redirect(leads_to(made[0])) if leads_to else redirect(then, child.pk)
    return render(request, template, {**context, "form": form}, status=acting.status(form))
