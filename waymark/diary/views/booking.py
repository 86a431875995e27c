"""Booking a time with a child, moving it, calling it off."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children import working
from waymark.children.header import header
from waymark.children.models import Child
from waymark.children.views.about import Asked
from waymark.chronology.casefile import Document
from waymark.diary import (
    acts,
    beside,
    close,
    queries,
    said_beside,
    together,
    venues,
    when_else,
    words,
)
from waymark.diary.all_the_same import Coming
from waymark.diary.forms import BookForm, CallOffForm, WhenForm
from waymark.diary.level import breaks_of
from waymark.diary.models import Appointment
from waymark.diary.queries import Slot
from waymark.diary.when_else import Wanted
from waymark.orders.queries import last_day_of_all
from waymark.pages.words import several
from waymark.plans.inductions import learnt
from waymark.rules.free import Period
from waymark.rules.life import Commitment


@needs(Permission.RECORD)
def book(request: HttpRequest, child: int) -> HttpResponse:
    """Book one time, or one a week; where something is not free, say when else."""
    asked = Asked(request, child)
    week = queries.commitments_of(asked.child)
    unsaid: close.Unsaid = {}
    form = _book_form(asked, week, unsaid)
    _say_what_is_taken(form, lambda: Wanted([asked.child], form.asked(asked.by), week), asked)
    if acting.is_whole(request, form):
        wanted = form.asked(asked.by)
        told = {"document": form.document, "by": asked.by, "at": asked.at}
        with acting.refusals_on(form):
            try:
                made = acts.book(child=asked.child, asked=wanted, times=form.times, **told)
            except acts.NotFree:
                full = Wanted([asked.child], wanted, week)
                raise Refused(when_else.told(full, form.times, by=asked.by, at=asked.at)) from None
            booked = f"{several(len(made), 'time')} booked with {asked.child.first_name}."
            messages.success(request, " ".join([booked, *unsaid]))
            return _after(asked, made[0])
    top = header(asked.child, asked.today)
    known = learnt(asked.child.pk, top.near.hide)
    context = {
        "header": top,
        "form": form,
        "up": "week",
        "known": known,
        "beside": beside.told(asked, top),
    }
    return render(request, "diary/book.html", context, status=acting.status(form))


def _say_what_is_taken(form: WhenForm, wanted: Callable[[], Wanted], asked: Asked) -> None:
    """Say what is not free in the same round as what else is to be mended."""
    if form.errors and form.times and "method" not in form.errors:
        taken = when_else.not_free(wanted(), form.times, by=asked.by, at=asked.at)
        if taken:
            form.add_error(None, taken)


def _after(asked: Asked, first: Appointment) -> HttpResponse:
    """Go on to its week; to the appointment itself where something is to be done first."""
    top = header(asked.child, asked.today)
    if beside.stops(asked, top, queries.slot_of(first)):
        return redirect("appointment", asked.child.pk, first.pk)
    return redirect(_in_its_week(first))


def _in_its_week(row: Appointment) -> str:
    return queries.in_its_week(row, reverse("week", args=[row.child_id]))


def _book_form(asked: Asked, week: list[Commitment], unsaid: close.Unsaid) -> BookForm:
    others = working.workers(by=asked.by).exclude(pk=asked.by.pk)
    day = asked.request.GET.get("on", "")
    rooms = list(queries.places_of(asked.by))
    return BookForm(
        asked.typed,
        child=Coming(
            asked.child.pk,
            asked.child.first_name,
            week,
            close=partial(close.against, asked.child, asked.by, asked.today, unsaid),
            unknown=partial(close.is_unknown, asked.child),
            **_seldom(asked, asked.child),
        ),
        places=rooms,
        colleagues=list(others),
        now=asked.at,
        initial={"on": day, "method": "office", "interpreter": words.interpreted(asked.child)},
        in_pairs=queries.is_visited_in_pairs(asked.child, asked.today),
        assessed=venues.standing(rooms, asked.today),
    )


@needs(Permission.SEE_CHILDREN)
def appointment(request: HttpRequest, child: int, appointment: int) -> HttpResponse:
    """Show one appointment: what was said of it, and what can still be done."""
    asked = Asked(request, child)
    slot = _slot(asked, appointment)
    top = header(asked.child, asked.today)
    context = {
        "header": top,
        "slot": slot,
        "said_beside": said_beside.of([slot]).get(slot.appointment.pk, []),
        "is_to_come": slot.begins > asked.at,
        "is_of_a_group": together.is_of_a_group(slot.appointment),
        "may_move": _may_move(asked, slot),
        "can_record": user_can(asked.by, Permission.RECORD),
        "today": asked.today,
        "beside": beside.told(asked, top, slot),
    }
    return render(request, "diary/appointment.html", context)


@needs(Permission.RECORD)
def move(request: HttpRequest, child: int, appointment: int) -> HttpResponse:
    """Move it; of a group, for all of its children, whose names stand on this form alone."""
    asked = Asked(request, child)
    slot = _slot(asked, appointment)
    if not _may_move(asked, slot):
        together.check_runs(slot.appointment, asked.by)
    rows = together.all_of(slot.appointment)
    recording.note(children=[row.child_id for row in rows])
    stands = {"on": slot.on, "at": slot.starts, "minutes": slot.minutes}
    unsaid: close.Unsaid = {}
    form = WhenForm(
        asked.typed,
        coming=[_coming(asked, row, unsaid) for row in rows],
        now=asked.at,
        initial=stands,
        where=close.where_of(slot),
    )
    _say_what_is_taken(form, lambda: _wanted(rows), asked)
    return asked.form_page(
        form,
        partial(_moved, rows),
        told=lambda: {"period": form.times[0], "because": form.because},
        done=" ".join(["It is at its new time.", *unsaid]),
        then="week",
        leads_to=lambda _: _in_its_week(rows[0]),
        template="diary/move.html",
        slot=slot,
        rows=rows,
    )


def _may_move(asked: Asked, slot: Slot) -> bool:
    row = slot.appointment
    return not together.is_of_a_group(row) or together.runs(row, asked.by)


def _seldom(asked: Asked, child: Child) -> dict[str, Any]:
    """Return on which days a child is seldom met, once a time is sent that may be on one."""
    if asked.typed is None:
        return {}
    stops = tuple(each for each in breaks_of(child, asked.today) if each.stops)
    return {"orders_end": last_day_of_all(child, on=asked.today), "breaks": stops}


def _coming(asked: Asked, row: Appointment, unsaid: close.Unsaid) -> Coming:
    week, at_home = queries.commitments_of(row.child), not row.meeting.comes
    told = row.child_id, row.child.first_name, week, row.way, at_home
    meets = partial(close.against, row.child, asked.by, asked.today, unsaid)
    return Coming(*told, **_seldom(asked, row.child), close=meets)


def _moved(
    rows: list[Appointment],
    *,
    period: Period,
    because: dict[int, Document],
    by: User,
    at: datetime,
) -> None:
    try:
        acts.move(appointment=rows[0], to=period, because=because, by=by, at=at)
    except acts.NotFree:
        raise Refused(when_else.told(_wanted(rows), [period], by=by, at=at)) from None


def _wanted(rows: list[Appointment]) -> Wanted:
    return Wanted.of(rows, list(rows[0].meeting.workers.all()))


@needs(Permission.RECORD)
def call_off(request: HttpRequest, child: int, appointment: int) -> HttpResponse:
    asked = Asked(request, child)
    slot = _slot(asked, appointment)
    form = CallOffForm(
        asked.typed,
        name=asked.child.first_name,
        is_of_a_group=together.is_of_a_group(slot.appointment) and _may_move(asked, slot),
    )
    return asked.form_page(
        form,
        partial(acts.call_off, appointment=slot.appointment),
        told=lambda: form.facts,
        done="It is called off.",
        then="week",
        leads_to=lambda _: _in_its_week(slot.appointment),
        template="diary/call_off.html",
        slot=slot,
    )


def _slot(asked: Asked, pk: int) -> Slot:
    rows = Appointment.objects.select_related("meeting__place", "child", "made_by")
    return queries.slot_of(get_object_or_404(rows, pk=pk, child=asked.child))
