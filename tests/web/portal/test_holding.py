"""Whoever holds a sheet sees it once the secret is right, answers, hands it in, leaves no trace."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import form_with, forms_of
from tests.people import signed_in_client
from tests.web.portal.conftest import WORDS, not_to_be_told
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.audit.models import AuditRow
from waymark.audit.recording import INSTALLATION
from waymark.chronology.models import Event
from waymark.papers import queries as papers
from waymark.papers.models import Paper
from waymark.portal import acts
from waymark.portal.models import Sheet


def rows(service: int) -> list[AuditRow]:
    asking.as_told(0, service)
    return list(AuditRow.objects.filter(service=service).order_by("number"))


def test_a_link_alone_shows_nothing_and_looking_at_it_changes_nothing(scene):
    address = scene.link()
    before = len(rows(scene.service.pk))
    page = Client().get(address)
    for told in ("Soph", "Robin", "Test", "youth", "justice", "think"):
        assert told not in page.text
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert "<title>A page for you</title>" in page.text
    scene.as_waymark()
    assert Sheet.objects.get().opened_at is None
    assert len(rows(scene.service.pk)) == before
    assert Client().get("/for-you/").status_code == 404


def test_a_form_that_is_sent_twice_makes_one_link(scene):
    jo = signed_in_client(scene.jo)
    (form,) = (f for f in forms_of(jo.get(f"{scene.said}ask/").text) if "what" in f.fields)
    sent = form.sent(what="self-assessment-child:child", way="link", chosen=WORDS)
    assert "/for-you/open/" in jo.post(f"{scene.said}ask/", sent).text
    assert jo.post(f"{scene.said}ask/", sent)["Location"] == scene.said
    assert jo.get(scene.said).text.count("Take it back") == 1


def test_the_right_words_open_it_on_this_phone_alone(scene):
    address = scene.link()
    client = Client()
    assert "not the words" in client.post(address, {"words": "red otter"}).text
    assert client.get("/for-you/").status_code == 404
    assert client.post(address, {"words": " Blue  OTTER"})["Location"] == "/for-you/"
    assert "Hello Soph" in client.get("/for-you/").text
    cookie = client.cookies["sheet"]
    assert cookie["httponly"]
    assert cookie["path"] == "/for-you/"
    assert cookie["expires"] == ""
    assert Client().get("/for-you/").status_code == 404


def test_five_wrong_words_close_the_link_and_the_worker_is_told(scene):
    address = scene.link()
    for _ in range(4):
        assert Client().post(address, {"words": "red otter"}).status_code == 422
    fifth = Client().post(address, {"words": "red otter"})
    locked = Client().post(address, {"words": WORDS})
    for closed in (fifth, locked, Client().get(address)):
        assert closed.status_code == 429
        assert "There were too many tries" in closed.text
        assert 'name="words"' not in closed.text
    assert "sheet" not in locked.cookies
    assert "closed by wrong words" in signed_in_client(scene.jo).get("/").text
    assert "Five wrong words were tried" in signed_in_client(scene.jo).get(scene.said).text


def test_a_fifth_try_that_is_right_opens_it_and_begins_the_count_anew(scene):
    address = scene.link()
    for _ in range(4):
        Client().post(address, {"words": "red otter"})
    assert Client().post(address, {"words": WORDS}).status_code == 302
    scene.as_waymark()
    assert Sheet.objects.get().tries == []


def closed_link(scene, how):
    """A link that opens nothing any more, and one that never was."""
    address = scene.link()
    scene.as_waymark()
    if how == "taken back":
        sheet = Sheet.objects.get().pk
        signed_in_client(scene.jo).post(f"{scene.said}{sheet}/take-back/")
    elif how == "over":
        Sheet.objects.update(made_at="2020-01-01T12:00Z", until="2020-01-08T12:00Z")
    elif how == "handed in":
        phone = Client()
        phone.post(address, {"words": WORDS})
        phone.post("/for-you/check/")
    return "/for-you/open/made-up/" if how == "never was" else address


@pytest.mark.parametrize("how", ["taken back", "over", "handed in", "never was"])
def test_a_link_that_opens_nothing_says_so_and_asks_for_no_words(scene, how):
    address, stranger = closed_link(scene, how), Client()
    for closed in (stranger.get(address), stranger.post(address, {"words": WORDS})):
        assert closed.status_code == 404
        assert "This page is closed" in closed.text
        assert "Ask your worker: they can send you a new one" in closed.text
        assert "Mae’r dudalen hon ar gau" in closed.text, "nobody knows yet who reads it"
        for told in ('name="words"', "not the words", "Soph", "Robin"):
            assert told not in closed.text


def test_whoever_leaves_is_told_that_the_words_open_it_again(scene):
    phone = scene.phone()
    phone.get("/for-you/leave/")
    assert "open the link again and say the words" in phone.get("/for-you/").text


def test_the_words_are_asked_for_in_welsh_too_until_a_language_is_chosen(scene):
    """So nothing tells a stranger in which language it was made."""
    english, welsh = "Type the words that you chose", "Y geiriau a ddewiswyd"
    for language in ("en", "cy"):
        address = scene.link(language=language)
        assert english in Client().get(address).text
        assert welsh in Client().get(address).text
    assert english not in Client().get(f"{address}?language=cy").text


def test_a_date_of_birth_is_not_taken_for_words(scene):
    page = scene.ask(signed_in_client(scene.jo), way="link", chosen="14 March 2010")
    assert page.status_code == 422
    assert "too many people know it" in page.text
    scene.as_waymark()
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("how", ["take-back", "until", "hand-in"])
def test_what_is_taken_back_over_or_handed_in_opens_nowhere_any_more(scene, how):
    phone = scene.phone()
    address = "/for-you/page/1/"
    assert phone.get(address).status_code == 200
    scene.as_waymark()
    sheet = Sheet.objects.get()
    if how == "take-back":
        worker = signed_in_client(scene.jo)
        worker.post(f"{scene.said}{sheet.pk}/take-back/")
        scene.as_waymark()
        assert Sheet.objects.get().answers == {}
    elif how == "until":
        Sheet.objects.update(made_at="2020-01-01T12:00Z", until="2020-01-08T12:00Z")
    else:
        assert phone.post("/for-you/check/")["Location"].startswith("/for-you/done/")
        asking.as_user(scene.jo)
        with pytest.raises(Refused):  # whoever takes it back had read it before that
            acts.take_back(sheet=sheet, by=scene.jo, at=timezone.now())
    answer = phone.get(address)
    assert answer.status_code == 404
    assert "This page is closed" in answer.text
    assert "Soph" not in answer.text


def test_handing_over_signs_the_worker_out_and_opens_the_sheet(scene):
    client = scene.handed()
    assert "Hello Soph" in client.get("/for-you/").text
    assert client.get(scene.said)["Location"].startswith("/sign-in/")
    assert client.cookies["session"].value == ""


@pytest.mark.provision("CM-130")
def test_what_is_handed_in_is_a_paper_in_the_record_and_nothing_stays_on_the_device(scene):
    client = scene.handed(stage="review")
    client.post("/for-you/page/1/", {"answer": "Drawing and dogs", "do": "next"})
    client.post("/for-you/page/2/", {"answer": "so-so", "do": "next"})
    client.post("/for-you/page/3/", {"do": "skipped"})
    client.post("/for-you/page/4/", {"do": "talk"})
    check = client.get("/for-you/check/").text
    assert "Drawing and dogs" in check
    assert "You would rather say this" in check
    done = client.post("/for-you/check/")
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["sheet"].value == ""
    assert "You have handed it in" in client.get(done["Location"]).text
    scene.as_waymark()
    paper = Paper.objects.get()
    assert (paper.form, paper.stage, paper.whose) == ("self-assessment-child", "review", "child")
    assert paper.completed_on is not None
    read = papers.read(paper)
    assert read.said("my-good") == "Drawing and dogs"
    assert read.said("my-home") == "so-so"
    given = Event.objects.get(kind="self-assessment-given")
    assert given.document["paper"] == paper.reference
    assert given.document["to_say"] == ["my-friends"]
    assert given.by is None
    assert Sheet.objects.get().answers == {}
    page = signed_in_client(scene.jo).get(scene.said).text
    assert "Would rather say aloud: How is it with your friends?" in page
    assert signed_in_client(scene.jo).get(f"/children/{scene.child}/papers/{paper.pk}/").text


def test_the_parents_own_form_is_theirs_and_says_so(scene):
    phone = scene.phone(what=f"self-assessment-parent:{scene.mum}")
    page = phone.get("/for-you/").text
    assert "Soph does not see it" in page
    welsh = scene.phone(what=f"self-assessment-parent:{scene.mum}", language="cy")
    for address in ("/for-you/", *(f"/for-you/page/{number}/" for number in range(1, 12))):
        said = welsh.get(address).text
        assert "y plentyn" not in said
        assert "’r plentyn" not in said
    assert "eich plentyn" in welsh.get("/for-you/").text
    assert "you like best in Soph" in phone.get("/for-you/page/1/").text
    phone.post("/for-you/page/1/", {"answer": "She is kind.", "do": "next"})
    phone.post("/for-you/check/")
    scene.as_waymark()
    assert Paper.objects.get().whose == "p1"
    child = scene.phone()
    for address in ("/for-you/", "/for-you/page/1/", "/for-you/check/"):
        assert "She is kind." not in child.get(address).text


def test_a_language_is_chosen_on_any_page_and_what_was_typed_is_kept(scene):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "Dogs", "do": "cy"})
    page = phone.get("/for-you/page/1/").text
    assert '<html lang="cy">' in page
    assert "Dogs" in page
    assert "Hepgor" in page


@pytest.mark.parametrize("sent", [{}, {"answer": "zzz", "do": "next"}, {"do": "next"}])
def test_no_answer_is_asked_for_again_and_nothing_is_lost(scene, sent):
    phone = scene.phone()
    answer = phone.post("/for-you/page/2/", sent)
    assert answer.status_code == 422
    assert "or press Skip" in answer.text


def test_leaving_closes_it_here_and_keeps_what_was_said(scene):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "Dogs", "do": "next"})
    left = phone.get("/for-you/leave/")
    assert left["Location"] == "https://www.bbc.co.uk/weather"
    assert phone.get("/for-you/").status_code == 404
    scene.as_waymark()
    sheet = Sheet.objects.get()
    assert sheet.answers["my-good"] == {"value": "Dogs"}


def test_what_was_begun_by_link_is_read_by_no_worker_before_it_is_handed_in(scene):
    phone, worker = scene.phone(), signed_in_client(scene.jo)
    scene.as_waymark()
    again = f"{scene.said}{Sheet.objects.get().pk}/again/"
    assert again in worker.get(scene.said).text
    phone.post("/for-you/page/1/", {"answer": "Dogs", "do": "next"})
    assert again not in worker.get(scene.said).text
    refused = worker.post(again)
    assert refused.status_code == 422
    assert "it goes on by its link" in refused.text
    assert "Dogs" in phone.get("/for-you/page/1/").text, "it is open on the phone still"


def test_what_is_typed_on_one_persons_page_is_never_anothers_answer(scene):
    browser = scene.phone()
    page = next(
        each for each in forms_of(browser.get("/for-you/page/1/").text) if "sheet" in each.fields
    )
    hers = scene.link(what=f"self-assessment-parent:{scene.mum}")
    assert browser.post(hers, {"words": WORDS}).status_code == 302
    sent = page.sent(answer="I steal from mum", do="next")
    refused = browser.post("/for-you/page/1/", sent)
    assert refused.status_code == 409
    assert "Another page was opened here" in refused.text
    assert "I steal" not in browser.get("/for-you/check/").text
    scene.as_waymark()
    assert not any(each.answers for each in Sheet.objects.all())


class TestAudit:
    def test_each_answer_to_a_holder_leaves_one_row_with_the_sheet_and_no_user(self, scene):
        phone = scene.phone()
        scene.as_waymark()
        sheet = Sheet.objects.get().pk
        before = len(rows(scene.service.pk))
        phone.get("/for-you/")
        phone.get("/for-you/page/1/")
        phone.post("/for-you/page/1/", {"answer": "My uncle hits me", "do": "next"})
        phone.post("/for-you/check/")
        left = rows(scene.service.pk)[before:]
        assert [row.action for row in left] == [
            "GET sheet",
            "GET sheet-page",
            "POST sheet-page",
            "POST sheet-check",
        ]
        for row in left:
            assert row.user_id is None
            assert row.children == [scene.child]
            assert f'"sheet":{sheet}' in row.content
            assert "uncle" not in row.content

    def test_a_wrong_word_is_told_of_where_it_belongs(self, scene):
        address = scene.link()
        before = len(rows(scene.service.pk))
        Client().post(address, {"words": "red otter"})
        (row,) = rows(scene.service.pk)[before:]
        assert '"act":"sheet-tried"' in row.content
        assert "otter" not in row.content
        stray = len(rows(INSTALLATION))
        Client().post("/for-you/open/made-up/", {"words": "red otter"})
        (row,) = rows(INSTALLATION)[stray:]
        assert "made-up" not in row.content

    def test_whoever_was_signed_in_at_that_browser_is_named_and_signed_out(self, scene):
        address = scene.link()
        worker = signed_in_client(scene.jo)
        worker.post(address, {"words": WORDS})
        row = rows(scene.service.pk)[-1]
        assert row.user_id is None
        assert f'"was":{scene.jo.pk}' in row.content
        assert worker.get("/")["Location"].startswith("/sign-in/")


def test_who_must_not_be_told_is_warned_of_where_somebody_is_asked(scene):
    page = f"{scene.said}ask/"
    jo = signed_in_client(scene.jo)
    assert "must not be told" not in jo.get(page).text
    not_to_be_told(scene, "Dawn", "anyone from Soph’s birth family")
    text = jo.get(page).text
    assert "Dawn (mother): what do you think, as a parent or carer? – must not be told" in text
    assert "It is protected from “anyone from Soph’s birth family”" in text
    assert "“Dawn”" not in text, "she stands in the list, marked"


def test_nobody_is_thanked_who_handed_nothing_in(scene):
    stranger = Client().get("/for-you/done/")
    assert stranger.status_code == 200
    assert "Thank you" not in stranger.text
    phone = scene.phone()
    assert "Thank you" in phone.post("/for-you/check/", follow=True).text


def test_two_windows_on_one_question_lose_neither_ones_words(scene):
    phone = scene.phone()
    windows = [form_with(phone.get("/for-you/page/1/").text, "answer") for _ in range(2)]
    phone.post("/for-you/page/1/", windows[0].sent(answer="Dogs", do="next"))
    shown = phone.post("/for-you/page/1/", windows[1].sent(answer="Fishing", do="next"))
    assert shown.status_code == 422
    assert "“Dogs”" in shown.text
    assert "Fishing</textarea>" in shown.text
    again = form_with(shown.text, "answer").sent(do="next")
    assert phone.post("/for-you/page/1/", again).status_code == 302
    scene.as_waymark()
    assert Sheet.objects.get().answers["my-good"] == {"value": "Fishing"}
