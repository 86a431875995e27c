"""A worker, a hall with a risk assessment, and four children."""

import pytest

from tests.people import make_person, make_service, signed_in_client
from tests.web.matching.grouping import (
    a_child,
    a_place,
)


@pytest.fixture
def worker(db):
    return make_person(service=make_service(), name="Jo Field")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def hall(worker):
    return a_place(worker, "The hall")


@pytest.fixture
def children(worker):
    return [a_child(worker, name) for name in ("Ada", "Bel", "Cat", "Dot")]
