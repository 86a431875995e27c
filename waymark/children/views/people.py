"""Who is around the child, how to reach them, and what the child needs."""

from collections.abc import Callable, Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission, user_can
from waymark.audit import recording
from waymark.children.access import open_child
from waymark.children.around import Life, life
from waymark.children.header import header
from waymark.children.models import Child
from waymark.children.needs import needs_told
from waymark.children.shown import WHY_SHOWN
from waymark.chronology.door import today

Seen = Collection[str]


@needs(Permission.SEE_CHILDREN)
def people(request: HttpRequest, child: int) -> HttpResponse:
    """Show who is around the child, and where and how all of them are reached."""
    return _people(request, open_child(pk=child, by=request.user, at=timezone.now()))


@needs(Permission.SEE_CHILDREN)
def needs_of(request: HttpRequest, child: int) -> HttpResponse:
    """Show who the child is, and what the child needs."""
    return _needs(request, open_child(pk=child, by=request.user, at=timezone.now()))


@never_cache
@require_POST
@needs(Permission.SEE_CHILDREN)
def unmask(request: HttpRequest, child: int) -> HttpResponse:
    """Show one protected thing, in this one answer, to who says what it is needed for."""
    opened = open_child(pk=child, by=request.user, at=timezone.now())
    key, why = request.POST.get("thing", ""), request.POST.get("why", "")
    page = PAGES.get(request.POST.get("page", ""), _people)
    if why not in WHY_SHOWN:
        return page(request, opened, asked=key, status=422)
    shown = page(request, opened, seen=(key,))  # 404 where nothing is called so
    recording.note(unmasked=key, why=why)
    return shown


def _people(request: HttpRequest, child: Child, **asked: object) -> HttpResponse:
    return _page(request, child, "people", ("addresses", "placements", "phones"), **asked)


def _needs(request: HttpRequest, child: Child, **asked: object) -> HttpResponse:
    kinds = (
        *("education", "health", "alerts", "looked_after", "care_status"),
        *("responsibility", "bail_conditions"),
    )
    return _page(request, child, "needs", kinds, **asked)


PAGES: dict[str, Callable[..., HttpResponse]] = {"people": _people, "needs": _needs}


def _page(
    request: HttpRequest,
    child: Child,
    page: str,
    kinds: tuple[str, ...],
    *,
    seen: Seen = (),
    asked: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a page of the child's life.

    :raises Http404: where nothing protected on this page is called as `seen` says.
    """
    on = today(timezone.now())
    shown: Life = life(child, on, *kinds, seen=seen)
    if not all(map(shown.shows, seen)):
        raise Http404
    context = {
        "header": header(child, on),
        "life": shown,
        "told": needs_told(child, shown),
        "page": page,
        "asked": asked,
        "why_shown": WHY_SHOWN,
        "today": on,
        "may_record": user_can(request.user, Permission.RECORD),
    }
    return render(request, f"children/{page}.html", context, status=status)
