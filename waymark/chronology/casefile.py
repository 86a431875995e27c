"""The case file of a child in the database, put together from parts and taken apart again.

Each app that keeps a part of it says how that part is read and written; whoever reads the whole
(the rules, an export) does not know where it lies.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from django.db.models import Model

from waymark.prepared import planned
from waymark.rules.casefile import CaseFile, trusted

Document = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """A table that holds, for each child, a list of documents in their order."""

    model: type[Model]
    apart: str = ""
    """The column by whose values a child's rows are kept apart, if any."""


Lists = Mapping[type[Model], list[tuple[int, str, list[Document]]]]
"""Of each table the lists it holds: of which child, apart by what, the documents."""


class Part(Protocol):
    """One app's part of the case file."""

    rows: tuple[Rows, ...]
    """What is read of the tables of all parts at once."""

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        """Return each child's fragment; with `words`, the free text too."""

    def write(self, child: Any, document: Document) -> None:
        """Keep this part of a case file whose child has a row already."""


_parts: list[Part] = []


def register(part: Part) -> None:
    """Add a part, at start-up. Parts are written in the order in which they were registered."""
    _parts.append(part)


def documents(children: Iterable[int], *, words: bool = False) -> dict[int, Document]:
    """Return the case files of these children, by their id.

    Two queries, however many children; with words, one more for each further table.
    """
    wanted = list(children)
    found: dict[int, Document] = {child: {"casefile": 1} for child in wanted}
    lists = _lists(wanted)
    for part in _parts:
        for child, fragment in part.read(wanted, lists, words=words).items():
            found[child].update(fragment)
    return found


def of(child: int) -> CaseFile:
    """Return one child's case file as the rules see it."""
    return trusted(documents([child])[child])


def _lists(children: list[int]) -> Lists:
    """Return the lists of these children. PostgreSQL puts each together, and all are one query."""
    tables = {rows.model._meta.db_table: rows.model for part in _parts for rows in part.rows}  # noqa: SLF001
    found: dict[type[Model], list[tuple[int, str, list[Document]]]] = defaultdict(list)
    for table, child, apart, documents in planned(_all_lists(), {"children": children}):
        found[tables[table]].append((child, apart, json.loads(documents)))
    return found


@cache
def _all_lists() -> str:
    return " UNION ALL ".join(
        # Half the time of `jsonb_agg`, which makes one document of them and writes that out.
        f"SELECT '{table}', child_id, {apart},"  # noqa: S608
        " '[' || string_agg(document::text, ',' ORDER BY position) || ']'"
        f" FROM {table} WHERE child_id = ANY(%(children)s::bigint[]) GROUP BY child_id, {apart}"
        for part in _parts
        for rows in part.rows
        for table, apart in [(rows.model._meta.db_table, rows.apart or "''::text")]  # noqa: SLF001
    )


def write(child: Any, document: Document) -> None:
    for part in _parts:
        part.write(child, document)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
