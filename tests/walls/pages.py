"""Two pages as Waymark's own are: one shows a child, one records something."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from waymark.accounts.access import needs, signed_in_only
from waymark.accounts.models import Service
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.chronology import acts
from waymark.settings import urls
from waymark.settings.urls import handler400, handler403, handler404, handler500  # noqa: F401

CHILD = "Jamie Victimson"


@needs(Permission.SEE_CHILDREN)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(open_child(pk=pk, by=request.user, at=timezone.now()).full_name)


@csrf_exempt
@needs(Permission.RECORD)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    facts = {"kind": "contact", "on": "2026-01-05", "outcome": "attended", "note": "We talked."}
    acts.record(children=[pk], facts=facts, by=request.user, at=timezone.now())
    return HttpResponse("Recorded.", status=int(request.POST.get("status", 200)))


def broken(request: HttpRequest) -> HttpResponse:
    """Stumble over a child's name, as a fault of ours might: the database names what it met."""
    for _ in range(2):
        Service.objects.create(name=CHILD)
    raise AssertionError


urlpatterns = [
    path("walls/broken/", signed_in_only(broken)),
    path("walls/look/<int:pk>/", look, name="walls_look"),
    path("walls/record/<int:pk>/", record, name="walls_record"),
    *urls.urlpatterns,
]
