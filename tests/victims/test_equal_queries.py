"""However many people are held, a page costs the same number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import sealed
from waymark.accounts import asking
from waymark.victims.people import queries
from waymark.victims.people.models import Victim

MANY = 4
PAGES = ("/figures/", "/deletion/", "/harmed/{}/", "/harmed/{}/one-person/", "/harmed/{}/who/")


def more(harmed, worker, *, beginning: int) -> list[Victim]:
    """Let as many again be harmed, with a row of each kind of each."""
    found = []
    for place in range(beginning, beginning + MANY):
        found += harmed(f"v{place}", child=100 + place, offence=f"o{place}:f1")
    asking.as_waymark(worker.service_id)
    for each in found:
        said = f"said of {each.pk}"
        sealed.everything(connection, each.pk, worker.service_id, said, str(timezone.localdate()))
    return found


def statements(client, address: str) -> int:
    client.get(address)  # the first of a day reckons it
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_same_of_the_database_at_twice_as_many_people(harmed, worker, val, page):
    first, *_ = more(harmed, worker, beginning=1)
    address = page.format(first.pk)
    before = statements(val, address)
    more(harmed, worker, beginning=1 + MANY)
    assert statements(val, address) == before


def test_one_statement_for_each_person_would_be_seen(harmed, worker, val, monkeypatch):
    """The control: what is read of each by itself costs more at twice as many."""
    usual = queries.with_something_in

    def one_by_one(*days):
        found = usual(*days)
        for each in found:
            each.spells.count()
        return found

    monkeypatch.setattr(queries, "with_something_in", one_by_one)
    more(harmed, worker, beginning=1)
    before = statements(val, "/figures/")
    more(harmed, worker, beginning=1 + MANY)
    assert statements(val, "/figures/") == before + MANY
