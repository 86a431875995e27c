"""The team: what a manager looks at first."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.assessments.queries import ASSESSMENT
from waymark.audit import recording
from waymark.papers.queries import time_taken
from waymark.web.team import team_of

A_QUARTER = timedelta(days=92)


@needs(Permission.MANAGE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    gathered = team_of(by=request.user, on=today)
    recording.note(children=gathered.shown)
    finished, minutes = time_taken(ASSESSMENT, since=today - A_QUARTER)
    took = minutes / finished / 60 if finished else 0.0
    context = {"team": gathered, "today": today, "assessed": finished, "hours": round(took, 1)}
    return render(request, "web/team.html", context)
