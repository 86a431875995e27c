"""Where the case is, and which service works with the child from day to day."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children import working
from waymark.children.acts import moves as acts
from waymark.children.questions.working import HostForm, MoveForm, ReasonForm
from waymark.children.views.about import Asked


@needs(Permission.ALLOCATE)
def move_case(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    case = working.whereabouts(asked.child, on=asked.today)
    form = MoveForm(asked.typed, today=asked.today, case=case)
    return asked.form_page(
        form,
        partial(acts.move, child=child),
        told=lambda: {"facts": form.facts()},
        done=f"Written in {asked.child.first_name}’s record.",
        then="workers",
        template="children/move_case.html",
        case=case,
    )


@needs(Permission.ALLOCATE)
def host(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    return asked.form_page(
        HostForm(asked.typed, by=asked.by),
        partial(acts.let_another_service_work, child=child),
        done=f"{asked.child.first_name} stays with us; the other service works from day to day.",
        then="workers",
        template="children/host.html",
    )


@needs(Permission.ALLOCATE)
def end_hosting(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    return asked.form_page(
        ReasonForm(asked.typed),
        partial(acts.end_hosting, child=child),
        done=f"We work with {asked.child.first_name} from day to day again.",
        then="workers",
        template="children/end_hosting.html",
    )
