"""A worker, a colleague and a child whose week is full."""

import pytest

from tests.people import make_person, make_service, signed_in_client
from tests.web.diary.booking import a_child


@pytest.fixture
def worker(db):
    return make_person(service=make_service(), name="Jo Field")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def ash(worker):
    return make_person(service=worker.service, name="Ash Moor")


@pytest.fixture
def sophie(worker):
    return a_child(worker)
