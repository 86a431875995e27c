"""What was handed in waits for its worker until it is opened, and says what it told, left out."""

import re

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.people import signed_in_client
from tests.web.portal.conftest import Scene
from waymark.papers.models import Paper
from waymark.portal.models import Sheet

NOT_READ = "handed in and not read yet"


def handed_in(scene: Scene, *answers: dict[str, str], **told: str) -> str:
    """Hand a form in with these answers to its first questions; return its page."""
    phone = scene.handed(**told)
    for number, answer in enumerate(answers, 1):
        phone.post(f"/for-you/page/{number}/", answer)
    assert phone.post("/for-you/check/").status_code == 302
    scene.as_waymark()
    return f"/children/{scene.child}/papers/{Paper.objects.latest('pk').pk}/"


@pytest.mark.provision("CM-130")
def test_what_was_handed_in_stands_in_the_workers_work_until_it_is_opened(scene: Scene):
    jo = signed_in_client(scene.jo)
    assert NOT_READ not in jo.get("/").text
    page = handed_in(scene, {"answer": "Drawing", "do": "next"})
    jo = signed_in_client(scene.jo)
    assert f"1 form was {NOT_READ}" in jo.get("/").text
    assert f'href="{page}"' in jo.get("/told-of-harm/").text
    duty = signed_in_client(scene.duty)
    assert NOT_READ not in duty.get("/").text, "it waits for whoever asked and the child's worker"
    assert duty.get(page).status_code == 200
    assert f"1 form was {NOT_READ}" in jo.get("/").text
    assert jo.get(page).status_code == 200
    assert NOT_READ not in jo.get("/").text
    assert "What do you think?" not in jo.get("/told-of-harm/").text
    scene.as_waymark()
    assert Sheet.objects.get().read_at is not None


def test_while_nothing_may_be_written_it_is_read_and_waits_still(scene: Scene, settings):
    page = handed_in(scene, {"answer": "Drawing", "do": "next"})
    jo = signed_in_client(scene.jo)
    settings.READ_ONLY = True
    assert jo.get(page).status_code == 200
    settings.READ_ONLY = False
    scene.as_waymark()
    assert Sheet.objects.get().read_at is None


@pytest.mark.provision("EP-272")
def test_the_page_of_what_was_handed_in_says_what_told_of_harm_and_what_was_left_out(scene: Scene):
    page = handed_in(
        scene,
        {"answer": "My uncle hits me", "do": "next"},
        {"answer": "good", "do": "next"},
        {"do": "skipped"},
        {"do": "talk"},
    )
    jo = signed_in_client(scene.jo)
    shown = jo.get(page).text
    assert "Soph told of harm here" in shown
    told = re.search(r"What do you like doing[^<]*<[^>]*>Told of harm", shown)
    assert told, "the answer itself is marked"
    assert shown.count(">Told of harm<") == 1
    say = shown.partition("Soph would rather say it")[2].partition("</section>")[0]
    assert "How is it with your friends?" in say
    assert "Who helps you when things are hard?" not in say.partition("Skipped")[0]
    assert "Who helps you when things are hard?" in shown.partition("Skipped")[2]
    assert "record what came of it" in shown
    assert "Record what you did" in shown


def test_what_was_done_about_harm_stands_on_the_page_of_what_was_handed_in(scene: Scene):
    page = handed_in(scene, {"answer": "My uncle hits me", "do": "next"})
    jo = signed_in_client(scene.jo)
    shown = jo.get(page).text
    concern = re.search(r"concern-looked-at/\?concern=([^\"]+)\"", shown)[1]
    said = {"concern": concern, "note": "I rang Soph."}
    address = f"/children/{scene.child}/record/concern-looked-at/"
    assert jo.post(address, {**said, **day_parts("on", timezone.localdate())}).status_code == 302
    assert "What was done," in jo.get(page).text
