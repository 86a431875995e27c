"""Recording any other kind of event, and the page of one event."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.chronology.door import today
from waymark.contacts import acts, entries, harm, queries, words
from waymark.contacts.forms.event import EventForm, told_by_address
from waymark.contacts.parts import PARTS
from waymark.drafts.writing import Writing


@needs(Permission.RECORD)
def everything(request: HttpRequest, child: int) -> HttpResponse:
    """List what can be recorded, by subject."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    context = {
        "header": header(opened, today(now)),
        "subjects": words.by_subject(opened.first_name),
        "parts": PARTS,
    }
    return render(request, "contacts/everything.html", context)


@needs(Permission.RECORD)
def record_event(request: HttpRequest, child: int, kind: str) -> HttpResponse:
    if kind == "contact":
        return redirect("record-contact", child)
    if kind not in words.OFFERED:
        raise Http404
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    writing = Writing.of(request, child=child, form=kind, document=request.GET.urlencode(), at=now)
    form = EventForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        record=queries.record_of(opened, today(now)),
        standing={},
        initial=told_by_address(kind, request.GET),
    )
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            event = acts.record_event(
                child=opened,
                facts=form.facts,
                plan_fits=form.plan_fits,
                by=request.user,
                at=now,
                place=writing.place,
            )
            return redirect("event", child, event.pk)
    context = {
        "form": writing.given_back(form),
        "writing": writing,
        "header": header(opened, today(now)),
        "title": words.name(kind, opened.first_name),
        "today": today(now),
        "told": harm.told_of(opened, on=today(now)) if kind == harm.LOOKED_AT else [],
    }
    return render(request, "contacts/event_form.html", context, status=acting.status(form))


@needs(Permission.SEE_CHILDREN)
def event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show one event whole: what it says, what it did, and what became of it."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    entry = entries.entry(child=opened, event=event, by=request.user, at=now)
    context = {"header": header(opened, today(now)), "entry": entry}
    return render(request, "contacts/event.html", context)
