"""Invitations and the other one-time links, from the administrator's page to the first day."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.people import PASSWORD, code, make_person, make_service, signed_in_client
from tests.web.accounts.signing import give_code, give_password, sign_in
from waymark.accounts import acts
from waymark.accounts.answers import Refused
from waymark.accounts.models import OneTimeLink, Role, User

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "four kind words here"
CHOSEN = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
INVITED = {"name": "Zoë Marsh", "email": "Zoe@Example.org", "role": "case-manager", "team": ""}


@pytest.fixture
def ada() -> User:
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture
def invitation(ada: User) -> str:
    """Return the path of an invitation that Ada's page showed."""
    return link_on(signed_in_client(ada).post("/people/invite/", INVITED).text)


def link_on(page: str) -> str:
    return re.search(r'value="http://testserver(/sign-in/link/[^"]+)"', page)[1]


def set_up_app(client: Client):
    page = client.get("/ways-in/app/")
    secret = re.search(r'class="secret">(\w+)<', page.text)[1]
    return client.post("/ways-in/app/", {"code": code(secret=secret)})


def zoe() -> User:
    return User.objects.get(email="zoe@example.org")


class TestInvited:
    def test_somebody_invited_chooses_a_password_sets_up_an_app_and_is_in(self, invitation: str):
        client = Client()
        assert "Welcome, Zoë" in client.get(invitation).text
        assert client.post(invitation, CHOSEN).headers["Location"] == "/"
        assert client.get("/").headers["Location"] == "/sign-in/set-up/"
        assert "One more thing, Zoë" in client.get("/sign-in/set-up/").text
        assert set_up_app(client).headers["Location"] == "/ways-in/codes/"
        assert "Print these codes" in client.get("/ways-in/codes/").text
        assert "Zoë Marsh" in client.get("/").text
        assert zoe().joined_at

    def test_the_device_is_not_asked_again_that_day(self, invitation: str):
        client = Client()
        client.post(invitation, CHOSEN)
        set_up_app(client)
        client.post("/sign-out/")
        assert give_password(client, zoe(), password=NEW_PASSWORD).headers["Location"] == "/"

    def test_a_link_that_was_used_opens_nothing(self, invitation: str):
        client = Client()
        client.post(invitation, CHOSEN)
        set_up_app(client)
        for answer in (Client().get(invitation), Client().post(invitation, CHOSEN)):
            assert answer.status_code == 404
            assert "This link was used already" in answer.text
            assert "Sign in with your e-mail address" in answer.text

    def test_reopened_before_the_last_step_it_says_that_one_step_is_left(self, invitation: str):
        assert "one step is left" not in Client().get(invitation).text
        Client().post(invitation, CHOSEN)
        assert "one step is left: your second factor" in Client().get(invitation).text

    def test_looking_at_a_link_does_not_use_it(self, invitation: str):
        for _ in range(3):
            assert Client().get(invitation).status_code == 200
        assert OneTimeLink.objects.get().used_at is None

    def test_a_link_opens_again_until_the_factor_is_set_up(self, invitation: str):
        Client().post(invitation, CHOSEN)
        client = Client()
        client.post(invitation, CHOSEN)
        set_up_app(client)
        assert client.get("/").status_code == 200

    def test_two_at_once_do_not_both_come_in(self, invitation: str):
        first, second = Client(), Client()
        for client in (first, second):
            client.post(invitation, CHOSEN)
        set_up_app(second)
        assert first.get("/ways-in/app/").status_code in {302, 403}
        assert first.get("/").status_code == 302
        assert second.get("/").status_code == 200

    @pytest.mark.parametrize("after", [timedelta(days=7), timedelta(days=8)])
    def test_a_link_expires_after_seven_days(self, invitation: str, after: timedelta, monkeypatch):
        later = timezone.now() + after
        monkeypatch.setattr("waymark.accounts.views.signing_in.now", lambda: later)
        assert Client().get(invitation).status_code == 404
        assert Client().post(invitation, CHOSEN).status_code == 404

    def test_a_changed_link_opens_nothing(self, invitation: str):
        for tampered in (invitation[:-2] + "/", invitation[:-2] + "_/", invitation.upper()):
            assert Client().get(tampered).status_code == 404

    def test_only_a_digest_of_the_link_is_kept(self, invitation: str):
        secret = invitation.split("/")[-2]
        assert secret not in str(OneTimeLink.objects.values().get())

    def test_a_newer_link_takes_its_place(self, invitation: str, ada: User):
        page = signed_in_client(ada).post(f"/people/{zoe().pk}/invite-again/").text
        assert Client().get(invitation).status_code == 404
        assert Client().get(link_on(page)).status_code == 200

    def test_an_invitation_taken_back_opens_nothing(self, invitation: str, ada: User):
        signed_in_client(ada).post(f"/people/{zoe().pk}/withdraw/")
        assert Client().get(invitation).status_code == 404
        assert not zoe().is_active

    def test_a_weak_password_is_refused(self, invitation: str):
        for weak in ("short", "password1234", "zoe@example.org"):
            page = Client().post(invitation, {"password1": weak, "password2": weak}).text
            assert "There is something to mend" in page, weak

    def test_two_different_passwords_are_refused(self, invitation: str):
        answer = Client().post(invitation, {**CHOSEN, "password2": "four kind words hear"})
        assert "not the same" in answer.text

    def test_an_address_with_an_account_is_not_invited_again(self, ada: User):
        taken = make_person(service=make_service())
        answer = signed_in_client(ada).post("/people/invite/", {**INVITED, "email": taken.email})
        assert answer.status_code == 422
        assert "has an account already" in answer.text

    def test_somebody_who_left_can_be_invited_again(self, invitation: str, ada: User):
        client = Client()
        client.post(invitation, CHOSEN)
        set_up_app(client)
        acts.end_account(by=ada, person=zoe(), at=timezone.now())
        again = link_on(signed_in_client(ada).post("/people/invite/", INVITED).text)
        assert client.get("/").status_code == 302
        client.post(again, CHOSEN)
        set_up_app(client)
        assert client.get("/").status_code == 200

    def test_whoever_was_signed_in_at_that_browser_is_no_longer(self, invitation: str, ada: User):
        client = signed_in_client(ada)
        client.post(invitation, CHOSEN)
        assert client.get("/people/").headers["Location"] == "/sign-in/set-up/"


class TestLostFactor:
    @pytest.fixture
    def jo(self, ada: User) -> User:
        return make_person(service=ada.service)

    @pytest.fixture
    def link(self, jo: User, ada: User) -> str:
        answer = signed_in_client(ada).post(
            f"/people/{jo.pk}/new-factor/", {"reason": "Phone stolen; rang her back"}
        )
        return link_on(answer.text)

    def test_a_new_one_is_set_up_with_the_link_and_the_password(self, link: str, jo: User):
        client = Client()
        assert "First your password" in client.get(link).text
        assert client.post(link, {"password": PASSWORD}).headers["Location"] == "/"
        set_up_app(client)
        assert client.get("/").status_code == 200
        assert Client().get(link).status_code == 404

    def test_the_link_alone_opens_nothing(self, link: str):
        client = Client()
        assert "not your password" in client.post(link, {"password": "guessed it"}).text
        assert client.get("/sign-in/set-up/").status_code == 302

    def test_passwords_are_not_guessed_through_the_link(self, link: str):
        for _ in range(10):
            Client().post(link, {"password": "guessed it"})
        assert "Too many tries" in Client().post(link, {"password": PASSWORD}).text

    def test_the_password_alone_opens_nothing(self, link: str, jo: User):
        client = Client()
        give_password(client, jo)
        assert client.get("/sign-in/set-up/").status_code == 403

    def test_the_lost_factor_opens_nothing_any_more(self, link: str, jo: User):
        assert not Authenticator.objects.filter(user=jo).exists()

    def test_the_reason_is_recorded(self, link: str, ada: User):
        made = OneTimeLink.objects.get()
        assert (made.reason, made.made_by) == ("Phone stolen; rang her back", ada)

    def test_without_a_reason_nothing_happens(self, jo: User, ada: User):
        answer = signed_in_client(ada).post(f"/people/{jo.pk}/new-factor/", {"reason": " "})
        assert "Say what happened" in answer.text
        assert Authenticator.objects.filter(user=jo).exists()


class TestForgottenPassword:
    def test_a_new_one_is_chosen_and_the_factor_stays(self, ada: User):
        jo = make_person(service=ada.service)
        answer = signed_in_client(ada).post(
            f"/people/{jo.pk}/new-password/", {"reason": "Came to my desk"}
        )
        link = link_on(answer.text)
        client = Client()
        assert give_password(client, jo).status_code == 200
        assert client.post(link, CHOSEN).headers["Location"] == "/sign-in/"
        assert client.get("/").status_code == 302
        assert give_password(client, jo, password=NEW_PASSWORD).headers["Location"] == (
            "/sign-in/code/"
        )
        assert give_code(client).headers["Location"] == "/"
        assert Client().get(link).status_code == 404


class TestFirstAdministrator:
    def invite(self, capsys, **words: str) -> str:
        call_command(
            "first_administrator", "ada@example.org", **{"name": "Ada", "service": "North", **words}
        )
        return capsys.readouterr().out.split("http://testserver")[1].strip()

    def test_comes_in_with_the_link_and_invites_others(self, capsys):
        client = Client()
        client.post(self.invite(capsys), CHOSEN)
        set_up_app(client)
        assert "People of North" in client.get("/people/").text

    def test_may_be_invited_again_while_she_has_not_joined(self, capsys):
        first = self.invite(capsys)
        second = self.invite(capsys)
        assert Client().get(first).status_code == 404
        assert Client().get(second).status_code == 200

    def test_is_the_first_only(self, ada: User):
        with pytest.raises(CommandError, match="has an administrator"):
            call_command(
                "first_administrator", "eve@example.org", name="Eve", service=ada.service.name
            )

    def test_a_new_one_is_invited_where_the_last_has_left(self, capsys, ada: User):
        User.objects.filter(pk=ada.pk).update(is_active=False)
        assert self.invite(capsys, service=ada.service.name)

    def test_her_address_is_one(self):
        with pytest.raises(CommandError, match="no e-mail address"):
            call_command("first_administrator", "ada", name="Ada", service="North")


def test_a_link_is_used_once(ada: User):
    newcomer = {"name": "Zoë", "email": "zoe@example.org", "role": Role.CASE_MANAGER, "team": None}
    acts.invite(by=ada, at=timezone.now(), **newcomer)
    link = OneTimeLink.objects.get()
    acts.use_link(link=link, at=timezone.now())
    with pytest.raises(Refused, match="used or taken back"):
        acts.use_link(link=link, at=timezone.now())


def test_signing_in_afterwards_is_as_for_everybody(ada: User):
    assert sign_in(Client(), ada).status_code == 302
