"""The database shows nobody the children of another service, whatever a program asks it."""

import pytest
from psycopg import sql
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege

from tests.walls.declared import (
    WRITERS,
    ask_as,
    check_declared,
    may_become,
    owned,
    passing_functions,
)
from tests.walls.families import all_rows, found, seen
from tests.walls.made import asked_by, somebody
from tests.walls.tables import (
    CHILD,
    ITSELF,
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
from waymark.children.models import Child
from waymark.duties.models import Duty


def test_every_table_is_declared_with_its_wall_and_what_the_application_may_do(as_owner):
    service_and_child = ["(service_id = ", "hidden_children", "hosted_children"]
    walls = {
        CHILD: service_and_child,
        SERVICE: ["(service_id = ", "waymark"],
        ITSELF: ["(service_id = ", "waymark", "waymark_user) = 0"],
        NOBODY: [],
        WRITER: [WRITERS],
        SHEET: [*service_and_child, "(id = ( SELECT waymark_sheet()"],
        OWN: [*service_and_child, WRITERS],
    }
    check_declared(as_owner, TABLES, walls, besides=SERVICE_BUT_NO_CHILD)


ONLY_HOW_IT_IS_FOUND = ("enable_", "pg_trgm.")  # settings of the planner and of likeness


def test_the_application_is_neither_owner_nor_superuser_nor_bypasses(as_application):
    assert may_become(as_application) == [
        ("waymark", False, False),
        ("waymark_application", False, False),
    ]
    assert owned(as_application) == 0


def test_every_function_that_passes_the_walls_looks_into_a_sessions_own_tables_last(as_owner):
    found = passing_functions(as_owner)
    assert len(found) >= 6
    paths = {
        name: [each for each in config or () if not each.startswith(ONLY_HOW_IT_IS_FOUND)]
        for name, config in found
    }
    assert [name for name, path in paths.items() if path != ["search_path=public, pg_temp"]] == []


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
    """What one person sent in good time, and too late; and her calendar's feed."""
    writer = families.writer.pk
    as_owner.execute("SELECT keep_words(%s, '/there/', '{}', now())", [writer])
    as_owner.execute(
        "INSERT INTO drafts_sent VALUES ('digest', '/there/', now(), %s) ON CONFLICT DO NOTHING",
        [writer],
    )
    as_owner.execute(
        "INSERT INTO diary_feed VALUES (%s, 'digest', now()) ON CONFLICT DO NOTHING", [writer]
    )


@pytest.mark.parametrize("table", OF_WRITERS)
def test_what_is_somebodys_own_shows_to_her_alone_and_without_its_wall_to_all(
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
    of_children = {*OF_CHILDREN, "drafts_draft", "children_keptfrom"} - {"children_child"}
    assert {name for (name,) in found} == of_children


def test_a_query_that_forgets_to_filter_shows_nothing_of_others(families):
    with asked_by(somebody(families.theirs)):
        shown = {child.pk: child.service_id for child in Child.objects.all()}
        assert families.kim.pk in shown
        assert set(shown.values()) == {families.theirs.pk}
        assert set(Duty.objects.values_list("child", flat=True)) <= shown.keys()
        assert not Child.objects.filter(pk=families.sam.pk).exists()


def test_whether_a_child_is_held_is_told_of_the_askers_own_service_only(families, as_application):
    ask_as(as_application, 0, families.theirs.pk)
    held = "SELECT child_is_held(%s, %s)"
    for child, told in ((families.kim, True), (families.sam, False)):
        asked = as_application.execute(held, [child.service_id, child.reference])
        assert asked.fetchone() == (told,)
