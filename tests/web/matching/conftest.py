"""A hall with a risk assessment, and four children."""

import pytest

from tests.web.matching.grouping import (
    a_child,
    a_place,
)


@pytest.fixture
def hall(worker):
    return a_place(worker, "The hall")


@pytest.fixture
def children(worker):
    return [a_child(worker, name) for name in ("Ada", "Bel", "Cat", "Dot")]
