"""My work: the first page of everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import signed_in_only
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.diary import close, drawing
from waymark.diary.queries import day_of, of_worker
from waymark.frame.addresses import address_of
from waymark.visits.alarms import told_of
from waymark.web.notices import unsaved, waiting_for
from waymark.web.work import MyWork, my_work


@signed_in_only
def home(request: HttpRequest) -> HttpResponse:
    """Show what is owed and to whom; to somebody who sees no case, where her own work is."""
    now = timezone.localtime()
    moment = {"now": now, "today": now.date()}
    if not user_can(request.user, Permission.SEE_CHILDREN):
        return render(request, "web/home_without_cases.html", moment)
    work = my_work(by=request.user, on=now.date())
    met = of_worker(request.user, day_of(now.date()))
    recording.note(children=work.shown | {each.appointment.child_id for each in met})
    manages = user_can(request.user, Permission.MANAGE_TEAM)
    return render(
        request,
        "web/home.html",
        {
            **moment,
            "work": work,
            "met": drawing.lines(met),
            "said": close.said(met, at=now),
            "out": told_of(request.user, now),
            "waiting": waiting_for(by=request.user, at=now),
            "unsaved": unsaved(by=request.user, at=now),
            "record": _record_menu(work),
            "find": address_of("find-child"),
            "team": address_of("team") if manages else "",
        },
    )


def _record_menu(work: MyWork) -> list[tuple[str, str]]:
    """Return with whom something can be recorded, and where."""
    rows = ((row.child, address_of("record-contact", row.child.pk)) for row in work.rows)
    return [(f"A contact with {child.called}", address) for child, address in rows if address]
