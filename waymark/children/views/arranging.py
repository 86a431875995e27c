"""What a manager arranges: who stands in, who answers for the duty desk, who follows a leaver."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission
from waymark.children import working
from waymark.children.acts import standing_in as acts
from waymark.children.acts.workers import hand_over_all
from waymark.children.models import Cover, DutyDay
from waymark.children.models.allocation import Part
from waymark.children.questions.working import CoverForm, DutyDayForm, LeaverForm
from waymark.chronology.door import today


@needs(Permission.MANAGE_TEAM)
def cover(request: HttpRequest) -> HttpResponse:
    """Shows who stands in for whom; sent, adds one."""
    day = today(timezone.now())
    form = CoverForm(_typed(request), by=request.user, today=day)
    if _done(request, form, acts.cover, "stands in"):
        return redirect("cover")
    covers = working.covers(by=request.user, on=day)
    return _page(request, "children/cover.html", form=form, covers=covers, today=day)


@needs(Permission.MANAGE_TEAM)
@require_POST
def end_cover(request: HttpRequest, cover: int) -> HttpResponse:
    found = get_object_or_404(Cover.objects.select_related("user", "away"), pk=cover)
    acts.end_cover(cover=found, by=request.user, at=timezone.now())
    messages.success(request, f"{found.user.name} does not stand in for {found.away.name} now.")
    return redirect("cover")


@needs(Permission.MANAGE_TEAM)
def duty_days(request: HttpRequest) -> HttpResponse:
    """Shows who answers for the duty desk; sent, adds one."""
    day = today(timezone.now())
    form = DutyDayForm(_typed(request), by=request.user, today=day)
    if _done(request, form, acts.put_on_duty, "is on duty"):
        return redirect("duty-days")
    days = working.duty_days(by=request.user, on=day)
    return _page(request, "children/duty_days.html", form=form, days=days, today=day)


@needs(Permission.MANAGE_TEAM)
@require_POST
def take_off_duty(request: HttpRequest, duty_day: int) -> HttpResponse:
    found = get_object_or_404(DutyDay.objects.select_related("user"), pk=duty_day)
    acts.take_off_duty(duty_day=found, by=request.user, at=timezone.now())
    messages.success(request, f"{found.user.name} is not on duty then.")
    return redirect("duty-days")


@needs(Permission.REALLOCATE_MANY)
def leaving(request: HttpRequest) -> HttpResponse:
    """Shows the people who work with children, each with how many: who of them leaves?"""
    found = working.workloads(by=request.user, on=today(timezone.now()))
    return render(request, "children/leaving.html", {"people": found})


@needs(Permission.REALLOCATE_MANY)
def leaver(request: HttpRequest, worker: int) -> HttpResponse:
    """Shows each child of a worker who leaves; sent, hands all of them over in one act."""
    now = timezone.now()
    person = working.led(by=request.user).filter(pk=worker).first()
    if person is None:
        raise Http404
    children = working.children_to_leave(person, Part.CASE_MANAGER, on=today(now))
    form = LeaverForm(_typed(request), by=request.user, leaver=person, children=children)
    if acting.done(request, form, lambda: _all(form, person, by=request.user, at=now)):
        messages.success(request, f"{person.name} has no children left to hand over.")
        return redirect("leaving")
    others = working.children_to_leave(person, Part.CO_WORKER, on=today(now))
    context = {"form": form, "person": person, "children": children, "others": others}
    return _page(request, "children/leaver.html", **context)


def _all(form: LeaverForm, leaver: User, *, by: User, at: datetime) -> None:
    hand_over_all(leaver=leaver, to=form.chosen(), facts=form.facts(), by=by, at=at)


def _done(
    request: HttpRequest, form: CoverForm | DutyDayForm, act: Callable[..., object], does: str
) -> bool:
    """Arrange what was sent, if it may be, and say what the chosen worker does now."""
    done = acting.done(request, form, lambda: act(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, f"{form.cleaned_data['worker'].name} {does}.")
    return done


def _typed(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
