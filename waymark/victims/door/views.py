"""The door at which casework calls: each call is signed, of now, and taken once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waymark import wire
from waymark.accounts import asking
from waymark.accounts.access import open_to_all
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.rules.carries import carries
from waymark.victims.door.mentions import mentions
from waymark.victims.door.reference import reference

# Each takes what it was told and the moment, and answers with what casework may know.
FUNCTIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "mentions": mentions,
    "reference": reference,
}
TAKE = """
    INSERT INTO victims_call (once, at, function, service_id, child, asked_by, towards, found)
        VALUES (%s, %s, %s, %s, %s, %s, %s, '{}') ON CONFLICT DO NOTHING
"""


@open_to_all
@csrf_exempt
@require_POST
def door(request: HttpRequest) -> HttpResponse:
    try:
        call = wire.called(request.body.decode("ascii", "replace"))
    except wire.Forged:
        raise PermissionDenied("This door is casework’s.") from None
    now = timezone.now()
    told = dict(call.told)
    service = _service(told.get("service"), told.pop("service_name", ""))
    asking.as_waymark(service)
    heard = recording.current()
    heard.service_id, heard.action = service, f"door {call.function}"
    if call.function not in FUNCTIONS or not _is_new(call, service, at=now):
        raise PermissionDenied("This call was made before, or is none.")
    said = FUNCTIONS[call.function](once=call.once, at=now, **told)
    return HttpResponse(wire.answer(call.once, said), content_type="text/plain")


def _service(number: object, name: object) -> int:
    """Return a service of casework's, known by its number and its name; a new one is made.

    Where another has that number or that name here, nothing is told of either.
    """
    if not isinstance(number, int) or not isinstance(name, str) or not name:
        raise PermissionDenied("A call is of one service.")
    there = Service.objects.filter(Q(pk=number) | Q(name=name)).values_list("pk", "name")
    if not there:
        Service.objects.create(pk=number, name=name)
    elif list(there) != [(number, name)]:
        raise PermissionDenied("This service is known here by another number or name.")
    return number


@carries("CM-400")
def _is_new(call: wire.Call, service: int, *, at: datetime) -> bool:
    """Remember a call; tell whether it was not made before. One statement."""
    told = call.told
    row = [call.once, at, call.function, service]
    row += [told.get("child"), told.get("by"), told.get("towards") or ""]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, row)
        return cursor.rowcount == 1
