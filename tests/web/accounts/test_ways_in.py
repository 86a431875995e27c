"""One's own ways of signing in: password, app, passkeys, printed codes."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.people import PASSWORD, make_person, signed_in_client
from tests.web.accounts.signing import give_password
from waymark.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = "another long sentence"
PAGES = ("", "app/remove/", "passkey/", "codes/new/", "password/")


@pytest.fixture
def jo() -> User:
    return make_person()


@pytest.fixture
def client(jo: User) -> Client:
    return signed_in_client(jo)


def add_passkey(person: User) -> Authenticator:
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Work phone", "credential": {}}
    )


def test_every_page_opens(client: Client):
    for page in PAGES:
        assert client.get(f"/ways-in/{page}").status_code == 200, page


def test_signed_in_pages_are_not_kept_by_the_browser(client: Client):
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_the_last_second_factor_stays(client: Client, jo: User):
    assert "Add another way first" in client.get("/ways-in/app/remove/").text
    assert client.post("/ways-in/app/remove/").status_code in {200, 422}
    assert Authenticator.objects.filter(user=jo).exists()


def test_the_last_passkey_stays(client: Client, jo: User):
    Authenticator.objects.filter(user=jo).delete()
    passkey = add_passkey(jo)
    assert client.post(f"/ways-in/passkey/{passkey.pk}/remove/").status_code == 422
    assert Authenticator.objects.filter(user=jo).exists()


def test_removing_one_of_two_signs_out_every_other_device(client: Client, jo: User):
    add_passkey(jo)
    elsewhere = signed_in_client(jo)
    assert client.post("/ways-in/app/remove/").headers["Location"] == "/ways-in/"
    assert not Authenticator.objects.filter(user=jo, type="totp").exists()
    assert elsewhere.get("/").status_code == 302
    assert "you are signed out on every other device" in client.get("/ways-in/").text.lower()


def test_nobody_removes_anothers_passkey(client: Client):
    ash = make_person()
    passkey = add_passkey(ash)
    assert client.post(f"/ways-in/passkey/{passkey.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_new_printed_codes_take_the_place_of_the_old(client: Client, jo: User):
    first = client.post("/ways-in/codes/new/", follow=True).text
    again = client.post("/ways-in/codes/new/", follow=True).text
    assert "Print these codes" in first
    assert first != again
    assert Authenticator.objects.filter(user=jo, type="recovery_codes").count() == 1


def test_the_password_is_changed(client: Client, jo: User):
    answer = client.post(
        "/ways-in/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert answer.headers["Location"] == "/ways-in/"
    assert give_password(Client(), jo).status_code == 200
    assert give_password(Client(), jo, password=NEW).status_code == 302


@pytest.mark.parametrize(
    "weak",
    ["eleven char", "iloveyou1234", "!!password!!", "dragondragon", "123412341234", "aaaaaaaaaaaa"],
)
def test_a_weak_password_is_refused(client: Client, weak: str):
    answer = client.post(
        "/ways-in/password/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )
    assert answer.status_code == 200, weak


class TestSomeTimeAfterSigningIn:
    @pytest.fixture
    def client(self, jo: User) -> Client:
        return signed_in_client(jo, at=timezone.now() - timedelta(minutes=6))

    def test_the_password_is_asked_again_before_a_factor_changes(self, client: Client, jo: User):
        add_passkey(jo)
        for page in ("app/remove/", "passkey/", "codes/new/"):
            asked = client.get(f"/ways-in/{page}")
            assert asked.headers["Location"].startswith("/sign-in/again/?next="), page

    def test_it_comes_back_to_what_was_wanted(self, client: Client):
        asked = client.get("/ways-in/passkey/").headers["Location"]
        assert "Your password again" in client.get(asked).text
        assert "not your password" in client.post(asked, {"password": "guessed it"}).text
        assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/ways-in/passkey/"
        assert client.get("/ways-in/passkey/").status_code == 200

    def test_it_is_not_guessed(self, client: Client):
        for _ in range(10):
            client.post("/sign-in/again/", {"password": "guessed it"})
        answer = client.post("/sign-in/again/", {"password": PASSWORD})
        assert answer.status_code == 429
        assert "Wait 5 minutes" in answer.text
