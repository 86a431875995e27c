"""A worker's own diary, day by day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.diary import drawing, queries
from waymark.diary.views.week import A_WEEK, called, monday


@needs(Permission.SEE_CHILDREN)
def diary(request: HttpRequest) -> HttpResponse:
    """Show one week of whoever asks, this one unless another is asked for."""
    today = timezone.localdate()
    first = monday(request.GET.get("from", ""), today)
    within = queries.Period(queries.day_of(first).begins, queries.day_of(first + A_WEEK).begins)
    slots = queries.of_worker(request.user, within)
    recording.note(children={each.appointment.child_id for each in slots})
    context = {
        "days": drawing.days(first, [], slots),
        "before": (first - A_WEEK).isoformat(),
        "after": (first + A_WEEK).isoformat(),
        "is_this_week": first == monday("", today),
        "name": called(first, today),
        "today": today,
    }
    return render(request, "diary/diary.html", context)
