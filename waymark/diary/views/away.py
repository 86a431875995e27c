"""Somebody is away: who, when, and what becomes of each appointment, on one page."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.diary import away as acts
from waymark.diary import words
from waymark.diary.away_forms import AwayForm, InsteadForm
from waymark.diary.models import Away
from waymark.diary.offers import offers
from waymark.diary.queries import Slot
from waymark.pages.fields import PARTS
from waymark.pages.words import clock, day

BACK = "back"


@needs(Permission.RECORD)
def away(request: HttpRequest) -> HttpResponse:
    """Ask who is away and when; then show what stands on these days, and do all that was chosen."""
    at, on = timezone.now(), today(timezone.now())
    asked = AwayForm(request.GET if "first_day" in request.GET else None, by=request.user, today=on)
    if not asked.is_valid():
        standing = acts.from_now_on(asked.fields["worker"].queryset, on)
        context = {"form": asked, "away": standing, "address_of": page_of, "today": on}
        return render(request, "diary/ask_away.html", context, status=acting.status(asked))
    absence = asked.absence
    if request.method == "POST" and request.POST.get("do") == BACK:
        acts.come_back(absence=absence, by=request.user, at=at)
        messages.success(request, f"{absence.worker.name} can be booked on these days again.")
        return redirect(request.get_full_path())
    slots = acts.standing(absence, at=at)
    offered = offers(absence, slots, by=request.user, at=at)
    typed = request.POST if request.method == "POST" else None
    form = InsteadForm(typed, offers=offered, today=on)
    if acting.is_whole(request, form):
        _do(request, asked, form, at)
        return redirect(request.get_full_path())
    tell = acts.to_tell(absence)
    recording.note(children={each.appointment.child_id for each in [*slots, *tell]})
    context = {
        "form": form,
        "absence": absence,
        "is_away": len(acts.days_of(absence.worker, absence.within)) == len(absence.days),
        "tell": [_told(each, on) for each in tell],
        "today": on,
    }
    return render(request, "diary/away.html", context, status=acting.status(form))


def page_of(each: Away) -> str:
    """Return the address at which a day that somebody is away is arranged."""
    first = {f"first_{part}": getattr(each.day, part) for part in PARTS}
    return f"?{urlencode({'worker': each.worker_id, **first, 'why': each.why})}"


def _do(request: HttpRequest, asked: AwayForm, form: InsteadForm, at: datetime) -> None:
    """Do all of it, and say what was done and what could not be."""
    chosen = form.chosen
    left = acts.be_away(
        absence=asked.absence,
        why=asked.cleaned_data["why"],
        chosen=chosen,
        by=request.user,
        at=at,
    )
    messages.success(request, f"{asked.absence.worker.name} is away: nobody books these days.")
    for each in left:
        messages.error(request, each)


def _told(slot: Slot, on: date) -> tuple[str, str, str]:
    """Return whom to tell, when it was, and what it is now."""
    row, before = slot.appointment, slot.said.before
    was = f"{day(before.on, on)} at {clock(before.at)}"
    with_whom = " and ".join(each.name for each in row.meeting.workers.all())
    now = f"{words.moment(slot.begins, on)}, with {with_whom}" if slot.is_booked else "Called off"
    return row.child.first_name, was, now
