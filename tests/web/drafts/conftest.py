import pytest
from django.test import Client

from tests.web.contacts.recording import client_of, make_worker, take_in
from waymark.accounts.models import User
from waymark.children.models import Child


@pytest.fixture
def writer() -> User:
    return make_worker(name="Jo Marsh")


@pytest.fixture
def sophie(writer: User) -> Child:
    return take_in(writer)


@pytest.fixture
def client(writer: User) -> Client:
    return client_of(writer)
