"""People and children that the tests of the child's pages meet."""

import pytest

from tests.people import signed_in_client
from tests.web.children import demonstration


@pytest.fixture
def people(db):
    return demonstration.people()


@pytest.fixture
def service(people):
    return people["jo"].service


@pytest.fixture
def sophie(service):
    return demonstration.take_in(demonstration.file("sophie"), service)


@pytest.fixture
def sam(service):
    return demonstration.take_in(demonstration.file("sam"), service)


@pytest.fixture
def jo(people):
    return signed_in_client(people["jo"])
