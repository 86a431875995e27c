"""The database shows nobody the children of another service, whatever a program asks it."""

from datetime import timedelta

import psycopg
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg import sql
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege

from tests import database
from tests.walls.made import (
    a_child,
    a_service,
    asked_by,
    everything_of,
    somebody,
    waymark_itself,
)
from tests.walls.tables import (
    CHILD,
    NOBODY,
    OF_CHILDREN,
    OF_WRITERS,
    OWN,
    SERVICE,
    SERVICE_BUT_NO_CHILD,
    SHARED,
    SHEET,
    TABLES,
    WALLED,
    WRITER,
)
from waymark.children.models import Child, Hosting, Named
from waymark.duties.models import Duty
from waymark.running import roles

ALL_TABLES = """
    SELECT relname, relrowsecurity,
        array(SELECT pg_get_expr(polqual, polrelid) FROM pg_policy
              WHERE polrelid = pg_class.oid AND polpermissive),
        array(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0),
        (SELECT string_agg(left(may, 1), '' ORDER BY place)
         FROM unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
                           'TRIGGER']) WITH ORDINALITY AS each (may, place)
         WHERE has_table_privilege('waymark', pg_class.oid, may))
    FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition
        AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
"""


class Families:
    """Two services with a child each, of whom there is a row in every table."""

    def __init__(self) -> None:
        self.ours, self.theirs = a_service(), a_service()
        self.sam, self.kim = a_child(self.ours), a_child(self.theirs)
        self.writer = everything_of(self.sam, host=self.theirs)
        everything_of(self.kim, host=self.ours)


@pytest.fixture(scope="module")
def families(module_database, django_db_blocker):
    with django_db_blocker.unblock(), database.django_at(module_database):
        yield Families()


@pytest.fixture(scope="module")
def as_owner(cluster, module_database):
    with psycopg.connect(cluster.url(module_database, roles.OWNER_LOGIN)) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture
def as_application(cluster, module_database):
    with psycopg.connect(cluster.url(module_database, roles.APPLICATION_LOGIN)) as connection:
        connection.autocommit = True
        yield connection


def ask_as(connection: psycopg.Connection, user: object, service: object) -> None:
    connection.execute(
        "SELECT set_config('waymark.user', %s, false), set_config('waymark.service', %s, false)",
        [str(user), str(service)],
    )


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


def test_every_table_is_declared_with_its_wall_and_what_the_application_may_do(as_owner):
    walls = {
        CHILD: ["(service_id = ", "hidden_children", "hosted_children"],
        SERVICE: ["(service_id = ", "waymark"],
    }
    walls[NOBODY] = []
    walls[WRITER] = ["(person_id = ( SELECT waymark_user()"]
    walls[SHEET] = [*walls[CHILD], "(id = ( SELECT waymark_sheet()"]
    walls[OWN] = [*walls[CHILD], "(person_id = ( SELECT waymark_user()"]
    found, wrong = {}, []
    for name, secured, policies, columns, may in as_owner.execute(ALL_TABLES):
        wall, _ = TABLES.get(name, ("undeclared", ""))
        found[name] = (wall, may or "")
        if wall in walls:
            (condition,) = policies or [""]
            if not secured or not all(word in condition for word in walls[wall]):
                wrong.append(f"{name} is not behind the {wall} wall")
        elif {"child_id", "service_id"} & set(columns) and name not in SERVICE_BUT_NO_CHILD:
            wrong.append(f"{name} tells of a child or a service and has no wall")
    assert wrong == []
    assert found == TABLES


def test_the_application_is_neither_owner_nor_superuser_nor_bypasses(as_application):
    may_become = (
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')"
    )
    assert sorted(as_application.execute(may_become).fetchall()) == [
        ("waymark", False, False),
        ("waymark_application", False, False),
    ]
    owned = "SELECT count(*) FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')"
    assert as_application.execute(owned).fetchone() == (0,)


def test_every_function_that_passes_the_walls_looks_into_a_sessions_own_tables_last(as_owner):
    found = as_owner.execute(
        "SELECT proname, proconfig FROM pg_proc"
        " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert len(found) >= 6
    assert [name for name, config in found if config != ["search_path=public, pg_temp"]] == []


def test_every_walled_table_holds_rows_of_both_children(families, as_owner):
    assert seen(as_owner, families.sam, WALLED) == WALLED
    assert seen(as_owner, families.kim, WALLED) == WALLED


def test_raw_sql_shows_nothing_where_nobody_asks(families, as_application):
    assert seen(as_application, families.sam, WALLED) == []
    ask_as(as_application, "", "")
    assert seen(as_application, families.sam, WALLED) == []
    ask_as(as_application, 0, "")
    assert seen(as_application, families.sam, WALLED) == []


def test_raw_sql_shows_a_service_its_own_children_and_nothing_of_anothers(families, as_application):
    for user in (somebody(families.theirs).pk, 0):
        ask_as(as_application, user, families.theirs.pk)
        assert seen(as_application, families.sam, WALLED) == []
        assert seen(as_application, families.kim, WALLED) == SHARED


def test_no_name_date_or_reference_finds_a_child_of_another_service(families, as_application):
    assert found(as_application, families.sam) is False
    ask_as(as_application, somebody(families.theirs).pk, families.theirs.pk)
    assert found(as_application, families.sam) is False
    ask_as(as_application, somebody(families.ours).pk, families.ours.pk)
    assert found(as_application, families.sam) is True


def test_what_somebody_wrote_for_herself_shows_to_her_alone(families, as_application):
    for user, shown in ((families.writer, WALLED), (somebody(families.ours), SHARED)):
        ask_as(as_application, user.pk, families.ours.pk)
        assert seen(as_application, families.sam, WALLED) == shown


@pytest.fixture
def kept(families, as_owner):
    """What one person sent in good time, and what she sent too late."""
    writer = families.writer.pk
    as_owner.execute("SELECT keep_words(%s, '/there/', '{}', now())", [writer])
    as_owner.execute(
        "INSERT INTO drafts_sent VALUES ('digest', '/there/', now(), %s) ON CONFLICT DO NOTHING",
        [writer],
    )


def all_rows(connection: psycopg.Connection, table: str) -> int:
    return connection.execute(sql.SQL("SELECT FROM {}").format(sql.Identifier(table))).rowcount


@pytest.mark.parametrize("table", OF_WRITERS)
def test_what_somebody_sent_shows_to_her_alone_and_without_its_wall_to_all(
    kept, families, as_application, as_owner, table
):
    for user in ("", 0, somebody(families.ours).pk):
        ask_as(as_application, user, families.ours.pk)
        assert all_rows(as_application, table) == 0
        assert as_application.execute(f"DELETE FROM {table}").rowcount == 0
    as_owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    assert all_rows(as_application, table) == 1
    as_owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    ask_as(as_application, families.writer.pk, families.ours.pk)
    assert all_rows(as_application, table) == 1


@pytest.mark.parametrize("table", WALLED)
def test_without_its_wall_the_table_would_show_them(families, as_application, as_owner, table):
    """What the tests above stand on, table by table."""
    ask_as(as_application, 0, families.theirs.pk)
    name = sql.Identifier(table)
    as_owner.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(name))
    try:
        assert seen(as_application, families.sam, [table]) == [table]
    finally:
        as_owner.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))
    assert seen(as_application, families.sam, [table]) == []


def test_nothing_of_another_services_child_is_changed_or_deleted(families, as_application):
    ask_as(as_application, 0, families.theirs.pk)
    for table in WALLED:
        for letter, statement in (
            ("U", "UPDATE {} SET service_id = service_id WHERE service_id = %s"),
            ("D", "DELETE FROM {} WHERE service_id = %s"),
        ):
            if letter in TABLES[table][1]:
                done = as_application.execute(
                    sql.SQL(statement).format(sql.Identifier(table)), [families.ours.pk]
                )
                assert done.rowcount == 0, table


def test_no_row_is_given_to_another_services_child(families, as_application):
    """Neither as theirs, which the wall refuses, nor as ours, since the child is not ours."""
    ask_as(as_application, 0, families.theirs.pk)
    statement = (
        "INSERT INTO duties_duty"
        " (child_id, service_id, key, duty, owed_by, opens_on, closed_as, why)"
        " VALUES (%s, %s, 'k', 'd', 'o', '2028-01-01', '', 'w')"
    )
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        as_application.execute(statement, [families.sam.pk, families.ours.pk])
    with pytest.raises(ForeignKeyViolation, match="duties_duty_is_of_its_childs_service"):
        as_application.execute(statement, [families.sam.pk, families.theirs.pk])


def test_every_row_of_a_child_is_of_that_childs_service(as_owner):
    found = as_owner.execute(
        "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        " AND confrelid = 'children_child'::regclass AND cardinality(conkey) = 2"
    ).fetchall()
    of_children = {*OF_CHILDREN, "drafts_draft"} - {"children_child"}
    assert {name for (name,) in found} == of_children


def test_a_query_that_forgets_to_filter_shows_nothing_of_others(families):
    with asked_by(somebody(families.theirs)):
        assert [child.pk for child in Child.objects.all()] == [families.kim.pk]
        assert set(Duty.objects.values_list("child", flat=True)) == {families.kim.pk}
        assert not Child.objects.filter(pk=families.sam.pk).exists()


@pytest.fixture
def restricted(families, as_owner):
    as_owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [families.sam.pk])
    yield families.sam
    as_owner.execute("UPDATE children_child SET restricted = false")


def test_a_restricted_child_shows_to_the_named_alone(restricted, families, as_application):
    jo, ash = somebody(families.ours), somebody(families.ours)
    with waymark_itself(families.ours):
        Named.objects.create(child=restricted, service=families.ours, user=jo)
    ask_as(as_application, ash.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == []
    assert found(as_application, restricted) is False
    ask_as(as_application, jo.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == OF_CHILDREN
    assert found(as_application, restricted) is True


def test_a_restricted_child_shows_to_who_opened_in_an_emergency_until_it_ends(
    restricted, families, as_application, as_owner
):
    jo, bea = somebody(families.ours), somebody(families.ours)
    ask_as(as_application, jo.pk, families.ours.pk)
    for reason, shows in (("duty", False), ("emergency", True)):
        _open(as_owner, restricted, jo, bea, reason)
        assert seen(as_application, restricted, OF_CHILDREN) == (OF_CHILDREN if shows else [])
    ask_as(as_application, bea.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == []
    ask_as(as_application, jo.pk, families.ours.pk)
    as_owner.execute("UPDATE children_opening SET until = now() WHERE user_id = %s", [jo.pk])
    assert seen(as_application, restricted, OF_CHILDREN) == []


def _open(as_owner, child, user, looker, reason):
    as_owner.execute(
        "INSERT INTO children_opening (child_id, service_id, user_id, looker_id, day, reason,"
        " words, found, opened_at, until) VALUES (%s, %s, %s, %s, now(), %s,"
        " 'He may come to harm.', '', now() - interval '1 hour', now() + interval '3 hours')",
        [child.pk, child.service_id, user.pk, looker.pk, reason],
    )


@pytest.mark.parametrize(
    ("begins", "ends", "shows"),
    [(0, 1, True), (0, None, True), (-9, 1, True), (1, 9, False), (-9, 0, False)],
)
def test_a_hosted_child_shows_to_the_host_between_its_days(
    families, as_application, as_owner, begins, ends, shows
):
    (today,) = as_owner.execute("SELECT (now() AT TIME ZONE 'Europe/London')::date").fetchone()
    host = a_service()
    with waymark_itself(families.ours):
        period = DateRange(
            today + timedelta(days=begins),
            today + timedelta(days=ends) if ends is not None else None,
        )
        Hosting.objects.create(child=families.sam, service=families.ours, host=host, period=period)
    ask_as(as_application, somebody(host).pk, host.pk)
    assert seen(as_application, families.sam, OF_CHILDREN) == (OF_CHILDREN if shows else [])
    assert seen(as_application, families.kim, OF_CHILDREN) == []
    as_owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [families.sam.pk])
    hidden = seen(as_application, families.sam, OF_CHILDREN)
    as_owner.execute("UPDATE children_child SET restricted = false")
    assert hidden == []


def test_a_service_cannot_make_itself_the_host(families, as_application):
    ask_as(as_application, 0, families.theirs.pk)
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        as_application.execute(
            "INSERT INTO children_hosting (child_id, service_id, host_id, period)"
            " VALUES (%s, %s, %s, '[2020-01-01,)')",
            [families.sam.pk, families.ours.pk, families.theirs.pk],
        )


@pytest.mark.parametrize("search_path", ["public, pg_temp", "public"])
def test_a_table_of_the_same_name_does_not_lower_the_wall(
    restricted, families, as_application, as_owner, search_path
):
    """The walls look into a session's own tables last; told otherwise, they fall for them."""
    as_owner.execute(f"ALTER FUNCTION hidden_children SET search_path = {search_path}")
    ask_as(as_application, somebody(families.ours).pk, families.ours.pk)
    as_application.execute("CREATE TEMP TABLE children_child (LIKE public.children_child)")
    as_application.execute("GRANT ALL ON pg_temp.children_child TO PUBLIC")
    as_application.execute("SET search_path = pg_temp, public")
    count = "SELECT count(*) FROM public.children_child WHERE id = %s"
    shown = as_application.execute(count, [restricted.pk]).fetchone()
    as_owner.execute("ALTER FUNCTION hidden_children SET search_path = public, pg_temp")
    assert shown == ((0,) if "pg_temp" in search_path else (1,))


def test_whether_a_child_is_held_is_told_of_the_askers_own_service_only(families, as_application):
    ask_as(as_application, 0, families.theirs.pk)
    held = "SELECT child_is_held(%s, %s)"
    for child, told in ((families.kim, True), (families.sam, False)):
        asked = as_application.execute(held, [child.service_id, child.reference])
        assert asked.fetchone() == (told,)


@pytest.fixture
def two_sheets(families, as_owner):
    """Sam's sheet and Kim's, by their ids."""
    found = as_owner.execute("SELECT child_id, id FROM portal_sheet").fetchall()
    return dict(found)


def ask_as_sheet(connection, sheet):
    ask_as(connection, "", "")
    connection.execute("SELECT set_config('waymark.sheet', %s, false)", [str(sheet)])


def test_a_sheet_that_asks_sees_itself_and_no_other_row_of_any_table(
    families, two_sheets, as_application, as_owner
):
    ask_as_sheet(as_application, two_sheets[families.sam.pk])
    for child, shown in ((families.sam, ["portal_sheet"]), (families.kim, [])):
        assert seen(as_application, child, WALLED) == shown
        assert found(as_application, child) is False
    assert all_rows(as_application, "portal_sheet") == 1
    assert sum(all_rows(as_application, table) for table in [*WALLED, *OF_WRITERS]) == 1
    ask_as_sheet(as_application, "")
    assert all_rows(as_application, "portal_sheet") == 0


def test_without_its_wall_a_sheet_would_see_every_other(
    families, two_sheets, as_application, as_owner
):
    """What the test above stands on."""
    ask_as_sheet(as_application, two_sheets[families.sam.pk])
    as_owner.execute("ALTER TABLE portal_sheet DISABLE ROW LEVEL SECURITY")
    try:
        assert seen(as_application, families.kim, ["portal_sheet"]) == ["portal_sheet"]
    finally:
        as_owner.execute("ALTER TABLE portal_sheet ENABLE ROW LEVEL SECURITY")
    assert seen(as_application, families.kim, ["portal_sheet"]) == []


@pytest.mark.parametrize(
    "change", ["until = until + interval '1 day'", "secret = 'x', link = 'y'", "revoked_at = NULL"]
)
def test_a_sheet_writes_its_answers_and_nothing_about_how_long_it_opens(
    families, two_sheets, as_application, as_owner, change
):
    sheet = two_sheets[families.sam.pk]
    as_owner.execute("UPDATE portal_sheet SET revoked_at = now() WHERE id = %s", [sheet])
    ask_as_sheet(as_application, sheet)
    as_application.execute("UPDATE portal_sheet SET answers = '{\"q\": {}}'")
    with pytest.raises(InsufficientPrivilege, match="writes its answers alone"):
        as_application.execute(f"UPDATE portal_sheet SET {change}")
    as_application.execute("UPDATE portal_sheet SET answers = '{}'")


def test_a_sheet_writes_no_audit_row_but_of_itself(families, two_sheets, as_application):
    sheet, service = two_sheets[families.sam.pk], families.ours.pk
    append = "SELECT audit_append(%s, NULL, %s)"
    said = '["look",[],"200",{"sheet":%s}]'
    ask_as_sheet(as_application, sheet)
    for of, tells in (
        (service, said % two_sheets[families.kim.pk]),
        (service, '["look",[],"200",{}]'),
        (families.theirs.pk, said % sheet),
        (0, said % sheet),
    ):
        with pytest.raises(InsufficientPrivilege, match="which sheet asks"):
            as_application.execute(append, [of, tells])
    as_application.execute(append, [service, said % sheet])
