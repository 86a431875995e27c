"""Quality: what a manager looks at of how the work is done."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.duties import queries
from waymark.frame.addresses import address
from waymark.portal.feedback import feedback
from waymark.web.notices import notices
from waymark.web.quality.gathered import FOUR_WEEKS, quality_of, readable

THREE_MONTHS = timedelta(days=92)
SPANS = {"": (FOUR_WEEKS, "Four weeks"), "three-months": (THREE_MONTHS, "Three months")}
WAITS = ("plans-waiting", "concerns")  # of what waits for her, what is of how good the work is


@needs(Permission.MANAGE_TEAM)
def quality(request: HttpRequest) -> HttpResponse:
    """Show what was learnt, made, directed and said since four weeks ago, or three months."""
    now = timezone.localtime()
    chosen = request.GET.get("for", "")
    span, _ = SPANS.get(chosen, SPANS[""])
    today = now.date()
    since = today - span
    overseen = queries.overseen(by=request.user, on=today, marks=False, judged=True)
    children = {child.pk: child for child in overseen}
    found = quality_of(children=children, by=request.user, since=since, on=today)
    said = feedback(children=readable(overseen, request.user), since=since, at=now)
    recording.note(children=found.shown | said.shown)
    looks_over = {address(name) for name in WAITS}
    context = {
        "quality": found,
        "feedback": said,
        "since": since,
        "today": today,
        "spans": [(words, f"?for={name}", name == chosen) for name, (_, words) in SPANS.items()],
        "waits": [each for each in notices(by=request.user, at=now) if each[1] in looks_over],
    }
    return render(request, "web/quality.html", context)
