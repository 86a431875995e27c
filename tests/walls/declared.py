"""Whether a database is what one table says of it: each table's wall, and what a login may do."""

from collections.abc import Collection, Mapping, Sequence

import psycopg

from tests import database

WRITERS = "(person_id = ( SELECT waymark_user()"  # what is somebody's own
ALL_TABLES = """
    SELECT relname, relrowsecurity,
        array(SELECT pg_get_expr(polqual, polrelid) FROM pg_policy
              WHERE polrelid = pg_class.oid AND polpermissive),
        array(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0),
        (SELECT string_agg(left(may, 1), '' ORDER BY place)
         FROM unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
                           'TRIGGER']) WITH ORDINALITY AS each (may, place)
         WHERE has_table_privilege(%s, pg_class.oid, may))
    FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition
        AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%%'
"""


def check_declared(
    owner: psycopg.Connection,
    tables: Mapping[str, tuple[str, str]],
    walls: Mapping[str, Sequence[str]],
    *,
    besides: Collection[str],
) -> None:
    """Compare every table with its wall and what the application may do to it.

    :param walls: by its name, what stands in the condition of each wall.
    :param besides: tables that say whose something is and need no wall for it.
    """
    found, wrong = {}, []
    for name, secured, policies, columns, may in owner.execute(ALL_TABLES, [database.HERE.login]):
        wall, _ = tables.get(name, ("undeclared", ""))
        found[name] = (wall, may or "")
        if wall in walls:
            (condition,) = policies or [""]
            if not secured or not all(word in condition for word in walls[wall]):
                wrong.append(f"{name} is not behind the {wall} wall")
        elif {"child_id", "victim_id", "service_id"} & set(columns) and name not in besides:
            wrong.append(f"{name} tells of somebody or of a service and has no wall")
    assert wrong == []
    assert found == tables


def may_become(application: psycopg.Connection) -> list[tuple[str, bool, bool]]:
    """Return every role that a login may become, and whether walls hold it back."""
    roles = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')"
    return sorted(application.execute(roles).fetchall())


def owned(application: psycopg.Connection) -> int:
    counted = application.execute(
        "SELECT count(*) FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')"
    )
    return counted.fetchone()[0]


def passing_functions(owner: psycopg.Connection) -> list[tuple[str, list[str]]]:
    """Return each function that passes the walls, and how it is set up."""
    return owner.execute(
        "SELECT proname, proconfig FROM pg_proc"
        " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()


def ask_as(connection: psycopg.Connection, user: object, service: object) -> None:
    connection.execute(
        "SELECT set_config('waymark.user', %s, false), set_config('waymark.service', %s, false)",
        [str(user), str(service)],
    )
