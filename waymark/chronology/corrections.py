"""What stands in a chronology, once corrections are counted in."""

from django.db.models import QuerySet

from waymark.chronology.models import Event

WITHDRAWN = "withdrawn"


def standing(event: Event) -> Event:
    """Return what now stands in the place of an event: itself, or its last correction. One query.

    As the rules have it (`waymark.rules.known`): the correction that was written last.
    """
    return chain(event)[-1]


def stood(event: Event) -> Event:
    """Return what stands in its place, or stood there before it was withdrawn. One query."""
    return [row for row in chain(event) if row.kind != WITHDRAWN][-1]


def chain(event: Event) -> list[Event]:
    """Return an event's first record and each correction of it, the one that stands last.

    One query.
    """
    rows = {row.reference: row for row in _corrections(event)}
    rows.setdefault(event.reference, event)
    first = _first(event.reference, rows)
    same = [row for row in rows.values() if _first(row.reference, rows) == first]
    same.sort(key=lambda row: (row.reference != first, row.recorded_on, row.position))
    return same


def _corrections(event: Event) -> QuerySet[Event]:
    """Return the child's corrections, and what they correct."""
    events = Event.objects.filter(child=event.child_id)
    corrections = events.exclude(corrects="")
    corrected = events.filter(reference__in=corrections.values("corrects"))
    return (corrections | corrected).select_related("by").order_by("position")


def _first(reference: str, rows: dict[str, Event]) -> str:
    while reference in rows and rows[reference].corrects:
        reference = rows[reference].corrects
    return reference
