"""Kai, who is met on a Tuesday at four, and a server that speaks as Notify does."""

import pytest

from tests.notifying import KEY, TEMPLATES, notifying
from tests.people import make_person, make_service
from tests.web.reminders.reminding import Kai


@pytest.fixture
def notify(settings):
    with notifying() as speaking:
        settings.NOTIFY_KEY, settings.NOTIFY_URL = KEY, speaking.address
        settings.NOTIFY_TEMPLATES = TEMPLATES
        yield speaking


@pytest.fixture
def jo(db):
    return make_person(service=make_service("Saltmarsh Youth Justice Service"), name="Jo Field")


@pytest.fixture
def kai(jo):
    return Kai(jo)
