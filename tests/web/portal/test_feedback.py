"""A child says how the service is: the sheet says truly who reads it."""

from typing import Any

import pytest
from django.test import Client

from tests.forms import day_parts
from tests.people import make_person, make_team, signed_in_client
from tests.web.portal.conftest import Scene
from waymark.accounts.models import Role
from waymark.chronology.models import Event, Words
from waymark.papers.models import Paper
from waymark.portal.models import Sheet

NOT_READ = "handed in and not read yet"
ALONE = {1: "managers", 2: "bad", 5: "Jo never listens"}


def answer(phone: Client, answers: dict[int, str]) -> None:
    for number, said in answers.items():
        sent = phone.post(f"/for-you/page/{number}/", {"answer": said, "do": "next"})
        assert sent.status_code == 302, number


def for_managers(scene: Scene, answers: dict[int, str] = ALONE) -> str:
    """Hand in what only a manager may read; return its page."""
    phone = scene.phone(what="feedback:child")
    answer(phone, answers)
    phone.post("/for-you/page/3/", {"do": "talk"})
    assert "Then only a manager here can read it" in phone.get("/for-you/check/").text
    assert phone.post("/for-you/check/").status_code == 302
    scene.as_waymark()
    return f"/children/{scene.child}/papers/{Paper.objects.latest('pk').pk}/"


@pytest.mark.parametrize(
    ("language", "who"),
    [("en", "the managers here can read it too"), ("cy", "gall y rheolwyr yma ei darllen hefyd")],
)
def test_the_sheet_about_us_says_that_managers_read_it_and_they_do(
    scene: Scene, manager, language: str, who: str
):
    phone = scene.phone(what="feedback:child", language=language)
    assert who in phone.get("/for-you/").text
    answer(phone, {2: "bad", 5: "They do not listen"})
    assert phone.post("/for-you/check/").status_code == 302
    page = signed_in_client(manager).get("/quality/").text
    assert "1 sheet of the whole service" in page
    assert "Not good <b>1</b>" in page
    assert "They do not listen" in page


def test_a_sheet_about_the_child_names_no_manager(scene: Scene):
    assert "managers" not in scene.phone().get("/for-you/").text


@pytest.mark.provision("CM-130")
def test_what_a_child_says_to_a_manager_alone_no_worker_reads(scene: Scene, manager):
    begun = scene.phone(what="feedback:child").get("/for-you/").text
    assert "choose that in the first question" in begun
    page = for_managers(scene)
    for somebody in (scene.jo, scene.duty):
        client = signed_in_client(somebody)
        shown = client.get(page).text
        assert "Soph chose that only a manager reads this" in shown
        for words in ("Jo never listens", "Not good", "Do we listen to you", "Skipped"):
            assert words not in shown
        for other in (scene.said, f"/children/{scene.child}/chronology/", "/", "/told-of-harm/"):
            for words in ("Jo never listens", "Do we listen to you", NOT_READ):
                assert words not in client.get(other).text
    boss = signed_in_client(manager)
    assert f"1 form was {NOT_READ}" in boss.get("/").text
    assert f'href="{page}"' in boss.get("/told-of-harm/").text
    told = boss.get("/quality/").text
    assert "Not good <b>1</b>" in told, "it counts with the rest"
    assert "Jo never listens" in told
    assert "for managers alone" in told
    shown = boss.get(page).text
    assert "Jo never listens" in shown
    assert "Do we listen to you" in shown.partition("would rather say it")[2]
    assert NOT_READ not in boss.get("/").text


OF_JO = "Jo hits me and touches me. dont let her know"


def on_the_phone(scene: Scene, answers: dict[int, str]) -> Client:
    phone = scene.phone(what="feedback:child")
    answer(phone, answers)
    scene.as_waymark()
    return phone


def looked_at(somebody: Client, scene: Scene) -> Any:
    """Try to record that what was told last was looked at."""
    scene.as_waymark()
    concern = Event.objects.filter(kind="self-assessment-concern").latest("position")
    said = {"concern": concern.reference, "note": "I talked with Soph."}
    page = f"/children/{scene.child}/record/concern-looked-at/"
    return somebody.post(page, {**day_parts("on", concern.on), **said})


def where_harm_is_told(scene: Scene) -> list[str]:
    scene.as_waymark()
    child = f"/children/{scene.child}"
    concern = Event.objects.get(kind="self-assessment-concern")
    return [
        *("/", "/told-of-harm/", scene.said, f"{child}/", f"{child}/chronology/"),
        *(f"{child}/events/{concern.pk}/", f"{child}/assessment/", f"{child}/plan/"),
        f"{child}/record/concern-looked-at/?concern={concern.reference}",
    ]


@pytest.mark.provision("EP-272", "CM-130")
def test_harm_that_only_a_manager_reads_is_heard_at_once_and_no_worker_reads_a_word(
    scene: Scene, manager
):
    phone = on_the_phone(scene, {**ALONE, 5: OF_JO})
    assert not Words.objects.filter(event__kind="self-assessment-concern").exists()
    told = phone.get("/for-you/page/6/").text
    assert "manager must talk with you" in told
    assert "Jo" not in told.partition("Thank you for telling us")[2].partition("</p>")[0]

    def nobody_reads_it_but_a_manager(pages: list[str]) -> None:
        for worker in (scene.jo, scene.duty):
            client = signed_in_client(worker)
            for page in pages:
                shown = client.get(page)
                assert shown.status_code == 200, page
                assert "touches me" not in shown.text, page
            listed = client.get("/told-of-harm/").text
            assert "so that only a manager reads it" in listed
            assert "A manager must talk with Soph today" in listed
            assert "Record what you did" not in listed
            assert f"it stands in the work of {manager.name}" in listed
            assert "Record what you did" not in client.get(f"/children/{scene.child}/").text
            assert "Record what you did" not in client.get("/").text
        listed = signed_in_client(manager).get("/told-of-harm/").text
        assert f"“{OF_JO}”" in listed
        assert "Record what you did" in listed

    pages = where_harm_is_told(scene)
    nobody_reads_it_but_a_manager(pages)
    jo = signed_in_client(scene.jo)
    assert "so that only a manager reads it" in jo.get(f"/children/{scene.child}/chronology/").text
    assert phone.post("/for-you/check/").status_code == 302
    scene.as_waymark()
    paper = f"/children/{scene.child}/papers/{Paper.objects.get().pk}/"
    nobody_reads_it_but_a_manager([*pages, paper])
    shown = jo.get(paper).text
    assert "Soph told of harm here" in shown
    assert "A manager must talk with Soph today" in shown
    assert "Record what you did" not in shown


@pytest.mark.provision("CM-053", "EP-272", "CM-130")
def test_only_a_manager_ends_the_alarm_of_what_only_a_manager_reads(scene: Scene, manager):
    on_the_phone(scene, {**ALONE, 5: OF_JO})
    for worker in (scene.jo, scene.duty):
        refused = looked_at(signed_in_client(worker), scene)
        assert refused.status_code == 422
        assert "Ask a manager to talk with the child today" in refused.text
    boss = signed_in_client(manager)
    assert "Record what you did" in boss.get("/").text, "it stands in her work"
    assert looked_at(boss, scene).status_code == 302
    assert "Somebody told us of harm" not in boss.get("/").text
    assert "Record what you did" not in boss.get("/told-of-harm/").text


def test_harm_in_a_sheet_that_her_worker_may_read_is_read_by_her(scene: Scene):
    on_the_phone(scene, {1: "us", 5: "My uncle hits me"})
    jo = signed_in_client(scene.jo)
    assert "“My uncle hits me”" in jo.get("/told-of-harm/").text
    assert looked_at(jo, scene).status_code == 302


def test_what_was_told_before_the_choice_keeps_its_words_and_its_own_alarm(scene: Scene, manager):
    phone = on_the_phone(scene, {5: "My uncle hits me", 1: "managers", 7: OF_JO})
    honest = "Before you chose that, you told us that somebody is not safe: Jo"
    assert honest in phone.get("/for-you/check/").text
    jo, boss = signed_in_client(scene.jo), signed_in_client(manager)
    shown = jo.get("/told-of-harm/").text
    assert "“My uncle hits me”" in shown
    assert "touches me" not in shown
    assert shown.count("Record what you did") == 1
    shown = boss.get("/told-of-harm/").text
    assert f"“{OF_JO}”" in shown
    assert shown.count("Record what you did") == len(["hers", "the worker's"])
    assert phone.post("/for-you/check/").status_code == 302
    scene.as_waymark()
    paper = f"/children/{scene.child}/papers/{Paper.objects.get().pk}/"
    for somebody in (jo, boss):
        assert "Soph told of harm here" in somebody.get(paper).text


def test_who_chose_managers_alone_before_telling_anything_is_told_of_nobody_else(scene: Scene):
    phone = on_the_phone(scene, {**ALONE, 5: OF_JO})
    assert "Before you chose that" not in phone.get("/for-you/check/").text


def test_the_managers_of_another_team_are_not_told_of_it(scene: Scene):
    for_managers(scene)
    other = make_person(Role.OPERATIONS_MANAGER, team=make_team(scene.service))
    assert NOT_READ not in signed_in_client(other).get("/").text


def test_her_worker_does_not_open_it_again_before_it_is_handed_in(scene: Scene):
    phone = scene.phone(what="feedback:child")
    jo = signed_in_client(scene.jo)
    assert "Go on, on this device" in jo.get(scene.said).text
    answer(phone, ALONE)
    assert "Go on, on this device" not in jo.get(scene.said).text
    scene.as_waymark()
    again = f"{scene.said}{Sheet.objects.get().pk}/again/"
    refused = jo.post(again)
    assert refused.status_code == 422
    assert "take it back and start a new one" in refused.text
    assert jo.get("/").status_code == 200, "and she is signed in still"


def test_what_is_for_managers_alone_stays_so_in_a_case_file(scene: Scene, manager):
    for_managers(scene)
    scene.as_waymark()
    event = Event.objects.get(kind="self-assessment-given")
    assert event.document.get("to_say") in (None, [])
    paper = Paper.objects.get()
    assert paper.document["only_for"] == "managers"
    assert paper.document["to_say"] == ["feedback-listened"]
    assert [each.for_managers for each in paper.sections.all()] == [True]
