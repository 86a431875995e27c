"""Every address is answered as was agreed, to everybody, with exactly one audit row."""

import pytest

from tests.walls import matrix
from tests.walls.answering import answering

FAULT = "500"
pytestmark = pytest.mark.django_db
world = pytest.fixture(answering)


def test_every_address_is_answered_as_agreed_to_every_role_about_every_child(world, request):
    answered = matrix.table(world)
    assert [row for row in answered if FAULT in row] == []
    if request.config.getoption("--write-matrix"):
        matrix.write(answered)
    assert world.faults == []
    assert set(answered) - set(matrix.agreed()) == set()
    assert set(matrix.agreed()) - set(answered) == set()
