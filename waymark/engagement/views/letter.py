"""The letters in plain words: of a warning, to be explained and not only handed over; of praise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.header import Header, header
from waymark.children.naming import Named, Outward, read, who_may
from waymark.children.views.about import Asked
from waymark.chronology.queries import standing, written_in
from waymark.contacts.queries import record_of
from waymark.engagement.tried import case_of
from waymark.guard import Towards
from waymark.guidance import letters
from waymark.guidance.letters import Letter
from waymark.rules.carries import carries
from waymark.rules.enforcing import warnings_that_count, way_of
from waymark.rules.names import IS_IT

MEND = "Put right what is recorded, then print it."


@needs(Permission.RECORD)
def letter(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show the letter, ready to print; in Welsh where that is asked for. No words of the record are
    in it: what will help is written on it together with the child."""
    asked = Asked(request, child)
    row = get_object_or_404(standing(child, "warning"), pk=event)
    case = case_of(asked.child, record_of(asked.child, asked.today))
    order = case.order(row.document["order"])
    if order is None or not way_of(order).warns:
        raise Http404
    contact = case.event(row.document.get("contact") or "")
    language = _language(request)
    count = len(warnings_that_count(case, order, row.on))
    top = header(asked.child, asked.today)
    lines = letters.warning(
        order.kind,
        language,
        name=top.first_name,
        missed_on=contact.on if contact else row.on,
        count=count,
    )
    return _page(request, "engagement/letter.html", top, lines, language)


@needs(Permission.RECORD)
def praise(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show what went well as a letter to somebody near the child, without what is protected.

    :raises Named: where it names somebody who must not be in it.
    """
    asked = Asked(request, child)
    row = get_object_or_404(standing(child, "achievement"), pk=event)
    top = header(asked.child, asked.today)
    reference = row.corrects or row.reference
    wrote = written_in([child], [reference])
    note = top.near.hide(wrote.get((child, reference, "note"), ("", ""))[1])
    language = _language(request)
    lines = letters.praise(language, name=top.first_name, on=row.on)
    look = _to_look_at(asked, top, note)
    return _page(request, "engagement/praise.html", top, lines, language, note=note, look=look)


@carries("CM-409")
def _to_look_at(asked: Asked, top: Header, note: str) -> list[str]:
    """Return what is to be looked at before it leaves, since it may be a name.

    :raises Named: where it is one for certain.
    """
    reading = read(
        [note],
        child=asked.child,
        towards=Towards.FAMILY,
        paper=Outward.PRAISE,
        by=asked.by,
        at=asked.at,
        known=who_may(asked.child, top),
    )
    found = reading.of(note)
    if sure := [each for each in found if each.sure]:
        raise Named(*(f"It says {each.quoted(note)}: {each.name}. {MEND}" for each in sure))
    return [*reading.to_look, *(f"It says {each.quoted(note)}: {IS_IT}" for each in found)]


def _language(request: HttpRequest) -> str:
    is_welsh = request.GET.get("language") == letters.WELSH
    return letters.WELSH if is_welsh else letters.ENGLISH


def _page(
    request: HttpRequest, template: str, top: Header, lines: Letter, language: str, **more: object
) -> HttpResponse:
    context = {
        "header": top,
        "lines": lines,
        "language": language,
        "other": letters.WELSH if language == letters.ENGLISH else letters.ENGLISH,
        "today": top.today,
        **more,
    }
    return render(request, template, context)
