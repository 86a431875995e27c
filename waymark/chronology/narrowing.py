"""Narrowing the chronology: by kind, who was there, who wrote it, when, and which words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from psycopg.types.json import Jsonb

from waymark.chronology.models import Event, Words
from waymark.prepared import ID, Told, prepared
from waymark.rules.events import KINDS

PAGE = 50

# The parts of the rules' events, as somebody who narrows the chronology calls them.
GROUPS = {
    "engagement": "Visits and contacts",
    "deciding": "Put to a manager",
    "visiting": "Visits to where the child lives",
    "plans": "Assessment and plans",
    "voice": "What the child says",
    "risk": "Safety and risk",
    "orders": "Orders",
    "care": "Placement and care",
    "custody": "Custody",
    "mappa": "Public protection",
    "victims": "People harmed",
    "restorative": "Making it right",
    "oversight": "A manager’s directions",
    "moves": "Workers and the record",
}

Hide = Callable[[str], str]


@dataclass(frozen=True)
class Filters:
    """How somebody narrows the chronology; nothing narrows nothing."""

    group: str = ""
    present: str = ""  # somebody of the child's network
    worker: str = ""  # what stands before @ in a worker's e-mail
    since: date | None = None
    until: date | None = None
    words: str = ""
    at_most: int | None = PAGE


def wanted(child: int, filters: Filters, hide: Hide) -> list[Event]:
    """Return what is wanted, the newest first, and one more where no more than so many are."""
    if filters == Filters(at_most=filters.at_most):
        return _newest(child=child, at_most=filters.at_most)
    found = _in_order(_narrowed(child, filters, hide))
    return list(found if filters.at_most is None else found[: filters.at_most + 1])


@prepared(child=ID)
def _newest(*, child: Told, at_most: int | None) -> QuerySet[Event]:
    found = _in_order(Event.objects.filter(child=child))
    return found if at_most is None else found[: at_most + 1]


def _in_order(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.select_related("by").order_by("-on", "-position")


def _narrowed(child: int, filters: Filters, hide: Hide) -> QuerySet[Event]:
    events = Event.objects.filter(child=child)
    if filters.group:
        events = events.filter(kind__in=kinds_of(filters.group))
    if filters.present:
        events = events.filter(document__present__contains=[filters.present])
    if filters.worker:
        email = Q(by__email__startswith=f"{filters.worker}@")
        events = events.filter(email | Q(document__by=filters.worker))
    if filters.since:
        events = events.filter(on__gte=filters.since)
    if filters.until:
        events = events.filter(on__lte=filters.until)
    return (
        events.filter(pk__in=_says(child, filters.words, hide)) if filters.words.strip() else events
    )


def kinds_of(group: str) -> list[str]:
    return [kind for kind, shape in KINDS.items() if shape.__module__.endswith(f".{group}")]


def _says(child: int, words: str, hide: Hide) -> list[int]:
    """Return the child's events in whose words or facts these words are, as a page shows them.

    What is protected is taken out first: else a guess would find it, or `-guess` miss it.
    """
    said: dict[int, list[str]] = {
        event: [hide(text) for text in _strings(document)]
        for event, document in Event.objects.filter(child=child).values_list("pk", "document")
    }
    for event, text in Words.objects.filter(child=child).values_list("event", "text"):
        said.setdefault(event, []).append(hide(text or ""))  # recorded since the first question
    with connection.cursor() as cursor:
        cursor.execute(FIND, [Jsonb([[event, texts] for event, texts in said.items()]), words])
        return [event for (event,) in cursor.fetchall()]


FIND = """
    SELECT (said -> 0)::bigint FROM jsonb_array_elements(%s) AS said
    WHERE jsonb_to_tsvector('english', said -> 1, '["string"]')
        @@ websearch_to_tsquery('english', %s)
"""


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts among an event's facts; who was harmed is not looked for."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for name, each in value.items():
                if name != "victim":
                    yield from _strings(each)
