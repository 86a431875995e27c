"""Words that were sent too late are not lost."""

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people import PASSWORD, make_person, signed_in_client
from tests.web.accounts.signing import sign_in
from waymark.accounts import asking
from waymark.accounts.models import KeptWords, Role, User

pytestmark = pytest.mark.django_db
WORDS = {"name": "Zoë Marsh", "email": "zoe@", "role": "case-manager", "team": ""}
LONG_AGO = timezone.now() - timedelta(hours=2)


@pytest.fixture
def ada() -> User:
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture
def client(ada: User) -> Client:
    """Return a browser in which Ada has been away for two hours."""
    return signed_in_client(ada, at=LONG_AGO)


def paths(person: User) -> set[str]:
    """Where something is kept for somebody, as her own eyes see it."""
    asking.as_user(person)
    return set(KeptWords.objects.values_list("path", flat=True))


def keep(person: User, path: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT keep_words(%s, %s, %s, %s)", [person.pk, path, json.dumps(WORDS), at]
        )


def test_they_stand_in_the_form_again_after_signing_in(client: Client, ada: User):
    answer = client.post("/people/invite/", WORDS)
    assert "What you typed is kept" in client.get(answer.headers["Location"]).text
    back = sign_in(client, ada, onward="/people/invite/").headers["Location"]
    page = client.get(back).text
    assert "Zoë Marsh" in page
    assert 'value="zoe@"' in page
    assert "There is something to mend" not in page
    assert "<title>Invite somebody" in page


def test_what_is_sent_from_another_tab_after_signing_out_is_kept_too(ada: User):
    client = signed_in_client(ada)
    assert client.post("/sign-out/").status_code == 302
    assert "kept" in client.get(client.post("/people/invite/", WORDS).headers["Location"]).text
    back = sign_in(client, ada, onward="/people/invite/").headers["Location"]
    assert "Zoë Marsh" in client.get(back).text


def test_they_are_handed_out_once(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    sign_in(client, ada)
    assert "Zoë Marsh" in client.get("/people/invite/").text
    assert "Zoë Marsh" not in client.get("/people/invite/").text
    assert paths(ada) == set()


def test_nobody_else_gets_them(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    other = make_person(Role.ADMINISTRATOR, service=ada.service)
    sign_in(client, other)
    assert "Zoë Marsh" not in client.get("/people/invite/").text
    assert paths(ada) == {"/people/invite/"}


def test_another_form_does_not_get_them(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    sign_in(client, ada)
    assert "Zoë Marsh" not in client.get("/people/teams/").text


def test_they_are_kept_for_half_an_hour(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    keep(ada, "/people/invite/", timezone.now() - timedelta(minutes=31))
    sign_in(client, ada)
    assert "Zoë Marsh" not in client.get("/people/invite/").text


def test_what_is_too_old_goes_when_something_new_is_kept(client: Client, ada: User):
    other = make_person()
    keep(other, "/", LONG_AGO)
    assert paths(other) == {"/"}
    client.post("/people/invite/", WORDS)
    assert paths(other) == set()
    assert paths(ada) == {"/people/invite/"}


def test_passwords_are_never_kept(client: Client, ada: User):
    client.post("/ways-in/password/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
    assert paths(ada) == set()


def test_nothing_is_kept_for_a_stranger():
    answer = Client().post("/people/invite/", WORDS)
    assert "What you typed is kept" not in Client().get(answer.headers["Location"]).text


def test_nothing_is_kept_for_an_ended_account(client: Client, ada: User):
    User.objects.filter(pk=ada.pk).update(is_active=False)
    client.post("/people/invite/", WORDS)
    assert paths(ada) == set()


def test_a_second_tab_is_kept_too(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    client.post("/people/teams/", {"name": "North"})
    assert paths(ada) == {"/people/invite/", "/people/teams/"}
    sign_in(client, ada)
    assert "Zoë Marsh" in client.get("/people/invite/").text
    assert 'value="North"' in client.get("/people/teams/").text


def test_what_is_sent_meanwhile_is_not_overwritten_by_them(client: Client, ada: User):
    client.post("/people/invite/", WORDS)
    sign_in(client, ada)
    assert "Zoë Marsh" not in client.post("/people/invite/", {"name": "Robin"}).text


def test_a_forged_form_is_not_kept(ada: User):
    client = signed_in_client(ada, at=LONG_AGO, enforce_csrf_checks=True)
    assert client.post("/people/invite/", WORDS).status_code == 403
    assert paths(ada) == set()


def test_sign_in_comes_back_to_the_page_on_which_a_button_stood(client: Client):
    page = "http://testserver/people/7/?from=list"
    answer = client.post("/people/7/withdraw/", headers={"Referer": page})
    assert urlsplit(answer.headers["Location"]).query == "next=/people/7/%3Ffrom%3Dlist"


def test_a_page_elsewhere_is_not_come_back_to(client: Client):
    answer = client.post(
        "/people/invite/", WORDS, headers={"Referer": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/sign-in/?next=/people/invite/"


def test_looking_at_a_form_costs_no_query_for_it():
    client = signed_in_client(make_person(Role.ADMINISTRATOR))
    with CaptureQueriesContext(connection) as asked:
        client.get("/people/invite/")
    assert [query for query in asked if "keptwords" in query["sql"]] == []


def test_a_page_to_come_back_to_that_is_no_address_is_passed_over():
    answer = Client().post("/people/invite/", WORDS, headers={"Referer": "http://[::1"})
    assert answer["Location"] == "/sign-in/?next=/people/invite/"
