"""Recording a contact: the page that a worker uses most."""

import re
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.models import Child
from waymark.children.working import other_children
from waymark.chronology.door import today
from waymark.contacts import acts, queries
from waymark.contacts.forms.contact import ContactForm
from waymark.drafts.writing import Writing
from waymark.guidance.worried import worried
from waymark.pages.sure import make_sure
from waymark.pages.words import day
from waymark.plans.queries import goals_of

ASKED = ("on", "at", "method", "place", "minutes", "present", "appointment", "outcome")
AT_HOME = "home-visit"  # of the list `contact-methods`
A_REFERENCE = re.compile(r"[\w.:-]{1,100}")


@needs(Permission.RECORD)
def record_contact(request: HttpRequest, child: int) -> HttpResponse:
    at = now()
    opened = open_child(pk=child, by=request.user, at=at)
    others = other_children(opened, by=request.user, at=at)
    writing = Writing.of(
        request, child=child, form="contact", document=request.GET.urlencode(), at=at
    )
    top = header(opened, today(at))
    form = _form(request, opened, others, at, goals_of(opened, top.near.hide))
    if request.method == "POST" and form.is_valid() and _is_another(form, opened, today(at)):
        with acting.refusals_on(form):
            event = acts.record_contact(
                child=opened,
                others=_chosen(form, others),
                facts={**form.facts, **_appointment(request)},
                by=request.user,
                at=at,
                place=writing.place,
            )
            return redirect("event", child, event.pk)
    recording.note(children=[other.pk for other in others])  # their names stand on the form
    context = {
        "form": writing.given_back(form),
        "writing": writing,
        "header": top,
        "worried": worried() if form["method"].value() == AT_HOME else None,
    }
    return render(request, "contacts/contact.html", context, status=acting.status(form))


def _is_another(form: ContactForm, child: Child, on: date) -> bool:
    """Ask about what is typed back, where the same may stand already; nothing typed is lost."""
    if form.cleaned_data["on"] < on and (same := queries.like_it(child, form.facts)):
        when = f" at {same.document['at']}" if same.document.get("at") else ""
        make_sure(
            form,
            "Yes, this is another one",
            f"One such contact of {day(same.on, on)}{when} stands in the record already. If it is "
            "that one, put it right there, in the chronology; if this is another, tick here.",
        )
    return form.is_valid()


def _form(
    request: HttpRequest,
    child: Child,
    others: list[Child],
    now: datetime,
    goals: list[tuple[str, str]],
) -> ContactForm:
    return ContactForm(
        request.POST if request.method == "POST" else None,
        child=child,
        people=queries.network(child, today(now)),
        others=others,
        now=now,
        initial={} if request.method == "POST" else _likely(request),
        standing={},
        goals=goals,
    )


def _likely(request: HttpRequest) -> dict[str, object]:
    asked = {
        name: value for name, value in request.GET.items() if name in ASKED and "\0" not in value
    }
    return {
        "method": queries.last_method(request.user),
        **asked,
        "present": request.GET.getlist("present"),
    }


def _chosen(form: ContactForm, others: list[Child]) -> list[Child]:
    wanted = set(form.cleaned_data.get("others") or ())
    return [child for child in others if child.pk in wanted]


def _appointment(request: HttpRequest) -> dict[str, str]:
    asked = request.GET.get("appointment", "")
    return {"appointment": asked} if A_REFERENCE.fullmatch(asked) else {}
