"""Why: every provision of the guidance, and what Waymark does about it."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from waymark import guidance
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.web import provisions

A_PAGE = 50


@needs(Permission.READ_PROVISIONS)
def why(request: HttpRequest) -> HttpResponse:
    """List the subjects; or the provisions of one, or those that hold some words."""
    words, area = request.GET.get("q", "").strip(), request.GET.get("area", "")
    areas = provisions.areas()
    area = area if area in {code for code, *_ in areas} else ""
    found = provisions.search(words, area) if words or area else None
    shown = _how_many(request)
    area_words = provisions.area_words(area)
    return render(
        request,
        "web/why.html",
        {
            "title": f"Why: {words or area_words}" if words or area else "Why",
            "words": words,
            "area": area,
            "area_words": area_words,
            "areas": areas,
            "found": found and [provisions.why(each.id) for each in found[:shown]],
            "total": len(found or ()),
            "more": _more(words, area, shown) if len(found or ()) > shown else "",
        },
    )


@needs(Permission.READ_PROVISIONS)
def provision(request: HttpRequest, provision: str) -> HttpResponse:
    try:
        found = guidance.provision(provision)
    except LookupError:
        raise Http404 from None
    context = {
        "provision": found,
        "why": provisions.why(found.id),
        "source": guidance.source(found.source),
        "place": provisions.place_of(found),
        "area_words": provisions.area_words(found.area),
        "kind": provisions.KINDS.get(found.kind, found.kind),
        "carriers": provisions.carriers_of(found.id),
    }
    return render(request, "web/provision.html", context)


def _how_many(request: HttpRequest) -> int:
    wanted = request.GET.get("show", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < len("10000") else A_PAGE


def _more(words: str, area: str, shown: int) -> str:
    asked = {"q": words, "area": area, "show": shown + A_PAGE}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"
