"""Two services with a child each, and what a connection shows of them."""

import psycopg
from psycopg import sql

from tests.walls.made import a_child, a_service, everything_of
from tests.walls.tables import SERVICE, TABLES
from waymark.children.models import Child


class Families:
    """Two services with a child each, of whom there is a row in every table."""

    def __init__(self) -> None:
        self.ours, self.theirs = a_service(), a_service()
        self.sam, self.kim = a_child(self.ours), a_child(self.theirs)
        self.writer = everything_of(self.sam, host=self.theirs)
        everything_of(self.kim, host=self.ours)


def seen(connection: psycopg.Connection, child: Child, tables: list[str]) -> list[str]:
    """The tables that show rows of this child, or of the child's service where it has no child."""
    return [table for table in tables if _rows(connection, child, table)]


def _rows(connection: psycopg.Connection, child: Child, table: str) -> int:
    column = {"children_child": "id"}.get(table, "child_id")
    who = child.pk
    if TABLES[table][0] == SERVICE and table != "children_opening":
        column, who = "service_id", child.service_id
    statement = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s")
    counted = connection.execute(
        statement.format(sql.Identifier(table), sql.Identifier(column)), [who]
    )
    return counted.fetchone()[0]


def found(connection: psycopg.Connection, child: Child) -> bool:
    """Whether the child is found by name, by date of birth, by reference or as a likely match."""
    name, born = child.full_name, child.date_of_birth
    answers = [
        connection.execute("SELECT find_children(%s, NULL, '', 99)", [name]),
        connection.execute("SELECT find_children('', %s, '', 99)", [born]),
        connection.execute("SELECT find_children('', NULL, %s, 99)", [child.reference]),
        connection.execute("SELECT child FROM likely_children(%s, %s)", [name, born]),
    ]
    ways = {(child.pk,) in answer.fetchall() for answer in answers}
    assert len(ways) == 1
    return ways.pop()


def all_rows(connection: psycopg.Connection, table: str) -> int:
    return connection.execute(sql.SQL("SELECT FROM {}").format(sql.Identifier(table))).rowcount
