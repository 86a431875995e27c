"""Signing in with a password and a second factor."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from tests.people import PASSWORD, SECRET, code, make_person, make_service, signed_in_client
from tests.web.accounts.signing import give_code, give_password, sign_in, wrong_code
from waymark.accounts import acts
from waymark.accounts.models import DemonstrationMark, Role, User

pytestmark = pytest.mark.django_db
NOT_SIGNED_IN = "/sign-in/?next=/"


@pytest.fixture
def jo() -> User:
    return make_person(name="Jo Field", email="jo@example.org")


def test_password_and_code_lead_to_ones_work(client: Client, jo: User):
    assert give_password(client, jo).headers["Location"] == "/sign-in/code/"
    assert give_code(client).headers["Location"] == "/"
    assert "Jo Field" in client.get("/").text


def test_an_administrator_is_led_to_the_people(client: Client):
    assert sign_in(client, make_person(Role.ADMINISTRATOR)).headers["Location"] == "/people/"


def test_the_password_alone_opens_nothing(client: Client, jo: User):
    give_password(client, jo)
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_a_wrong_code_opens_nothing(client: Client, jo: User):
    give_password(client, jo)
    assert "This code is not right" in give_code(client, wrong_code()).text
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_a_code_is_good_once(jo: User):
    figures = code()
    give_password(first := Client(), jo)
    give_code(first, figures)
    give_password(second := Client(), jo)
    for variant in (figures, f"{figures[:3]}-{figures[3:]}", f" {figures} "):
        give_code(second, variant)
        assert second.get("/").status_code == 302


def test_a_code_is_good_once_even_after_allauth_has_forgotten_it(jo: User, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda *_: True)
    figures = code()
    give_password(first := Client(), jo)
    give_code(first, figures)
    give_password(second := Client(), jo)
    assert "was used already" in give_code(second, figures).text


def test_a_printed_code_is_good_once(jo: User):
    printed = RecoveryCodes.activate(jo).get_unused_codes()[0]
    give_password(first := Client(), jo)
    assert give_code(first, printed).headers["Location"] == "/"
    give_password(second := Client(), jo)
    assert "This code is not right" in give_code(second, printed).text


def test_the_secrets_of_factors_are_not_in_the_database_as_they_are(jo: User):
    RecoveryCodes.activate(jo)
    for factor in Authenticator.objects.filter(user=jo):
        kept = factor.data.get("secret") or factor.data["seed"]
        assert SECRET not in kept
        assert kept.startswith("gAAAA")


def test_sign_in_comes_back_to_the_page_that_was_asked_for(client: Client, jo: User):
    asked = client.get("/components/?part=2")
    assert asked.headers["Location"] == "/sign-in/?next=/components/%3Fpart%3D2"
    client.post(asked.headers["Location"], {"login": jo.email, "password": PASSWORD})
    assert give_code(client).headers["Location"] == "/components/?part=2"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "http://testserver.elsewhere.example/",
    ],
)
def test_sign_in_never_leads_elsewhere(client: Client, jo: User, elsewhere: str):
    client.post(f"/sign-in/?next={elsewhere}", {"login": jo.email, "password": PASSWORD})
    assert give_code(client).headers["Location"] == "/"


def test_an_unknown_address_a_wrong_password_and_an_ended_account_get_the_same_answer(jo: User):
    ended = make_person(is_active=False)
    answers = []
    for email, password in (
        ("nobody@example.org", PASSWORD),
        (jo.email, "not this one at all"),
        (ended.email, PASSWORD),
    ):
        answer = Client().post("/sign-in/", {"login": email, "password": password})
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.text)
        answers.append((answer.status_code, text.replace(email, "")))
    assert answers[0] == answers[1] == answers[2]
    assert "do not belong together" in answers[0][1]


def test_a_forged_form_is_refused(jo: User):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"login": jo.email, "password": PASSWORD})
    assert answer.status_code == 403


def test_whoever_has_no_second_factor_is_served_nothing_but_the_way_to_one():
    client = Client()
    newcomer = make_person(with_factor=False)
    give_password(client, newcomer)
    for address in ("/", "/components/", "/ways-in/", "/ways-in/password/", "/ways-in/codes/"):
        assert client.get(address).headers["Location"] == "/sign-in/set-up/", address
    assert "Open your link" in client.get("/sign-in/set-up/").text


def test_a_password_without_its_link_sets_up_no_factor():
    client = Client()
    newcomer = make_person(with_factor=False)
    give_password(client, newcomer)
    for address in ("/ways-in/app/", "/ways-in/passkey/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"code": "123456"}).status_code == 403
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_a_session_that_does_not_say_it_has_both_factors_has_not(jo: User):
    client = signed_in_client(jo)
    session = client.session
    del session["second_factor"]
    session.save()
    assert client.get("/").headers["Location"] == "/sign-in/set-up/"


def test_signing_out_ends_the_session(jo: User):
    client = signed_in_client(jo)
    key = client.cookies["session"].value
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    client.cookies["session"] = key
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_looking_at_sign_out_signs_nobody_out(jo: User):
    client = signed_in_client(jo)
    assert "Sign out?" in client.get("/sign-out/").text
    assert client.get("/").status_code == 200


def test_signing_in_takes_a_new_session_key(client: Client, jo: User):
    give_password(client, jo)
    before = client.cookies["session"].value
    give_code(client)
    assert client.cookies["session"].value != before


def test_a_factor_reset_between_password_and_code_starts_again(client: Client):
    service = make_service()
    jo, ada = make_person(service=service), make_person(Role.ADMINISTRATOR, service=service)
    give_password(client, jo)
    acts.reset_factor(by=ada, person=jo, reason="Phone stolen", at=timezone.now())
    assert give_code(client).headers["Location"] == "/sign-in/"
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/").headers["Location"] == NOT_SIGNED_IN


def test_no_code_is_shown_outside_the_demonstration(client: Client):
    give_password(client, make_person(email="ash@example.org"))
    assert "In the demonstration" not in client.get("/sign-in/code/").text


@pytest.fixture
def demonstration(db):
    """Marked while the database is still empty; a test asks for it before anybody is there."""
    DemonstrationMark.objects.create(pk=1)


def test_the_demonstration_shows_the_code_of_its_own_people_only(
    demonstration, client: Client, jo: User
):
    give_password(client, jo)
    assert "In the demonstration" in client.get("/sign-in/code/").text
    other = Client()
    give_password(other, make_person(email="real@example.org"))
    assert "In the demonstration" not in other.get("/sign-in/code/").text


class TestOnceAWorkingDay:
    def test_the_same_device_is_not_asked_again_today(self, client: Client, jo: User):
        sign_in(client, jo)
        client.post("/sign-out/")
        assert give_password(client, jo).headers["Location"] == "/"
        assert client.get("/").status_code == 200

    def test_another_device_is_asked(self, client: Client, jo: User):
        sign_in(client, jo)
        assert give_password(Client(), jo).headers["Location"] == "/sign-in/code/"

    def test_the_device_is_asked_again_after_the_night(self, client: Client, jo: User, monkeypatch):
        sign_in(client, jo)
        client.post("/sign-out/")
        later = timezone.now() + timedelta(hours=24)
        monkeypatch.setattr("waymark.accounts.sign_in.now", lambda: later)
        assert give_password(client, jo).headers["Location"] == "/sign-in/code/"

    def test_the_cookie_is_useless_to_another_person(self, client: Client, jo: User):
        sign_in(client, jo)
        ash = make_person()
        cookie = client.cookies[f"device-{jo.pk}"].value
        thief = Client()
        for name in (f"device-{jo.pk}", f"device-{ash.pk}"):
            thief.cookies[name] = cookie
        assert give_password(thief, ash).headers["Location"] == "/sign-in/code/"
        assert give_password(thief, jo).headers["Location"] == "/sign-in/code/"

    def test_a_forged_cookie_is_useless(self, client: Client, jo: User):
        client.cookies[f"device-{jo.pk}"] = "WzEsIngiLDk5OTk5OTk5OTld:1abcde:forged"
        assert give_password(client, jo).headers["Location"] == "/sign-in/code/"

    def test_a_changed_account_is_asked_again(self, client: Client, jo: User):
        sign_in(client, jo)
        client.post("/sign-out/")
        User.objects.filter(pk=jo.pk).update(role=Role.OPERATIONS_MANAGER)
        assert give_password(client, jo).headers["Location"] == "/sign-in/code/"


class TestTooManyTries:
    def test_the_eleventh_password_is_refused_even_if_it_is_right(self, client: Client, jo: User):
        for _ in range(10):
            give_password(client, jo, password="not this one at all")
        assert "Too many tries. Wait 5 minutes" in give_password(client, jo).text

    def test_the_same_holds_for_an_address_that_nobody_has(self, client: Client):
        nobody = User(email="nobody@example.org")
        for _ in range(10):
            give_password(client, nobody)
        assert "Too many tries. Wait 5 minutes" in give_password(client, nobody).text

    def test_writing_the_address_otherwise_gives_no_further_tries(self, client: Client, jo: User):
        for email in ("JO@example.org", " jo@example.org ", "Jo@Example.org") * 4:
            client.post("/sign-in/", {"login": email, "password": "not this one at all"})
        assert "Too many tries" in give_password(client, jo).text

    def test_the_eleventh_code_is_refused_even_if_it_is_right(self, client: Client, jo: User):
        give_password(client, jo)
        for _ in range(10):
            give_code(client, wrong_code())
        assert "Too many tries. Wait 5 minutes" in give_code(client).text
        assert client.get("/").headers["Location"] == NOT_SIGNED_IN

    def test_after_five_minutes_one_may_try_again(self, client: Client, jo: User, monkeypatch):
        for _ in range(10):
            give_password(client, jo, password="not this one at all")
        later = time.time() + 301
        monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
        assert give_password(client, jo).headers["Location"] == "/sign-in/code/"

    def test_others_are_not_held_up(self, client: Client, jo: User):
        for _ in range(11):
            give_password(client, jo, password="not this one at all")
        assert give_password(client, make_person()).headers["Location"] == "/sign-in/code/"

    def test_changing_the_password_is_no_way_round(self, jo: User):
        client = signed_in_client(jo)
        new = {"password1": "another long sentence", "password2": "another long sentence"}
        for _ in range(10):
            client.post("/ways-in/password/", {"oldpassword": "wrong", **new})
        answer = client.post("/ways-in/password/", {"oldpassword": PASSWORD, **new})
        assert "Too many tries" in answer.text


class TestControls:
    """With a protection taken away the tests above would go red: they see what they say."""

    def test_without_the_limit_the_eleventh_guess_is_weighed(
        self, client: Client, jo: User, settings
    ):
        settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
        for _ in range(10):
            give_password(client, jo, password="not this one at all")
        assert give_password(client, jo).headers["Location"] == "/sign-in/code/"

    def test_without_the_door_a_password_alone_would_open(self, client: Client, monkeypatch):
        monkeypatch.setattr("waymark.accounts.sessions.has_second_factor", lambda session: True)
        give_password(client, make_person(with_factor=False))
        assert client.get("/").status_code == 200

    def test_without_the_stamp_a_device_would_be_trusted_for_a_changed_account(
        self, client: Client, jo: User, monkeypatch
    ):
        monkeypatch.setattr(User, "_get_session_auth_hash", lambda self, secret=None: "the same")
        sign_in(client, jo)
        client.post("/sign-out/")
        User.objects.filter(pk=jo.pk).update(role=Role.OPERATIONS_MANAGER)
        assert give_password(client, jo).headers["Location"] == "/"
