"""Somebody who is signed in, from request to request."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import make_person, signed_in_client

pytestmark = pytest.mark.django_db


def test_one_query_reads_the_session_and_the_person():
    client = signed_in_client(make_person(name="Jo Field"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get("/")
    assert "Jo Field" in answer.text
    queries = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(queries) == 1, queries
