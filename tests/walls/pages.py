"""Two pages as Waymark's own are: one shows a child, one records something."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.chronology import acts
from waymark.settings import urls
from waymark.settings.urls import handler400, handler403, handler404, handler500  # noqa: F401


@needs(Permission.SEE_CHILDREN)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(open_child(pk=pk, by=request.user, at=timezone.now()).full_name)


@csrf_exempt
@needs(Permission.RECORD)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    facts = {"kind": "contact", "on": "2026-01-05", "outcome": "attended", "note": "We talked."}
    acts.record(children=[pk], facts=facts, by=request.user, at=timezone.now())
    return HttpResponse("Recorded.", status=int(request.POST.get("status", 200)))


urlpatterns = [
    path("walls/look/<int:pk>/", look, name="walls_look"),
    path("walls/record/<int:pk>/", record, name="walls_record"),
    *urls.urlpatterns,
]
