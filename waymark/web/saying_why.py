"""What a no of casework's own is answered with, and who saved what stands of a child's record."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from waymark.accounts.answers import SOMEBODY, Saved, Stale
from waymark.children.access import SayWhy, reasons_for
from waymark.children.writing.saved import last_saved
from waymark.frame import errors
from waymark.frame.middleware import Answers


class CaseworksAnswers(Answers):
    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, SayWhy):
            return say_why(request, fault)
        return super().process_exception(request, fault)

    def saved_last(self, request: HttpRequest, fault: Stale) -> Saved:
        """Return who saved what stands now of a child's record, where that is known."""
        if fault.by != SOMEBODY:
            return Saved(fault.by)
        child = request.resolver_match.kwargs.get("child", 0)
        return last_saved(child=child, stands=fault.stands, by=request.user, at=timezone.now())


def say_why(request: HttpRequest, asked: SayWhy) -> HttpResponse:
    """Ask why somebody opens another worker's child; the answer brings her back to this page."""
    back = request.get_full_path() if request.method == "GET" else ""
    reasons = reasons_for(request.user)
    return errors.page(request, 403, "say_why", child=asked.child, reasons=reasons, back=back)
