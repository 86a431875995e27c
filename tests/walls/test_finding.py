"""Names are kept by service, and go with the child."""

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
