"""The administrators' pages: people and teams of one's own service, and never a case."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts import acts, asking, links
from waymark.accounts.models import OneTimeLink, Purpose, Role, Team, User
from waymark.children.models import Allocation

pytestmark = pytest.mark.django_db
ADDRESSES = ("", "invite/", "teams/", "{}/", "{}/end/", "{}/new-factor/", "{}/new-password/")
POSTED = ("{}/invite-again/", "{}/withdraw/")


@pytest.fixture
def ada() -> User:
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture
def client(ada: User) -> Client:
    return signed_in_client(ada)


@pytest.fixture
def jo(ada: User) -> User:
    return make_person(service=ada.service, name="Jo Field")


@pytest.mark.parametrize(
    "role", [role for role in map(Role, settings.ROLES) if role != Role.ADMINISTRATOR]
)
def test_nobody_else_comes_in(role: Role, jo: User):
    client = signed_in_client(make_person(role, service=jo.service))
    for address in ADDRESSES:
        page = client.get(f"/people/{address.format(jo.pk)}")
        assert page.status_code == 403
        assert "you need to be an administrator" in page.text
    for address in (*ADDRESSES, *POSTED):
        assert client.post(f"/people/{address.format(jo.pk)}").status_code == 403


def test_people_of_another_service_are_not_there(client: Client):
    stranger = make_person(name="Somebody Elsewhere")
    assert "Somebody Elsewhere" not in client.get("/people/").text
    for address in ADDRESSES[3:]:
        there = client.get(f"/people/{address.format(stranger.pk)}")
        nowhere = client.get(f"/people/{address.format(999999)}")
        assert (there.status_code, there.text) == (404, nowhere.text)
    for address in POSTED:
        assert client.post(f"/people/{address.format(stranger.pk)}").status_code == 404


def test_every_page_opens(client: Client, jo: User):
    for address in ADDRESSES:
        assert client.get(f"/people/{address.format(jo.pk)}").status_code == 200


def test_the_list_costs_the_same_however_many_there_are(client: Client, ada: User):
    with CaptureQueriesContext(connection) as few:
        client.get("/people/")
    for _ in range(5):
        make_person(service=ada.service, team=make_team(ada.service))
    with CaptureQueriesContext(connection) as many:
        client.get("/people/")
    assert len(many) == len(few)


INVITED = {"name": "Zoë Marsh", "email": "zoe@example.org", "role": "case-manager", "team": ""}


def test_an_invitation_to_an_address_with_an_account_comes_back_as_it_was_filled_in(
    client: Client, jo: User
):
    answer = client.post("/people/invite/", {**INVITED, "email": jo.email})
    assert answer.status_code == 422
    assert "This e-mail address has an account already." in answer.text
    for typed in ("Zoë Marsh", jo.email):
        assert typed in answer.text


def test_a_team_of_a_name_that_is_taken_comes_back_as_it_was_typed(client: Client, ada: User):
    make_team(ada.service, "North")
    answer = client.post("/people/teams/", {"name": "North"})
    assert answer.status_code == 422
    assert "There is a team called North already." in answer.text
    assert 'value="North"' in answer.text


def test_a_reason_that_is_refused_comes_back(client: Client, ada: User):
    joining = make_person(service=ada.service, with_factor=False)
    answer = client.post(f"/people/{joining.pk}/new-factor/", {"reason": "She lost her phone."})
    assert answer.status_code == 422
    assert "Invite this person instead." in answer.text
    assert "She lost her phone." in answer.text


def test_a_form_with_mistakes_is_answered_as_one(client: Client):
    assert client.post("/people/invite/", {**INVITED, "email": "zoe"}).status_code == 422


def test_role_and_team_are_changed(client: Client, jo: User, ada: User):
    team = make_team(ada.service, "North")
    client.post(f"/people/{jo.pk}/", {"role": "senior-manager", "team": team.pk})
    jo.refresh_from_db()
    assert (jo.role, jo.team) == ("senior-manager", team)


def test_who_works_with_children_hands_them_over_before_the_role_works_with_none(
    client: Client, jo: User
):
    child = make_child(jo.service, worker=jo)
    change = {"role": "administrator", "team": ""}
    answer = client.post(f"/people/{jo.pk}/", change)
    assert answer.status_code == 422
    assert "Ask a manager to hand over the children of Jo first" in answer.text
    jo.refresh_from_db()
    assert jo.role == Role.CASE_MANAGER
    other = {"role": "operations-manager", "team": ""}
    assert client.post(f"/people/{jo.pk}/", other).status_code == 302, "this role may hold children"
    asking.as_waymark(jo.service_id)
    Allocation.objects.filter(child=child).delete()
    assert client.post(f"/people/{jo.pk}/", change).status_code == 302


def test_a_team_of_another_service_is_not_offered(client: Client, jo: User):
    other = make_team()
    answer = client.post(f"/people/{jo.pk}/", {"role": "case-manager", "team": other.pk})
    assert "There is something to mend" in answer.text


def test_an_account_ends(client: Client, jo: User):
    client.post(f"/people/{jo.pk}/end/")
    jo.refresh_from_db()
    assert not jo.is_active


def test_what_must_happen_first_is_said_and_nothing_ends(client: Client, jo: User, monkeypatch):
    first = f"Give the 3 children of {jo.first_name} to other workers first."
    monkeypatch.setattr(acts, "must_happen_first", [lambda person: [first]])
    answer = client.post(f"/people/{jo.pk}/end/")
    assert answer.status_code == 422
    assert first in answer.text
    jo.refresh_from_db()
    assert jo.is_active


def test_nobody_changes_her_own_account(client: Client, ada: User):
    assert "another administrator changes it" in client.get(f"/people/{ada.pk}/").text
    for address in ("end/", "new-factor/", "new-password/", "invite-again/", "withdraw/"):
        answer = client.post(f"/people/{ada.pk}/{address}", {"reason": "Because"})
        assert answer.status_code == 403, address
    answer = client.post(f"/people/{ada.pk}/", {"role": "senior-manager", "team": ""})
    assert answer.status_code == 403


def test_somebody_who_has_joined_is_not_invited_again(client: Client, jo: User):
    assert client.post(f"/people/{jo.pk}/invite-again/").status_code == 422
    assert client.post(f"/people/{jo.pk}/withdraw/").status_code == 422


def test_somebody_who_has_not_joined_has_nothing_to_reset(client: Client, ada: User):
    newcomer = make_person(service=ada.service, with_factor=False)
    for address in ("new-factor/", "new-password/"):
        answer = client.post(f"/people/{newcomer.pk}/{address}", {"reason": "Lost"})
        assert answer.status_code == 422


def test_a_team_is_made_once(client: Client, ada: User):
    assert client.post("/people/teams/", {"name": "North"}).status_code == 302
    assert "There is a team called North already" in (
        client.post("/people/teams/", {"name": "North"}).text
    )
    assert Team.objects.get(name="North").service == ada.service


def test_acts_tell_who_did_what(ada: User, jo: User, monkeypatch):
    heard = []
    monkeypatch.setattr(acts, "told", [lambda *words: heard.append(words)])
    now = timezone.now()
    acts.end_account(by=ada, person=jo, at=now)
    assert heard == [("account-ended", ada, jo, now)]


def test_an_invitation_goes_by_mail_where_there_is_a_server(
    client: Client, settings, django_capture_on_commit_callbacks
):
    settings.SENDS_MAIL = True
    words = {"name": "Zoë", "email": "zoe@example.org", "role": "case-manager", "team": ""}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/people/invite/", words).text
    assert "on its way to zoe@example.org" in page
    [message] = mail.outbox
    assert message.to == ["zoe@example.org"]
    assert "/sign-in/link/" in message.body


class TestTheDatabaseRefuses:
    def link(self, person: User, **fields: object) -> OneTimeLink:
        now = timezone.now()
        fields = {
            "purpose": Purpose.JOIN,
            "digest": str(OneTimeLink.objects.count()),
            "made_at": now,
            "expires_at": now + links.GOOD_FOR,
            **fields,
        }
        return OneTimeLink.objects.create(person=person, **fields)

    @pytest.mark.parametrize(
        ("constraint", "fields"),
        [
            ("link_purpose_is_known", {"purpose": "anything", "reason": "Lost"}),
            ("link_expires_after_made", {"expires_at": timezone.now() - links.GOOD_FOR}),
            (
                "link_used_or_withdrawn",
                {"used_at": timezone.now(), "withdrawn_at": timezone.now()},
            ),
            ("link_has_its_reason", {"purpose": Purpose.NEW_FACTOR}),
        ],
    )
    def test_a_link_that_makes_no_sense(self, jo: User, constraint: str, fields: dict):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            self.link(jo, **fields)

    def test_two_open_links_of_one_person(self, jo: User):
        self.link(jo)
        with pytest.raises(IntegrityError, match="link_open_once_a_person"), transaction.atomic():
            self.link(jo)
