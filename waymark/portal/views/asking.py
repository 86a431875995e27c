"""The worker's pages: what was asked and said, handing a sheet over, taking it back."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.access import MANAGERS
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.contacts import harm
from waymark.drafts import once
from waymark.duties.numbers import hours_of
from waymark.papers.models import Paper
from waymark.portal import acts, giving, queries, when
from waymark.portal.acts import Handed
from waymark.portal.alone import with_words
from waymark.portal.forms import LINK, AskForm
from waymark.portal.models import Sheet
from waymark.portal.views.browser import hold

# What tells one asking from another: no digest may be of the words that open the link.
NOT_SECRET = ("what", "stage", "language")
MADE_ALREADY = "That link was made already. If it is lost, take it back and make another."


@needs(Permission.SEE_CHILDREN)
def sheets(request: HttpRequest, child: int) -> HttpResponse:
    """Show what the child and the family were asked, what they said, and what came of it."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    family = queries.family(asked.child, asked.today)
    names = {**top.near.names, **{each.key: each.called for each in family}}
    context = {
        "header": top,
        "today": asked.today,
        "waiting": queries.waiting(asked.child, names=names, at=asked.at),
        "given": queries.given(asked.child, names=names),
        "heard": queries.heard(asked.child, hide=top.near.hide),
        "may_record": user_can(request.user, Permission.RECORD),
    }
    return render(request, "portal/sheets.html", context)


@needs(Permission.RECORD, keeps_words=False)
@never_cache
def ask(request: HttpRequest, child: int) -> HttpResponse:
    """Ask who is asked what, and hand it over: on this device, or by a link that is shown once."""
    asked = Asked(request, child)
    top = header(asked.child, asked.today)
    form = AskForm(
        asked.typed,
        child=asked.child,
        family=giving.family(asked.child, asked.today),
        unmatched=giving.unmatched(asked.child, hide=top.near.hide),
        has_begun=bool(queries.given(asked.child, names={})),
    )
    if request.method == "POST" and form.is_valid():
        with acting.refusals_on(form):
            return _handed(asked, form)
    hours = when.at_work_to_worker(hours_of(asked.child.service_id), at=asked.at)
    context = {"form": form, "header": top, "hours": hours}
    return render(request, "portal/ask.html", context, status=acting.status(form))


def _handed(asked: Asked, form: AskForm) -> HttpResponse:
    data, whom = form.cleaned_data, form.somebody
    told = {
        "child": asked.child,
        "for_whom": whom.key,
        "language": data["language"],
        "content": {**acts.to_fill_in(whom.form, data["stage"]), "whose": whom.whose},
        "by": asked.by,
        "at": asked.at,
    }
    if data["way"] == LINK:
        before = once.led_before(asked.request, {name: data[name] for name in NOT_SECRET})
        if before:
            messages.info(asked.request, MADE_ALREADY)
            return redirect(before)
        once.leads_to(asked.request, reverse("sheets", args=[asked.child.pk]))
        return link_page(asked, acts.give_link(chosen=data["chosen"], **told), whom.called)
    return to_them(asked.request, acts.hand_over(**told))


def link_page(asked: Asked, handed: Handed, called: str, *, then: str = "") -> HttpResponse:
    """Show the link this once: only its digest is kept.

    :param then: the address of what was given by it, where that has a page.
    """
    context = {
        "header": header(asked.child, asked.today),
        "address": settings.ORIGIN + reverse("open-sheet", args=[handed.opens]),
        "called": called,
        "until": handed.sheet.until,
        "earlier": queries.earlier(handed.sheet, at=asked.at),
        "then": then,
        "today": asked.today,
    }
    return render(asked.request, "portal/link.html", context)


def to_them(request: HttpRequest, handed: Handed) -> HttpResponse:
    """Sign the worker out of this browser and open the sheet on it."""
    get_adapter().logout(request)
    request.session.flush()  # nothing on this device says whose it was
    return hold(redirect("sheet"), handed.opens)


@needs(Permission.RECORD)
@require_POST
def hand_over_again(request: HttpRequest, child: int, sheet: int) -> HttpResponse:
    asked = Asked(request, child)
    held = get_object_or_404(Sheet, pk=sheet, child=asked.child)
    handed = acts.hand_over_again(sheet=held, by=asked.by, at=asked.at)
    return to_them(request, handed)


@needs(Permission.RECORD)
@require_POST
def take_back(request: HttpRequest, child: int, sheet: int) -> HttpResponse:
    asked = Asked(request, child)
    held = get_object_or_404(Sheet, pk=sheet, child=asked.child)
    acts.take_back(sheet=held, by=asked.by, at=asked.at)
    messages.success(request, "It is taken back: it opens nowhere any more.")
    return redirect("sheets", child)


def opened(asked: Asked, paper: Paper) -> None:
    """Whoever opens what was handed in, and waits for it, has read it."""
    if settings.READ_ONLY:  # it waits for her still, afterwards
        return
    acts.opened_by_worker(child=asked.child, paper=paper.reference, by=asked.by, at=asked.at)


@needs(Permission.SEE_CHILDREN)
def concerns(request: HttpRequest) -> HttpResponse:
    """List what somebody was told of harm, and the links that wrong words closed."""
    at = now()
    told = harm.told(queries.concerns(at=at, on=today(at)), on=today(at))
    reads_alone = request.user.role in MANAGERS
    if reads_alone:
        told = with_words(told)
    shut = list(queries.locked(by=request.user, at=at, on=today(at)).select_related("child"))
    waiting = queries.unread_papers(by=request.user, at=at, on=today(at))
    of = [each.child.pk for each in told]
    recording.note(
        children=[*of, *(each.child_id for each in shut), *(each.child.pk for each in waiting)]
    )
    context = {
        "told": told,
        "elsewhere": queries.told_of_restricted(today(at)),
        "reads_alone": reads_alone,
        "locked": shut,
        "unread": waiting,
        "today": today(at),
    }
    return render(request, "portal/concerns.html", context)
