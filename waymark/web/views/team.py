"""The team: what a manager looks at first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.web.team import team_of


@needs(Permission.MANAGE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    gathered = team_of(by=request.user, on=today)
    recording.note(children=gathered.shown)
    return render(request, "web/team.html", {"team": gathered, "today": today})
