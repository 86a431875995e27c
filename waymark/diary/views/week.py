"""The child's week: what it holds already, and when we meet."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.diary import close, drawing, instead, level, queries, said_beside
from waymark.pages.words import day

A_WEEK = timedelta(days=7)
FARTHEST = timedelta(days=7 * 60)


@needs(Permission.SEE_CHILDREN)
def week(request: HttpRequest, child: int) -> HttpResponse:
    """Show one week, this one unless another is asked for."""
    asked = Asked(request, child)
    first = monday(request.GET.get("from", ""), asked.today)
    slots = queries.of_child(asked.child, seven_days(first))
    week = queries.week_of(asked.child)
    kept = queries.kept_apart(asked.child, asked.today)
    recording.note(children=[other.pk for _, other in kept])
    days = drawing.days(first, [each for each, _ in week], slots)
    others = instead.said(slots, at=asked.at)
    context = {
        "header": header(asked.child, asked.today),
        "days": days,
        "drawn": drawing.picture(days),
        "left_out": drawing.left_out(days),
        "held": [each for _, each in week if not each.is_over(asked.today)],
        "level": level.level_of(asked.child, asked.today),
        "breaks": level.breaks_of(asked.child, asked.today),
        "levels": level.offered(asked.child, asked.today),
        "apart": kept,
        "said_beside": said_beside.of(slots, partial(close.said, at=asked.at), lambda _: others),
        "needs_others": bool(others),
        "unsafe": queries.unsafe(slots, at=asked.at),
        "can_record": user_can(asked.by, Permission.RECORD),
        **around(first, asked.today),
    }
    return render(request, "diary/week.html", context)


def seven_days(first: date) -> queries.Period:
    return queries.Period(queries.day_of(first).begins, queries.day_of(first + A_WEEK).begins)


def around(first: date, today: date) -> dict[str, Any]:
    """Return what a page of a week says of it: what it is called, and the weeks beside it."""
    last = first + A_WEEK - timedelta(days=1)
    return {
        "name": f"{day(first, today)} to {day(last, today)}",
        "before": (first - A_WEEK).isoformat(),
        "after": (first + A_WEEK).isoformat(),
        "is_this_week": first == monday("", today),
        "today": today,
    }


def monday(asked: str, today: date) -> date:
    """Return the Monday of the week of a day; of today's, where that says no day that is near."""
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        on = today
    if abs(on - today) > FARTHEST:
        on = today
    return on - timedelta(days=on.weekday())
