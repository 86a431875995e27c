"""The team: what a manager looks at first."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.assessments.queries import ASSESSMENT
from waymark.audit import recording
from waymark.pages.words import several
from waymark.papers.queries import time_taken
from waymark.web.notices import waiting_for
from waymark.web.team import team_of

A_QUARTER = timedelta(days=92)
AN_HOUR = 60  # minutes


@needs(Permission.MANAGE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    gathered = team_of(by=request.user, on=today)
    recording.note(children=gathered.shown)
    finished, minutes = time_taken(ASSESSMENT, since=today - A_QUARTER)
    took = _how_long(minutes / finished) if minutes else ""
    context = {
        "team": gathered,
        "today": today,
        "waiting": waiting_for(by=request.user, at=now),
        "assessed": finished,
        "took": took,
    }
    return render(request, "web/team.html", context)


def _how_long(minutes: float) -> str:
    if minutes < AN_HOUR:
        return several(round(minutes), "minute")
    return f"{minutes / AN_HOUR:.1f} hours"
