"""What is typed is seen by its writer alone, and while the record is open to them."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.web.contacts.recording import (
    client_of,
    give,
    make_worker,
    take_in,
)
from tests.web.drafts.typing import AUTOSAVE, TYPED, autosave, contact, ticket
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.audit import recording
from waymark.children.access import SayWhy
from waymark.children.acts.opening import say_why as give_reason
from waymark.children.models import Child, Hosting, Opening
from waymark.drafts import store
from waymark.drafts.models import Draft
from waymark.drafts.store import Place

pytestmark = pytest.mark.django_db


def test_it_is_never_offered_to_another_person_child_or_form(client, writer, sophie):
    autosave(client, contact(sophie))
    other = take_in(writer, id="kim", known_as="Kim")
    colleague = make_worker(Role.SENIOR_MANAGER, service=writer.service)
    pages = [
        client_of(colleague).get(contact(sophie)),
        client.get(contact(other)),
        client.get(f"/children/{sophie.pk}/record/engagement-panel-held/"),
        client.get(f"{contact(sophie)}?appointment=a1"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert TYPED not in page.text
        assert "did not save it" not in page.text


def test_each_document_has_a_draft_of_its_own(client, sophie):
    autosave(client, f"{contact(sophie)}?appointment=a1", note="The first.")
    autosave(client, f"{contact(sophie)}?appointment=a2", note="The second.")
    assert "The first." in client.get(f"{contact(sophie)}?appointment=a1").text
    assert "The second." in client.get(f"{contact(sophie)}?appointment=a2").text


def test_the_database_itself_hides_it_from_everybody_else(client, writer, sophie):
    autosave(client, contact(sophie))
    asking.as_user(make_worker(Role.SENIOR_MANAGER, service=writer.service))
    assert not Draft.objects.exists()
    asking.as_user(writer)
    assert Draft.objects.count() == 1


def test_it_is_unseen_once_access_ends(client, writer, sophie):
    autosave(client, contact(sophie))
    Child.objects.filter(pk=sophie.pk).update(restricted=True)
    assert client.get(contact(sophie)).status_code == 404
    asking.as_user(writer)
    assert not Draft.objects.exists()


class TestWhoMayNoLongerOpenTheRecord:
    @pytest.fixture
    def ash(self, writer: User) -> User:
        return make_worker(service=writer.service, name="Ash Moor")

    @pytest.fixture
    def opened(self, ash: User, sophie: Child) -> Opening:
        """Ash has said why, today, and may write in the record until tonight."""
        return self.says_why(ash, sophie, "duty")

    def says_why(self, ash: User, sophie: Child, reason: str) -> Opening:
        now = timezone.now()
        asking.as_user(ash)
        with recording.opened(recording.Recording("test", now)):
            return give_reason(child=sophie, reason=reason, by=ash, at=now)

    def ends(self, opened: Opening) -> None:
        hour = timedelta(hours=1)
        since = {"opened_at": timezone.now() - 2 * hour, "until": timezone.now() - hour}
        Opening.objects.filter(pk=opened.pk).update(**since)

    def test_keeps_nothing_more_in_it(self, ash, sophie, opened):
        client = client_of(ash)
        page = ticket(client, contact(sophie))
        self.ends(opened)
        typed = {"note": TYPED, "draft": page}
        answer = client.post("/drafts/save/", typed, headers=AUTOSAVE)
        assert answer.status_code == 403
        assert not Draft.objects.exists()

    def test_is_not_shown_what_she_had_typed(self, ash, sophie, opened):
        autosave(client_of(ash), contact(sophie))
        self.ends(opened)
        asking.as_user(ash)
        now = timezone.now()
        with recording.opened(recording.Recording("test", now)), pytest.raises(SayWhy):
            store.find(person=ash, place=Place(sophie.pk, "contact"), at=now)

    def test_finds_it_again_when_she_has_said_why(self, ash, sophie, opened):
        autosave(client_of(ash), contact(sophie))
        self.ends(opened)
        self.says_why(ash, sophie, "court")
        assert TYPED in client_of(ash).get(contact(sophie)).text

    def test_without_the_question_it_would_be_kept(self, ash, sophie, opened, monkeypatch):
        """What the tests above stand on."""
        client = client_of(ash)
        page = ticket(client, contact(sophie))
        self.ends(opened)
        monkeypatch.setattr(store, "_openers", [lambda pk, by, at: sophie])
        typed = {"note": TYPED, "draft": page}
        assert client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code == 200


class TestHosting:
    def test_a_draft_is_of_the_childs_service_and_goes_out_of_sight_with_the_hosting(self, sophie):
        guest = make_worker(Role.SENIOR_MANAGER)
        asking.as_waymark(sophie.service_id)
        hosting = Hosting.objects.create(
            child=sophie,
            service_id=sophie.service_id,
            host_id=guest.service_id,
            period=DateRange(timezone.localdate() - timedelta(days=9), None),
        )
        asking.as_waymark(sophie.service_id)
        give(sophie, guest)
        client = client_of(guest)
        page = ticket(client, contact(sophie))
        typed = {"note": TYPED, "draft": page}
        assert client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code == 200
        asking.as_user(guest)
        assert Draft.objects.get().service_id == sophie.service_id
        asking.as_waymark(sophie.service_id)
        hosting.period = DateRange(hosting.period.lower, timezone.localdate())
        hosting.save()
        asking.as_user(guest)
        assert not Draft.objects.exists()
        assert client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code == 404
