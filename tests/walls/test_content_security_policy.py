"""No answer goes out without the content security policy; the matrix looks at every address."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.walls import matrix

pytestmark = pytest.mark.django_db
WITHOUT = [each for each in settings.MIDDLEWARE if not each.endswith("ContentSecurityPolicy")]


@pytest.fixture
def ask():
    def at(address: str) -> list[str]:
        world = matrix.World({}, {"own": 1}, {}, {}, rows=lambda: 0)
        matrix.answer(world, Client(), "sign-in", address, "GET", "own")
        return world.faults

    return at


@pytest.mark.parametrize("address", ["sign-in/", "no/such/page/"])
def test_every_answer_has_it(ask, address):
    assert ask(address) == []


def test_the_matrix_sees_an_answer_without_it(ask):
    with override_settings(MIDDLEWARE=WITHOUT):
        assert ask("sign-in/") == ["GET sign-in for own: no content security policy"]
