"""Finding weekly times: asked for, proposed, and booked where the worker wants them."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts import acting, kept
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.access import open_child
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.diary import away, close, drawing, queries
from waymark.diary.all_the_same import Where
from waymark.diary.drawing import Day, Line
from waymark.duties.numbers import hours_of
from waymark.duties.queries import caseload, standing_of
from waymark.matching import weekly, weekly_booking
from waymark.matching.wanted import A_WEEK, EVERY, Hers, said
from waymark.matching.weekly import Found
from waymark.matching.weekly_forms import AskedForm, ChildForm, Ticked, TimesForm, WeekForm
from waymark.matching.weekly_now import now_of
from waymark.pages.words import clock, several
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period
from waymark.timetabling.asked import DAY

BOOK = "book"
CHANGED = "What was asked has changed since. Find times again, and book those."


@needs(Permission.RECORD)
def find_times(request: HttpRequest) -> HttpResponse:
    """Ask; then propose a week and say what gave, or what clashes; then book what is ticked."""
    at = timezone.now()
    on = today(at)
    children = _children(request, at)
    form = _form(request, children, at)
    context: dict[str, Any] = {"form": form, "found": None, "today": on}
    context["alone"] = children[0] if "child" in request.GET else None
    if acting.is_whole(request, form):
        hers = form.week.hers(request.user, hours_of(request.user.service_id))
        if request.POST.get("do") == BOOK:
            with acting.refusals_on(form):
                return _booked(request, form, hers, at)
        else:
            context |= _found(form, hers)
    return render(request, "matching/find_times.html", context, status=acting.status(form))


def _children(request: HttpRequest, at: datetime) -> list[Child]:
    """Return the one child who is asked for, or all whose worker or co-worker the asker is."""
    on, asked = today(at), request.GET.get("child")
    if asked is None:
        found = [each for each in caseload(by=request.user, on=on) if each.part]
        recording.note(children=[each.pk for each in found])
        return found
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    child = open_child(pk=int(asked), by=request.user, at=at)
    standing_of(child, on)
    child.called = child.first_name
    return [child]


def _form(request: HttpRequest, children: list[Child], at: datetime) -> AskedForm:
    on = today(at)
    typed = request.POST if request.method == "POST" else kept.words(request, at=at)
    week = WeekForm(typed, today=on)
    monday: date = week.initial["monday"]
    within = Period(queries.day_of(monday).begins, queries.day_of(monday + A_WEEK).begins)
    now = now_of(children, within, on)
    told: dict[str, Any] = {"alone": "child" in request.GET, "today": on}
    return AskedForm(
        week,
        [
            ChildForm(typed, child=each, called=each.called, now=now[each.pk], **told)
            for each in children
        ],
    )


def _found(form: AskedForm, hers: Hers) -> dict[str, Any]:
    wanted, rooms = form.wanted, list(queries.places_of(hers.worker))
    asked = weekly.week_of(wanted, hers, rooms)
    found = weekly.find(asked, seconds=settings.FINDING_SECONDS)
    of = {each.id: each for each in wanted}
    named = {f"place:{each.pk}": each for each in rooms}
    choices = []
    for each in found.sessions:
        one, room = of[each.owed], named.get(each.room or "")
        ticked = Ticked(
            *(hers.monday, one.child.pk, each.begins, one.minutes, one.method),
            room.pk if room else None,
        )
        where = room.name if room else one.where or one.how_in_words
        until = said(each.ends).partition(" ")[2]
        often = f", {EVERY[one.every]}" if one.every > 1 else ""
        label = f"{one.called}, {said(each.begins)} to {until}, {where}{often}"
        choices.append((str(ticked), label))
    days = _days(found, hers, [each.child for each in wanted])
    return {
        "found": found,
        "hers": hers,
        "times": TimesForm(choices=choices),
        "unknown": [
            f"{each.called}: {close.WRITE_IT}"
            for each in wanted
            if close.is_unknown(each.child, Where(each.method, elsewhere=each.where))
        ],
        "hers_alone": wanted[0].called if len(wanted) == 1 else "",
        "days": days,
        "drawn": drawing.picture(days),
    }


def _days(found: Found, hers: Hers, children: list[Child]) -> list[Day]:
    """Return the first week with what is proposed; of one child, with what the child's holds."""
    week = queries.commitments_of(children[0]) if len(children) == 1 else []
    slots = queries.of_worker(hers.worker, hers.within)
    days = drawing.days(hers.monday, week, slots, away.days_of(hers.worker, hers.within))
    for each in found.sessions:
        if period := hers.period(each.begins, each.ends - each.begins):
            begins, ends = map(on_the_wall, period)
            when = f"{clock(begins.time())}–{clock(ends.time())}"
            line = Line(begins, ends, when, "", is_proposed=True)
            days[each.begins // DAY].lines.append(line)
    return days


def _booked(request: HttpRequest, form: AskedForm, hers: Hers, at: datetime) -> HttpResponse:
    of = {each.child.pk: each for each in form.wanted}
    rooms = {each.pk: each for each in queries.places_of(hers.worker)}
    chosen = []
    for written in dict.fromkeys(request.POST.getlist("session")):
        ticked = Ticked.read(written)
        one = of.get(ticked.child) if ticked else None
        if not ticked or not one or not ticked.is_of(one, hers):
            raise Refused(CHANGED)
        if ticked.place is not None and ticked.place not in rooms:
            raise Refused("A room is closed since. Find times again, and book those.")
        chosen.append((one, ticked.begins, rooms.get(ticked.place) if one.comes else None))
    if not chosen:
        raise Refused("Tick what is to be booked.")
    booked = weekly_booking.book(chosen, hers, by=request.user, at=at)
    if not booked.times:
        raise Refused(*booked.left)
    messages.success(request, f"{several(booked.times, 'time')} booked.")
    for each in booked.left:
        messages.info(request, each)
    asked = request.GET.get("child")
    page = reverse("week", args=[asked]) if asked else reverse("diary")
    return redirect(f"{page}?from={hers.monday}")
