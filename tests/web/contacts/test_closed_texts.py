"""On a form, a text that tells what is protected stays as it stands until somebody says why."""

import json

import pytest
from django.test import Client

from tests.forms import forms_of
from tests.web.contacts.recording import client_of, last_event, make_worker, words_of
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children.models import Child, Episode
from waymark.children.writing import closed
from waymark.chronology.models import Event
from waymark.drafts.models import Draft

pytestmark = pytest.mark.django_db
HOME = "9 Larkspur Close"
NOTE = f"Met  at {HOME}, as agreed.\r\n\r\nHer mum was there."
DAY = {"on_day": "1", "on_month": "5", "on_year": "2026"}


@pytest.fixture
def home(sophie: Child) -> Episode:
    document = {"from": "2020-01-01", "lines": [HOME], "not_to_be_told_to": ["M."]}
    return Episode.objects.create(
        child=sophie,
        service_id=sophie.service_id,
        kind="addresses",
        position=99,
        protected=True,
        document=document,
    )


@pytest.fixture
def visit(client: Client, sophie: Child, home: Episode) -> Event:
    """A visit of which the place and the note tell where the child lives."""
    told = {"outcome": "attended", "method": "home-visit", "place": HOME, "note": NOTE}
    client.post(f"/children/{sophie.pk}/contact/", {**told, "child_said": "Come again.", **DAY})
    return last_event(sophie)


def form(event: Event) -> str:
    return f"/children/{event.child_id}/events/{event.pk}/correct/"


def as_sent(page: str, **changed: str) -> dict[str, object]:
    """What a browser sends of the form on a page."""
    (found,) = [each for each in forms_of(page) if "began_from" in each.fields]
    return found.sent(**changed)


def last_facts() -> dict[str, object]:
    row = AuditRow.objects.order_by("-number").first()
    assert row is not None
    return json.loads(row.content)[5]


def test_the_form_of_a_correction_shows_gaps(client, visit):
    page = client.get(form(visit)).text
    assert HOME not in page
    assert "Met  at [protected], as agreed." in page
    assert page.count("Protected: ask to see and change it") == 2


def test_without_closing_the_form_would_show_them(client, visit, monkeypatch):
    monkeypatch.setattr(closed, "close", lambda *_args, **_more: None)
    assert HOME in client.get(form(visit)).text


def test_a_correction_leaves_what_nobody_opened_to_the_letter(client, visit, sophie):
    sent = as_sent(client.get(form(visit)).text, child_said="Come again soon.")
    assert "note" not in sent
    assert client.post(form(visit), sent).status_code == 302
    made = last_event(sophie)
    assert words_of(made) == {**words_of(visit), "child_said": "Come again soon."}
    assert made.document["place"] == HOME
    assert "[protected]" not in str(made.document)


def test_who_says_why_sees_one_text_and_changes_it_and_nothing_typed_is_lost(client, visit, sophie):
    sent = as_sent(client.get(form(visit)).text, child_said="Typed already.")
    answer = client.post(form(visit), {**sent, "unmask": "visit:note"})
    assert answer.status_code == 200
    assert f"Met  at {HOME}, as agreed." in answer.text
    assert answer.text.count(HOME) == 1, "the place stays closed"
    assert "Typed already." in answer.text
    assert last_facts() == {"unmasked": f"event-{visit.pk}-note", "why": "visit"}
    again = as_sent(answer.text, note="Met at home.")
    assert client.post(form(visit), again).status_code == 302
    made = last_event(sophie)
    assert words_of(made) == {"note": "Met at home.", "child_said": "Typed already."}
    assert made.document["place"] == HOME


def test_enter_in_another_field_saves_and_asks_for_nothing(client, visit):
    """A browser's Enter presses the first button of the form."""
    page = client.get(form(visit)).text
    _, _, typed_in = page.partition("data-draft=")
    first = typed_in[typed_in.index("<button") : typed_in.index("</button>")]
    assert 'name="unmask"' not in first
    assert first.endswith("Save")


def test_without_saying_why_nothing_opens_and_the_question_stays(client, visit):
    sent = as_sent(client.get(form(visit)).text)
    answer = client.post(form(visit), {**sent, "unmask": "nosy:note"})
    assert answer.status_code == 422
    assert HOME not in answer.text
    assert answer.text.count('class="masked__ask" open') == 1
    assert last_facts() == {}


def test_a_text_that_is_not_closed_cannot_be_asked_for(client, visit):
    sent = as_sent(client.get(form(visit)).text)
    for field in ("child_said", "outcome", "nothing"):
        asked = {**sent, "unmask": f"visit:{field}"}
        assert client.post(form(visit), asked).status_code == 404


def test_what_a_colleague_saved_meanwhile_is_compared_with_gaps(client, visit, sophie):
    opened = as_sent(client.get(form(visit)).text)
    seen = as_sent(client.post(form(visit), {**opened, "unmask": "check:note"}).text, note="Mine.")
    bea = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    theirs = as_sent(bea.get(form(visit)).text, child_said="Theirs.")
    assert bea.post(form(visit), theirs).status_code == 302
    answer = client.post(form(visit), seen)
    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert HOME not in answer.text
    assert "Met  at [protected], as agreed." in answer.text
    again = as_sent(answer.text)
    assert client.post(form(visit), again).status_code == 302
    made = last_event(sophie)
    assert words_of(made)["note"] == "Mine."
    assert made.document["place"] == HOME


def test_a_draft_shows_its_writer_only_what_she_changed(client, jo, visit):
    page = client.get(form(visit)).text
    opened = client.post(form(visit), {**as_sent(page), "unmask": "visit:note"}).text
    fields = as_sent(opened, child_said="Draft of hers.")
    ticket = opened.partition('data-draft="')[2].partition('"')[0]
    client.post("/drafts/save/", {**fields, "draft": ticket})
    assert Draft.objects.filter(person=jo).exists()
    again = client.get(form(visit)).text
    assert "Draft of hers." in again
    assert HOME not in again


def test_the_form_of_who_the_child_is_closes_what_tells(client, sophie, home):
    Child.objects.filter(pk=sophie.pk).update(
        document={**sophie.document, "matters_most": f"Biscuit, at {HOME}."}
    )
    address = f"/children/{sophie.pk}/change/"
    page = client.get(address).text
    assert HOME not in page
    sent = as_sent(page, pronouns="they/them")
    assert client.post(address, sent).status_code == 302
    sophie.refresh_from_db()
    assert sophie.document["matters_most"] == f"Biscuit, at {HOME}."
    assert sophie.document["pronouns"] == "they/them"
    opened = client.post(
        address, {**as_sent(client.get(address).text), "unmask": "check:matters_most"}
    )
    assert f"Biscuit, at {HOME}." in opened.text
    assert last_facts() == {"unmasked": f"child-{sophie.pk}-matters_most", "why": "check"}


def give_the_child(child: Child, **facts: object) -> None:
    """Somebody else writes this down of the child meanwhile."""
    child.refresh_from_db()
    Child.objects.filter(pk=child.pk).update(document={**child.document, **facts})


@pytest.fixture
def good_at(sophie: Child, home: Episode) -> list[str]:
    listed = [f"Cooking at {HOME}", "Chess"]
    give_the_child(sophie, good_at=listed)
    return listed


def test_what_is_closed_is_not_compared_when_somebody_else_saved(client, sophie, good_at):
    address = f"/children/{sophie.pk}/change/"
    sent = as_sent(client.get(address).text, pronouns="they/them")
    give_the_child(sophie, caring="her gran")
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "her gran" in answer.text
    assert HOME not in answer.text
    assert "Good at</h3>" not in answer.text


def test_a_draft_that_is_out_of_date_shows_nothing_that_is_closed(client, sophie, good_at):
    address = f"/children/{sophie.pk}/change/"
    ticket = client.get(address).text.partition('data-draft="')[2].partition('"')[0]
    typed = {"draft": ticket, "pronouns": "they/them"}
    client.post("/drafts/save/", typed, headers={"Waymark-Autosave": "1"})
    give_the_child(sophie, caring="her gran")
    page = client.get(address).text
    assert "What you typed" in page
    assert HOME not in page


def test_the_form_of_who_the_child_is_keeps_what_is_closed_to_the_letter(client, sophie, home):
    told = f"  Home at {HOME}. \n"
    give_the_child(sophie, matters_most=told)
    address = f"/children/{sophie.pk}/change/"
    sent = as_sent(client.get(address).text, pronouns="they/them")
    assert client.post(address, sent).status_code == 302
    sophie.refresh_from_db()
    assert sophie.document["matters_most"] == told


def test_where_a_colleague_changed_only_what_is_closed_nobody_is_told_that_it_is_the_same(
    client, sophie, good_at
):
    address = f"/children/{sophie.pk}/change/"
    sent = as_sent(client.get(address).text)
    give_the_child(sophie, good_at=[f"Cooking at {HOME}", "Chess", "Darts"])
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "wrote the same" not in answer.text
    assert "If something protected was changed, that is kept." in answer.text
    assert client.post(address, as_sent(answer.text)).status_code == 302
    sophie.refresh_from_db()
    assert sophie.document["good_at"] == [f"Cooking at {HOME}", "Chess", "Darts"]


class TestSealing:
    @pytest.fixture
    def asked(self, client: Client, visit: Event) -> int:
        words = visit.words.get(field="note").pk
        client.post(
            f"/children/{visit.child_id}/words/{words}/seal/",
            {"reason": f"It names {HOME}."},
        )
        return words

    def test_words_that_must_go_have_gaps_until_somebody_says_why(self, client, visit, asked):
        page = client.get("/seals/").text
        assert HOME not in page
        assert "Met  at [protected], as agreed." in page
        assert "It names [protected]." in page
        thing = f"words-{asked}"
        answer = client.post("/seals/", {"thing": thing, "why": "check"})
        assert f"Met  at {HOME}, as agreed." in answer.text
        assert "no-store" in answer["Cache-Control"]
        assert last_facts() == {"unmasked": thing, "why": "check"}
        assert HOME not in client.get("/seals/").text

    def test_without_a_reason_nothing_is_shown_and_the_question_is_open(self, client, asked):
        answer = client.post("/seals/", {"thing": f"words-{asked}"})
        assert answer.status_code == 422
        assert HOME not in answer.text
        assert answer.text.count('class="masked__ask" open') == 1
        assert last_facts() == {}

    def test_words_of_a_child_who_is_not_hers_cannot_be_asked_for(self, sophie, asked):
        other = client_of(make_worker(service=sophie.service))
        answer = other.post("/seals/", {"thing": f"words-{asked}", "why": "check"})
        assert answer.status_code == 404
