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
from waymark.drafts import once
from waymark.guidance.sheets import ENGLISH
from waymark.portal import giving, hearing, queries
from waymark.portal.forms import HERE, HeardForm
from waymark.portal.models import Kind, Sheet
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
            except giving.Perhaps as perhaps:
                form.ask_whether_sure(perhaps.reasons)
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
        read_for=giving.ReadFor(form.looked_for, may, form.looked, hearing.MEND),
        way=data["way"],
        chosen=data["chosen"],
        made_before=partial(_made_before, asked, {**copy.document(), "way": data["way"]}),
        by=asked.by,
        at=asked.at,
    )
    if data["way"] == HERE:
        return to_them(asked.request, handed)
    sheets = reverse("sheets", args=[asked.child.pk])
    once.leads_to(asked.request, f"{sheets}?sheet={handed.sheet.pk}")
    return link_page(asked, handed, asked.child.first_name) if handed.opens else redirect(sheets)


def _made_before(asked: Asked, told: dict[str, object]) -> Sheet | None:
    """Return what this same form made already, so that a double tap leaves one link."""
    led_to = once.led_before(asked.request, told)
    if not led_to:
        return None
    mine = Sheet.objects.filter(child=asked.child, kind=Kind.COPY)
    return get_object_or_404(mine, pk=led_to.rpartition("=")[2])


@needs(Permission.SEE_CHILDREN)
def heard_print(request: HttpRequest, child: int) -> HttpResponse:
    """You said, we did: one sheet for the child."""
    asked = Asked(request, child)
    recording.note(printed="child-heard", purpose="child")
    top = header(asked.child, asked.today)
    context = {
        "header": top,
        "today": asked.today,
        "heard": queries.heard(asked.child, hide=top.near.hide),
        "worker": top.worker,
    }
    return render(request, "portal/heard_print.html", context)
