"""What stands around every request."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from psycopg.errors import ReadOnlySqlTransaction

from waymark.accounts import asking
from waymark.accounts.answers import ReadOnly, Refused, Saved, Stale
from waymark.audit import recording
from waymark.frame import errors

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
SERVER_FAULT = 500
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
            if response.status_code < SERVER_FAULT:
                self.before_commit(response)
                return response
            transaction.set_rollback(True)
        with transaction.atomic():
            self.begin_anew()
            self.before_commit(response)
        return response

    def begin_anew(self) -> None:
        """Do what the second transaction needs, after a fault has undone the first."""

    def before_commit(self, response: HttpResponse) -> None:
        """Do what must be the transaction's last statement."""


class AuditedTransaction(OneTransaction):
    """Also appends one audit row to each answer to somebody who is signed in, or is signing in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with recording.opened(recording.Recording(request.method or "", timezone.now())):
            return super().__call__(request)

    def begin_anew(self) -> None:
        answer = recording.current()
        asking.as_told(answer.user_id, answer.service_id)

    def before_commit(self, response: HttpResponse) -> None:
        answer = recording.current()
        answer.outcome = str(response.status_code)
        answer.append()


class Asking:
    """Tells the database and the audit who asks, and for which view."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            asking.as_user(request.user)
            answer = recording.current()
            answer.service_id, answer.user_id = request.user.service_id, request.user.pk
        else:
            asking.as_nobody()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        recording.current().action = f"{request.method} {request.resolver_match.view_name}"


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
                return errors.stale(request, self.saved_last(request, fault))
            case ReadOnly():
                return errors.read_only(request)
        if isinstance(fault.__cause__, ReadOnlySqlTransaction):
            return errors.read_only(request)
        if errors.waited_too_long(fault):
            return errors.busy(request)
        return None

    def saved_last(self, _request: HttpRequest, fault: Stale) -> Saved:
        """Return who saved what stands now, where that is known."""
        return Saved(fault.by)
