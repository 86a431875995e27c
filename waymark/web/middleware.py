"""What stands around every request."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from psycopg.errors import ReadOnlySqlTransaction

from waymark.accounts.answers import ReadOnly, Refused, Stale
from waymark.web import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class ContentSecurityPolicy:
    """Nothing inline, nothing from another host."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response


class OneTransaction:
    """One transaction a request, around rendering too; a 5xx answer leaves nothing behind."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class Answers:
    """Turns what Waymark says no with into a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.READ_ONLY and request.method not in SAFE_METHODS:
            return errors.read_only(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        match fault:
            case Refused():
                return errors.refused(request, fault)
            case Stale():
                return errors.stale(request)
            case ReadOnly():
                return errors.read_only(request)
        if isinstance(fault.__cause__, ReadOnlySqlTransaction):
            return errors.read_only(request)
        return None
