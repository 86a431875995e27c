"""How long somebody stays signed in, by a clock that the tests turn."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import make_person, signed_in_client
from tests.web.accounts.signing import sign_in
from waymark.accounts.models import User

pytestmark = pytest.mark.django_db
START = timezone.now()
NOT_SIGNED_IN = "/sign-in/?next=/"
TurnTo = Callable[[timedelta], None]


@pytest.fixture
def turn_to(monkeypatch: pytest.MonkeyPatch) -> TurnTo:
    def turn(since_start: timedelta) -> None:
        moment: datetime = START + since_start
        monkeypatch.setattr("waymark.accounts.middleware.now", lambda: moment)

    return turn


@pytest.fixture
def jo() -> User:
    return make_person()


@pytest.fixture
def client(jo: User) -> Client:
    return signed_in_client(jo, at=START)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_half_an_hour_without_activity_ends_it(client: Client, turn_to: TurnTo):
    turn_to(minutes(29.9))
    assert client.get("/").status_code == 200
    turn_to(minutes(59.8))
    assert client.get("/").status_code == 200
    turn_to(minutes(89.8))
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN
    assert "nothing was done for 30 minutes" in client.get("/sign-in/").text


def test_it_has_ended_for_good(client: Client, turn_to: TurnTo):
    key = client.cookies["session"].value
    turn_to(minutes(31))
    client.get("/")
    turn_to(minutes(1))
    client.cookies["session"] = key
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_what_a_page_does_by_itself_is_no_activity(client: Client, turn_to: TurnTo):
    turn_to(minutes(20))
    assert client.get("/", headers={"Waymark-Autosave": "yes"}).status_code == 200
    turn_to(minutes(31))
    assert client.get("/", headers={"Waymark-Autosave": "yes"}).status_code == 401
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_twelve_hours_end_it_however_busy_one_is(client: Client, turn_to: TurnTo):
    for tenth in range(12 * 6):
        turn_to(minutes(tenth * 10))
        assert client.get("/").status_code == 200
    turn_to(timedelta(hours=12))
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN
    assert "signed in for 12 hours" in client.get("/sign-in/").text


def test_signing_in_begins_anew(client: Client, jo: User, turn_to: TurnTo, monkeypatch):
    turn_to(timedelta(hours=12))
    client.get("/")
    monkeypatch.setattr("waymark.accounts.sign_in.now", lambda: START + timedelta(hours=12))
    sign_in(client, jo)
    assert client.get("/").status_code == 200


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client: Client, turn_to: TurnTo):
    turn_to(minutes(31))
    answer = client.get(
        "/components/",
        headers={"HX-Request": "true", "Referer": "http://testserver/?child=3"},
    )
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/%3Fchild%3D3"


def test_while_nothing_may_be_written_only_the_twelve_hours_count(
    client: Client, turn_to: TurnTo, settings
):
    settings.READ_ONLY = True
    turn_to(minutes(90))
    assert client.get("/").status_code == 200
    turn_to(timedelta(hours=12))
    assert client.get("/").status_code == 302
