"""What ends somebody's sessions ends them at the next request."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.people import PASSWORD, make_person, make_service, make_team, signed_in_client
from waymark.accounts import acts
from waymark.accounts.models import Role, Service, User

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Act = Callable[[User, User], object]


@pytest.fixture
def service() -> Service:
    return make_service()


@pytest.fixture
def ada(service: Service) -> User:
    return make_person(Role.ADMINISTRATOR, service=service)


@pytest.fixture
def jo(service: Service) -> User:
    return make_person(service=service, team=make_team(service))


ENDING: dict[str, Act] = {
    "the account ended": lambda ada, jo: acts.end_account(by=ada, person=jo, at=NOW),
    "another role": lambda ada, jo: acts.change_person(
        by=ada, person=jo, role=Role.OPERATIONS_MANAGER, team=jo.team, at=NOW
    ),
    "another team": lambda ada, jo: acts.change_person(
        by=ada, person=jo, role=Role(jo.role), team=None, at=NOW
    ),
    "the factor reset": lambda ada, jo: acts.reset_factor(
        by=ada, person=jo, reason="Phone stolen", at=NOW
    ),
    "the password reset": lambda ada, jo: acts.reset_password(
        by=ada, person=jo, reason="Forgotten", at=NOW
    ),
    "another service, however it came": lambda ada, jo: User.objects.filter(pk=jo.pk).update(
        service=make_service()
    ),
    "the account switched off, however it came": lambda ada, jo: User.objects.filter(
        pk=jo.pk
    ).update(is_active=False),
}


@pytest.mark.parametrize("what", ENDING)
def test_the_next_request_is_refused(what: str, ada: User, jo: User):
    client = signed_in_client(jo)
    assert client.get("/").status_code == 200
    ENDING[what](ada, jo)
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_what_changes_nothing_ends_nothing(ada: User, jo: User):
    client = signed_in_client(jo)
    acts.change_person(by=ada, person=jo, role=Role(jo.role), team=jo.team, at=NOW)
    assert client.get("/").status_code == 200


def test_others_stay_signed_in(ada: User, jo: User):
    client = signed_in_client(make_person(service=jo.service))
    acts.end_account(by=ada, person=jo, at=NOW)
    assert client.get("/").status_code == 200


def test_a_new_password_signs_out_everywhere_else(jo: User):
    here, elsewhere = signed_in_client(jo), signed_in_client(jo)
    new = "another long sentence"
    here.post("/ways-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_an_administrator_whose_role_goes_administers_no_more(service: Service, ada: User):
    other = make_person(Role.ADMINISTRATOR, service=service)
    client = signed_in_client(other)
    acts.change_person(by=ada, person=other, role=Role.CASE_MANAGER, team=None, at=NOW)
    assert client.get("/people/").status_code == 302
    assert signed_in_client(User.objects.get(pk=other.pk)).get("/people/").status_code == 403


def test_without_the_stamp_the_session_would_live_on(ada: User, jo: User, monkeypatch):
    """The control: it is the stamp that ends sessions, and these tests would see it missing."""
    monkeypatch.setattr(User, "_get_session_auth_hash", lambda self, secret=None: "the same")
    client = signed_in_client(jo)
    ENDING["another role"](ada, jo)
    assert client.get("/").status_code == 200
