"""The page on which a copy is given to a child, here, by a link or on paper: read for names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waymark.accounts import acting
from waymark.children.header import Header, header
from waymark.children.views.about import Asked
from waymark.drafts import once
from waymark.guidance.sheets import ENGLISH
from waymark.plans.copy import Copy
from waymark.portal import giving
from waymark.portal.acts import Handed
from waymark.portal.forms import HERE, LINK, PAPER, HeardForm
from waymark.portal.models import Kind, Sheet
from waymark.portal.read_through import Perhaps, ReadFor
from waymark.portal.views.asking import link_page, to_them


@dataclass(frozen=True)
class Gives:
    """What is given: how its copy is made in a language, the act that gives it, and its pages."""

    copy: Callable[[Header, str], Copy]
    give: Callable[..., Handed]
    mend: str
    template: str
    home: str
    printed: str = ""  # the address that shows it for printing; none: its home leads there


def give_page(asked: Asked, gives: Gives, **context: Any) -> HttpResponse:
    """Show what the child will read, and give it once it was read for names."""
    form = HeardForm(asked.typed, child=asked.child)
    if asked.typed is not None and form.is_valid():
        with acting.refusals_on(form):
            try:
                return _given(asked, gives, form)
            except Perhaps as perhaps:
                form.ask_whether_sure(perhaps.reasons, perhaps.tick)
    top = header(asked.child, asked.today)
    context |= {"header": top, "form": form, "copy": gives.copy(top, ENGLISH)}
    return render(asked.request, gives.template, context, status=acting.status(form))


def _given(asked: Asked, gives: Gives, form: HeardForm) -> HttpResponse:
    top, data = header(asked.child, asked.today), form.cleaned_data
    copy = gives.copy(top, data["language"])
    may = giving.known(asked.child, top)
    handed = gives.give(
        child=asked.child,
        copy=copy,
        read_for=ReadFor(form.looked_for, may, form.looked, data["way"] == LINK, gives.mend),
        way=data["way"],
        chosen=data["chosen"],
        made_before=partial(_made_before, asked, {**copy.document(), "way": data["way"]}),
        by=asked.by,
        at=asked.at,
    )
    if data["way"] == HERE:
        return to_them(asked.request, handed)
    of = [asked.child.pk]
    is_printed = data["way"] == PAPER and gives.printed
    page = (
        reverse(gives.printed, args=[*of, handed.sheet.pk])
        if is_printed
        else reverse(gives.home, args=of)
    )
    page = f"{page}#sheet-{handed.sheet.pk}"
    once.leads_to(asked.request, page)
    return link_page(asked, handed, asked.child.first_name) if handed.opens else redirect(page)


def _made_before(asked: Asked, told: dict[str, object]) -> Sheet | None:
    """Return what this same form made already, so that a double tap leaves one link."""
    led_to = once.led_before(asked.request, told)
    if not led_to:
        return None
    mine = Sheet.objects.filter(child=asked.child, kind=Kind.COPY)
    return get_object_or_404(mine, pk=led_to.rpartition("-")[2])
