"""Putting right what was recorded: a correction, a withdrawal, an undoing straight afterwards."""

from collections.abc import Collection
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused, Stale
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.models import Child
from waymark.chronology import corrections
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.contacts import acts, queries, words
from waymark.contacts.forms import closed
from waymark.contacts.forms.compare import differences
from waymark.contacts.forms.contact import ContactForm
from waymark.contacts.forms.event import EventForm
from waymark.contacts.forms.reason import ReasonForm
from waymark.drafts.writing import Writing

STALE, MISTAKES = 409, 422
NEVER_TAKEN_OVER = {"id", "kind", "recorded_on", "corrects"}


@needs(Permission.CORRECT)
def correct_event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show what stands, filled in; saving it records a correction."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    wrong = _event(opened, event, among=words.OFFERED)
    if request.method != "POST":
        acts.refuse_withdrawn(wrong)
    standing = corrections.stood(wrong)
    typed_from = request.POST.get("began_from", standing.reference)
    writing = Writing.of(
        request,
        child=child,
        form=f"correct-{standing.kind}",
        document=corrections.chain(wrong)[0].reference,
        began_from=standing.reference,
        at=now,
    )
    top = header(opened, today(now))
    form = _form(request, opened, standing, now)
    is_sent = request.method == "POST"
    form = form if is_sent else writing.given_back(form)
    closed.close(form, top.near.hide, is_sent=is_sent)
    saved: Event | int = 200
    if wish := closed.wish_of(request.POST):
        saved = closed.open_one(form, wish, thing=f"event-{standing.pk}")
    elif is_sent:
        saved = _save(request, form, standing, typed_from, writing)
    if isinstance(saved, Event):
        return redirect("event", child, saved.pk)
    theirs = standing if saved == STALE or writing.is_out_of_date else None
    stands = _form(None, opened, standing, now)
    context = {
        "form": form,
        "writing": writing,
        "header": top,
        "title": words.name(standing.kind, opened.first_name),
        "event": standing,
        # A form that comes back with mistakes still began where it began.
        "began_from": standing.reference if theirs else typed_from,
        "theirs": theirs,
        "differences": differences(form, stands, top.near.hide) if theirs else [],
    }
    return render(request, "contacts/correct.html", context, status=saved)


def _save(
    request: HttpRequest,
    form: EventForm | ContactForm,
    standing: Event,
    typed_from: str,
    writing: Writing,
) -> Event | int:
    """Save the correction, if it may be; returns it, or the status of what came of it."""
    if not form.is_valid():
        return MISTAKES
    try:
        return acts.correct(
            event=standing,
            began_from=typed_from,
            facts={**_beside(standing, form), **_with_what_was_closed(form)},
            by=request.user,
            at=writing.at,
            place=writing.place,
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.reasons))
        return MISTAKES
    except Stale:
        return STALE


@needs(Permission.CORRECT)
def withdraw_event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Ask why an event should not stand; the chronology shows it struck through, and why."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    wrong = _event(opened, event)
    acts.refuse_withdrawn(wrong)
    standing = corrections.standing(wrong)
    form = ReasonForm(request.POST or None, asked="Why should it not stand?")
    writing = Writing.of(request, child=child, form="withdraw", document=wrong.reference, at=now)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            acts.withdraw(
                event=wrong,
                began_from=request.POST.get("began_from") or standing.reference,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now,
                place=writing.place,
            )
            return redirect("event", child, event)
    context = {
        "form": writing.given_back(form),
        "writing": writing,
        "header": header(opened, today(now)),
        "title": words.name(wrong.kind, opened.first_name),
        "event": wrong,
        "stands": standing,
        "began_from": standing.reference,
    }
    return render(request, "contacts/withdraw.html", context, status=acting.status(form))


@needs(Permission.RECORD)
@require_POST
def undo(request: HttpRequest, child: int, event: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    acts.undo(event=_event(opened, event), by=request.user, at=now)
    return redirect("event", child, event)


def _event(child: Child, pk: int, *, among: Collection[str] = words.MAY_BE_WITHDRAWN) -> Event:
    """Return an event that stands, of a kind that somebody may put right here."""
    event = get_object_or_404(Event.objects.select_related("by"), pk=pk, child=child)
    if event.kind not in among:
        raise Http404
    return event


def _form(
    request: HttpRequest | None, child: Child, standing: Event, now: datetime
) -> EventForm | ContactForm:
    data = request.POST if request and request.method == "POST" else None
    texts = {each.field: each.text for each in queries.texts(standing)}
    document = {**standing.document, **texts}
    if standing.kind == "contact":
        people = queries.network(child)
        return ContactForm(
            data, child=child, people=people, others=[], now=now, initial={}, standing=document
        )
    record = queries.record_of(child, today(now))
    return EventForm(data, kind=standing.kind, record=record, standing=document, initial={})


def _with_what_was_closed(form: EventForm | ContactForm) -> Document:
    """Return what the form says; what nobody opened, to the letter."""
    untouched = closed.kept(form)
    return {name: untouched.get(name, value) for name, value in form.facts.items()}


def _beside(standing: Event, form: forms.Form) -> Document:
    """Return what the event says that is not asked on the form."""
    return {
        name: value
        for name, value in standing.document.items()
        if name not in form.fields and name not in NEVER_TAKEN_OVER
    }
