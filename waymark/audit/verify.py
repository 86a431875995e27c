"""Finds the row at which a service's chain was tampered with.

Nothing of the database is believed but its rows: digests are reckoned here, and the heads that
were written outside the database tell of a tail that was cut off or written anew. What is added
at the end of a chain as the server itself adds it cannot be told from what the server added.
"""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from waymark.audit.recording import INSTALLATION

ROWS_AT_ONCE = 5_000
CHAINS = """
    SELECT %s::bigint UNION SELECT id FROM accounts_service UNION SELECT unnest(%s::bigint[])
    ORDER BY 1
"""
MOMENT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'"""
END = f"SELECT number, digest, {MOMENT} FROM audit_audithead WHERE service_id = %s"  # noqa: S608
ROWS = f"""
    SELECT number, previous, digest, content, {MOMENT}, user_id, action, children, outcome
    FROM audit_row WHERE service_id = %s ORDER BY number, at
"""  # noqa: S608


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which row of which service's chain: as few as can be told apart."""

    service_id: int
    first: int
    last: int
    what: str

    def __str__(self) -> str:
        rows = f"row {self.first}" if self.first == self.last else f"rows {self.first}-{self.last}"
        own = self.service_id == INSTALLATION
        chain = "the installation" if own else f"service {self.service_id}"
        return f"{chain}, {rows}: {self.what}"


@dataclass(frozen=True)
class Head:
    """The end of a chain as it was written outside the database."""

    service_id: int
    number: int
    digest: str


class Row(NamedTuple):
    number: int
    previous: str
    digest: str
    content: str
    at: str
    user_id: int | None = None
    action: str = ""
    children: tuple[int, ...] = ()
    outcome: str = ""


class End(NamedTuple):
    """The end of a chain as the database says it."""

    number: int
    digest: str
    at: str


START = Row(0, "", "", "", "")
EMPTY = End(0, "", "")
Outside = Mapping[int, set[str]]  # the digests that were written outside, by the row's number


def read_heads(path: Path) -> list[Head]:
    """Return what was written outside; a line that was cut off in the writing is no head."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [Head(**json.loads(line)["head"]) for line in lines if line.endswith("}}")]


def first_faults(heads: Iterable[Head]) -> list[Fault]:
    """Return the first fault of each chain; none where all chains are whole."""
    outside: defaultdict[int, defaultdict[int, set[str]]]
    outside = defaultdict(lambda: defaultdict(set))
    for head in heads:
        outside[head.service_id][head.number].add(head.digest)
    found = []
    for service_id in _chains(list(outside)):
        with transaction.atomic(), closing(_rows(service_id)) as rows:
            fault = Chain(service_id, _end(service_id), outside[service_id]).first_fault(rows)
        found += [fault] if fault else []
    return found


class Chain:
    """One service's chain in the reading."""

    def __init__(self, service_id: int, end: End, outside: Outside) -> None:
        self.service_id = service_id
        self.end = end
        self.outside = outside
        self.held = 0  # the last row that is known to be as it was written outside

    def first_fault(self, rows: Iterator[Row]) -> Fault | None:
        before = START
        for row in rows:
            if (
                row.number != before.number + 1
                or row.previous != before.digest
                or not row.content.startswith(_told_by_columns(row))
                or row.digest != _digest(row)
            ):
                return self._broken(before, row, rows)
            if row.number in self.outside:
                if self.outside[row.number] != {row.digest}:
                    return self._not_as_outside(row, rows)
                self.held = row.number
            before = row
        return self._ends_wrongly(before)

    def _broken(self, before: Row, row: Row, rows: Iterator[Row]) -> Fault:
        number = row.number
        if number <= before.number:
            return self._fault(number, "it stands twice, or before the first")
        if number > before.number + 1:
            if before.number >= self.end.number:
                return self._fault(number, "it stands after the chain's end")
            return self._fault(before.number + 1, "it is missing", last=number - 1)
        if not row.content.startswith(_told_by_columns(row)):
            return self._fault(number, "its columns do not say what its content says")
        if row.digest != _digest(row):
            return self._fault(number, "its digest is not that of its content")
        if before is not START and self._is_followed(row, rows):
            return self._fault(before.number, "it stands in the place of another")
        return self._fault(number, "it does not follow from the row before")

    def _not_as_outside(self, row: Row, rows: Iterator[Row]) -> Fault:
        first = self.held + 1 if self._is_followed(row, rows) else row.number
        return self._fault(first, "it is not what was written outside", last=row.number)

    def _is_followed(self, row: Row, rows: Iterator[Row]) -> bool:
        """Whether what comes next was made when the row was as it is now."""
        after = next(rows, None)
        return row.digest == (after.previous if after else self.end.digest)

    def _ends_wrongly(self, last: Row) -> Fault | None:
        gone = max(self.end.number, *self.outside, 0)
        if gone > last.number:
            return self._fault(last.number + 1, "it is missing at the end", last=gone)
        if self.end.number < last.number:
            said = "it stands after the chain's end"
            return self._fault(self.end.number + 1, said, last=last.number)
        if self.end != (last.number, last.digest, last.at):
            first = min(self.held + 1, last.number)
            return self._fault(first, "it is not what the chain's end says", last=last.number)
        return None

    def _fault(self, number: int, what: str, *, last: int | None = None) -> Fault:
        return Fault(self.service_id, number, number if last is None else last, what)


def _chains(told_outside: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(CHAINS, [INSTALLATION, told_outside])
        return [service_id for (service_id,) in cursor.fetchall()]


def _end(service_id: int) -> End:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('waymark.service', %s, true)", [str(service_id)])
        cursor.execute(END, [service_id])
        found = cursor.fetchone()
    return End(*found) if found else EMPTY


def _rows(service_id: int) -> Generator[Row, None, None]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS, [service_id])
        while batch := cursor.fetchmany(ROWS_AT_ONCE):
            yield from map(Row._make, batch)


def _told_by_columns(row: Row) -> str:
    """Return how `recording` begins the content of a row with these columns."""
    who = "null" if row.user_id is None else row.user_id
    whom = ",".join(map(str, row.children))
    return f'["{row.at}",{who},{_as_json(row.action)},[{whom}],{_as_json(row.outcome)},'


@lru_cache(maxsize=1_000)
def _as_json(text: str) -> str:
    return json.dumps(text)


def _digest(row: Row) -> str:
    return hashlib.sha256(f"{row.previous}|{row.number}|{row.content}".encode()).hexdigest()


def write_heads(path: Path, at: datetime) -> int:
    """Append the end of every chain that moved since the last time; returns how many did.

    They are on the disk when this returns.
    """
    known = {head.service_id: head for head in read_heads(path)}
    moved = [head for head in _heads() if known.get(head.service_id) != head]
    if moved:
        with path.open("a") as file:
            for head in moved:
                line = json.dumps({"at": at.isoformat(), "head": asdict(head)})
                file.write(f"\n{line}")  # beginning anew, whatever became of the line before
            file.flush()
            os.fsync(file.fileno())
    return len(moved)


def _heads() -> Iterator[Head]:
    for service_id in _chains([]):
        with transaction.atomic():
            number, digest, _ = _end(service_id)
        if number:
            yield Head(service_id, number, digest)
