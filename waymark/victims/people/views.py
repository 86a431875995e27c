"""The pages of people who were harmed."""

from itertools import filterfalse

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs, signed_in_only
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.drafts.writing import Writing
from waymark.guidance.harmed import clocks
from waymark.letters import faring
from waymark.pages.fields import Radios
from waymark.rules.attempts import FoundOut
from waymark.rules.harmed.against import may_change_their_mind
from waymark.rules.harmed.retention import is_past
from waymark.victims.people import acts, held, queries, shown, watching
from waymark.victims.people.access import check_may_read, open_victim
from waymark.victims.people.forms import WhoForm
from waymark.victims.people.known import known
from waymark.victims.people.models import Spell, Victim
from waymark.victims.people.owing import reckon
from waymark.victims.people.searching import look, looked_for
from waymark.victims.people.words import KINDS

A_PAGE = 50  # people
REACHING = ("preference", "reach")


@signed_in_only
def home(request: HttpRequest) -> HttpResponse:
    """Show who was harmed, a page at a time, to whom something is owed first.

    To who looks after accounts it shows where her own work is.
    """
    now = timezone.localtime()
    moment = {"now": now, "today": now.date()}
    if not user_can(request.user, Permission.SEE_HARMED):
        return render(request, "victims/home_without_people.html", moment)
    check_may_read(request.user)
    if request.method == "POST":
        return look(request)
    reckon(moment["today"])
    words = looked_for(request)
    page = Paginator(queries.victims(words), A_PAGE).get_page(request.GET.get("page"))
    found = list(page)
    manages = user_can(request.user, Permission.DELETE_HARMED)
    waits = queries.to_confirm(request.user) if manages else []
    denied = queries.denied_lately(request.user, now)
    told = [each.victim_id for each in (*waits, *denied)]
    recording.note(children=[*(each.pk for each in found), *told])
    are = known(list({*found, *(each.victim for each in waits)}))
    owed = sorted(shown.by_person(found, are, moment["today"]), key=shown.OwedTo.urgency)
    alone = {each.pk for each in found if are[each.pk].is_left_alone(moment["today"])}
    context = {**moment, "people": found, "alone": alone, "owed_to": owed}
    context |= {"words": words, "page": page}
    context |= {"kept_for_later": queries.kept_for_later(request.user), "kinds": KINDS}
    context["files"] = held.waiting().count()
    context["to_delete"] = _to_delete() if manages else 0
    context["to_confirm"] = [
        line for each in waits for line in shown.lines([each], are[each.victim_id], moment["today"])
    ]
    context["denied"] = [(each, timezone.localdate(each.taken_back_at)) for each in denied]
    context["letters"] = list(faring.said(faring.told(), now)) if manages else []
    context["asking"] = watching.asking_much(request.user.service_id, at=now)
    return render(request, "victims/home.html", context)


class FoundOutForm(forms.Form):
    found_out = forms.ChoiceField(
        label="What did the manager say it was?",
        choices=watching.FOUND_OUT.items(),
        widget=Radios,
        error_messages={"required": "Choose what the manager said it was"},
    )


@needs(Permission.RECORD_HARMED)
def asked_their_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what an account of casework asks, and whether it is much; ask what it was, and put it
    aside. Her call may take until it is much no longer."""
    check_may_read(request.user)
    now, service = timezone.now(), request.user.service_id
    asked = watching.asked_by(pk, service=service, at=now)
    if asked is None:
        raise Http404
    form = FoundOutForm(request.POST or None)
    if asked.counted and acting.is_whole(request, form):
        with acting.refusals_on(form):
            found_out = FoundOut(form.cleaned_data["found_out"])
            told = {"by": request.user, "at": now}
            watching.asked_their_manager(account=pk, found_out=found_out, **told)
            messages.success(request, "Noted. If they ask much again, it stands here again.")
            return redirect("home")
    context = {"account": pk, "asked": asked, "form": form, "today": timezone.localdate()}
    return render(request, "victims/asks_much.html", context, status=acting.status(form))


def _to_delete() -> int:
    """Return of how many people something is due. One query."""
    return Victim.objects.filter(is_due_to_go=True).count()


@needs(Permission.SEE_HARMED)
def victim(request: HttpRequest, victim: int) -> HttpResponse:
    opened = open_victim(pk=victim, by=request.user, at=timezone.now())
    references = opened.known_by
    today = timezone.localdate()
    now = known([opened])[opened.pk]
    is_left_alone, past = now.is_left_alone(today), is_past(now, today, clocks())
    holding, before = queries.holding(opened, today), queries.held(opened, today)
    if is_left_alone:
        holding, before = (list(filterfalse(_leads_to, each)) for each in (holding, before))
    holds, happened = (
        shown.lines(rows, now, today) for rows in (holding, queries.happened(opened))
    )
    context = {
        "person": opened,
        "facts": shown.facts(opened),
        "references": references,
        "offences": queries.offences_of(references),
        "is_left_alone": is_left_alone,
        "is_past": past,
        "stands": now.stands,
        "planned": shown.planned(now, today),
        "to_dos": shown.to_do(opened, now, today),
        "may_change_their_mind": not past and may_change_their_mind(now, today),
        "reaching": [each for each in holds if each.row.kind in REACHING],
        "shared": shown.shared(now, today),
        "holding": [each for each in holds if each.row.kind not in REACHING],
        "held_before": shown.lines(before, now, today),
        "happened": happened,
        "to_confirm": [each for each in (*holds, *happened) if _is_hers(each, request.user)],
        "today": today,
    }
    return render(request, "victims/victim.html", context)


def _is_hers(line: shown.Line, by: User) -> bool:
    """Tell whether it waits for whoever asks to say that it was decided with her."""
    return bool(line.waits) and line.row.decided_with_id == by.pk


def _leads_to(spell: Spell) -> bool:
    """Tell whether it would lead somebody to ring whoever asked to be left alone, or whoever speaks
    for them."""
    return spell.kind in REACHING and not spell.document.get("not_at_all")


@needs(Permission.RECORD_HARMED)
def who(request: HttpRequest, victim: int) -> HttpResponse:
    """Ask who somebody is."""
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    stands = acts.version(opened)
    writing = Writing.of(request, child=victim, form="who", at=now, began_from=stands)
    references = opened.known_by
    form = WhoForm(request.POST or None, victim=opened, references=references)
    began_from = request.POST.get("began_from", stands)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            told = {"began_from": began_from, "place": writing.place}
            acts.say_who(victim=opened, who=form.who, by=request.user, at=now, **told)
            messages.success(request, "Saved.")
            return redirect("victim", victim)
    form = writing.given_back(form)
    status = acting.status(form)
    is_stale = status == acting.STALE or writing.is_out_of_date
    if is_stale:
        form.fill_in()
    context = {
        "person": opened,
        "form": form,
        "writing": writing,
        "began_from": stands if is_stale else began_from,
        "is_stale": is_stale,
        "today": timezone.localdate(),
    }
    return render(request, "victims/who.html", context, status=status)
