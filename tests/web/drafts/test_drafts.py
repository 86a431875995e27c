"""What is typed is kept for its writer, for that form, that child and that document alone."""

import html
import re
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from tests.forms import day_parts, form_with
from tests.people import signed_in_client
from tests.web.accounts.signing import sign_in
from tests.web.contacts.recording import (
    client_of,
    give,
    last_event,
    make_worker,
    take_in,
)
from waymark.accounts import asking
from waymark.accounts.models import Role, Session, User
from waymark.accounts.sessions import ACTIVE
from waymark.audit import recording
from waymark.children.access import SayWhy
from waymark.children.acts.opening import say_why as give_reason
from waymark.children.models import Child, Hosting, Opening
from waymark.drafts import once, store
from waymark.drafts.models import Draft
from waymark.drafts.store import Place

pytestmark = pytest.mark.django_db
TYPED = "Drew what stays and what goes."
AUTOSAVE = {"Waymark-Autosave": "1"}


@pytest.fixture
def jo() -> User:
    return make_worker(name="Jo Marsh")


@pytest.fixture
def sophie(jo: User) -> Child:
    return take_in(jo)


@pytest.fixture
def client(jo: User) -> Client:
    return client_of(jo)


def contact(child: Child) -> str:
    return f"/children/{child.pk}/contact/"


def ticket(client: Client, address: str) -> str:
    found = re.search(r'data-draft="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def autosave(client: Client, address: str, **fields: str) -> int:
    typed = {"note": TYPED, "outcome": "attended", **fields, "draft": ticket(client, address)}
    return client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code


def test_what_was_typed_stands_in_the_form_again_and_can_be_thrown_away(client, sophie):
    assert autosave(client, contact(sophie)) == 200
    page = client.get(contact(sophie)).text
    assert TYPED in page
    assert "and did not save it" in page
    assert "There is something to mend" not in page
    answer = client.post("/drafts/throw-away/", {"draft": ticket(client, contact(sophie))})
    assert answer.headers["Location"] == contact(sophie)
    assert TYPED not in client.get(contact(sophie)).text


def test_it_takes_the_place_of_what_was_typed_before(client, sophie):
    autosave(client, contact(sophie), note="Dr")
    autosave(client, contact(sophie))
    assert Draft.objects.get().fields["note"] == [TYPED]


def test_what_waits_too_long_for_another_save_may_be_sent_again(client, sophie, monkeypatch):
    typed = {"note": TYPED, "draft": ticket(client, contact(sophie))}

    def waits(**_what):
        raise OperationalError from LockNotAvailable()

    with monkeypatch.context() as patch:
        patch.setattr(store, "keep", waits)
        answer = client.post("/drafts/save/", typed, headers=AUTOSAVE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "send it again" in answer.text
    assert client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code == 200


def test_a_form_that_waits_too_long_for_the_same_one_may_be_sent_again(client, sophie, monkeypatch):
    def waits(*_what, **_when):
        raise OperationalError from LockNotAvailable()

    client.raise_request_exception = False
    typed = {"outcome": "attended", "note": TYPED, "method": "office"}
    typed |= day_parts("on", timezone.localdate())
    form = form_with(client.get(contact(sophie)).text, "note")
    with monkeypatch.context() as patch:
        patch.setattr(once, "_remember", waits)
        answer = client.post(contact(sophie), form.sent(**typed))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert client.post(contact(sophie), form.sent(**typed)).status_code == 302


def test_it_is_gone_with_the_act(client, sophie):
    autosave(client, contact(sophie))
    typed = {"outcome": "attended", "note": TYPED, "method": "office"}
    client.post(contact(sophie), typed | day_parts("on", timezone.localdate()))
    assert not Draft.objects.exists()
    assert TYPED not in client.get(contact(sophie)).text


def test_it_stays_where_the_act_is_refused(client, sophie):
    autosave(client, contact(sophie))
    client.post(contact(sophie), {"outcome": "attended", "note": ""})
    assert Draft.objects.exists()


UNTOUCHED = "data-draft-untouched"


def test_a_form_that_is_refused_as_it_was_shown_is_nothing_to_keep(client, sophie):
    meeting = f"/children/{sophie.pk}/record/multi-agency-meeting/"
    page = client.get(meeting).text
    assert UNTOUCHED in page
    as_shown = form_with(page, "on_day").sent()
    refused = client.post(meeting, as_shown)
    assert refused.status_code == 422
    assert UNTOUCHED in refused.text
    another_day = day_parts("on", timezone.localdate() + timedelta(days=9))
    assert UNTOUCHED not in client.post(meeting, {**as_shown, **another_day}).text


def test_what_says_nothing_is_no_draft_and_takes_the_place_of_one(client, sophie):
    nothing = {"note": " ", "outcome": "", **day_parts("on", timezone.localdate())}
    assert autosave(client, contact(sophie), **nothing) == 200
    assert not Draft.objects.exists()
    autosave(client, contact(sophie))
    assert autosave(client, contact(sophie), **nothing) == 200
    assert not Draft.objects.exists()


def test_what_is_again_as_it_was_first_shown_is_no_draft(client, sophie):
    autosave(client, contact(sophie))
    typed = {"outcome": "attended", "draft": ticket(client, contact(sophie))}
    client.post("/drafts/save/", typed, headers={"Waymark-Autosave": "as-it-was"})
    assert not Draft.objects.exists()


def test_whoever_keeps_an_empty_form_for_later_is_told_that_nothing_is_kept(client, sophie):
    typed = {"note": "", "draft": ticket(client, contact(sophie))}
    assert "nothing to keep" in client.post("/drafts/save/", typed, follow=True).text
    assert not Draft.objects.exists()


@pytest.mark.parametrize("day", ["9", ""], ids=["another", "none"])
def test_a_day_alone_that_is_other_than_it_stood_there_is_kept(client, sophie, day):
    meeting = f"/children/{sophie.pk}/record/multi-agency-meeting/"
    shown = form_with(client.get(meeting).text, "on_day").sent(draft=ticket(client, meeting))
    assert "nothing to keep" in client.post("/drafts/save/", shown, follow=True).text
    typed = {**shown, "on_day": day, "on_month": "3", "on_year": "2026"}
    assert "Kept for later" in client.post("/drafts/save/", typed, follow=True).text
    assert Draft.objects.get().fields["on_day"] == [day]


def test_upgrading_forgets_only_drafts_that_are_wholly_blank(client, jo, sophie):
    autosave(client, contact(sophie))
    for form, fields in {"blank": {"note": [" "]}, "day": {"on_day": ["9"]}}.items():
        Draft.objects.create(
            **dict(Draft.objects.values("person_id", "child_id", "service_id", "saved_at").first()),
            form=form,
            fields=fields,
        )
    upgrade = import_module("waymark.drafts.migrations.0006_no_empty_drafts")
    with connection.cursor() as cursor:
        cursor.execute(upgrade.EMPTY)
    assert set(Draft.objects.values_list("form", flat=True)) == {"contact", "day"}


def test_it_is_never_offered_to_another_person_child_or_form(client, jo, sophie):
    autosave(client, contact(sophie))
    other = take_in(jo, id="kim", known_as="Kim")
    colleague = make_worker(Role.SENIOR_MANAGER, service=jo.service)
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


def test_the_database_itself_hides_it_from_everybody_else(client, jo, sophie):
    autosave(client, contact(sophie))
    asking.as_user(make_worker(Role.SENIOR_MANAGER, service=jo.service))
    assert not Draft.objects.exists()
    asking.as_user(jo)
    assert Draft.objects.count() == 1


def test_it_is_unseen_once_access_ends(client, jo, sophie):
    autosave(client, contact(sophie))
    Child.objects.filter(pk=sophie.pk).update(restricted=True)
    assert client.get(contact(sophie)).status_code == 404
    asking.as_user(jo)
    assert not Draft.objects.exists()


class TestWhoMayNoLongerOpenTheRecord:
    @pytest.fixture
    def ash(self, jo: User) -> User:
        return make_worker(service=jo.service, name="Ash Moor")

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


class TestKeptForLater:
    """A button that keeps the form needs no script."""

    def button(self, client: Client, address: str) -> tuple[str, str]:
        page = client.get(address).text
        found = re.search(r'formaction="([^"]+)"[^>]* name="draft" value="([^"]+)"', page)
        assert found
        return html.unescape(found[1]), found[2]

    def test_it_is_kept_and_the_page_says_so(self, client, sophie):
        address, sealed = self.button(client, contact(sophie))
        typed = {"note": TYPED, "outcome": "attended", "draft": sealed, "once": "x" * 16}
        answer = client.post(address, typed)
        assert answer.headers["Location"] == contact(sophie)
        page = client.get(contact(sophie)).text
        assert "Kept for later. It stands here for 30 days, and only you see it." in page
        assert TYPED in page
        assert Draft.objects.get().fields.keys() == {"note", "outcome"}

    def test_nothing_is_recorded_by_it(self, client, sophie):
        before = last_event(sophie)
        address, sealed = self.button(client, contact(sophie))
        client.post(address, {"note": TYPED, "outcome": "attended", "draft": sealed})
        assert last_event(sophie) == before

    def test_the_first_button_of_the_form_is_the_one_that_saves(self, client, sophie):
        page = client.get(contact(sophie)).text
        form = page[page.index("data-draft=") :]
        buttons = re.findall(r'<button[^>]*type="submit"[^>]*>([^<]+)', form)
        assert buttons[:2] == ["Save in Sophie’s record", "Keep for later"]

    def test_what_was_kept_too_late_stands_in_the_form_after_signing_in(self, jo, sophie):
        away = signed_in_client(jo, at=timezone.now() - timedelta(hours=2))
        address, sealed = self.button(client_of(jo), contact(sophie))
        origin = {"Referer": f"http://testserver{contact(sophie)}"}
        typed = {"note": TYPED, "outcome": "attended", "draft": sealed}
        answer = away.post(address, typed, headers=origin)
        assert "What you typed is kept" in away.get(answer.headers["Location"]).text
        back = sign_in(away, jo, onward=contact(sophie)).headers["Location"]
        assert TYPED in away.get(back).text


def test_after_thirty_days_it_is_not_offered_and_goes(client, jo, sophie):
    autosave(client, contact(sophie))
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=30, minutes=1))
    assert TYPED not in client.get(contact(sophie)).text
    asking.as_user(make_worker())
    said = StringIO()
    call_command("forget-drafts", stdout=said)
    assert said.getvalue() == "1 draft thrown away.\n"


def test_a_new_draft_sweeps_away_everybodys_old_ones(client, jo, sophie):
    autosave(client, contact(sophie))
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    colleague = make_worker(Role.SENIOR_MANAGER, service=jo.service)
    autosave(client_of(colleague), contact(sophie))
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_drafts(now() - interval '30 days')")
        assert cursor.fetchone() == (0,)


def test_it_is_no_activity(client, sophie):
    page = ticket(client, contact(sophie))
    session = client.session
    session[ACTIVE] -= 600
    session.save()
    before = session[ACTIVE]
    answer = client.post("/drafts/save/", {"draft": page, "note": "x"}, headers=AUTOSAVE)
    assert answer.status_code == 200
    assert Session.objects.get().get_decoded()[ACTIVE] == before


def test_whoever_was_signed_out_is_told_so_and_nothing_is_redirected(client, sophie):
    page = ticket(client, contact(sophie))
    client.logout()
    answer = client.post("/drafts/save/", {"draft": page, "note": "x"}, headers=AUTOSAVE)
    assert answer.status_code == 401


def test_nobody_keeps_a_draft_with_a_page_that_somebody_else_was_given(client, jo, sophie):
    theirs = ticket(client, contact(sophie))
    colleague = client_of(make_worker(Role.SENIOR_MANAGER, service=jo.service))
    for wrong in (theirs, "made up", ""):
        answer = colleague.post("/drafts/save/", {"draft": wrong, "note": "x"}, headers=AUTOSAVE)
        assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_draft_of_what_was_corrected_meanwhile_shows_both_texts(client, jo, sophie):
    typed = {"order": "o2", "note": "As it was.", **day_parts("on", timezone.localdate())}
    client.post(f"/children/{sophie.pk}/record/engagement-panel-held/", typed)
    panel = last_event(sophie)
    correct = f"/children/{sophie.pk}/events/{panel.pk}/correct/"
    autosave(client, correct, **{**typed, "note": "Mine, not saved."})
    colleague = client_of(make_worker(Role.SENIOR_MANAGER, service=jo.service, name="Bea Holt"))
    theirs = {**typed, "note": "Theirs.", "began_from": panel.reference}
    assert colleague.post(correct, theirs).status_code == 302
    page = client.get(correct).text
    assert "Bea Holt corrected this while you were writing" in page
    assert "Theirs." in page
    assert page.count("Mine, not saved.") == 2
