"""The door at which casework calls: each call is signed, of now, and taken once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waymark import wire
from waymark.accounts import asking, kept, sessions
from waymark.accounts.access import open_to_all
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.drafts import store
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.victims.door.mentions import mentions
from waymark.victims.door.reference import reference
from waymark.victims.people import held
from waymark.victims.people.models import Call
from waymark.victims.people.owing import AT_ONCE, reckon, take_turn
from waymark.victims.people.telling import tell_what_a_day_changed, tell_what_is_missing
from waymark.victims.people.watching import forget_old_calls

# What is asked about a child: each takes what it was told, and answers with what may be known.
ABOUT_A_CHILD: dict[str, Callable[..., dict[str, Any]]] = {
    "mentions": mentions,
    "reference": reference,
}
SIGNAL = "signal"
TAKE = """
    INSERT INTO victims_call
        (once, at, function, service_id, child, asked_by, asked_by_name, towards,
         found, names, begun, prose, found_out)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '{}', '{}', '{}', '{}', '') ON CONFLICT DO NOTHING
"""


@open_to_all
@csrf_exempt
@require_POST
def door(request: HttpRequest) -> HttpResponse:
    try:
        call = wire.called(request.body.decode("ascii", "replace"))
    except wire.Forged:
        raise PermissionDenied("This door is casework’s.") from None
    answers = _letters if call.function == SIGNAL else _about_a_child
    said = answers(call, timezone.now())
    return HttpResponse(wire.answer(call.once, said), content_type="text/plain")


def _letters(call: wire.Call, at: datetime) -> dict[str, Any]:
    """Take letters in and hand ours over, of all services; each leaves an audit row of its own.
    Those of a service that is known here as another wait on either side, and no other's with them.

    Casework rings each minute, so what is forgotten by itself is forgotten then.
    """
    unknown = _known_as_others(call)
    asking.as_told(0, None)
    since = _called_last()
    _take(call, None, at)
    forget_old_calls(at=at)
    store.forget_old(at=at)
    kept.forget_old(at=at)
    sessions.forget_old(at=at)
    to_reckon = to_compare = AT_ONCE
    for service in Service.objects.order_by("pk").values_list("pk", flat=True):
        asking.as_waymark(service)
        take_turn()
        tell_what_a_day_changed(service, since=since, at=at)
        held.forget_untold(service=service, at=at)
        to_reckon -= len(reckon(localdate(at), at_most=to_reckon))
        to_compare -= tell_what_is_missing(at=at, at_most=to_compare)
    return post.exchange(call.told, at, but=unknown)


def _called_last() -> date | None:
    """Return the day on which letters were exchanged last. One query."""
    calls = Call.objects.filter(service=None, function=SIGNAL)
    last = calls.order_by("-at").values_list("at", flat=True).first()
    return localdate(last) if last else None


def _about_a_child(call: wire.Call, at: datetime) -> dict[str, Any]:
    told = dict(call.told)
    service = _service(told.get("service"), told.pop("service_name", ""))
    if call.function not in ABOUT_A_CHILD:
        raise PermissionDenied("There is no such function.")
    asking.as_waymark(service)
    heard = recording.current()
    heard.service_id, heard.action = service, f"door {call.function}"
    _take(call, service, at)
    return ABOUT_A_CHILD[call.function](once=call.once, at=at, **told)


def _service(number: object, name: object) -> int:
    """Return a service of casework's, known by its number and its name; a new one is made, by the
    first of those that come at once.

    Where another has that number or that name here, nothing is told of either.
    """
    if not isinstance(number, int) or not isinstance(name, str) or not name:
        raise PermissionDenied("A call is of one service.")
    rows = Service.objects.filter(Q(pk=number) | Q(name=name)).values_list("pk", "name")
    there = list(rows)
    if not there:
        Service.objects.bulk_create([Service(pk=number, name=name)], ignore_conflicts=True)
        there = list(rows.all())
    if there != [(number, name)]:
        raise PermissionDenied("This service is known here by another number or name.")
    return number


def _known_as_others(call: wire.Call) -> set[int]:
    """Return which services of casework's have the number or the name of another here; those of
    whom letters came are made, where they are new."""
    told = {int(number): name for number, name in call.told.get("services", {}).items()}
    sent = {each["service"] for each in call.told["letters"]}
    there = dict(Service.objects.values_list("pk", "name"))
    asked = sent | {number for number in there if number in told}
    return {number for number in asked if not _is_ours(number, told.get(number))}


def _is_ours(number: int, name: object) -> bool:
    try:
        _service(number, name)
    except PermissionDenied:
        return False
    return True


@carries("CM-400")
def _take(call: wire.Call, service: int | None, at: datetime) -> None:
    """Remember a call, which is made once. One statement.

    :raises PermissionDenied: where it was made before.
    """
    told = call.told
    row = [call.once, at, call.function, service]
    row += [told.get("child"), told.get("by"), told.get("by_name") or ""]
    row.append(told.get("towards") or "")
    with connection.cursor() as cursor:
        cursor.execute(TAKE, row)
        if cursor.rowcount == 0:
            raise PermissionDenied("This call was made before.")
