"""Where the case is, and which service works with the child from day to day."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.acts import moves as acts
from waymark.children.questions.working import HostForm, MoveForm, ReasonForm
from waymark.children.views.about import form_page
from waymark.chronology.door import today


@needs(Permission.ALLOCATE)
def move_case(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = MoveForm(request.POST or None, today=today(now))
    return form_page(
        request,
        opened,
        form,
        lambda: acts.move(child=child, facts=form.facts(), by=request.user, at=now),
        at=now,
        done=f"Written in {opened.first_name}’s record.",
        then="workers",
        template="children/move_case.html",
    )


@needs(Permission.ALLOCATE)
def host(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = HostForm(request.POST or None, by=request.user)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.let_another_service_work(
            child=child, by=request.user, at=now, **form.cleaned_data
        ),
        at=now,
        done=f"{opened.first_name} stays with us; the other service works from day to day.",
        then="workers",
        template="children/host.html",
    )


@needs(Permission.ALLOCATE)
def end_hosting(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        opened,
        form,
        lambda: acts.end_hosting(child=child, by=request.user, at=now, **form.cleaned_data),
        at=now,
        done=f"We work with {opened.first_name} from day to day again.",
        then="workers",
        template="children/end_hosting.html",
    )
