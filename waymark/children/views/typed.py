"""What is typed into a form of one child, read for names while it is typed, and kept nowhere."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import kept
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.typed_names import warning


@require_POST
@needs(Permission.SEE_CHILDREN, keeps_words=False, done_once=False)
def read_typed(request: HttpRequest, child: int) -> JsonResponse:
    """Say what stands beside what is typed where it may name somebody."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    fields = kept.typed(request.POST, without=kept.NEVER_KEPT)
    return JsonResponse({"named": warning(fields, child=opened, by=request.user, at=now)})
