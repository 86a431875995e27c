"""Putting right what was recorded: a correction, a withdrawal, an undoing straight afterwards."""

from collections.abc import Collection
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.assessments import fits
from waymark.children.access import open_child
from waymark.children.around import hiding
from waymark.children.header import header
from waymark.children.models import Child
from waymark.children.writing import closed
from waymark.children.writing.changing import change_texts
from waymark.chronology import corrections
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.contacts import acts, queries, words
from waymark.contacts.forms.contact import ContactForm
from waymark.contacts.forms.event import EventForm
from waymark.contacts.forms.reason import ReasonForm
from waymark.drafts.writing import Writing
from waymark.plans.queries import goals_of

NEVER_TAKEN_OVER = {"id", "kind", "recorded_on", "corrects"}


@needs(Permission.CORRECT)
def correct_event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show what stands, filled in; saving it records a correction."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    wrong = _event(opened, event, among=words.MAY_BE_CORRECTED)
    acts.refuse_what_is_a_managers(wrong.kind, by=request.user)
    if request.method != "POST":
        acts.refuse_withdrawn(wrong)
    standing = corrections.stood(wrong)
    writing = Writing.of(
        request,
        child=child,
        form=f"correct-{standing.kind}",
        document=corrections.chain(wrong)[0].reference,
        began_from=standing.reference,
        at=now,
    )

    def save(form: EventForm | ContactForm) -> HttpResponse:
        facts = closed.with_what_was_kept(form, form.facts)
        made = acts.correct(
            event=standing,
            began_from=request.POST.get("began_from", standing.reference),
            facts={**_beside(standing, form), **facts},
            by=request.user,
            at=now,
            place=writing.place,
        )
        return redirect("event", child, made.pk)

    return change_texts(
        lambda sent: _form(sent, opened, standing, now),
        save,
        writing=writing,
        top=header(opened, today(now)),
        thing=f"event-{standing.pk}",
        template="contacts/correct.html",
        title=words.name(standing.kind, opened.first_name),
        event=standing,
    )


@needs(Permission.CORRECT)
def withdraw_event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Ask why an event should not stand; the chronology shows it struck through, and why."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    wrong = _event(opened, event)
    acts.refuse_what_is_a_managers(wrong.kind, by=request.user)
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
            return _taken_back(request, opened, wrong)
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
    undone = _event(opened, event)
    acts.undo(event=undone, by=request.user, at=now)
    return _taken_back(request, opened, undone)


def _taken_back(request: HttpRequest, child: Child, event: Event) -> HttpResponse:
    """Go back to the event; where it had begun a review, offer to throw that away."""
    first = corrections.chain(event)[0]
    began = fits.begun_because_of(child, first.reference)
    if began is None or not user_can(request.user, Permission.RECORD):
        return redirect("event", child.pk, event.pk)
    messages.info(request, "It counts no more. It had begun a review, which is open still.")
    return redirect("throw-away-paper", child.pk, began.pk)


def _event(child: Child, pk: int, *, among: Collection[str] = words.MAY_BE_WITHDRAWN) -> Event:
    """Return an event that stands, of a kind that somebody may put right here."""
    event = get_object_or_404(Event.objects.select_related("by"), pk=pk, child=child)
    if event.kind not in among:
        raise Http404
    return event


def _form(
    sent: QueryDict | None, child: Child, standing: Event, now: datetime
) -> EventForm | ContactForm:
    texts = {each.field: each.text for each in queries.texts(standing)}
    document = {**standing.document, **texts}
    if standing.kind == "contact":
        people = queries.network(child, today(now), document.get("present") or ())
        return ContactForm(
            sent,
            child=child,
            people=people,
            others=[],
            now=now,
            initial={},
            standing=document,
            goals=goals_of(child, hiding([child.pk])[child.pk]),
        )
    record = queries.record_of(child, today(now))
    return EventForm(sent, kind=standing.kind, record=record, standing=document, initial={})


def _beside(standing: Event, form: forms.Form) -> Document:
    """Return what the event says that is not asked on the form."""
    return {
        name: value
        for name, value in standing.document.items()
        if name not in form.fields and name not in NEVER_TAKEN_OVER
    }
