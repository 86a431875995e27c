"""What is protected stays hidden on the form that changes it, until somebody says what for."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import signed_in_client
from tests.web.accounts.signing import sign_in
from tests.web.contacts.recording import client_of, make_worker
from tests.web.contacts.writing_down import address_of, change, filled_in, form_on, key_of, only
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children import facts, shown
from waymark.children.models import Child, Episode
from waymark.drafts.models import Draft

pytestmark = pytest.mark.django_db

HOME = ("Saltmarsh Road", "ZZ2 5LC")
MOVED = "9 Quay Street"
AUTOSAVE = {"Waymark-Autosave": "1"}
UNASKED = {"lines", "postcode", "safe_to_use", "not_to_be_told_to"}


@pytest.fixture
def home(sophie: Child) -> Episode:
    return only(sophie, "addresses")


@pytest.fixture
def address(sophie: Child, home: Episode) -> str:
    return address_of(sophie, key_of(home))


def autosave(client: Client, page: str, **typed: str) -> None:
    ticket = page.split('data-draft="')[1].split('"')[0]
    sent = {"draft": ticket, **typed}
    assert client.post("/drafts/save/", sent, headers=AUTOSAVE).status_code == 200


def last_facts() -> dict:
    return json.loads(AuditRow.objects.order_by("-number").first().content)[-1]


def test_the_form_asks_about_the_rest_and_says_nothing_of_what_is_protected(client, address):
    page = client.get(address)
    assert [text for text in HOME if text in page.text] == []
    assert form_on(page).fields.keys().isdisjoint(UNASKED)
    assert "Protected: ask to see it" in page.text
    assert "unmasked" not in last_facts()


def test_taking_the_wall_away_shows_it(client, address, monkeypatch):
    monkeypatch.setattr(shown, "hidden", lambda *_: frozenset())
    page = client.get(address).text
    assert [text for text in HOME if text in page] == list(HOME)


def test_the_version_on_the_page_tells_nothing_of_the_address(client, home, address, settings):
    told = form_on(client.get(address)).fields["began_from"].values
    assert told == [facts.version(home.document)]
    settings.SECRET_KEY = "another"
    assert told != [facts.version(home.document)]


def test_it_can_be_ended_without_seeing_it_and_stays_as_it_is(client, home, address):
    before = home.document
    ended = {"to_day": "1", "to_month": "5", "to_year": "2026"}
    assert change(client, address, **ended).status_code == 302
    home.refresh_from_db()
    assert home.document == {**before, "to": "2026-05-01"}
    assert home.protected


def test_whoever_says_what_for_sees_it_once_and_the_audit_keeps_it(client, home, address):
    page = client.post(address, {**filled_in(client, address), "ask": "check"})
    assert page.status_code == 200
    assert form_on(page).fields["postcode"].values == ["ZZ2 5LC"]
    assert form_on(page).fields["lines"].values[0].startswith("Flat 2, 40 Saltmarsh Road\n")
    assert "no-store" in page["Cache-Control"]
    told = last_facts()
    assert (told["unmasked"], told["why"]) == (key_of(home), "check")
    assert "Saltmarsh" not in client.get(address).text


def test_what_was_seen_can_be_changed(client, home, address):
    page = client.post(address, {**filled_in(client, address), "ask": "check"})
    sent = form_on(page).sent(lines=f"{MOVED}\nWickhaven")
    assert client.post(address, sent).status_code == 302
    home.refresh_from_db()
    assert home.document["lines"] == [MOVED, "Wickhaven"]
    assert home.document["not_to_be_told_to"]


def test_what_was_typed_goes_along_when_somebody_asks(client, address):
    typed = filled_in(client, address, lives_with="Nan, now", to_day="1")
    page = client.post(address, {**typed, "ask": "check"})
    assert form_on(page).fields["lives_with"].values == ["Nan, now"]
    assert form_on(page).fields["to_day"].values == ["1"]
    assert "There is something to mend" not in page.text


@pytest.mark.parametrize("why", ["", "curious"])
def test_without_an_answer_nothing_is_shown_and_the_question_is_open(client, address, why: str):
    page = client.post(address, {**filled_in(client, address), "ask": why})
    assert page.status_code == 422
    assert "Saltmarsh" not in page.text
    assert 'class="masked__ask" open' in page.text


def test_nobody_takes_the_protection_away_without_seeing_what_it_protects(client, home, address):
    before = home.document
    sent = filled_in(client, address, safe_to_use="yes", not_to_be_told_to="", lines=MOVED)
    assert client.post(address, sent).status_code == 422
    home.refresh_from_db()
    assert home.document == before
    assert home.protected


def test_a_guess_is_answered_alike_whether_it_is_right_or_wrong(client, home, address):
    right = filled_in(client, address, postcode=home.document["postcode"])
    wrong = filled_in(client, address, postcode="ZZ9 9ZZ")
    assert client.post(address, right).status_code == 422
    assert client.post(address, wrong).status_code == 422


def test_a_stale_save_does_not_show_what_a_colleague_wrote_of_it(client, sophie, home, address):
    mine = filled_in(client, address, lives_with="Nan, now")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    page = other.post(address, {**filled_in(other, address), "ask": "check"})
    other.post(address, form_on(page).sent(lines=MOVED, lives_with="Her mum"))
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert "Her mum" in answer.text
    assert MOVED not in answer.text
    asked = client.post(address, {**mine, "ask": "check"})
    again = client.post(address, form_on(asked).sent())
    assert again.status_code == 409
    assert last_facts()["unmasked"] == key_of(home)


def test_what_became_protected_while_it_was_typed_is_neither_lost_nor_shown(client, sophie):
    phone = sophie.episodes.filter(kind="phones", protected=False).get()
    address = address_of(sophie, key_of(phone))
    mine = filled_in(client, address, number="01632 960555")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    change(other, address, number="01632 960777", safe_to_use="no")
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert "01632 960777" not in answer.text
    assert form_on(answer).fields["number"].kind == "hidden"
    assert 'class="masked__ask" open' in answer.text
    unseen = client.post(address, form_on(answer).sent())
    assert unseen.status_code == 422
    assert "Something that you typed is protected now" in unseen.text
    assert 'class="masked__ask" open' in unseen.text
    asked = client.post(address, {**form_on(unseen).sent(), "ask": "check"})
    assert form_on(asked).fields["number"].values == ["01632 960555"]
    assert client.post(address, form_on(asked).sent()).status_code == 302
    phone.refresh_from_db()
    assert phone.document["number"] == "01632 960555"


def test_a_draft_of_what_became_protected_comes_back_to_whoever_asks(client, sophie):
    phone = sophie.episodes.filter(kind="phones", protected=False).get()
    address = address_of(sophie, key_of(phone))
    page = client.get(address)
    autosave(client, page.text, **form_on(page).sent(number="01632 960555"))
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    change(other, address, number="01632 960777", safe_to_use="no")
    masked = client.get(address)
    assert "01632 960" not in masked.text
    assert "You changed something of what is protected and did not save it." in masked.text
    assert "did not save it" in client.get(address).text, "it stays until she asks"
    asked = client.post(address, form_on(masked).sent(ask="check"))
    assert form_on(asked).fields["number"].values == ["01632 960555"]
    assert client.post(address, form_on(asked).sent()).status_code == 302
    phone.refresh_from_db()
    assert phone.document["number"] == "01632 960555"


def test_a_text_that_tells_where_the_child_lives_is_protected_too(client, sophie: Child):
    health = sophie.episodes.filter(kind="health").first()
    health.document["note"] = "Her inhaler is at 40 Saltmarsh Road."
    health.save()
    address = address_of(sophie, key_of(health))
    page = client.get(address)
    assert "Saltmarsh" not in page.text
    assert "note" not in form_on(page).fields
    asked = client.post(address, {**filled_in(client, address), "ask": "visit"})
    assert form_on(asked).fields["note"].values == ["Her inhaler is at 40 Saltmarsh Road."]


def test_a_persons_phone_is_hidden_on_its_own_form(client, sophie: Child):
    person = sophie.persons.get(document__id="p8")
    person.document["phones"] = [{"number": "01632 960888", "safe_to_use": False}]
    person.save()
    page = client.get(address_of(sophie, f"{key_of(person)}-0"))
    assert "01632 960888" not in page.text
    assert "01632 960888" not in client.get(address_of(sophie, key_of(person))).text


def test_what_was_typed_of_it_comes_back_only_to_whoever_asks_again(client, address):
    asked = {**filled_in(client, address), "ask": "check"}
    page = client.post(address, asked)
    autosave(client, page.text, why="check", lines=MOVED, began_from="")
    assert MOVED in json.dumps(Draft.objects.get().fields)
    masked = client.get(address).text
    assert "You changed something of what is protected and did not save it." in masked
    assert MOVED not in masked
    again = client.post(address, asked)
    assert "and did not save it" in again.text
    assert form_on(again).fields["lines"].values == [MOVED]
    assert client.post(address, form_on(again).sent(postcode="ZZ1 1AA")).status_code == 302
    assert not Draft.objects.exists()
    assert "did not save it" not in client.get(address).text


def test_what_was_sent_after_the_session_ended_comes_back_to_whoever_asks_again(
    client, jo, address
):
    page = client.post(address, {**filled_in(client, address), "ask": "check"})
    sent = form_on(page).sent(lines=MOVED)
    late = signed_in_client(jo, at=timezone.now() - timedelta(hours=2))
    late.post(address, sent)
    masked = late.get(sign_in(late, jo, onward=address).headers["Location"])
    assert [text for text in (*HOME, MOVED) if text in masked.text] == []
    assert "You changed something of what is protected and did not save it." in masked.text
    assert "unmasked" not in last_facts()
    again = late.post(address, form_on(masked).sent(ask="check"))
    assert form_on(again).fields["lines"].values == [MOVED]
    assert last_facts()["why"] == "check"
    assert late.post(address, form_on(again).sent()).status_code == 302


def test_what_was_sent_too_late_and_tells_nothing_comes_back_as_it_was(client, jo, address):
    sent = filled_in(client, address, lives_with="Nan, now")
    late = signed_in_client(jo, at=timezone.now() - timedelta(hours=2))
    late.post(address, sent)
    again = late.get(sign_in(late, jo, onward=address).headers["Location"])
    assert form_on(again).fields["lives_with"].values == ["Nan, now"]
