"""What the server and the worker ask of their own login before they do anything.

Row-level security holds back neither a superuser, nor who has BYPASSRLS, nor who owns the table.
"""

import sys

from django.conf import settings
from django.db import connection, connections

ABOVE_THE_WALLS = """
    SELECT format('%s is a superuser', rolname) FROM pg_roles
        WHERE rolsuper AND pg_has_role(oid, 'MEMBER')
    UNION ALL
    SELECT format('%s has BYPASSRLS', rolname) FROM pg_roles
        WHERE rolbypassrls AND pg_has_role(oid, 'MEMBER')
    UNION ALL
    SELECT format('%s owns %s tables', pg_get_userbyid(relowner), count(*)) FROM pg_class
        WHERE relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(relowner, 'MEMBER')
            AND relnamespace = 'public'::regnamespace
        GROUP BY relowner
"""
# Each side's process over its own side's database alone.
OTHERS_TABLE = {"casework": "victims_victim", "victims": "children_child"}
IS_THERE = "SELECT to_regclass('public.' || %s) IS NOT NULL"
WHAT_TO_DO = (
    "Give DATABASE_URL the application's login: one that owns no table and may become nobody else."
)
GIVES_UP = 3  # gunicorn starts a worker again and again, unless it ends with this


def refuse_a_login_above_the_walls() -> None:
    """End the program where the database's walls would not hold for it."""
    reasons = _reasons()
    if reasons:
        sys.stderr.write(
            f"Waymark does not start: {'; '.join(reasons)}. Children's records would stand open to "
            f"whoever gets hold of this machine. {WHAT_TO_DO}\n"
        )
        sys.exit(GIVES_UP)


def _reasons() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(ABOVE_THE_WALLS)
        found = [reason for (reason,) in cursor.fetchall()]
        cursor.execute(IS_THERE, [OTHERS_TABLE[settings.LETTERS_SIDE]])
        if cursor.fetchone() == (True,):
            found.append("it is the other side's database")
    connection.close()  # each process of a server opens its own
    if "owner" in connections:
        found.append("WAYMARK_OWNER_URL stands in its environment")
    return found
