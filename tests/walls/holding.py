"""Where the database holds a text."""

import psycopg

ALL_TABLES = (
    "SELECT oid::regclass::text FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def tables_that_hold(owner: psycopg.Connection, text: str) -> list[str]:
    return sorted(
        table
        for (table,) in owner.execute(ALL_TABLES).fetchall()
        if owner.execute(
            f"SELECT FROM {table} AS each WHERE each::text LIKE %s LIMIT 1", [f"%{text}%"]
        ).rowcount
    )
