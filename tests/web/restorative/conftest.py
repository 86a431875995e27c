import pytest

from tests.web.restorative.repairing import FIRST, a_child
from waymark import guard


@pytest.fixture
def theo(worker):
    return a_child(worker)


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setattr(guard, "reference", lambda **_asked: (FIRST,))
