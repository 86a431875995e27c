"""Words that must go, the whole of a text or a name wherever the record says it: one person asks,
another agrees, and the certificate is shown once."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.access import open_child
from waymark.children.header import header
from waymark.children.shown import WHY_SHOWN
from waymark.children.views.about import Asked
from waymark.chronology import acts as chronology
from waymark.chronology import passages as standing
from waymark.chronology.door import today
from waymark.chronology.models import Seal, Words
from waymark.contacts import acts, asked_to_seal, passages, queries
from waymark.contacts import words as wording
from waymark.contacts.forms.passage import PassageForm
from waymark.contacts.forms.reason import ReasonForm
from waymark.drafts.writing import Writing
from waymark.papers.named import Says, that_say


@needs(Permission.PROPOSE_SEALING)
def seal_words(request: HttpRequest, child: int, words: int) -> HttpResponse:
    """Ask that one piece of free text goes for good."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    text = get_object_or_404(Words.objects.select_related("event"), pk=words, child=opened)
    form = ReasonForm(request.POST or None, asked="Why must these words go?")
    writing = Writing.of(request, child=child, form="seal", document=str(words), at=now)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            acts.ask_to_seal(
                words=text,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now,
                place=writing.place,
            )
            request.sent_about = None  # the names that it held are out of it already
            return redirect("event", child, text.event_id)
    context = {
        "form": writing.given_back(form),
        "writing": writing,
        "header": header(opened, today(now)),
        "words": text,
        "versions": queries.other_versions(text),
        "title": wording.name(text.event.kind, opened.first_name),
    }
    return render(request, "contacts/seal.html", context, status=acting.status(form))


@never_cache
@needs(Permission.PROPOSE_SEALING, keeps_words=False)
def seal_name(request: HttpRequest, child: int) -> HttpResponse:
    """Show where a record says a name; sent once more, ask that it goes from all of it."""
    asked = Asked(request, child)
    files = [(each.pk, each.name) for each in passages.files_of(asked.child)]
    form = PassageForm(asked.typed, files=files)
    top, stands = header(asked.child, asked.today), []
    if request.method == "POST" and form.is_valid():
        (found,) = standing.where([(child, form.asked["passage"])])
        stands = [(each.place, top.near.hide(each.said)) for each in found]
        says = {} if form.was_shown else that_say(form.asked["passage"], asked.child)
        if not stands and not form.asked["files"] and Says.IT not in says.values():
            form.add_error("passage", NOWHERE.format(top.first_name))
        elif form.was_shown:
            with acting.refusals_on(form):
                passages.ask_to_seal(child=asked.child, **form.asked, by=asked.by, at=asked.at)
                messages.success(request, ASKED)
                return redirect("child", child)
        else:
            form.shows(says)
    context = {"form": form, "header": top, "stands": stands}
    return render(request, "contacts/seal_name.html", context, status=acting.status(form))


NOWHERE = "The record of {} does not say this in any place that you may read. Type it as it stands."
ASKED = "A manager looks at it. Until she agrees, the name stands where it stood."


@never_cache
@needs(Permission.PROPOSE_SEALING)
def seals(request: HttpRequest) -> HttpResponse:
    """List what somebody has asked to be sealed, with the words that would go.

    Who says what for sees the words of one in this one answer, with what in them is protected.
    """
    now = timezone.now()
    thing, why = request.POST.get("thing", ""), request.POST.get("why", "")
    is_said = why in WHY_SHOWN
    asked = asked_to_seal.seals_to_agree(at=now, seen=thing if is_said else "")
    refused = asked_to_seal.seals_refused(by=request.user, at=now)
    recording.note(children=[each.seal.child_id for each in asked])
    recording.note(children=[seal.child_id for seal, _ in refused])
    if request.method == "POST":
        if thing not in {each.thing for each in asked}:
            raise Http404
        if is_said:
            recording.note(unmasked=thing, why=why)
    context = {
        "asked": [(each, _called(each.seal)) for each in asked],
        "refused": refused,
        "may_agree": user_can(request.user, Permission.APPROVE_SEALING),
        "today": today(now),
        "wanted": thing,
        "why_shown": WHY_SHOWN,
    }
    status = 422 if request.method == "POST" and not is_said else 200
    return render(request, "contacts/seals.html", context, status=status)


@needs(Permission.APPROVE_SEALING)
@require_POST
def agree_to_seal(request: HttpRequest, seal: int) -> HttpResponse:
    """Let the words go, and show the certificate: the only time that anybody sees its salt.

    Whoever taps twice is told where it stood.
    """
    now = timezone.now()
    hers_to_see = Q(agreed_by=None, refused_by=None) | Q(agreed_by=request.user)
    asked = get_object_or_404(Seal, hers_to_see, pk=seal)
    opened = open_child(pk=asked.child_id, by=request.user, at=now)
    is_new = asked.agreed_by_id is None
    certificate = chronology.agree_to_seal(seal=asked, by=request.user, at=now) if is_new else None
    context = {"certificate": certificate, "child": opened, "words": asked.words}
    return render(request, "contacts/certificate.html", context)


@needs(Permission.APPROVE_SEALING)
def refuse_seal(request: HttpRequest, seal: int) -> HttpResponse:
    """Say no, and why: what was to go stays, and whoever asked for it is told."""
    now = timezone.now()
    asked = get_object_or_404(Seal.objects.unanswered(), pk=seal)
    opened = open_child(pk=asked.child_id, by=request.user, at=now)
    form = ReasonForm(request.POST or None, asked="Why do they stay?")
    writing = Writing.of(request, child=opened.pk, form="refuse-seal", document=str(seal), at=now)
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            reason = form.cleaned_data["reason"]
            acts.refuse_to_seal(
                seal=asked, reason=reason, by=request.user, at=now, place=writing.place
            )
            messages.success(request, f"The words stay. {asked.asked_by.name} is told why.")
            return redirect("seals")
    top = header(opened, today(now))
    context = {
        "form": writing.given_back(form),
        "writing": writing,
        "header": top,
        "asked": asked,
        "reason": top.near.hide(asked.reason),
        "name": _called(asked),
    }
    return render(request, "contacts/refuse_seal.html", context, status=acting.status(form))


def _called(seal: Seal) -> str:
    return wording.name(seal.words.event.kind) if seal.words else "a name in the record"
