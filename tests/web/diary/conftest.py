"""A child of the worker."""

import pytest

from tests.web.diary.booking import a_child


@pytest.fixture
def sophie(worker):
    return a_child(worker)
