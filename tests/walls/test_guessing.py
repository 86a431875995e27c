"""Guessing at the real server, many at once."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg
import pytest

from tests import database
from tests.people import PASSWORD
from tests.serving import served
from waymark.accounts import demonstration

SHOWN = r">(\d{3} \d{3})</b>"
GUESSES = 40
ALLOWED = 10
JO = "jo@example.org"


@pytest.fixture
def own_database(cluster: database.Cluster):
    with database.clone(f"guessed_{uuid.uuid4().hex[:12]}", demonstrated=True) as name:
        yield name


@pytest.fixture
def origin(application_url: str, tmp_path: Path):
    with served(application_url, tmp_path / "log") as address:
        yield address


def token(client: httpx.Client, path: str = "/sign-in/") -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(path).text)[1]


def give_password(client: httpx.Client, password: str) -> httpx.Response:
    fields = {"csrfmiddlewaretoken": token(client), "login": JO, "password": password}
    return client.post("/sign-in/", data=fields)


def guess(origin: str) -> bool:
    """Return whether the guess was weighed at all."""
    with httpx.Client(base_url=origin, timeout=60) as client:
        return "do not belong together" in give_password(client, PASSWORD).text


def test_many_at_once_get_no_more_guesses_than_one_after_another(origin: str):
    with ThreadPoolExecutor(8) as many:
        weighed = sum(many.map(guess, [origin] * GUESSES))
    assert 1 <= weighed <= ALLOWED
    with httpx.Client(base_url=origin, timeout=60) as client:
        assert "Too many tries" in give_password(client, demonstration.PASSWORD).text


def test_the_same_code_sent_twice_at_once_opens_one_door(origin: str):
    clients = [httpx.Client(base_url=origin, timeout=60) for _ in range(4)]
    for client in clients:
        give_password(client, demonstration.PASSWORD)
    shown = re.search(SHOWN, clients[0].get("/sign-in/code/").text)[1]

    def give(client: httpx.Client) -> bool:
        fields = {"csrfmiddlewaretoken": token(client, "/sign-in/code/"), "code": shown}
        client.post("/sign-in/code/", data=fields)
        return client.get("/").status_code == 200

    with ThreadPoolExecutor(4) as many:
        assert sum(many.map(give, clients)) == 1


def test_a_role_that_goes_by_sql_ends_the_session_at_the_next_request(
    origin: str, application_url: str
):
    with httpx.Client(base_url=origin, timeout=60) as client:
        give_password(client, demonstration.PASSWORD)
        page = client.get("/sign-in/code/").text
        shown = re.search(SHOWN, page)[1]
        fields = {"csrfmiddlewaretoken": token(client, "/sign-in/code/"), "code": shown}
        client.post("/sign-in/code/", data=fields)
        assert client.get("/").status_code == 200
        with psycopg.connect(application_url, autocommit=True) as connection:
            connection.execute(
                "UPDATE accounts_user SET role = 'senior-manager' WHERE email = %s", [JO]
            )
        assert client.get("/").headers["Location"] == "/sign-in/?next=/"
