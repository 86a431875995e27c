"""Giving the plan: a copy is made, printed, listened to or opened by a link, and received."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.views.decorators.cache import never_cache

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.header import header
from waymark.children.naming import Outward, who_may
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.drafts import once
from waymark.drafts.writing import Writing
from waymark.guard import Towards
from waymark.guidance.sheets import ENGLISH
from waymark.plans import queries
from waymark.plans.copy import Copy, MissingText, to_interpret
from waymark.plans.models import Version
from waymark.plans.pieces import Piece
from waymark.plans.printed import UnableToPrint, pdf
from waymark.plans.since import CHANGED, short, tells_what_changed
from waymark.plans.sound import UnableToSpeak, mp3
from waymark.plans.views.asked import AskedPlan
from waymark.portal import copies, giving
from waymark.portal.again import read_again
from waymark.portal.giving_forms import (
    WRITTEN,
    CopyForm,
    GivenElsewhereForm,
    GivenForm,
    language_name,
    stays_as_written,
)
from waymark.portal.models import CHILD, Sheet
from waymark.portal.read_through import ReadFor
from waymark.portal.views.asking import link_page
from waymark.rules.readability import reading

AGREED = ("plan-agreed", "plan-amended")


@never_cache
@needs(Permission.RECORD, done_once=False)
def give(request: HttpRequest, child: int) -> HttpResponse:
    """Make a copy of the plan for somebody.

    What an interpreter wrote is kept while it is typed; names that are typed are kept nowhere.
    """
    asked = Asked(request, child)
    event = request.GET.get("plan", "")
    version = queries.of_event(asked.child, event) if event else queries.standing(asked.child)
    if version is None:
        return _without_words(asked, event)
    top = header(asked.child, asked.today)
    copy = giving.the_copy(version, asked.child, top, ENGLISH, {}, _reader(asked))
    document = f"{version.plan.reference}-{version.number}"
    writing = Writing.of(request, child=child, form="give-plan", document=document, at=asked.at)
    form = CopyForm(
        asked.typed,
        child=asked.child,
        family=giving.family(asked.child, asked.today),
        unmatched=giving.unmatched(asked.child, hide=top.near.hide),
        needs=giving.needs_of(version, top.near.hide),
        parts=to_interpret(copy),
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            return _made(asked, version, form, writing)
    context = {
        "header": top,
        "form": _given_back(form, writing),
        "writing": writing,
        "version": version,
        "copy": copy,
        "reading": reading("\n".join(_own_words(copy))),
        "copies": copies.made(asked.child, asked.at),
        "may_record": True,
        "today": asked.today,
    }
    return render(request, "portal/give.html", context, status=acting.status(form))


def _reader(asked: Asked) -> giving.Reader:
    """Return whom the copy is for, as far as it is said yet."""
    typed = asked.typed
    if typed is None or typed.get("whom") in (None, CHILD):
        return giving.CHILDS
    return giving.Reader(is_child=False, needs=tuple(typed.getlist("needs")))


def _given_back(form: CopyForm, writing: Writing) -> CopyForm:
    """Return the form with what was typed before and not sent."""
    if form.is_bound:
        return form
    form = writing.given_back(form)
    if form.is_bound:
        form.begin_again()
    return form


def _without_words(asked: Asked, event: str) -> HttpResponse:
    """Go on where Waymark does not hold the plan's words; where there is no plan, to its page."""
    if event:
        return redirect(f"{reverse('plan-given', args=[asked.child.pk])}?plan={event}")
    messages.info(asked.request, "There is no agreed plan to give yet.")
    return redirect("child", asked.child.pk)


def _own_words(copy: Copy) -> list[str]:
    """Return what of a copy was written for this plan, and not by us for all."""
    steps = [step.what for block in copy.blocks for step in block.steps]
    return [text for text in (*(block.quote for block in copy.blocks), *steps) if text]


def _made(asked: Asked, version: Version, form: CopyForm, writing: Writing) -> HttpResponse:
    top = header(asked.child, asked.today)
    data, whom = form.cleaned_data, form.somebody
    try:
        copy = giving.the_copy(version, asked.child, top, form.spoken, form.texts, form.reader)
    except MissingText as missing:
        raise Refused(*map(WRITTEN.format, missing.titles)) from None
    wanted = giving.Wanted(asked.child, version, copy, whom, data["format"], form.spoken)
    read_for = ReadFor(
        Towards.CHILD if form.reader.is_child else Towards.FAMILY,
        Outward.PLAN_COPY,
        form.typed_names,
        who_may(asked.child, top),
        form.looked,
        by_link=data["format"] == giving.LINK,
        mend=form.mend,
    )
    handed = giving.make(
        wanted,
        read_for,
        made_before=partial(_made_before, asked, wanted),
        chosen=data["chosen"],
        by=asked.by,
        at=asked.at,
        place=writing.place,
    )
    page = reverse(Outward.PLAN_COPY, args=[asked.child.pk, handed.sheet.pk])
    once.leads_to(asked.request, page)
    return link_page(asked, handed, whom.called, then=page) if handed.opens else redirect(page)


def _made_before(asked: Asked, wanted: giving.Wanted) -> Sheet | None:
    """Return the copy that this same form made already: a double tap, or back and sent again."""
    led_to = once.led_before(asked.request, wanted.content)
    return _held(asked, resolve(led_to).kwargs["copy"]) if led_to else None


@needs(Permission.SEE_CHILDREN)
def show_copy(request: HttpRequest, child: int, copy: int) -> HttpResponse:
    """Show a copy as it was made, how to hand it over, and whether it was given."""
    asked = Asked(request, child)
    held = _held(asked, copy)
    top = header(asked.child, asked.today)
    given = giving.given_event(held)
    context = {
        "header": top,
        "sheet": held,
        "copy": Copy.of(held.content),
        "tells_what_changed": tells_what_changed(Copy.of(held.content)),
        "for_whom": _called(asked, held),
        "language": language_name(held.content["spoken"]),
        "stays_as_written": stays_as_written(held.content["spoken"]),
        "link": copies.link_says(held, asked.at),
        "link_opens": copies.link_opens(held, asked.at),
        "given": given,
        "received": copies.received(given) if given else (),
        "may_record": user_can(asked.by, Permission.RECORD),
        "today": asked.today,
    }
    return render(request, "portal/plan_copy.html", context)


def on_the_plan(asked: AskedPlan) -> Piece:
    """Return what the plan's page says of its copies. Three queries."""
    return Piece("portal/copies_card.html", copies.made(asked.child, asked.at))


@needs(Permission.SEE_CHILDREN)
@never_cache
def print_copy(request: HttpRequest, child: int, copy: int) -> HttpResponse:
    held = _to_hand_out(Asked(request, child), copy)
    recording.note(printed=Outward.PLAN_COPY, purpose=_purpose(held))
    copy = Copy.of(held.content)
    try:
        made = pdf(short(copy) if request.GET.get("part") == CHANGED else copy, at=held.made_at)
    except UnableToPrint as fault:
        raise Refused(str(fault)) from None
    return file(made, "application/pdf", "my-plan.pdf")


@needs(Permission.SEE_CHILDREN)
@never_cache
def hear_copy(request: HttpRequest, child: int, copy: int) -> HttpResponse:
    held = _to_hand_out(Asked(request, child), copy)
    recording.note(printed="plan-sound", purpose=_purpose(held))
    try:
        made = mp3(Copy.of(held.content))
    except UnableToSpeak as fault:
        raise Refused(str(fault)) from None
    return file(made, "audio/mpeg", "my-plan.mp3")


@needs(Permission.RECORD)
def given(request: HttpRequest, child: int) -> HttpResponse:
    """Record that a copy was given, and how it was received."""
    asked = Asked(request, child)
    number = request.GET.get("copy", "")
    if number.isdecimal():
        held = _held(asked, int(number))
        name, made = _called(asked, held), today(held.made_at)
        form = GivenForm(asked.typed, name=name, made=made, today=asked.today)
        return _given_page(asked, form, name, held, held.content["plan"])
    plan = _agreed(asked, request.GET.get("plan", ""))
    name = asked.child.first_name
    form = GivenElsewhereForm(asked.typed, name=name, made=plan.on, today=asked.today)
    return _given_page(asked, form, name, None, plan.reference)


def _agreed(asked: Asked, event: str) -> Event:
    """Return the agreed plan whose words Waymark does not hold."""
    return get_object_or_404(Event, child=asked.child, reference=event, kind__in=AGREED)


def _given_page(
    asked: Asked, form: GivenForm, name: str, held: Sheet | None, plan: str
) -> HttpResponse:
    return asked.form_page(
        form,
        partial(giving.record_given, child=asked.child, copy=held, plan=plan),
        done="It stands in the chronology that the plan was given.",
        then="child",
        template="portal/plan_given.html",
        name=name,
        sheet=held,
    )


def _held(asked: Asked, sheet: int) -> Sheet:
    held = get_object_or_404(giving.of_plan(), pk=sheet, child=asked.child)
    if held.revoked_at is not None:
        raise Http404
    return held


def _to_hand_out(asked: Asked, sheet: int) -> Sheet:
    held = _held(asked, sheet)
    read_again(held, by=asked.by, at=asked.at)
    return held


def _called(asked: Asked, held: Sheet) -> str:
    if held.for_whom == CHILD:
        return asked.child.first_name
    family = giving.family(asked.child, asked.today)
    return next((each.called for each, _ in family if each.key == held.for_whom), "somebody close")


def _purpose(held: Sheet) -> str:
    return CHILD if held.for_whom == CHILD else "parent"


def file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
