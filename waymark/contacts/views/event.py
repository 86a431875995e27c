"""Recording any other kind of event, and the page of one event."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.contacts import acts, beside, entries, harm, queries, words
from waymark.contacts.forms.event import EventForm, told_by_address
from waymark.contacts.parts import PARTS
from waymark.drafts.writing import Writing
from waymark.rules.events import KINDS

# The pages of a child from which something is recorded, and to which it comes back.
COMES_BACK = {"assessment", "breach", "breaks", "early", "restorative", "tried", "visits"}


@needs(Permission.RECORD)
def everything(request: HttpRequest, child: int) -> HttpResponse:
    """List what can be recorded, by subject."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    case = queries.record_of(opened, today(now)).case
    context = {
        "header": header(opened, today(now)),
        "subjects": words.by_subject(opened.first_name, case, by=request.user),
        "parts": PARTS,
    }
    return render(request, "contacts/everything.html", context)


@needs(Permission.RECORD)
def record_event(request: HttpRequest, child: int, kind: str) -> HttpResponse:
    if kind == "contact":
        return redirect("record-contact", child)
    if kind not in words.OFFERED:
        raise Http404
    acts.refuse_what_is_a_managers(kind, by=request.user)
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    record = queries.record_of(opened, today(now), named=request.GET.values())
    writing = Writing.of(request, child=child, form=kind, document=request.GET.urlencode(), at=now)
    top = header(opened, today(now))
    told = told_by_address(kind, request.GET, record)
    said = beside.before(kind, opened, record.case, told, record.today)
    before = said.only(KINDS[kind].fields, top.near.hide)
    is_sent = request.method == "POST"
    form = EventForm(
        request.POST if is_sent else None,
        kind=kind,
        record=record,
        standing={},
        initial={**before.facts, **told},
        against=beside.against(kind, opened, record.case, request.user),
    )
    if is_sent and form.is_valid():
        whose = {"child": opened, "by": request.user, "at": now, "place": writing.place}
        with acting.refusals_on(form):
            event = acts.record_event(**whose, facts=form.facts, plan_fits=form.plan_fits)
            return _then(request, opened, event)
    context = {
        "form": writing.given_back(form).asking_why(),
        "writing": writing,
        "header": top,
        "title": words.name(kind, opened.first_name),
        "today": today(now),
        "before": before,
        "beside": beside.told(kind, opened, today(now)),
        "first": list(_first(form, opened)),
        "told": harm.told_of(opened, on=today(now)) if kind == harm.LOOKED_AT else [],
    }
    return render(request, "contacts/event_form.html", context, status=acting.status(form))


def _first(form: EventForm, child: Child) -> Iterator[tuple[str, str]]:
    """Yield what is to be recorded before this, each with its address."""
    for kind in form.first:
        if kind in words.OFFERED:
            yield words.name(kind, child.first_name), reverse("record-event", args=[child.pk, kind])


def _then(request: HttpRequest, child: Child, event: Event) -> HttpResponse:
    """Go back where somebody came from to record this, or to what was recorded."""
    if request.GET.get("then") not in COMES_BACK:
        return redirect("event", child.pk, event.pk)
    said = format_html(
        'Saved in {}’s record. <a href="{}">See it</a>',
        child.first_name,
        reverse("event", args=[child.pk, event.pk]),
    )
    messages.success(request, said)
    return redirect(request.GET["then"], child.pk)


@needs(Permission.SEE_CHILDREN)
def event(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show one event whole: what it says, what it did, and what became of it."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    entry = entries.entry(child=opened, event=event, by=request.user, at=now)
    context = {"header": header(opened, today(now)), "entry": entry}
    return render(request, "contacts/event.html", context)
