"""The sealed database shows who was harmed to those alone who may, whatever a program asks it."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege

from tests import database
from tests.victims.sides import SHUT_OUT, Side
from tests.victims.tables import (
    ITSELF,
    OF_VICTIMS,
    OWN,
    SERVICE,
    SERVICE_BUT_NOBODY_HARMED,
    TABLES,
    TRAINED,
    WALLED,
    WRITER,
)
from tests.walls.declared import (
    WRITERS,
    ask_as,
    check_declared,
    may_become,
    owned,
    passing_functions,
)


@pytest.fixture(scope="module")
def sides(module_database, django_db_blocker):
    with django_db_blocker.unblock(), database.django_at(module_database):
        yield Side(), Side()


@pytest.fixture
def ours(sides):
    return sides[0]


@pytest.fixture
def theirs(sides):
    return sides[1]


def shown(connection: psycopg.Connection, side: Side) -> list[str]:
    """Return the tables that show rows of this side's service."""
    statement = sql.SQL("SELECT count(*) FROM {} WHERE service_id = %s")
    return [
        table
        for table in OF_VICTIMS
        if connection.execute(statement.format(sql.Identifier(table)), [side.service.pk]).fetchone()
        != (0,)
    ]


@contextmanager
def without_its_wall(owner: psycopg.Connection, table: str):
    name = sql.Identifier(table)
    owner.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(name))
    try:
        yield
    finally:
        owner.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))


def nobodys(ours: Side, theirs: Side) -> dict[str, tuple[object, object]]:
    """Return everybody to whom nothing of ours is shown: who asks, and for which service."""
    asks = {name: (ours.people[name].pk, ours.service.pk) for name in SHUT_OUT}
    return asks | {
        "nobody": ("", ""),
        "nobody of a service": ("", ours.service.pk),
        "waymark of no service": (0, ""),
        "their worker": (theirs.people["worker"].pk, theirs.service.pk),
        "their manager": (theirs.manager.pk, theirs.service.pk),
        "waymark for them": (0, theirs.service.pk),
        "their worker, who says that she is ours": (theirs.people["worker"].pk, ours.service.pk),
        "their manager, who says that she is ours": (theirs.manager.pk, ours.service.pk),
    }


@pytest.mark.provision("CM-400")
def test_every_table_is_declared_with_its_wall_and_what_the_application_may_do(as_owner):
    trained = ["(service_id = ( SELECT waymark_service()", "( SELECT victims_may_read()"]
    walls = {
        TRAINED: trained,
        SERVICE: ["(service_id = ", "waymark"],
        OWN: [*trained, WRITERS],
        WRITER: [WRITERS],
        ITSELF: ["(service_id = ( SELECT waymark_service()", "waymark_user) = 0"],
    }
    check_declared(as_owner, TABLES, walls, besides=SERVICE_BUT_NOBODY_HARMED)


def test_the_application_is_neither_owner_nor_superuser_nor_bypasses(as_application):
    assert may_become(as_application) == [
        ("waymark_application", False, False),
        ("waymark_victims", False, False),
    ]
    assert owned(as_application) == 0


def test_every_function_that_passes_the_walls_looks_into_a_sessions_own_tables_last(as_owner):
    found = passing_functions(as_owner)
    assert "victims_may_read" in dict(found)
    assert [name for name, config in found if config != ["search_path=public, pg_temp"]] == []


def test_there_is_somebody_in_every_table_to_be_seen(ours, theirs, as_owner):
    assert shown(as_owner, ours) == OF_VICTIMS
    assert shown(as_owner, theirs) == OF_VICTIMS


@pytest.mark.provision("CM-400")
def test_who_is_trained_and_the_manager_see_their_own_service_and_no_other(
    ours, theirs, as_application
):
    drafted = sorted([*WALLED, "drafts_draft"])
    for name, tables in (("worker", drafted), ("manager", WALLED)):
        ask_as(as_application, ours.people[name].pk, ours.service.pk)
        assert shown(as_application, ours) == tables
        assert shown(as_application, theirs) == []


@pytest.mark.provision("CM-400")
def test_nobody_else_is_shown_a_row_of_anybody_harmed(ours, theirs, as_application):
    assert shown(as_application, ours) == []
    seen = {}
    for name, asks in nobodys(ours, theirs).items():
        ask_as(as_application, *asks)
        seen[name] = shown(as_application, ours)
    assert seen == {name: [] for name in seen}


@pytest.mark.parametrize("table", OF_VICTIMS)
def test_without_its_wall_the_table_would_show_them_to_each(
    ours, theirs, as_application, as_owner, table
):
    """What the test above stands on, table by table."""
    for asks in nobodys(ours, theirs).values():
        ask_as(as_application, *asks)
        with without_its_wall(as_owner, table):
            assert shown(as_application, ours) == [table]
        assert shown(as_application, ours) == []


def test_without_the_word_of_who_may_read_the_untrained_would_read(
    ours, theirs, as_application, as_owner
):
    """The control: everybody of the service then sees all of it, and still nobody of another."""
    (told,) = as_owner.execute("SELECT pg_get_functiondef('victims_may_read'::regproc)").fetchone()
    as_owner.execute(
        "CREATE OR REPLACE FUNCTION victims_may_read() RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT true'"
    )
    try:
        for name in SHUT_OUT:
            ask_as(as_application, ours.people[name].pk, ours.service.pk)
            assert shown(as_application, ours) == WALLED
            assert shown(as_application, theirs) == []
    finally:
        as_owner.execute(told)


def test_nothing_of_another_service_is_changed_or_deleted(ours, theirs, as_application):
    ask_as(as_application, theirs.manager.pk, theirs.service.pk)
    for table in OF_VICTIMS:
        for letter, statement in (
            ("U", "UPDATE {} SET service_id = service_id WHERE service_id = %s"),
            ("D", "DELETE FROM {} WHERE service_id = %s"),
        ):
            if letter in TABLES[table][1]:
                done = as_application.execute(
                    sql.SQL(statement).format(sql.Identifier(table)), [ours.service.pk]
                )
                assert done.rowcount == 0, table


def test_no_row_is_given_to_somebody_harmed_in_another_service(ours, theirs, as_application):
    """Neither as theirs, which the wall refuses, nor as ours, since the person is not ours."""
    ask_as(as_application, ours.manager.pk, ours.service.pk)
    statement = (
        "INSERT INTO victims_spell (victim_id, service_id, kind, document, recorded_at, begins)"
        " VALUES (%s, %s, 'wish', '{}', now(), '2026-03-02')"
    )
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        as_application.execute(statement, [theirs.victim.pk, theirs.service.pk])
    with pytest.raises(ForeignKeyViolation):
        as_application.execute(statement, [theirs.victim.pk, ours.service.pk])


REFUSED = [
    "UPDATE victims_happening SET document = '{}'",
    'UPDATE victims_happening SET "on" = now()',
    "UPDATE victims_happening SET recorded_at = now()",
    "UPDATE victims_call SET child = NULL",
    "UPDATE victims_call SET at = now()",
    "UPDATE victims_call SET asked_by = NULL",
    "UPDATE accounts_training SET until = '2099-01-01'",
    "DELETE FROM victims_call",
    "DELETE FROM accounts_training",
    "TRUNCATE victims_happening",
    "TRUNCATE victims_call",
    "ALTER TABLE victims_victim DISABLE ROW LEVEL SECURITY",
    "CREATE OR REPLACE FUNCTION victims_may_read() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_happened_and_each_call_stand_as_they_were_written(
    ours, as_application, as_owner, statement
):
    for user in (ours.manager.pk, 0):
        ask_as(as_application, user, ours.service.pk)
        with pytest.raises(InsufficientPrivilege):
            as_application.execute(statement)
    with as_owner.transaction(force_rollback=True):  # it is refused for who asks, and not as wrong
        as_owner.execute(statement)


def test_whom_a_call_found_is_all_that_is_said_of_it_afterwards(ours, as_application):
    ask_as(as_application, 0, ours.service.pk)
    with as_application.transaction(force_rollback=True):
        done = as_application.execute("UPDATE victims_call SET found = '{1}'")
        assert done.rowcount == 1


CHANGED = """
    taken_back_at IS NOT NULL
    OR confirmed_at IS NOT NULL AND decided_with_id = (SELECT waymark_user())
"""


def test_that_something_happened_is_taken_back_once_and_never_stands_again(
    ours, as_application, as_owner
):
    ask_as(as_application, ours.manager.pk, ours.service.pk)
    take_back = "UPDATE victims_happening SET taken_back_at = now(), taken_back_why = 'x'"
    stands_again = "UPDATE victims_happening SET taken_back_at = NULL"
    with as_application.transaction(force_rollback=True):
        assert as_application.execute(take_back).rowcount == 1
        assert as_application.execute(take_back).rowcount == 0
        assert as_application.execute(stands_again).rowcount == 0
    policy = "ALTER POLICY taken_back_once ON victims_happening USING ({}) WITH CHECK ({})"
    as_owner.execute(policy.format("true", "true"))  # the control
    try:
        with as_application.transaction(force_rollback=True):
            for statement in (take_back, take_back, stands_again):
                assert as_application.execute(statement).rowcount == 1
    finally:
        as_owner.execute(policy.format("taken_back_at IS NULL", CHANGED))


def test_that_something_was_decided_with_a_manager_nobody_else_says(ours, as_application, as_owner):
    of_hers = "UPDATE victims_happening SET decided_with_id = {}, confirmed_at = NULL"
    says = "UPDATE victims_happening SET confirmed_at = now()"
    as_owner.execute(of_hers.format(ours.manager.pk))
    try:
        ask_as(as_application, ours.people["worker"].pk, ours.service.pk)
        with pytest.raises(InsufficientPrivilege), as_application.transaction():
            as_application.execute(says)
        ask_as(as_application, ours.manager.pk, ours.service.pk)  # the control
        with as_application.transaction(force_rollback=True):
            assert as_application.execute(says).rowcount == 1
    finally:
        as_owner.execute(of_hers.format("NULL"))


def test_waymark_alone_forgets_calls_and_none_of_the_last_day(ours, as_application, as_owner):
    forget = "SELECT victims_forget_calls(0)"
    there = "SELECT count(*) FROM victims_call WHERE once = 'of long ago'"
    calls = "SELECT count(*) FROM victims_call WHERE once <> 'of long ago'"
    fresh = as_owner.execute(calls).fetchone()
    as_owner.execute(
        "INSERT INTO victims_call (once, at, function, towards, found, names)"
        " VALUES ('of long ago', now() - interval '2 days', 'signal', '', '{}', '{}')"
    )
    left = {}
    for user in (ours.manager.pk, 0):
        ask_as(as_application, user, ours.service.pk)
        as_application.execute(forget)
        left[user] = as_owner.execute(there).fetchone()
    assert left == {ours.manager.pk: (1,), 0: (0,)}
    assert as_owner.execute(calls).fetchone() == fresh != (0,)


def test_a_call_is_written_down_by_a_waymark_that_knows_no_newer_column(ours, as_owner):
    call = (
        "(once, at, function, towards, found, names) VALUES ('old', now(), 'look', '', '{}', '{}')"
    )
    with as_owner.transaction(force_rollback=True):
        written = f"INSERT INTO victims_call {call} RETURNING begun, prose, found_out"
        assert as_owner.execute(written).fetchone() == ([], [], "")
