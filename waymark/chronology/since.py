"""What was recorded with many children since a day, for whoever looks over the work of others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from waymark.chronology.models import Event, Words
from waymark.chronology.queries import WITHDRAWN
from waymark.prepared import DAY, IDS, TEXTS, Among, Told, prepared

FITS = "plan_fits_because"  # of what asks for another plan: why the plan fits all the same


@dataclass(frozen=True)
class Recorded:
    """One event as it stands, by the reference by which others name it."""

    event: int
    child: int
    reference: str
    kind: str
    on: date
    position: int
    facts: Mapping[str, Any]
    says_plan_fits: bool

    def is_after(self, other: "Recorded") -> bool:
        return (self.on, self.position) > (other.on, other.position)


def recorded_since(*, children: Sequence[int], since: date, kinds: Sequence[str]) -> list[Recorded]:
    """Return what of these kinds was recorded with these children of that day and later, child by
    child in the order in which it happened. What was put right since stands as it was put right;
    what was withdrawn does not. One query."""
    rows = _since(children=children, since=since, kinds=[*kinds, WITHDRAWN])
    return sorted(_standing(rows), key=lambda each: (each.child, each.on, each.position))


def _standing(rows: list[Event]) -> Iterator[Recorded]:
    last = {(row.child_id, row.corrects): row for row in rows if row.corrects}
    for row in rows:
        replaced = (row.child_id, row.reference) in last
        if row.kind == WITHDRAWN or replaced or (row.corrects and last[_of(row)] is not row):
            continue
        yield Recorded(
            row.pk,
            row.child_id,
            row.corrects or row.reference,
            row.kind,
            row.on,
            row.position,
            row.document,
            row.fits,
        )


def _of(row: Event) -> tuple[int, str]:
    return row.child_id, row.corrects


@prepared(children=IDS, since=DAY, kinds=TEXTS)
def _since(*, children: Told, since: Told, kinds: Told) -> QuerySet[Event]:
    found = Event.objects.filter(Among("child", children), Among("kind", kinds), on__gte=since)
    fits = Words.objects.filter(event=OuterRef("pk"), field=FITS)
    found = found.annotate(fits=Exists(fits)).order_by("child", "position")
    return found.only("child", "reference", "kind", "on", "position", "corrects", "document")
