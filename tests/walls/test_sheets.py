"""Whoever holds a sheet sees that one row, and writes nothing but what was answered."""

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.walls.declared import ask_as
from tests.walls.families import all_rows, found, seen
from tests.walls.tables import OF_WRITERS, WALLED


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


def test_a_link_tells_whoever_holds_it_whether_it_opens_and_counts_no_try(
    families, two_sheets, as_application, as_owner
):
    sheet = two_sheets[families.sam.pk]
    open_now = "link = 'sam', secret = 'x', until = '2100-01-01', revoked_at = NULL"
    as_owner.execute(f"UPDATE portal_sheet SET {open_now} WHERE id = %s", [sheet])
    ask_as(as_application, "", "")

    def state(link="sam"):
        return as_application.execute("SELECT sheet_link_state(%s)", [link]).fetchone()[0]

    assert [state(), state("never was"), state("")] == ["open", "over", "over"]
    (tries,) = as_owner.execute("SELECT tries FROM portal_sheet WHERE id = %s", [sheet]).fetchone()
    assert tries == []
    for change, told in (
        ("tries = array_fill(now(), ARRAY[5])", "locked"),
        ("revoked_at = now()", "over"),
        ("revoked_at = NULL, handed_in_at = now(), tries = '{}'", "over"),
        ("handed_in_at = NULL", "open"),
    ):
        as_owner.execute(f"UPDATE portal_sheet SET {change} WHERE id = %s", [sheet])
        assert state() == told
