"""What is declared of every column of a database, and which columns there are."""

import tomllib
from collections.abc import Mapping
from typing import Any

import psycopg

from waymark.running.home import CHECKOUT

Declared = dict[str, Any]
COLUMNS = """
    SELECT table_name, array_agg(column_name::text ORDER BY column_name)
    FROM information_schema.columns JOIN pg_class ON relname = table_name
    WHERE table_schema = 'public' AND NOT relispartition
    GROUP BY table_name
"""


def casework() -> Declared:
    return _read("fields.toml")


def victims() -> Declared:
    """Return what is declared of the sealed database, in casework's words and its own."""
    own, same = _read("fields-victims.toml"), casework()
    tables = {name: same["tables"][name] for name in own["as_casework"]} | own["tables"]
    words = {each: same[each] | own.get(each, {}) for each in ("sensitivity", "kept", "seen")}
    return {**words, "tables": tables}


def columns_of(table: Mapping[str, Any], declared: Declared) -> list[str]:
    return [column for name in declared["sensitivity"] for column in table.get(name, ())]


def columns_in(owner: psycopg.Connection) -> dict[str, list[str]]:
    """Return the columns that a database has, by table."""
    return dict(owner.execute(COLUMNS).fetchall())


def check_columns(owner: psycopg.Connection, declared: Declared) -> None:
    tables = declared["tables"].items()
    said = {name: sorted(columns_of(table, declared)) for name, table in tables}
    assert said == columns_in(owner)


def check_words(table: Mapping[str, Any], declared: Declared) -> None:
    """A table is declared in words that are explained."""
    assert table["kept"] in declared["kept"]
    assert table["seen"] in declared["seen"]
    assert set(table) - {"kept", "seen"} <= set(declared["sensitivity"])


def _read(name: str) -> Declared:
    return tomllib.loads((CHECKOUT / "docs" / name).read_text())
