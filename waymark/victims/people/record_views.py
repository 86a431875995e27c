"""The pages on which it is written down what holds of somebody, and what happened with them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark import guidance
from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording as audit
from waymark.drafts.writing import Writing
from waymark.guidance import harmed
from waymark.rules.carries import carries
from waymark.rules.harmed.base import HAPPENINGS, Happening
from waymark.rules.harmed.happenings import ComplaintReceived, ProgressAsked, SupportAsked
from waymark.rules.harmed.victim import Victim
from waymark.victims.people import queries, recording, shown
from waymark.victims.people.access import check_may_read, open_victim
from waymark.victims.people.figures import quarters
from waymark.victims.people.figures import shown as figures_shown
from waymark.victims.people.forms import OverForm
from waymark.victims.people.known import known
from waymark.victims.people.record_form import MEETING, RecordForm
from waymark.victims.people.told_of import casework_is_told
from waymark.victims.people.words import (
    BY_AN_ACT,
    GROUPS,
    KINDS,
    PLANNED,
    WORK_MADE,
    by_group,
    fitting,
    is_spell,
)

ANSWERS_TO: dict[str, type[Happening]] = {  # what somebody said, to have before one's eyes
    "complaint-acknowledged": ComplaintReceived,
    "complaint-answered": ComplaintReceived,
    "progress-told": ProgressAsked,
    "support-told": SupportAsked,
}


@needs(Permission.RECORD_HARMED)
def write(request: HttpRequest, victim: int) -> HttpResponse:
    """Offer what may be written down of somebody, and first of all what is owed to them."""
    opened = open_victim(pk=victim, by=request.user, at=timezone.now())
    today, now = timezone.localdate(), known([opened])[opened.pk]
    standing = {each.kind for each in (*now.spells, *now.happenings)}
    standing |= {WORK_MADE} if now.works else set()
    standing |= {PLANNED} if now.activities else set()
    to_dos = shown.to_do(opened, now, today)
    context = {"person": opened, "to_dos": to_dos, "what": GROUPS, "today": today}
    context |= {
        "groups": by_group(standing),
        "fitting": fitting(standing, {each.due.does for each in to_dos}),
    }
    return render(request, "victims/write.html", context)


@needs(Permission.RECORD_HARMED)
def write_down(request: HttpRequest, victim: int, kind: str) -> HttpResponse:
    """Ask what is to be known of one thing."""
    if kind not in KINDS or kind in BY_AN_ACT:
        raise Http404
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    today, is_known_as = timezone.localdate(), known([opened])[opened.pk]
    of = request.GET.get("activity") or request.GET.get(MEETING)
    theirs = (*is_known_as.activities, *is_known_as.close)
    asked_of = next((each for each in theirs if each.of == of), None)
    document = f"{kind} {asked_of.of}" if asked_of else kind
    writing = Writing.of(request, child=victim, form="write-down", document=document, at=now)
    about = {"victim": is_known_as, "managers": queries.managers(opened.service_id)}
    about |= {"about": asked_of}
    form = RecordForm(request.POST or None, kind=kind, today=today, **about)
    if acting.is_whole(request, form):
        act = recording.say_what_holds if is_spell(kind) else recording.say_what_happened
        try:
            told = {"facts": form.facts, "place": writing.place}
            act(victim=opened, kind=kind, by=request.user, at=now, **told)
        except recording.Lacks as lacks:
            form.say_what_it_lacks(lacks.faults)
        else:
            messages.success(request, "Saved.")
            return redirect("victim", victim)
    form = writing.given_back(form)
    context = {
        "person": opened,
        "kind": KINDS[kind],
        "form": form,
        "writing": writing,
        "today": today,
        "casework_is_told": casework_is_told(kind),
        "answers": _answered_by(kind, is_known_as),
        "tells": harmed.complaints().get(kind, "").replace("{by}", "the day that you give below"),
    }
    return render(request, "victims/write_down.html", context, status=acting.status(form))


def _answered_by(kind: str, victim: Victim) -> Happening | None:
    """Return what is to be answered, where somebody wrote down what was said."""
    asks = ANSWERS_TO.get(kind)
    waits = victim.unmatched(asks, HAPPENINGS[kind]) if asks else None
    return waits if waits and waits.said else None


@needs(Permission.RECORD_HARMED)
def over(request: HttpRequest, victim: int, spell: int) -> HttpResponse:
    """Ask whether something holds no more."""
    now = timezone.now()
    opened = open_victim(pk=victim, by=request.user, at=now)
    standing = get_object_or_404(opened.spells, pk=spell)
    if standing.taken_back_at:
        messages.info(request, "It held no more already: somebody said so before.")
        return redirect("victim", victim)
    today, form = timezone.localdate(), OverForm(request.POST or None)
    if acting.is_whole(request, form):
        said = form.cleaned_data["said"]
        recording.holds_no_more(spell=standing, said=said, on=today, by=request.user, at=now)
        messages.success(request, "It holds no more, from now on.")
        return redirect("victim", victim)
    (line,) = shown.lines([standing], known([opened])[opened.pk], today)
    context = {"person": opened, "line": line, "form": form, "today": today}
    return render(request, "victims/over.html", context, status=acting.status(form))


@needs(Permission.SEE_HARMED)
@carries("CM-376")
def support(request: HttpRequest) -> HttpResponse:
    """Show who else supports somebody who was harmed, and which of it to look at again."""
    check_may_read(request.user)
    today = timezone.localdate()
    groups = {
        said: [each for each in harmed.support() if each.topic == topic]
        for topic, said in harmed.TOPICS.items()
    }
    old = [each for each in harmed.support() if each.is_to_be_checked(today)]
    months = guidance.setting(harmed.CHECKED_EACH).on(today)
    context = {"groups": groups, "old": old, "months": months, "today": today}
    return render(request, "victims/support.html", context)


@needs(Permission.SEE_HARMED)
def figures(request: HttpRequest) -> HttpResponse:
    """Show what was done in a quarter, and why each person counts, by reference."""
    check_may_read(request.user)
    today = timezone.localdate()
    offered = quarters(today)
    chosen = next((each for each in offered if str(each.begins) == request.GET.get("of")), None)
    period = chosen or offered[0]
    people = list(queries.with_something_in(period.begins, period.ends))
    audit.note(children=[each.pk for each in people])
    found = figures_shown(list(known(people).values()), period, today)
    context = {"quarters": offered, "found": found, "today": today}
    return render(request, "victims/figures.html", context)
