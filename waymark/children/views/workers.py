"""Who works with the child."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.children import working
from waymark.children.acts import workers as acts
from waymark.children.header import header
from waymark.children.questions.working import HandOverToForm, ReasonForm, WorkerForm
from waymark.children.views.about import Asked


@needs(Permission.SEE_CHILDREN)
def workers(request: HttpRequest, child: int) -> HttpResponse:
    """Shows who works with the child, and who did."""
    asked = Asked(request, child)
    found = working.who_works_with(asked.child, by=asked.by, on=asked.today)
    context = {
        "header": header(asked.child, asked.today),
        "found": found,
        "may_allocate": user_can(asked.by, Permission.ALLOCATE),
        "is_home": asked.is_home,
    }
    return render(request, "children/workers.html", context)


@needs(Permission.ALLOCATE)
def allocate(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    return asked.form_page(
        WorkerForm(asked.typed, by=asked.by, label="Worker"),
        partial(acts.allocate, child=child),
        done=f"{asked.child.first_name} has a worker.",
        then="workers",
        template="children/allocate.html",
    )


@needs(Permission.ALLOCATE)
def hand_over(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    worker = working.worker_of(asked.child, on=asked.today)
    form = HandOverToForm(asked.typed, by=asked.by, without=worker)
    return asked.form_page(
        form,
        partial(acts.hand_over, child=child),
        told=lambda: {"worker": form.cleaned_data["worker"], "facts": form.facts()},
        done=f"{asked.child.first_name} is handed over.",
        then="workers",
        template="children/hand_over.html",
        worker=worker,
    )


@needs(Permission.ALLOCATE)
def unallocate(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    name = asked.child.first_name
    return asked.form_page(
        ReasonForm(asked.typed),
        partial(acts.unallocate, child=child),
        done=f"{name} has no worker, and is to have one within two working days.",
        then="workers",
        template="children/unallocate.html",
    )


@needs(Permission.ALLOCATE)
def co_worker(request: HttpRequest, child: int) -> HttpResponse:
    asked = Asked(request, child)
    return asked.form_page(
        WorkerForm(asked.typed, by=asked.by, label="Co-worker"),
        partial(acts.add_co_worker, child=child),
        done=f"{asked.child.first_name} has a co-worker.",
        then="workers",
        template="children/co_worker.html",
    )


@needs(Permission.ALLOCATE)
@require_POST
def remove_co_worker(request: HttpRequest, child: int, worker: int) -> HttpResponse:
    asked = Asked(request, child)
    person = working.co_workers_of(asked.child, on=asked.today).filter(pk=worker).first()
    if person is None:
        raise Http404
    acts.remove_co_worker(child=child, worker=person, by=asked.by, at=asked.at)
    messages.success(request, f"{person.name} is no longer a co-worker.")
    return redirect("workers", child)
