"""Choosing children, making groups of them, and booking a group."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children import working
from waymark.children.ages import age_on
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.chronology.labels import label
from waymark.diary import acts, close, queries, venues, when_else
from waymark.diary.when_else import Wanted
from waymark.duties.queries import caseload, overseen
from waymark.matching import groups, suggesting
from waymark.matching.group_forms import GroupForm
from waymark.pages.words import several
from waymark.timetabling.proposed import Ended, GroupsProposed

KEPT = (
    "activity",
    "by_sex",
    "together",
    "minutes",
    "weeks",
    "how_many",
    "least",
    "most",
    "widest_age",
)
NOTHING_KNOWN = {"none-known", "not-asked"}  # of the list `needs`
MOST = 40  # children of whom groups are made at once


@needs(Permission.RECORD)
def make_groups(request: HttpRequest) -> HttpResponse:
    """Choose children; then say what the groups are for, and make them of these."""
    at, by = timezone.now(), request.user
    on = today(at)
    own = {each.pk: each for each in _own(by, on)}
    recording.note(children=own)
    chosen = [pk for each in request.GET.getlist("child") if (pk := _id(each)) in own]
    if not 2 <= len(chosen) <= MOST:
        wanted = request.GET.get("words", "").strip()
        found = suggesting.suggested(own.values(), wanted, on)
        told = {"found": found, "words": wanted, "chosen": chosen, "most": MOST}
        told["was_sent"] = "make" in request.GET
        return render(request, "matching/choose_children.html", told)
    unsaid: close.Unsaid = {}
    form = _form(request, chosen, unsaid)
    proposed = None
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            if form.chosen and not form.is_asked_first:
                return _booked(request, form, chosen, unsaid)
            if not form.chosen:
                proposed = _proposed(form, by)
    context = {"form": form, "chosen": chosen, **_told(form, proposed)}
    return render(request, "matching/groups.html", context, status=acting.status(form))


def _own(by: User, on: date) -> list[Child]:
    """Return whose worker the asker is, or for a manager, whose work she arranges; those under an
    order."""
    is_manager = user_can(by, Permission.MANAGE_TEAM)
    found = overseen(by=by, on=on) if is_manager else caseload(by=by, on=on)
    return [each for each in found if each.standing.orders]


def _id(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


def _form(request: HttpRequest, chosen: list[int], unsaid: close.Unsaid) -> GroupForm:
    at, by = timezone.now(), request.user
    rooms = list(queries.places_of(by))
    return GroupForm(
        request.POST if request.method == "POST" else None,
        known=groups.known(chosen, today(at)),
        places=rooms,
        assessed=venues.standing(rooms, today(at)),
        colleagues=list(working.workers(by=by).exclude(pk=by.pk)),
        close_to=lambda child: partial(close.against, child, by, today(at), unsaid),
        now=at,
        initial={name: request.GET[name] for name in KEPT if name in request.GET},
    )


def _proposed(form: GroupForm, by: User) -> GroupsProposed:
    on = today(form.now)
    wanted = form.wanted()
    workers = [by, *(each for each in form.colleagues if each.pk in form.cleaned_data["workers"])]
    weeks = int(form.cleaned_data["weeks"])
    if reasons := groups.not_held(wanted.times, workers, weeks, on):
        raise Refused(*reasons)
    return groups.propose(wanted, form.known, today=on)


def _booked(
    request: HttpRequest, form: GroupForm, chosen: list[int], unsaid: close.Unsaid
) -> HttpResponse:
    assert form.chosen is not None
    by, at = request.user, form.now
    asked, parts = form.asked(by), form.parts()
    times = form.chosen.time.weekly(int(form.cleaned_data["weeks"]))
    try:
        made = acts.book_group(parts=parts, asked=asked, times=times, by=by, at=at)
    except acts.NotFree:
        children = form.chosen.children
        weeks = [each for child in children for each in form.known.weeks.get(child.pk, [])]
        full = Wanted(children, asked, weeks)
        raise Refused(when_else.told(full, times, by=by, at=at)) from None
    names = ", ".join(each.child.first_name for each in parts)
    booked = several(len(made) // len(parts), "time")
    messages.success(request, " ".join([f"The group is booked, {booked}: {names}.", *unsaid]))
    left = [pk for pk in chosen if pk not in {each.child.pk for each in parts}]
    if len(left) < 2:
        return redirect(queries.in_its_week(made[0], reverse("diary")))
    told = {name: form.cleaned_data[name] for name in KEPT}
    return redirect(f"{reverse('groups')}?{urlencode({'child': left, **told}, doseq=True)}")


def _told(form: GroupForm, proposed: GroupsProposed | None) -> dict[str, Any]:
    """Return what a page says of the groups that were found, or of the one to be booked."""
    on, children = today(form.now), {str(each.pk): each for each in form.known.children}
    told: dict[str, Any] = {
        "kinds": form.known.offences,
        "alerts": queries.alerts_of(form.known.children, on),
        "ages": {each.pk: age_on(each.date_of_birth, on) for each in form.known.children},
        **dict.fromkeys(("found", "gave", "left", "is_chosen", "ran_out"), ()),
        "is_best": True,
        "was_made": False,
        "labels": _labels,
    }
    if form.chosen:
        it = form.chosen
        return told | {"found": [_group(it.time, it.children, on)], "is_chosen": True}
    if proposed is None:
        return told
    times = {each.id: each for each in form.cleaned_data["times"]}
    return told | {
        "found": [
            _group(times[each.slot], [children[pk] for pk in each.members], on)
            for each in proposed.groups
        ],
        "left": [(children[each.member], each.reasons) for each in proposed.left_out],
        "gave": [each.words for each in proposed.gave],
        "was_made": True,
        "is_best": proposed.ended is Ended.BEST,
        "ran_out": proposed.ended is Ended.TIME_RAN_OUT,
    }


def _labels(codes: str, many: Iterable[str]) -> str:
    return ", ".join(label(codes, each) for each in many if each not in NOTHING_KNOWN)


def _group(time: groups.Time, children: list[Child], on: date) -> dict[str, Any]:
    return {
        "called": time.called(on),
        "held": time.held,
        "explained": list(venues.to_explain(time.held)) if time.held and time.held.detects else [],
        "children": children,
        "value": f"{time.id}|{','.join(str(each.pk) for each in children)}",
    }
