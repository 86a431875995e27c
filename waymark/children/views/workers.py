"""Who works with the child; who stands in; who leaves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children import working
from waymark.children.access import open_child
from waymark.children.acts import workers as acts
from waymark.children.header import header
from waymark.children.questions.working import (
    CoverForm,
    DutyDayForm,
    HandOverToForm,
    LeaverForm,
    ReasonForm,
    WorkerForm,
)
from waymark.children.views.about import form_page
from waymark.chronology.door import today


@needs(Permission.SEE_CHILDREN)
def workers(request: HttpRequest, child: int) -> HttpResponse:
    """Shows who works with the child, and who did."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    standing, before = working.who_works_with(opened, on=today(now))
    context = {
        "header": header(opened, today(now)),
        "standing": standing,
        "before": before,
        "may_allocate": user_can(request.user, Permission.ALLOCATE),
    }
    return render(request, "children/workers.html", context)


@needs(Permission.ALLOCATE)
def allocate(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = WorkerForm(request.POST or None, by=request.user, label="Worker", without=None)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.allocate(child=child, by=request.user, at=now, **form.cleaned_data),
        at=now,
        done=f"{opened.first_name} has a worker.",
        then="workers",
        template="children/allocate.html",
    )


@needs(Permission.ALLOCATE)
def hand_over(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    worker = working.worker_of(opened, on=today(now))
    form = HandOverToForm(request.POST or None, by=request.user, without=worker)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.hand_over(
            child=child,
            worker=form.cleaned_data["worker"],
            facts=form.facts(),
            by=request.user,
            at=now,
        ),
        at=now,
        done=f"{opened.first_name} is handed over.",
        then="workers",
        template="children/hand_over.html",
        worker=worker,
    )


@needs(Permission.ALLOCATE)
def co_worker(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = WorkerForm(request.POST or None, by=request.user, label="Co-worker", without=None)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.add_co_worker(child=child, by=request.user, at=now, **form.cleaned_data),
        at=now,
        done=f"{opened.first_name} has a co-worker.",
        then="workers",
        template="children/co_worker.html",
    )


@needs(Permission.ALLOCATE)
@require_POST
def remove_co_worker(request: HttpRequest, child: int, worker: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    person = working.co_workers_of(opened, on=today(now)).filter(pk=worker).first()
    if person is None:
        raise Http404
    acts.remove_co_worker(child=child, worker=person, by=request.user, at=now)
    messages.success(request, f"{person.name} is no longer a co-worker.")
    return redirect("workers", child)


@needs(Permission.ALLOCATE)
def unallocate(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.unallocate(child=child, by=request.user, at=now, **form.cleaned_data),
        at=now,
        done=f"{opened.first_name} has no worker, and is to have one within two working days.",
        then="workers",
        template="children/unallocate.html",
    )


@needs(Permission.MANAGE_TEAM)
def cover(request: HttpRequest) -> HttpResponse:
    """Shows who stands in for whom; sent, adds one."""
    day = today(timezone.now())
    form = CoverForm(request.POST or None, by=request.user, today=day)
    if request.method == "POST" and acting.done(
        form, lambda: acts.cover(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{form.cleaned_data['worker'].name} stands in.")
        return redirect("cover")
    covers = working.covers(by=request.user, on=day)
    return _arrangements(request, "children/cover.html", form=form, covers=covers, today=day)


@needs(Permission.MANAGE_TEAM)
def duty_days(request: HttpRequest) -> HttpResponse:
    """Shows who answers for the duty desk; sent, adds one."""
    day = today(timezone.now())
    form = DutyDayForm(request.POST or None, by=request.user, today=day)
    if request.method == "POST" and acting.done(
        form, lambda: acts.put_on_duty(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{form.cleaned_data['worker'].name} is on duty.")
        return redirect("duty-days")
    days = working.duty_days(by=request.user, on=day)
    return _arrangements(request, "children/duty_days.html", form=form, days=days, today=day)


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
    children = working.children_to_hand_over(person, on=today(now))
    form = LeaverForm(request.POST or None, by=request.user, leaver=person, children=children)
    if request.method == "POST" and acting.done(form, lambda: _all(form, person, request, now)):
        messages.success(request, f"{person.name} has no children left to hand over.")
        return redirect("leaving")
    return _arrangements(
        request, "children/leaver.html", form=form, person=person, children=children
    )


def _all(form: LeaverForm, person: User, request: HttpRequest, now: object) -> None:
    acts.hand_over_all(leaver=person, to=form.chosen(), facts=form.facts(), by=request.user, at=now)


def _arrangements(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)
