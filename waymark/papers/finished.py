"""Assessments that were finished, and reviews that are begun: of many children at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.papers.models import Paper, Source
from waymark.prepared import DAY, IDS, TEXT, Among, Told, prepared


@dataclass(frozen=True)
class Finished:
    """A finished paper: whether it rests on anything, and what nobody had looked at, and why."""

    paper: int
    child: int
    on: date
    has_source: bool
    left: int
    left_because: str


@dataclass(frozen=True)
class Begun:
    child: int
    on: date
    because_of: str  # the event with which it was begun


def finished_or_begun(
    *, children: Sequence[int], since: date, finished: str, begun: str
) -> tuple[list[Finished], list[Begun]]:
    """Return the papers on one form that were finished since a day, and those on another that are
    under way. One query.

    :param finished: the one form.
    :param begun: the other.
    """
    rows = _papers(children=children, since=since, finished=finished, begun=begun)
    return (
        [_finished(row) for row in rows if row.completed_on],
        [
            Begun(row.child_id, row.began_on, row.document.get("because_of") or "")
            for row in rows
            if row.completed_on is None
        ],
    )


def _finished(row: Paper) -> Finished:
    told = row.document
    left, because = len(told.get("left") or ()), told.get("left_because") or ""
    return Finished(row.pk, row.child_id, row.completed_on, row.has_source, left, because)


@prepared(children=IDS, since=DAY, finished=TEXT, begun=TEXT)
def _papers(*, children: Told, since: Told, finished: Told, begun: Told) -> QuerySet[Paper]:
    wanted = Q(form=finished, completed_on__gte=since) | Q(form=begun, completed_on=None)
    sources = Source.objects.filter(paper=OuterRef("pk"), document__taken_off_on__isnull=True)
    found = Paper.objects.filter(wanted, Among("child", children))
    found = found.only("child", "began_on", "completed_on", "document")
    return found.annotate(has_source=Exists(sources)).order_by("-completed_on", "-pk")
