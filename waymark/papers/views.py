"""The pages of one paper: how far it is, one section, and what it rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.header import Header, header
from waymark.children.needs import recorded
from waymark.children.views.about import Asked
from waymark.children.writing import closed
from waymark.children.writing.changing import change_texts
from waymark.chronology import casefile
from waymark.drafts.writing import Writing
from waymark.pages.words import about
from waymark.papers import acts, alerts, places, queries
from waymark.papers.answers import last_answers, shown
from waymark.papers.forms import ThrowAwayForm
from waymark.papers.gone import with_what_was_typed
from waymark.papers.kinder import kinder_prompts, written_in
from waymark.papers.models import Paper
from waymark.papers.places import Place
from waymark.papers.queries import Part, Read
from waymark.papers.sections import Belies, SectionForm
from waymark.papers.since import Beside, happened_since
from waymark.rules.known import known_on

NOT_FOR_THEM = "NOT FOR THE FAMILY - "  # of what a file is called that names another child
LONGEST_STRETCH = 60 * 60  # seconds that one sitting at a form counts for at most
TOLD_MEANWHILE = (
    "Somebody told us of harm since you opened the list, so nothing is saved yet. It stands here: "
    "read it, then say what has changed."
)
SINCE = signing.TimestampSigner(salt="waymark.papers.since")


def paper_of(asked: Asked, pk: int) -> Paper:
    """Return one of the child's papers. One query.

    :raises Http404: where the child has none such.
    """
    return get_object_or_404(Paper.objects.select_related("by"), pk=pk, child=asked.child)


@needs(Permission.SEE_CHILDREN)
def paper(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Show how far a paper is; of one that is completed, what was answered."""
    asked = Asked(request, child)
    of = paper_of(asked, paper)
    place = places.of(of.form)
    if place.home_shows_open and not of.completed_on:
        return redirect(place.home, child)
    read = queries.read(of, sources=True)
    top = header(asked.child, asked.today)
    papers = queries.names_of(asked.child)
    context = {
        "header": top,
        "read": read,
        "place": place,
        "began_from": papers.get(of.document.get("before") or ""),
        "can_write": user_can(asked.by, Permission.RECORD),
        "shown": shown(read, top, papers),
        "concluded": [],
    }
    if not of.completed_on:
        context |= {"voices": _told_anew(place, top, read), "since": _since(read, asked, top)}
    elif place.concludes:
        context["concluded"] = place.concludes(read, asked.child, top)
    if of.completed_on and place.opened:
        place.opened(asked, of)
    return render(request, place.template, context)


@needs(Permission.RECORD)
@with_what_was_typed
def section(request: HttpRequest, child: int, paper: int, section: str) -> HttpResponse:
    """Ask the questions of one section."""
    asked = Asked(request, child)
    of = paper_of(asked, paper)
    read = queries.read(of)
    part = read.part(section)
    if part is None:
        raise Http404
    writing = Writing.of(
        request,
        child=child,
        form="paper",
        document=f"{of.reference}:{section}",
        began_from=part.version,
        at=asked.at,
    )
    top = header(asked.child, asked.today)
    place = places.of(of.form)
    belies = place.belies(top, part) if place.belies else {}
    return change_texts(
        partial(_form, asked, part, belies),
        partial(_save, asked, of, section, writing, top),
        writing=writing,
        top=top,
        thing=f"paper-{of.pk}-{section}",
        template="papers/section.html",
        paper=of,
        of_whom=place.of_whom(of) if place.of_whom else "",
        part=part,
        # Asked for by the page alone: whoever saves does not wait for what is read beside.
        learnt=lambda: _since(read, asked, top)[section],
        voices=lambda: _voices(place, top, [part])[section],
        aloud=lambda: _aloud(place, asked, of, part),
        beside=lambda: _beside(asked, place, part, top),
        opened=SINCE.sign("opened"),
    )


def _beside(asked: Asked, place: Place, part: Part, top: Header) -> dict[str, str]:
    """Return, by question, what the record knows of it and when it was last answered."""
    answered = last_answers(part, top, queries.names_of(asked.child))
    held = place.known(top, part) if place.known else {}
    told = {
        each.id: recorded(asked.child, each.recorded, top.near.hide) or held.get(each.id, "")
        for each in part.asked.questions
    }
    return {
        name: " ".join(filter(None, (known and f"On record: {known}.", answered.get(name))))
        for name, known in told.items()
    }


def _voices(place: Place, top: Header, parts: Sequence[Part]) -> Mapping[str, list[Any]]:
    return place.voices(top, parts) if place.voices else defaultdict(list)


def _aloud(place: Place, asked: Asked, of: Paper, part: Part) -> list[Any]:
    return place.aloud(asked, of, part) if place.aloud else []


def _told_anew(place: Place, top: Header, read: Read) -> Mapping[str, list[Any]]:
    """Return, by section, what others said since it was answered, or that it says otherwise."""
    found = _voices(place, top, read.parts)
    return {
        part.asked.id: [
            each
            for each in found[part.asked.id]
            if each.differs or not part.last_on or part.is_older_than(each.on, each.at)
        ]
        for part in read.parts
    }


def _form(asked: Asked, part: Part, belies: Belies, sent: QueryDict | None) -> SectionForm:
    return SectionForm(
        sent,
        section=part.asked,
        answers=part.answers,
        asks=lambda words: about(words, asked.child.first_name),
        belies=belies,
    )


def _save(
    asked: Asked, of: Paper, section: str, writing: Writing, top: Header, form: SectionForm
) -> HttpResponse:
    acts.save_section(
        paper=of,
        section=section,
        began_from=form.data.get("began_from", ""),
        said=closed.with_what_was_kept(form, form.said),
        seconds=_seconds_since(form.data.get("opened", ""), asked.at),
        by=asked.by,
        at=asked.at,
        place=writing.place,
    )
    read = queries.read(of)
    if part := read.part(section):
        messages.success(writing.request, _saved(read, part, top))
        for words in kinder_prompts(written_in(part), top.first_name):
            messages.info(writing.request, _kinder(read, part, words))
    return redirect(_after(read, section))


def _saved(read: Read, part: Part, top: Header) -> str:
    what = f"“{about(part.asked.title, top.first_name)}” is saved."
    return alerts.saved(what, alerts.offers(read.form, alerts.said_in(part), top), top)


@needs(Permission.RECORD)
@require_POST
def nothing_changed(request: HttpRequest, child: int, paper: int, section: str) -> HttpResponse:
    asked = Asked(request, child)
    of = paper_of(asked, paper)
    read = queries.read(of)
    if read.part(section) is None:
        raise Http404
    beside = _since(read, asked, header(asked.child, asked.today))[section]
    if beside.harm and request.POST.get("told") != beside.version:
        messages.info(request, TOLD_MEANWHILE)
        return redirect("paper-section", child, paper, section)
    began_from = request.POST.get("began_from", "")
    told = {"began_from": began_from, "by": request.user, "at": asked.at}
    acts.nothing_changed(paper=of, section=section, **told)
    return redirect("paper", child, paper)


@needs(Permission.RECORD)
def throw_away(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Ask why a paper is thrown away that was begun by mistake; say what goes with it."""
    asked = Asked(request, child)
    of = paper_of(asked, paper)
    place = places.of(of.form)
    if of.completed_on or not place.finish:
        raise Http404
    read = queries.read(of, sources=True)
    return asked.form_page(
        ThrowAwayForm(asked.typed),
        partial(acts.throw_away, paper=of),
        done="It is thrown away.",
        then=place.home,
        template="papers/throw_away.html",
        place=place,
        read=read,
        answered=[part for part in read.parts if part.checked_on or part.own],
    )


@needs(Permission.SEE_CHILDREN)
def attachment(request: HttpRequest, child: int, file: int) -> HttpResponse:
    """Hand out a file that was attached; a browser saves it and shows nothing of it. One that names
    another child says so by what it is called, wherever it goes from there."""
    asked = Asked(request, child)
    found = get_object_or_404(queries.opens(asked.child), pk=file)
    recording.note(file=found.pk)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{NOT_FOR_THEM if found.for_record_alone else ''}{found.name}"
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _kinder(read: Read, part: Part, words: str) -> str:
    """Say what could be said instead of a word, and where."""
    address = _address("paper-section", read.paper.child_id, read.paper.pk, part.asked.id)
    return format_html('{} <a href="{}">Put it otherwise</a>', words, address)


def _after(read: Read, section: str) -> str:
    """Return the address of the next section that nobody has looked at, or of the paper."""
    paper, names = read.paper, [part.asked.id for part in read.parts]
    for part in read.parts[names.index(section) + 1 :]:
        if not part.is_looked_at:
            return _address("paper-section", paper.child_id, paper.pk, part.asked.id)
    return _address("paper", paper.child_id, paper.pk)


def _since(read: Read, asked: Asked, top: Header) -> dict[str, Beside]:
    return happened_since(read, known_on(casefile.of(asked.child.pk), asked.today), top)


def _address(name: str, *of: object) -> str:
    return reverse(name, args=of)


def _seconds_since(opened: str, at: datetime) -> int:
    """Return how long the form was open; a stretch of hours is somebody gone for lunch."""
    try:
        SINCE.unsign(opened)
    except signing.BadSignature:
        return 0
    began = signing.b62_decode(opened.rsplit(":", 2)[1])
    return min(max(int(at.timestamp()) - began, 0), LONGEST_STRETCH)
