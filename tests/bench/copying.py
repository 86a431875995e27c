"""Rows by COPY: made once from a story by the code that makes every row, then repeated."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Model
from psycopg import sql
from psycopg.adapt import PyFormat, Transformer

# What differs from one child who lives a story to the next; all else of a row is the story's.
DIFFER = {"id", "child_id", "service_id", "event_id", "user_id"}
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
A_BUFFER = 1 << 20

Text = Callable[[dict[str, int]], str]


def line_of(row: Model) -> str:
    """Return a row's line of COPY, with places for what differs: `%(id)s`."""
    dumped, says = [], _as_django_says_it()
    for field in row._meta.concrete_fields:
        if field.column in DIFFER:
            dumped.append(f"%({field.column})s")
        else:
            value = field.get_db_prep_save(getattr(row, field.attname), connection)
            dumped.append(_text(value, says).replace("%", "%%"))
    return "\t".join(dumped) + "\n"


def copy(owner: psycopg.Connection, model: type[Model], lines: Iterable[str]) -> None:
    columns = [sql.Identifier(field.column) for field in model._meta.concrete_fields]
    table = sql.Identifier(model._meta.db_table)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
    with owner.cursor() as cursor, cursor.copy(statement) as stream:
        for piece in _pieces(lines):
            stream.write(piece)
    _move_on(owner, model)


def _move_on(owner: psycopg.Connection, model: type[Model]) -> None:
    """Let the next id that the database gives be after those that were copied."""
    table, key = model._meta.db_table, model._meta.pk.column
    owner.execute(
        sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), (SELECT coalesce(max({}), 1) FROM {}))"
        ).format(sql.Literal(table), sql.Literal(key), sql.Identifier(key), sql.Identifier(table))
    )


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > A_BUFFER:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _as_django_says_it() -> Transformer:
    """One for all values of a row: to make one takes longer than what it does for a value."""
    connection.ensure_connection()
    return Transformer(connection.connection)


def _text(value: Any, says: Transformer) -> str:
    """Return a value as COPY has it."""
    if value is None:
        return r"\N"
    dumped = says.get_dumper(value, PyFormat.TEXT).dump(value)
    return bytes(dumped or b"").decode().translate(ESCAPES)
