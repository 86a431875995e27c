"""Names are kept by service, and go with the child."""

from importlib import import_module

import psycopg
import pytest

from tests.walls.made import NOW, a_child, a_service, asked_by, somebody
from waymark.children import finding
from waymark.children.typed import Typed


def found(by):
    with asked_by(by):
        typed = Typed("example", None, "")
        return [child.pk for child in finding.find(typed, by=by, at=NOW)]


@pytest.fixture
def ours(committed):
    return somebody(a_service())


@pytest.fixture
def theirs(committed):
    return somebody(a_service())


def test_a_child_who_moved_to_another_service_is_found_there_and_no_longer_here(
    ours, theirs, owner
):
    child = a_child(ours.service)
    assert (found(ours), found(theirs)) == ([child.pk], [])
    moved = "UPDATE children_child SET service_id = %s WHERE id = %s"
    owner.execute(moved, [theirs.service_id, child.pk])
    assert (found(ours), found(theirs)) == ([], [child.pk])


def test_who_upgrades_makes_what_finds_by_names_in_a_session_that_has_looked_for_none(owner):
    (makes,) = import_module("waymark.children.migrations.0015_named_in").Migration.operations
    without = "\n".join(each for each in makes.sql.splitlines() if "show_limit" not in each)
    with owner.transaction(force_rollback=True):
        owner.execute("DROP FUNCTION children_named_in")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), owner.transaction():
            owner.execute(without)
        owner.execute(makes.sql)
