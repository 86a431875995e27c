"""What is asked all the time: querysets compiled once, and statements that PostgreSQL plans once.

Django builds and compiles a queryset anew whenever it is asked, which on the pages that everybody
opens costs several times what PostgreSQL needs to answer. What is asked on every page is therefore
declared here once: the function that builds it is called with places in the values' stead.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from functools import cache, wraps
from typing import Any, Generic, Self, TypeVar

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import connection, connections
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    Func,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found", bound=Model)

ID, DAY, MOMENT, TEXT = BigIntegerField(), DateField(), DateTimeField(), TextField()
IDS, TEXTS = ArrayField(ID), ArrayField(TEXT)


class Told(Expression):
    """The place of a value that is told when the query is asked."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        # A number needs no type, and one that is too long for any id simply finds nothing.
        is_number = isinstance(self.output_field, BigIntegerField)
        return "%s" if is_number else f"%s::{self.output_field.db_type(connection)}", [self]


class Among(Func):
    """Whether a value is one of those in a told array: what `__in` says of values known before."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, value: str | Expression, told: Told) -> None:
        super().__init__(value, told)


def prepared(
    **told: Field,
) -> Callable[[Callable[..., QuerySet[Found]]], Callable[..., list[Found]]]:
    """Let a function that builds a queryset return its rows, the queryset being compiled once.

    :param told: the values that are told anew each time, as the fields of their kind. The function
        is called with a `Told` for each. What else it is called with is a variant of the query,
        hashable, and compiled for itself.
    """

    def decorate(build: Callable[..., QuerySet[Found]]) -> Callable[..., list[Found]]:
        @cache
        def compiled(**variant: Hashable) -> _Compiled[Found]:
            places = {name: Told(name, field) for name, field in told.items()}
            return _Compiled(build(**places, **variant))

        @wraps(build)
        def asked(**values: Any) -> list[Found]:
            variant = {name: value for name, value in values.items() if name not in told}
            return compiled(**variant).rows({name: values[name] for name in told})

        return asked

    return decorate


def planned(
    statement: str, values: Sequence[Any] | Mapping[str, Any], *, anew: bool = False
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement that PostgreSQL plans once for each connection.

    Django writes the values into a statement, which is therefore read and planned whenever it is
    asked; of a long one that is half its time. Here they travel beside it.

    :param anew: plan it for this once: a plan that was made while a table was empty reads all of
        it, which whoever fills the table would do again and again.
    """
    connection.ensure_connection()
    own = _Planned(connection.connection)
    own.prepares = False if anew else None
    is_told = connection.queries_logged
    with connection.make_debug_cursor(own) if is_told else connection.make_cursor(own) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


class _Planned(psycopg.Cursor[Any]):
    """Tells Django what was asked, where it keeps a list of that."""

    prepares: bool | None = None

    def execute(self, query: Any, params: Any = None, **more: Any) -> Self:
        try:
            return super().execute(query, params, prepare=self.prepares, **more)
        finally:
            if connection.queries_logged:
                self._query = self._convert_query(query, params)


def first(found: list[Found]) -> Found | None:
    return found[0] if found else None


class _Compiled(Generic[Found]):
    def __init__(self, built: QuerySet[Found]) -> None:
        self.built = built
        self.compiler = built.query.get_compiler(built.db)
        self.sql, self.params = self.compiler.as_sql()

    def rows(self, values: dict[str, Any]) -> list[Found]:
        compiler = copy(self.compiler)
        compiler.connection = connections[self.built.db]  # this thread's
        params = tuple(
            values[each.name] if isinstance(each, Told) else each for each in self.params
        )
        compiler.as_sql = lambda *_, **__: (self.sql, params)  # type: ignore[method-assign]
        rows = self.built.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)
