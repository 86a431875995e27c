"""The case file of a child in the database, put together from parts and taken apart again.

Each app that keeps a part of it says how that part is read and written; whoever reads the whole
(the rules, an export) does not know where it lies.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model

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


def lists_of(rows: type[Model], children: list[int], *apart: str) -> Iterator[tuple[Any, ...]]:
    """Yield, for each child, the documents of its rows in their order, as (child, …, documents).

    PostgreSQL puts each list together, so that a child's hundred rows are read as one. Whatever is
    saved waits for this, so Django is not asked to write the statement each time.

    :param apart: columns by whose values a child's rows are kept apart.
    """
    by = ", ".join(("child_id", *apart))
    with connection.cursor() as cursor:
        cursor.execute(
            # Half the time of `jsonb_agg`, which makes one document of them and writes that out.
            f"SELECT {by}, '[' || string_agg(document::text, ',' ORDER BY position) || ']'"  # noqa: S608
            f" FROM {rows._meta.db_table} WHERE child_id = ANY(%s) GROUP BY {by}",  # noqa: SLF001
            [children],
        )
        for *key, documents in cursor.fetchall():
            yield *key, json.loads(documents)


def write(child: Any, document: Document) -> None:
    for part in _parts:
        part.write(child, document)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
