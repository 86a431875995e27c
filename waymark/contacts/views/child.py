"""Changing what is known of who the child is; nobody saves over somebody."""

import hashlib
import json

from django.core import signing
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
from waymark.contacts.forms.child import ChildForm
from waymark.contacts.forms.compare import differences
from waymark.drafts.writing import Writing

SALT = "waymark.contacts.child"
SAVED, STALE, MISTAKES = 302, 409, 422


@needs(Permission.RECORD)
def change_child(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    stands = opened.document
    writing = Writing.of(
        request, child=child, form="change-child", began_from=_version(stands), at=now
    )
    data = request.POST if request.method == "POST" else None
    form = ChildForm(data, document=stands, today=today(now))
    status = 200 if data is None else _save(request, form, opened, writing)
    if status == SAVED:
        return redirect("child", child)
    is_stale = status == STALE
    form = writing.given_back(form)
    is_stale = is_stale or writing.is_out_of_date
    as_it_stands = ChildForm(None, document=stands, today=today(now))
    context = {
        "form": form,
        "writing": writing,
        "header": header(opened, today(now)),
        # A form that comes back with mistakes still began where it began.
        "began_from": request.POST.get("began_from", "")
        if status == MISTAKES
        else signing.dumps(stands, salt=SALT, compress=True),
        "is_stale": is_stale,
        "differences": differences(form, as_it_stands) if is_stale else [],
    }
    return render(request, "contacts/change_child.html", context, status=status)


def _save(request: HttpRequest, form: ChildForm, child: Child, writing: Writing) -> int:
    """Save what was typed, if it may be; returns the status of what came of it."""
    if not form.is_valid():
        return MISTAKES
    try:
        acts.change_child(
            child=child,
            began_from=_began_from(request),
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


def _began_from(request: HttpRequest) -> Document:
    """Return the child's facts as they stood on the form.

    :raises Stale: where the form does not say.
    """
    try:
        return signing.loads(request.POST.get("began_from", ""), salt=SALT)
    except signing.BadSignature:
        raise Stale from None


def _version(document: Document) -> str:
    told = json.dumps(document, sort_keys=True).encode()
    return hashlib.sha256(told).hexdigest()[:16]
