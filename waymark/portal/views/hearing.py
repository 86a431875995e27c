"""Giving a child what came of what they said: on this device, by a link, or on paper."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.drafts import once
from waymark.guidance.sheets import ENGLISH
from waymark.plans.copy import Copy
from waymark.portal import giving, hearing
from waymark.portal.forms import HERE, LINK, PAPER, HeardForm
from waymark.portal.models import Kind, Sheet
from waymark.portal.read_through import Perhaps, ReadFor
from waymark.portal.views.asking import link_page, to_them


@never_cache
@needs(Permission.RECORD, keeps_words=False)
def give_heard(request: HttpRequest, child: int) -> HttpResponse:
    """Show what the child will read, and give it once it was read for names."""
    asked = Asked(request, child)
    form = HeardForm(asked.typed, child=asked.child)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            try:
                return _given(asked, form)
            except Perhaps as perhaps:
                form.ask_whether_sure(perhaps.reasons, perhaps.tick)
    top = header(asked.child, asked.today)
    copy = hearing.heard_copy(asked.child, top, ENGLISH)
    context = {"header": top, "form": form, "copy": copy}
    return render(request, "portal/give_heard.html", context, status=acting.status(form))


def _given(asked: Asked, form: HeardForm) -> HttpResponse:
    top, data = header(asked.child, asked.today), form.cleaned_data
    copy = hearing.heard_copy(asked.child, top, data["language"])
    may = giving.known(asked.child, top)
    handed = hearing.give(
        child=asked.child,
        copy=copy,
        read_for=ReadFor(form.looked_for, may, form.looked, data["way"] == LINK, hearing.MEND),
        way=data["way"],
        chosen=data["chosen"],
        made_before=partial(_made_before, asked, {**copy.document(), "way": data["way"]}),
        by=asked.by,
        at=asked.at,
    )
    if data["way"] == HERE:
        return to_them(asked.request, handed)
    of = [asked.child.pk]
    is_paper = data["way"] == PAPER
    page = (
        reverse("heard-print", args=[*of, handed.sheet.pk])
        if is_paper
        else reverse("sheets", args=of)
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


@needs(Permission.SEE_CHILDREN)
@never_cache
def heard_print(request: HttpRequest, child: int, heard: int) -> HttpResponse:
    """You said, we did: the sheet for the child, as it was read for names."""
    asked = Asked(request, child)
    held = get_object_or_404(hearing.on_paper(), pk=heard, child=asked.child)
    recording.note(printed="child-heard", purpose="child", sheet=held.pk)
    top = header(asked.child, asked.today)
    context = {"header": top, "copy": Copy.of(held.content), "made_on": today(held.made_at)}
    return render(request, "portal/heard_print.html", context)
