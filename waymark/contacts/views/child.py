"""Changing what is known of who the child is; nobody saves over somebody."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused, Stale
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.contacts import acts
from waymark.contacts.forms import closed
from waymark.contacts.forms.child import ChildForm
from waymark.contacts.forms.compare import differences
from waymark.drafts.writing import Writing

SAVED, STALE, MISTAKES = 302, 409, 422


@needs(Permission.RECORD)
def change_child(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    stands = opened.document
    writing = Writing.of(
        request, child=child, form="change-child", began_from=_version(stands), at=now
    )
    is_sent = request.method == "POST"
    top = header(opened, today(now))
    form = ChildForm(request.POST if is_sent else None, document=stands, today=today(now))
    form = form if is_sent else writing.given_back(form)
    closed.close(form, top.near.hide, is_sent=is_sent)
    status = 200
    if wish := closed.wish_of(request.POST):
        status = closed.open_one(form, wish, thing=f"child-{child}")
    elif is_sent:
        status = _save(request, form, opened, writing)
    if status == SAVED:
        return redirect("child", child)
    is_stale = status == STALE or writing.is_out_of_date
    as_it_stands = ChildForm(None, document=stands, today=today(now))
    context = {
        "form": form,
        "writing": writing,
        "header": top,
        # A form that comes back with mistakes still began where it began.
        "began_from": writing.began_from
        if is_stale
        else request.POST.get("began_from", writing.began_from),
        "is_stale": is_stale,
        "differences": differences(form, as_it_stands, top.near.hide) if is_stale else [],
    }
    return render(request, "contacts/change_child.html", context, status=status)


def _save(request: HttpRequest, form: ChildForm, child: Child, writing: Writing) -> int:
    """Save what was typed, if it may be; returns the status of what came of it."""
    if not form.is_valid():
        return MISTAKES
    try:
        acts.change_child(
            child=child,
            began_from=_began_from(request, child),
            facts=form.facts,
            by=request.user,
            at=writing.at,
            place=writing.place,
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.reasons))
        return MISTAKES
    except Stale:
        return STALE
    return SAVED


def _began_from(request: HttpRequest, child: Child) -> Document:
    """Return the child's facts as they stood on the form.

    :raises Stale: where somebody has changed them since, or the form does not say.
    """
    if request.POST.get("began_from") != _version(child.document):
        raise Stale
    return child.document


def _version(document: Document) -> str:
    told = json.dumps(document, sort_keys=True).encode()
    return hashlib.sha256(told).hexdigest()[:16]
