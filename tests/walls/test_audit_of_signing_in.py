"""Each try to sign in leaves one row in the chain of whom it concerns, with nothing typed in it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import PASSWORD, code, make_person, make_service, signed_in_client
from tests.web.accounts.signing import give_code, give_password, sign_in, wrong_code
from waymark.accounts import acts, asking
from waymark.accounts.models import Role, Service, User
from waymark.audit import accounts, verify
from waymark.audit.models import AuditRow
from waymark.audit.recording import INSTALLATION

pytestmark = pytest.mark.django_db
WRONG = "not this one at all"
CHOSEN = {"password1": "four kind words here", "password2": "four kind words here"}


@pytest.fixture
def jo() -> User:
    return make_person(name="Jo Field", email="jo@example.org")


@pytest.fixture
def ada(jo: User) -> User:
    return make_person(Role.ADMINISTRATOR, service=jo.service)


def rows_of(service: int) -> list[AuditRow]:
    asking.as_told(0, service)
    return list(AuditRow.objects.filter(service=service).order_by("number"))


def rows() -> list[AuditRow]:
    chains = [INSTALLATION, *Service.objects.order_by("pk").values_list("pk", flat=True)]
    return [row for service in chains for row in rows_of(service)]


def left_by(answer) -> AuditRow:
    """The one row that an answer leaves."""
    before = {row.pk for row in rows()}
    answer()
    (left,) = (row for row in rows() if row.pk not in before)
    assert verify.first_faults([]) == []
    return left


def told(row: AuditRow) -> tuple:
    """Whose chain, who asked, what was done."""
    act = re.search(r'"act":"([^"]+)"', row.content)
    return row.service_id, row.user_id, act[1] if act else ""


def person_of(row: AuditRow) -> int | None:
    found = re.search(r'"person":(\d+)', row.content)
    return int(found[1]) if found else None


class TestPassword:
    def test_a_right_one_is_told_of_before_anybody_is_signed_in(self, jo):
        row = left_by(lambda: give_password(Client(), jo))
        assert told(row) == (jo.service_id, None, "password-right")
        assert (person_of(row), row.action, row.outcome) == (jo.pk, "POST account_login", "302")

    def test_a_wrong_one_is_told_of_in_the_chain_of_whose_account_it_is(self, jo):
        row = left_by(lambda: give_password(Client(), jo, password=WRONG))
        assert told(row) == (jo.service_id, None, "wrong-password")
        assert person_of(row) == jo.pk
        assert row.outcome == "200"

    def test_an_address_that_nobody_has_is_told_of_in_the_installations_chain(self, jo):
        stranger = User(email="nobody@elsewhere.example")
        row = left_by(lambda: give_password(Client(), stranger))
        assert told(row) == (INSTALLATION, None, "wrong-password")
        assert person_of(row) is None
        assert "nobody" not in row.content

    def test_an_ended_account_is_told_of_as_a_wrong_one(self, jo):
        User.objects.filter(pk=jo.pk).update(is_active=False)
        row = left_by(lambda: give_password(Client(), jo))
        assert told(row) == (jo.service_id, None, "wrong-password")

    def test_being_locked_out_is_told_of(self, jo):
        for _ in range(10):
            give_password(Client(), jo, password=WRONG)
        row = left_by(lambda: give_password(Client(), jo))
        assert told(row) == (jo.service_id, None, "too-many-tries")

    def test_neither_address_nor_password_stands_in_any_row(self, jo):
        give_password(Client(), jo, password=WRONG)
        give_password(Client(), User(email="nobody@elsewhere.example"), password=WRONG)
        sign_in(Client(), jo)
        said = "".join(row.content for row in rows())
        assert rows()
        for typed in ("example", WRONG, PASSWORD):
            assert typed not in said

    def test_looking_at_the_page_leaves_no_row(self):
        Client().get("/sign-in/")
        assert rows() == []

    def test_one_that_is_given_again_is_told_of_as_hers_who_is_signed_in(self, jo):
        client = signed_in_client(jo)
        row = left_by(lambda: client.post("/sign-in/again/", {"password": WRONG}))
        assert told(row) == (jo.service_id, jo.pk, "wrong-password")


class TestSecondFactor:
    def test_a_right_code_is_told_of_as_hers_who_is_now_signed_in(self, jo):
        give_password(client := Client(), jo)
        row = left_by(lambda: give_code(client))
        assert told(row) == (jo.service_id, jo.pk, "signed-in")
        assert row.action == "POST mfa_authenticate"

    def test_a_device_that_is_trusted_today_comes_in_with_one_row(self, jo):
        sign_in(client := Client(), jo)
        client.post("/sign-out/")
        row = left_by(lambda: give_password(client, jo))
        assert told(row) == (jo.service_id, jo.pk, "password-right signed-in")

    @pytest.mark.parametrize("sent", [{}, {"code": ""}, {"credential": "{}"}])
    def test_whatever_else_is_sent_is_told_of(self, jo, sent):
        give_password(client := Client(), jo)
        row = left_by(lambda: client.post("/sign-in/code/", sent))
        assert told(row) == (jo.service_id, None, "wrong-code")

    def test_a_wrong_code_is_told_of(self, jo):
        give_password(client := Client(), jo)
        row = left_by(lambda: give_code(client, wrong_code()))
        assert told(row) == (jo.service_id, None, "wrong-code")
        assert person_of(row) == jo.pk

    def test_being_locked_out_is_told_of(self, jo):
        give_password(client := Client(), jo)
        for _ in range(10):
            give_code(client, wrong_code())
        row = left_by(lambda: give_code(client))
        assert told(row) == (jo.service_id, None, "too-many-tries")

    def test_signing_out_is_told_of(self, jo):
        client = signed_in_client(jo)
        row = left_by(lambda: client.post("/sign-out/"))
        assert told(row) == (jo.service_id, jo.pk, "signed-out")


class TestLink:
    def link(self, person: User, ada: User, purpose: str) -> str:
        answer = signed_in_client(ada).post(f"/people/{person.pk}/{purpose}/", {"reason": "Lost"})
        return re.search(r'value="http://testserver(/sign-in/link/[^"]+)"', answer.text)[1]

    def first_code(self, client: Client) -> dict[str, str]:
        secret = re.search(r'class="secret">(\w+)<', client.get("/ways-in/app/").text)[1]
        return {"code": code(secret=secret)}

    def test_an_invitation_is_told_of_step_by_step(self, ada):
        zoe, secret = acts.invite(
            by=ada,
            name="Zoë Marsh",
            email="zoe@example.org",
            role=Role.CASE_MANAGER,
            team=None,
            at=timezone.now(),
        )
        link, client = f"/sign-in/link/{secret}/", Client()
        weak = {"password1": "short", "password2": "short"}
        row = left_by(lambda: client.post(link, weak))
        assert told(row) == (ada.service_id, None, "link-tried")
        row = left_by(lambda: client.post(link, CHOSEN))
        chose = "link-tried password-chosen signed-in-to-set-up"
        assert told(row) == (ada.service_id, zoe.pk, chose)
        first = self.first_code(client)
        row = left_by(lambda: client.post("/ways-in/app/", first))
        assert told(row) == (ada.service_id, zoe.pk, "link-used-join")

    def test_a_lost_factor_is_told_of_step_by_step(self, jo, ada):
        link, client = self.link(jo, ada, "new-factor"), Client()
        row = left_by(lambda: client.post(link, {"password": WRONG}))
        assert told(row) == (jo.service_id, None, "link-tried wrong-password")
        row = left_by(lambda: client.post(link, {"password": PASSWORD}))
        came = "link-tried password-right signed-in-to-set-up"
        assert told(row) == (jo.service_id, jo.pk, came)
        first = self.first_code(client)
        row = left_by(lambda: client.post("/ways-in/app/", first))
        assert told(row) == (jo.service_id, jo.pk, "link-used-new-factor")

    def test_a_new_password_is_told_of(self, jo, ada):
        link = self.link(jo, ada, "new-password")
        row = left_by(lambda: Client().post(link, CHOSEN))
        used = "link-tried link-used-new-password password-chosen"
        assert told(row) == (jo.service_id, None, used)

    def test_a_link_that_does_not_open_is_told_of_in_the_installations_chain(self):
        row = left_by(lambda: Client().post("/sign-in/link/made-up/", CHOSEN))
        assert told(row) == (INSTALLATION, None, "link-tried")
        assert "made-up" not in row.content

    def test_who_was_signed_in_at_that_browser_stands_in_the_row_of_who_comes_in(self, jo, ada):
        other = make_person(service=make_service())
        link = self.link(jo, ada, "new-factor")
        client = signed_in_client(other)
        row = left_by(lambda: client.post(link, {"password": PASSWORD}))
        assert (row.service_id, row.user_id) == (jo.service_id, jo.pk)
        assert f'"was":{other.pk}' in row.content


def test_without_its_listener_the_rows_would_be_missed(jo, monkeypatch):
    """What the tests above stand on."""
    monkeypatch.setattr(acts, "told", [tell for tell in acts.told if tell != accounts.tell])
    with pytest.raises(ValueError, match="not enough values"):
        left_by(lambda: give_password(Client(), jo, password=WRONG))
