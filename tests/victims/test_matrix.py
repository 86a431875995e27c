"""Every address of the victims' process is answered as was agreed, with exactly one audit row."""

from pathlib import Path

import pytest

from tests.victims.sides import answering
from tests.walls import matrix

TABLE = Path(__file__).with_name("matrix.csv")
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return answering()


def everything() -> set[str]:
    return {name for name, _route in matrix.addresses()}


def test_every_address_is_answered_as_agreed_to_every_role_about_everybody(world, request):
    names = everything()
    is_written = request.config.getoption("--write-matrix")
    matrix.check(world, names, TABLE, is_written=is_written)


def test_nothing_is_agreed_of_an_address_that_is_not_there():
    assert {row[0] for row in matrix.agreed(TABLE)} == everything()
