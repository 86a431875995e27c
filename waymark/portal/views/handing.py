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
from waymark.children.naming import Outward, who_may
from waymark.children.views.about import Asked
from waymark.drafts import once
from waymark.guard import Towards
from waymark.guidance.sheets import ENGLISH
from waymark.plans.copy import Copy
from waymark.portal.acts import Handed
from waymark.portal.forms import HERE, LINK, PAPER, HeardForm
from waymark.portal.models import Kind, Sheet
from waymark.portal.read_through import ReadFor
from waymark.portal.views.asking import link_page, to_them


@dataclass(frozen=True)
class Gives:
    """What is given: how its copy is made in a language, the act that gives it, and its pages."""

    copy: Callable[[Header, str], Copy]
    give: Callable[..., Handed]
    paper: Outward
    mend: str
    template: str
    home: str
    printed: str = ""  # the address that shows it for printing; none: its home leads there


def give_page(asked: Asked, gives: Gives, **context: Any) -> HttpResponse:
    """Show what the child will read, and give it once it was read for names."""
    form = HeardForm(asked.typed, child=asked.child)
    if asked.typed is not None and form.is_valid():
        with form.refusals():
            return _given(asked, gives, form)
    top = header(asked.child, asked.today)
    context |= {"header": top, "form": form, "copy": gives.copy(top, ENGLISH)}
    return render(asked.request, gives.template, context, status=acting.status(form))


def _given(asked: Asked, gives: Gives, form: HeardForm) -> HttpResponse:
    top, data = header(asked.child, asked.today), form.cleaned_data
    copy = gives.copy(top, data["language"])
    read_for = ReadFor(
        Towards.CHILD,
        gives.paper,
        form.typed_names,
        who_may(asked.child, top),
        form.looked,
        by_link=data["way"] == LINK,
        mend=gives.mend,
    )
    handed = gives.give(
        child=asked.child,
        copy=copy,
        read_for=read_for,
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
