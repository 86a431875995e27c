"""The letters in plain words: of a warning, to be explained and not only handed over; of praise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.header import Header, header
from waymark.children.naming import Leaves, Outward, to_look_at
from waymark.children.views.about import Asked
from waymark.chronology.queries import standing, written_in
from waymark.contacts.queries import record_of
from waymark.engagement.tried import case_of
from waymark.guard import Towards
from waymark.guidance import letters
from waymark.guidance.letters import Letter
from waymark.rules.enforcing import warnings_that_count, way_of


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
    recorded = reverse("event", args=[child, event])
    leaves = Leaves(asked.child, top, Towards.FAMILY, Outward.PRAISE, recorded)
    look = to_look_at(note, leaves, by=asked.by, at=asked.at)
    return _page(request, "engagement/praise.html", top, lines, language, note=note, look=look)


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
