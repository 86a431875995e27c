"""Somebody who is signed in, from request to request."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import make_person, signed_in_client

pytestmark = pytest.mark.django_db


def test_one_query_reads_the_session_and_the_person():
    client = signed_in_client(make_person(name="Jo Field"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/components/")
    assert "Jo Field" in answer.text
    about_her = [query["sql"] for query in asked if '"accounts_user"' in query["sql"]]
    assert len(about_her) == 1
    assert "accounts_session" in about_her[0]
    assert [query for query in asked if "UPDATE" in query["sql"]] == []
