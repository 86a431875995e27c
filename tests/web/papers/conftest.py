"""A child whose worker assesses."""

from functools import partial

import pytest

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from tests.web.papers.alone import hand_in
from waymark.accounts import asking
from waymark.children.models import Child


@pytest.fixture
def worker(db):
    return make_person(service=make_service())


@pytest.fixture
def child(worker):
    made = make_child(worker.service, worker=worker)
    asking.as_user(worker)
    return Child.objects.get(pk=made)


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def said_alone(child, worker):
    """The child says alone, on a form of its own, how it is at home."""
    return partial(hand_in, child, worker)
