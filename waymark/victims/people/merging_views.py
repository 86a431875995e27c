"""The page on which two people are said to be one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark import guidance
from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.victims.people import merging, queries, shown
from waymark.victims.people.access import open_victim
from waymark.victims.people.known import known
from waymark.victims.people.models import Victim
from waymark.victims.people.searching import look, looked_for

LISTED = ("sex", "ethnicity")
MOST = 20  # people to choose from


class OneForm(forms.Form):
    """That they are one, on what the page showed of both."""

    began_from = forms.CharField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label="They are one person",
        help_text="Nobody can part them again.",
        error_messages={"required": "Say that they are one person"},
    )


@needs(Permission.RECORD_HARMED)
def one_person(request: HttpRequest, victim: int) -> HttpResponse:
    """Ask who else somebody is; then show both side by side, and make one of them."""
    now = timezone.now()
    stays = open_victim(pk=victim, by=request.user, at=now)
    other = request.GET.get("other", "")
    if not other.isdecimal() or int(other) > queries.LARGEST_NUMBER or int(other) == victim:
        return _choose(request, stays)
    goes = open_victim(pk=int(other), by=request.user, at=now)
    return _compare(request, merging.Pair(stays, goes))


def _choose(request: HttpRequest, stays: Victim) -> HttpResponse:
    if request.method == "POST":
        return look(request)
    words = looked_for(request)
    found = list(queries.victims(words).exclude(pk=stays.pk)[:MOST]) if words else []
    recording.note(children=[each.pk for each in found])
    context = {"person": stays, "words": words, "found": found}
    return render(request, "victims/who_else.html", context)


def _compare(request: HttpRequest, pair: merging.Pair) -> HttpResponse:
    form = OneForm(request.POST or None, initial={"began_from": pair.version})
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            _make_one(pair, form.cleaned_data["began_from"], request.user)
            messages.success(request, "They are one person here now.")
            return redirect("victim", pair.stays.pk)
    status = acting.status(form)
    if status == acting.STALE:
        form.data = {**form.data.dict(), "began_from": pair.version}
    context = {"person": pair.stays, "both": [_seen(each) for each in (pair.stays, pair.goes)]}
    context |= {"form": form, "faults": pair.faults(), "today": timezone.localdate()}
    return render(request, "victims/one_person.html", context, status=status)


def _make_one(pair: merging.Pair, began_from: str, by: User) -> None:
    told = {"began_from": began_from, "by": by, "at": timezone.now()}
    merging.are_one_person(stays=pair.stays, goes=pair.goes, **told)


def _seen(person: Victim) -> dict[str, Any]:
    today, now = timezone.localdate(), known([person])[person.pk]
    return {
        "person": person,
        "facts": {
            name: guidance.label(name, getattr(person, name))
            for name in LISTED
            if getattr(person, name)
        },
        "holding": shown.lines(queries.holding(person, today), now, today),
        "happened": shown.lines(queries.happened(person), now, today),
    }
