"""A worker's own diary, day by day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.diary import away, close, drawing, queries
from waymark.diary.views.week import around, monday, seven_days


@needs(Permission.SEE_CHILDREN)
def diary(request: HttpRequest) -> HttpResponse:
    """Show one week of whoever asks, this one unless another is asked for."""
    today = timezone.localdate()
    first = monday(request.GET.get("from", ""), today)
    slots = queries.of_worker(request.user, seven_days(first))
    recording.note(children={each.appointment.child_id for each in slots})
    days = drawing.days(first, [], slots, away.days_of(request.user, seven_days(first)))
    may = user_can(request.user, Permission.RECORD)
    said = close.said(slots, at=timezone.now())
    context = {"days": days, "said": said, "can_record": may, **around(first, today)}
    return render(request, "diary/diary.html", context)
