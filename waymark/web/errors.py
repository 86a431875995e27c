"""Every answer that is a no. Each says what to do next, and none needs the database."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from waymark.accounts.answers import Refused
from waymark.children.access import SayWhy, reasons_for
from waymark.children.writing.saved import Saved


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, "too_long")
    return _page(request, 400, "bad_request")


def forgotten_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, "forgotten_form")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "not_allowed", reason=str(exception or ""))


def say_why(request: HttpRequest, asked: SayWhy) -> HttpResponse:
    """Ask why somebody opens another worker's child; the answer brings her back to this page."""
    back = request.get_full_path() if request.method == "GET" else ""
    reasons = reasons_for(request.user)
    return _page(request, 403, "say_why", child=asked.child, reasons=reasons, back=back)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "not_found")


def stale(request: HttpRequest, saved: Saved | None = None) -> HttpResponse:
    """:param saved: who saved what stands now, and when, where that is known."""
    return _page(request, 409, "stale", saved=saved or Saved())


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return _page(request, 422, "refused", reasons=refusal.reasons)


def our_fault(_request: HttpRequest) -> HttpResponse:
    """Answer without the request: whatever broke may hang on it."""
    return HttpResponse(render_to_string("web/errors/our_fault.html"), status=500)


def read_only(request: HttpRequest) -> HttpResponse:
    return _page(request, 503, "read_only")


def _page(request: HttpRequest, status: int, name: str, **context: object) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", context, status=status)
