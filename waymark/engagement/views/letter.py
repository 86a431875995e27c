"""The letter of a warning, in plain words, to be explained and not only handed over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.chronology.queries import standing
from waymark.contacts.queries import record_of
from waymark.engagement.tried import WARNED
from waymark.guidance import letters, setting
from waymark.rules.enforcing import warnings_that_count, way_of


@needs(Permission.RECORD)
def letter(request: HttpRequest, child: int, event: int) -> HttpResponse:
    """Show the letter, ready to print; in Welsh where that is asked for. No words of the record are
    in it: what will help is written on it together with the child."""
    asked = Asked(request, child)
    row = get_object_or_404(standing(child, "warning"), pk=event)
    case = record_of(asked.child, asked.today).case
    order = case.order(row.document["order"])
    if order is None or not way_of(order).warns:
        raise Http404
    contact = case.event(row.document.get("contact") or "")
    language = letters.WELSH if request.GET.get("language") == letters.WELSH else letters.ENGLISH
    count = len(warnings_that_count(case, order, row.on, setting(WARNED).on(row.on)))
    top = header(asked.child, asked.today)
    context = {
        "header": top,
        "lines": letters.warning(
            order.kind,
            language,
            name=top.first_name,
            missed_on=contact.on if contact else row.on,
            count=count,
        ),
        "language": language,
        "other": letters.WELSH if language == letters.ENGLISH else letters.ENGLISH,
        "event": row,
        "today": asked.today,
    }
    return render(request, "engagement/letter.html", context)
