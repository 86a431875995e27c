"""The case file of a child in the database, put together from parts and taken apart again.

Each app that keeps a part of it says how that part is read and written; whoever reads the whole
(the rules, an export) does not know where it lies.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import QuerySet

from waymark.rules.casefile import CaseFile, trusted

Document = dict[str, Any]


class Part(Protocol):
    """One app's part of the case file."""

    def read(self, children: list[int], *, words: bool) -> Mapping[int, Document]:
        """Return each child's fragment; with `words`, the free text too."""

    def write(self, child: Any, document: Document) -> None:
        """Keep this part of a case file whose child has a row already."""


_parts: list[Part] = []


def register(part: Part) -> None:
    """Add a part, at start-up. Parts are written in the order in which they were registered."""
    _parts.append(part)


def documents(children: Iterable[int], *, words: bool = False) -> dict[int, Document]:
    """Return the case files of these children, by their id; one query a table, however many."""
    wanted = list(children)
    found: dict[int, Document] = {child: {"casefile": 1} for child in wanted}
    for part in _parts:
        for child, fragment in part.read(wanted, words=words).items():
            found[child].update(fragment)
    return found


def of(child: int) -> CaseFile:
    """Return one child's case file as the rules see it."""
    return trusted(documents([child])[child])


def lists_of(rows: QuerySet[Any], children: list[int], *apart: str) -> QuerySet[Any, Any]:
    """Return, for each child, the documents of its rows in their order, as (child, …, documents).

    PostgreSQL puts each list together, so that a child's hundred rows are read as one.

    :param apart: columns by whose values a child's rows are kept apart.
    """
    lists = JSONBAgg("document", order_by="position")
    found = rows.filter(child__in=children).values_list("child_id", *apart)
    return found.annotate(documents=lists).order_by()


def write(child: Any, document: Document) -> None:
    for part in _parts:
        part.write(child, document)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
