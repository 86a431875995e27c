"""Register a child, with the order or decision that brings the child here."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting, kept
from waymark.accounts.access import needs
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission
from waymark.children.acts.register import Answer, register
from waymark.children.questions.registering import BackgroundForm, ChildForm, TakesOnForm
from waymark.chronology.door import today
from waymark.contacts.forms.phone import PhoneForm
from waymark.orders.forms import OrderForm, order_facts, sets
from waymark.pages.together import Together

WAITS = (
    "A duty manager looks at this registration before it is kept. You are told here what comes of "
    "it. If the child needs something before then, talk with the duty manager."
)

LONGEST_NUMBER = 18  # figures: as far as the database counts


@needs(Permission.REGISTER_CHILD)
def register_child(request: HttpRequest) -> HttpResponse:
    """Shows the form; sent, registers, or shows who the child may be, or says that it waits."""
    now = timezone.now()
    typed = request.POST if request.method == "POST" else kept.words(request, at=now)
    form = _form(typed, by=request.user, today=today(now))
    if request.method != "POST" or "another" in request.POST:
        return _page(request, form.not_yet() if typed else form)
    answers: list[Answer] = []
    if not acting.done(request, form, lambda: answers.append(_register(request, form, at=now))):
        return _page(request, form, status=422)
    return _answered(request, form, answers[0], first_name=_first_name(form))


def _register(request: HttpRequest, form: Together, *, at: datetime) -> Answer:
    order = order_facts(form.order, offences=form.offences, requirements=form.requirements)
    return register(
        facts={**form.child.facts(), **form.phone.facts(), **form.background.facts()},
        orders=[order],
        worker=form.takes_on.worker(),
        none_of=_none_of(request),
        by=request.user,
        at=at,
    )


def _form(typed: QueryDict | None, *, by: User, today: date) -> Together:
    given = {"today": today}
    order = OrderForm(typed, prefix="order", **given)
    return Together(
        child=ChildForm(typed, prefix="child", order=order, **given),
        phone=PhoneForm(typed, prefix="phone", **given),
        background=BackgroundForm(typed, prefix="background", **given),
        order=order,
        **sets(typed, **given),
        takes_on=TakesOnForm(typed, prefix="takes_on", by=by),
    )


def _answered(
    request: HttpRequest, form: Together, answer: Answer, *, first_name: str
) -> HttpResponse:
    if answer.matches:
        return _page(request, form, matches=answer.matches, first_name=first_name)
    if answer.child is None:
        messages.info(request, WAITS)
        return redirect("registrations")
    if form.takes_on.worker() == request.user:
        messages.success(request, f"{first_name} is registered, and you are the worker.")
        return redirect("child", answer.child.pk)
    messages.success(request, f"{first_name} is registered.")
    return redirect("registrations")


def _page(
    request: HttpRequest, form: Together, *, status: int = 200, **context: object
) -> HttpResponse:
    context = {"form": form, "matches": [], "none_of": _none_of(request), **context}
    return render(request, "web/register/register.html", context, status=status)


def _none_of(request: HttpRequest) -> set[int]:
    """Return the children of whom it was said that this child is none."""
    said = request.POST.getlist("none_of")
    return {int(each) for each in said if each.isdecimal() and len(each) <= LONGEST_NUMBER}


def _first_name(form: Together) -> str:
    data = form.child.cleaned_data
    return data["known_as"] or data["given_name"]
