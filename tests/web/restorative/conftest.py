import pytest

from tests.web.restorative.repairing import a_child


@pytest.fixture
def theo(worker):
    return a_child(worker)
