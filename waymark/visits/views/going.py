"""Going to a visit, out of it safe, and looking for whoever is not."""

from datetime import datetime, timedelta
from functools import partial

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.views.about import Asked
from waymark.diary.models import Appointment
from waymark.rules.clock import on_the_wall
from waymark.visits import alarms, queries, sending
from waymark.visits import going as acts
from waymark.visits.forms import BackForm, ReachedForm
from waymark.visits.models import Out

AN_HOUR = timedelta(hours=1)


@needs(Permission.RECORD)
def going(request: HttpRequest, child: int, appointment: int) -> HttpResponse:
    """Say that one goes now, and when one is expected back."""
    asked = Asked(request, child)
    rows = Appointment.objects.select_related("meeting")
    booked = get_object_or_404(rows, pk=appointment, child=asked.child)
    stand = queries.stand_of(asked.child, asked.today, str)
    alone = booked.meeting.workers.count() < 2
    form = BackForm(
        asked.typed,
        now=asked.at,
        initial={"back": _likely_back(booked, asked.at), "number": queries.last_number(asked.by)},
        in_pairs=alone and stand.goes_in_pairs,
    )
    return asked.form_page(
        form,
        partial(acts.go, child=asked.child, appointment=booked),
        done="You are looked for if you are not back. Press “I am out safe” afterwards.",
        then="week",
        leads_to=lambda _out: reverse("appointment", args=[child, appointment]),
        template="visits/going.html",
        stand=stand,
        why_not=acts.why_not(
            stand.visits.may_go_on(asked.today), appointment=booked, by=asked.by, on=asked.today
        ),
        hazards=queries.hazards_at_home(asked.child, asked.today),
        unsent=sending.nothing_goes(),
    )


def _likely_back(booked: Appointment, at: datetime) -> str:
    meeting = booked.meeting
    ends = meeting.ends + timedelta(minutes=meeting.way)
    return f"{on_the_wall(ends if ends > at else at + AN_HOUR):%H:%M}"


@require_POST
@needs(Permission.SEE_CHILDREN)
def out_safe(request: HttpRequest, out: int) -> HttpResponse:
    """Say that one is out safe, in one tap."""
    held = get_object_or_404(Out, pk=out, worker=request.user)
    acts.come_back(out=held, by=request.user, at=timezone.now())
    messages.success(request, "Good that you are out safe. Nobody looks for you any more.")
    return redirect("home")


@needs(Permission.SEE_CHILDREN)
def look_for(request: HttpRequest, out: int) -> HttpResponse:
    """Show whom to ring and where she is; say that she was reached."""
    now = timezone.now()
    held = get_object_or_404(Out.objects.select_related("worker", "closed_by"), pk=out)
    form = ReachedForm(request.POST if request.method == "POST" else None, now=now)

    def reached() -> None:
        acts.reached(out=held, **form.facts, by=request.user, at=now)

    if acting.done(request, form, reached):
        messages.success(request, "Written down. Nobody is told of it any more.")
        return redirect("home")
    is_late = held.closed_at is None and alarms.is_late(held, now)
    visited = _visited(held) if is_late else []
    recording.note(children=[each.child_id for each in visited])
    context = {
        "form": form,
        "out": held,
        "is_late": is_late,
        "visited": visited,
        "references": _references(held) if is_late and not visited else [],
    }
    return render(request, "visits/look_for.html", context, status=acting.status(form))


def _visited(out: Out) -> list[Appointment]:
    return list(Appointment.objects.filter(meeting=out.meeting_id).select_related("child"))


def _references(out: Out) -> list[str]:
    """Return the whole references of restricted children whom she visits, where she is late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT visited_by_who_is_missing(%s)", [out.pk])
        return [reference for (reference,) in cursor.fetchall()]
