"""The pages on which it is put right what was written down of somebody by mistake."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.drafts.writing import Writing
from waymark.victims.people import queries, recording, shown
from waymark.victims.people.access import open_victim
from waymark.victims.people.forms import WhyForm
from waymark.victims.people.known import known
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.record_form import RecordForm
from waymark.victims.people.words import BY_AN_ACT, KINDS, is_spell

CONFIRMED = "Confirmed: it was decided with you."
NOT_CONFIRMED = "It is struck through, and counts no more. Whoever wrote it reads so here."


@needs(Permission.RECORD_HARMED)
def put_right(request: HttpRequest, victim: int, kind: str, entry: int) -> HttpResponse:
    """Ask what should have been written down, in the form filled with what stands."""
    if kind not in KINDS or kind in BY_AN_ACT:
        raise Http404
    now, today = timezone.now(), timezone.localdate()
    opened = open_victim(pk=victim, by=request.user, at=now)
    stands = _standing(opened, kind, entry)
    document = f"{kind} {entry}"
    writing = Writing.of(request, child=victim, form="put-right", document=document, at=now)
    form = RecordForm(
        request.POST or None,
        kind=kind,
        victim=known([opened])[opened.pk],
        today=today,
        managers=queries.managers(opened.service_id),
        entry=stands,
    )
    if acting.is_whole(request, form):
        told = {"facts": form.facts, "why": form.cleaned_data["why"], "place": writing.place}
        with acting.refusals_on(form):
            try:
                recording.put_right(entry=stands, by=request.user, at=now, **told)
            except recording.Lacks as lacks:
                form.say_what_it_lacks(lacks.faults)
            else:
                messages.success(request, "Put right. What stood there is struck through.")
                return redirect("victim", victim)
    form = writing.given_back(form)
    context = _about(opened, stands) | {"form": form, "writing": writing}
    return render(request, "victims/put_right.html", context, status=acting.status(form))


@needs(Permission.RECORD_HARMED)
def never_was(request: HttpRequest, victim: int, kind: str, entry: int) -> HttpResponse:
    """Ask why something that stands here never was so."""
    if kind not in KINDS:
        raise Http404
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    stands, form = _standing(opened, kind, entry), WhyForm(request.POST or None)
    if acting.is_whole(request, form):
        why = form.cleaned_data["why"]
        with acting.refusals_on(form):
            recording.never_was(entry=stands, why=why, by=request.user, at=now)
            messages.success(request, "It is struck through, and counts no more.")
            return redirect("victim", victim)
    context = _about(opened, stands) | {"form": form, "asks": _asks(kind)}
    return render(request, "victims/never_was.html", context, status=acting.status(form))


@require_POST
@needs(Permission.DELETE_HARMED)
def decided_with_me(request: HttpRequest, victim: int, kind: str, entry: int) -> HttpResponse:
    """Say, with one tap, whether something was decided with whoever asks."""
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    stands = _standing(opened, kind, entry)
    if stands.decided_with_id != request.user.pk:
        raise Http404
    was = request.POST.get("was") == "yes"
    recording.decided_with_me(entry=stands, was=was, by=request.user, at=now)
    messages.success(request, CONFIRMED if was else NOT_CONFIRMED)
    return redirect("victim", victim)


def _standing(victim: Victim, kind: str, entry: int) -> Spell | Happening:
    rows = victim.spells if is_spell(kind) else victim.happenings
    return get_object_or_404(rows.standing().select_related("by"), kind=kind, pk=entry)


def _asks(kind: str) -> str:
    if kind in BY_AN_ACT:
        return "It still holds"
    return "This never was so" if is_spell(kind) else "This did not happen"


def _about(person: Victim, stands: Spell | Happening) -> dict[str, Any]:
    today = timezone.localdate()
    (line,) = shown.lines([stands], known([person])[person.pk], today)
    about = {"person": person, "line": line, "kind": KINDS[stands.kind], "today": today}
    return about | {"since": stands.begins if isinstance(stands, Spell) else stands.on}
