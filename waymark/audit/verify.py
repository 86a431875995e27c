"""Finds the row at which a service's chain was tampered with.

Nothing of the database is believed but its rows: digests are reckoned here, and the heads that
were written outside the database tell of a tail that was cut off.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

from waymark.accounts.models import Service

ROWS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which row of which service's chain."""

    service_id: int
    number: int
    what: str

    def __str__(self) -> str:
        return f"service {self.service_id}, row {self.number}: {self.what}"


@dataclass(frozen=True)
class Head:
    """The end of a chain as it was written outside the database."""

    service_id: int
    number: int
    digest: str


def read_heads(path: Path) -> list[Head]:
    if not path.exists():
        return []
    return [Head(**json.loads(line)["head"]) for line in path.read_text().splitlines()]


def first_faults(heads: list[Head]) -> list[Fault]:
    """Return the first fault of each chain; none where all chains are whole."""
    found = []
    for service in Service.objects.order_by("pk"):
        own = {head.number: head.digest for head in heads if head.service_id == service.pk}
        with transaction.atomic():
            fault = next(_faults(service.pk, own), None)
        if fault is not None:
            found.append(fault)
    return found


def _faults(service_id: int, outside: dict[int, str]) -> Iterator[Fault]:
    end, end_digest = _head(service_id)
    previous, last = "", 0
    for number, digest, content, columns in _rows(service_id):
        if number != last + 1:
            yield Fault(service_id, last + 1, "it is missing, or stands twice")
        if columns != _columns_said(content):
            yield Fault(service_id, number, "its columns do not say what its content says")
        if digest != _digest(previous, number, content):
            yield Fault(service_id, number, "its digest does not follow from the row before")
        if outside.get(number, digest) != digest:
            yield Fault(service_id, number, "it is not the row that was written outside")
        previous, last = digest, number
    if max(outside, default=0) > last:
        yield Fault(service_id, last + 1, "it was written outside and is gone")
    if (last, previous) != (end, end_digest):
        yield Fault(service_id, last + 1, "the chain and its head do not agree")


def _head(service_id: int) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('waymark.service', %s, true)", [str(service_id)])
        cursor.execute(
            "SELECT number, digest FROM audit_audithead WHERE service_id = %s", [service_id]
        )
        return cursor.fetchone() or (0, "")


def _rows(service_id: int) -> Iterator[tuple[int, str, str, list[object]]]:
    statement = (
        "SELECT number, digest, content, at, user_id, action, children, outcome FROM audit_row"
        " WHERE service_id = %s AND number > %s ORDER BY number, at LIMIT %s"
    )
    previous_number = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [service_id, previous_number, ROWS_AT_ONCE])
            batch = cursor.fetchall()
        for number, digest, content, at, *rest in batch:
            yield number, digest, content, [at.astimezone(UTC).isoformat(), *rest]
        if len(batch) < ROWS_AT_ONCE:
            return
        previous_number = batch[-1][0]


def _columns_said(content: str) -> object:
    try:
        return json.loads(content)[:5]
    except (ValueError, TypeError):
        return None


def _digest(previous: str, number: int, content: str) -> str:
    return hashlib.sha256(f"{previous}|{number}|{content}".encode()).hexdigest()


def write_heads(path: Path, at: datetime) -> int:
    """Append the head of every chain that moved since the last time; returns how many did."""
    known = {head.service_id: head.number for head in read_heads(path)}
    moved = [head for head in _heads() if known.get(head.service_id) != head.number]
    with path.open("a") as file:
        for head in moved:
            file.write(json.dumps({"at": at.isoformat(), "head": head.__dict__}) + "\n")
    return len(moved)


def _heads() -> Iterator[Head]:
    for service in Service.objects.order_by("pk"):
        with transaction.atomic():
            number, digest = _head(service.pk)
        if number:
            yield Head(service.pk, number, digest)
