"""What is typed is kept for its writer, for that form, that child and that document alone."""

import html
import re
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from psycopg.errors import DeadlockDetected, LockNotAvailable

from tests.forms import day_parts, form_with
from tests.people import signed_in_client
from tests.web.accounts.signing import sign_in
from tests.web.contacts.recording import (
    client_of,
    last_event,
    make_worker,
)
from tests.web.drafts.typing import AUTOSAVE, TYPED, autosave, contact, ticket
from waymark.accounts import asking
from waymark.accounts.models import Role, Session
from waymark.accounts.sessions import ACTIVE
from waymark.drafts import once, store
from waymark.drafts.models import Draft

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("why", [LockNotAvailable, DeadlockDetected])
def test_what_waits_too_long_for_another_save_may_be_sent_again(client, sophie, monkeypatch, why):
    typed = {"note": TYPED, "draft": ticket(client, contact(sophie))}

    def waits(**_what):
        raise OperationalError from why()

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


def test_upgrading_forgets_only_drafts_that_are_wholly_blank(client, writer, sophie):
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

    def test_what_was_kept_too_late_stands_in_the_form_after_signing_in(self, writer, sophie):
        away = signed_in_client(writer, at=timezone.now() - timedelta(hours=2))
        address, sealed = self.button(client_of(writer), contact(sophie))
        origin = {"Referer": f"http://testserver{contact(sophie)}"}
        typed = {"note": TYPED, "outcome": "attended", "draft": sealed}
        answer = away.post(address, typed, headers=origin)
        assert "What you typed is kept" in away.get(answer.headers["Location"]).text
        back = sign_in(away, writer, onward=contact(sophie)).headers["Location"]
        assert TYPED in away.get(back).text


def test_after_thirty_days_it_is_not_offered_and_goes(client, writer, sophie):
    autosave(client, contact(sophie))
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=30, minutes=1))
    assert TYPED not in client.get(contact(sophie)).text
    asking.as_user(make_worker())
    said = StringIO()
    call_command("forget-drafts", stdout=said)
    assert said.getvalue() == "1 draft thrown away.\n"


def test_a_new_draft_sweeps_away_everybodys_old_ones(client, writer, sophie):
    autosave(client, contact(sophie))
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    colleague = make_worker(Role.SENIOR_MANAGER, service=writer.service)
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


def test_what_is_typed_after_the_session_has_ended_stands_in_the_form_again(client, writer, sophie):
    page = client.get(contact(sophie)).text
    to, ticket = kept_at(page), re.search(r'data-draft="([^"]+)"', page)[1]

    def typed(words, says="1"):
        told = {"draft": ticket, "note": words}
        return client.post(to, told, headers={"Waymark-Autosave": says}).status_code

    assert typed("Until then.") == 200
    end(client)
    assert (typed("The last second."), typed("Tried again.", "again")) == (401, 401)
    sign_in(client, writer)
    page = client.get(contact(sophie)).text
    assert "The last second." in page
    assert "Until then." not in page
    assert "data-draft-unkept" in page, "the page keeps it at once"
    page = client.get(contact(sophie)).text
    assert "The last second." not in page, "it is handed out once"
    assert "data-draft-unkept" not in page


@pytest.mark.parametrize("is_saved", [True, False])
def test_what_was_kept_after_the_session_ended_goes_with_what_is_sent_since(
    client, writer, sophie, is_saved
):
    page = client.get(contact(sophie)).text
    to, ticket = kept_at(page), re.search(r'data-draft="([^"]+)"', page)[1]
    end(client)
    client.post(to, {"draft": ticket, "note": "Too late."}, headers=AUTOSAVE)
    sign_in(client, writer)
    client.post(contact(sophie) if is_saved else to, {"draft": ticket, "note": "Since."})
    assert "Too late." not in client.get(contact(sophie)).text


def test_in_a_browser_of_two_nobody_gets_what_the_other_typed_after_the_session_ended(
    client, writer, sophie
):
    page = client.get(contact(sophie)).text
    theirs = {"once": re.findall(r'name="once" value="([^"]+)"', page)[-1]}
    second = make_worker(Role.SENIOR_MANAGER, service=writer.service)
    client = client_of(second)
    end(client)
    for address in (kept_at(page), contact(sophie)):
        client.post(address, {"note": "By the first of them.", **theirs}, headers=AUTOSAVE)
    client.post(contact(sophie), {"note": "By the first of them.", **theirs})
    sign_in(client, second)
    assert "By the first of them." not in client.get(contact(sophie)).text


def kept_at(page):
    return html.unescape(re.search(r'data-draft-to="([^"]+)"', page)[1])


def end(client):
    session = client.session
    session[ACTIVE] -= 7200
    session.save()


def test_nobody_keeps_a_draft_with_a_page_that_somebody_else_was_given(client, writer, sophie):
    theirs = ticket(client, contact(sophie))
    colleague = client_of(make_worker(Role.SENIOR_MANAGER, service=writer.service))
    for wrong in (theirs, "made up", ""):
        answer = colleague.post("/drafts/save/", {"draft": wrong, "note": "x"}, headers=AUTOSAVE)
        assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_draft_of_what_was_corrected_meanwhile_shows_both_texts(client, writer, sophie):
    typed = {"order": "o2", "note": "As it was.", **day_parts("on", timezone.localdate())}
    client.post(f"/children/{sophie.pk}/record/engagement-panel-held/", typed)
    panel = last_event(sophie)
    correct = f"/children/{sophie.pk}/events/{panel.pk}/correct/"
    autosave(client, correct, **{**typed, "note": "Mine, not saved."})
    colleague = client_of(make_worker(Role.SENIOR_MANAGER, service=writer.service, name="Bea Holt"))
    theirs = {**typed, "note": "Theirs.", "began_from": panel.reference}
    assert colleague.post(correct, theirs).status_code == 302
    page = client.get(correct).text
    assert "Bea Holt corrected this while you were writing" in page
    assert "Theirs." in page
    assert page.count("Mine, not saved.") == 2
