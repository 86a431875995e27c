"""Every answer that is a no. Each says what to do next, and none needs the database."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg.errors import DeadlockDetected, LockNotAvailable

from waymark.accounts.answers import Refused, Saved


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(request, 413, "too_long")
    return page(request, 400, "bad_request")


def forgotten_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, "forgotten_form")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, "not_allowed", reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404, "not_found")


def stale(request: HttpRequest, saved: Saved | None = None) -> HttpResponse:
    """:param saved: who saved what stands now, and when, where that is known."""
    return page(request, 409, "stale", saved=saved or Saved())


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    *before, last = refusal.reasons
    reasons = [*before, (last, *refusal.leads_to) if refusal.leads_to else last]
    return page(request, 422, "refused", reasons=reasons)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer without the request: whatever broke may hang on it. What waited too long in what
    stands around every view is no fault."""
    if waited_too_long(sys.exception()):
        return busy(request)
    return HttpResponse(render_to_string("web/errors/our_fault.html"), status=500)


def read_only(request: HttpRequest) -> HttpResponse:
    return page(request, 503, "read_only")


def waited_too_long(fault: BaseException | None) -> bool:
    """Tell whether another save had locked what this one needs, be it that it waited in turn."""
    return isinstance(getattr(fault, "__cause__", None), LockNotAvailable | DeadlockDetected)


def busy(request: HttpRequest) -> HttpResponse:
    """Somebody else's save took longer than this one may wait: it may be sent again."""
    answer = page(request, 503, "busy")
    answer.headers["Retry-After"] = "2"
    return answer


def page(request: HttpRequest, status: int, name: str, **context: object) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", context, status=status)
