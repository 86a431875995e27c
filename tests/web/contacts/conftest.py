import pytest
from django.test import Client

from tests.web.contacts import recording
from waymark.accounts.models import User
from waymark.children.models import Child


@pytest.fixture
def jo(db: None) -> User:
    return recording.make_worker(name="Jo Marsh")


@pytest.fixture
def sophie(jo: User) -> Child:
    return recording.take_in(jo)


@pytest.fixture
def client(jo: User) -> Client:
    return recording.client_of(jo)
