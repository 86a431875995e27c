"""Every address is answered as was agreed, to everybody, with exactly one audit row."""

import pytest

from tests.walls import matrix
from tests.walls.answering import answering

PARTS = 8  # each is asked by itself, so that several may be at once
pytestmark = pytest.mark.django_db
world = pytest.fixture(answering)


def part(number: int) -> set[str]:
    return set(sorted({name for name, _route in matrix.addresses()})[number::PARTS])


@pytest.mark.parametrize("number", range(PARTS))
def test_every_address_is_answered_as_agreed_to_every_role_about_every_child(
    world, number, request
):
    is_written = request.config.getoption("--write-matrix")
    matrix.check(world, part(number), is_written=is_written)


def test_nothing_is_agreed_of_an_address_that_is_not_there():
    asked = set().union(*map(part, range(PARTS)))
    assert asked == {name for name, _route in matrix.addresses()}
    assert {row[0] for row in matrix.agreed()} - asked == set()
