"""You said, we did: recorded, shown to the worker, and given to the child."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import day_parts, forms_of
from tests.people import make_person, make_team, signed_in_client
from tests.web.portal.conftest import Scene
from waymark.accounts import asking
from waymark.chronology.models import Event
from waymark.portal.models import Sheet


@pytest.mark.provision("CM-132")
def test_what_came_of_it_stands_with_what_was_said_and_on_a_sheet_for_the_child(scene: Scene):
    jo = signed_in_client(scene.jo)
    day = day_parts("on", timezone.localdate())
    form = f"/children/{scene.child}/record/child-heard/"
    refused = jo.post(form, {**day, "said": "Not so early"})
    assert refused.status_code == 422
    assert "what could not change and why" in refused.text
    assert "Not so early" in refused.text
    assert jo.post(form, {**day, "said": "Not so early", "changed": "We meet at four."}).url
    no = {"said": "No tag", "could_not_because": "The court ordered it."}
    assert jo.post(form, {**day, **no}).status_code == 302
    printed = give(jo, scene, way="paper")["Location"]
    for page in (jo.get(scene.said).text, jo.get(printed).text):
        for words in ("Not so early", "We meet at four.", "No tag", "The court ordered it."):
            assert words in page


def test_a_child_of_another_worker_is_asked_for_a_reason_first(scene: Scene, manager):
    other = make_person(team=make_team(scene.service))
    assert signed_in_client(other).get(scene.said).status_code == 403
    assert signed_in_client(manager).get(scene.said).status_code == 200


def recorded(scene: Scene, said: str = "Not so early", changed: str = "We meet at four.") -> Client:
    jo = signed_in_client(scene.jo)
    day = day_parts("on", timezone.localdate())
    form = f"/children/{scene.child}/record/child-heard/"
    assert jo.post(form, {**day, "said": said, "changed": changed}).status_code == 302
    return jo


def give(jo: Client, scene: Scene, **typed: str) -> Any:
    """Fill in the form as the page has it, and send it."""
    (form,) = (
        each for each in forms_of(jo.get(f"{scene.said}give/").text) if "names" in each.fields
    )
    asked = {"way": "here", **typed}
    return jo.post(f"{scene.said}give/", form.sent(**asked))


@pytest.mark.provision("CM-132")
def test_the_child_reads_it_on_the_workers_device_and_nothing_else_opens_there(scene: Scene):
    jo = recorded(scene)
    assert give(jo, scene)["Location"] == "/for-you/"
    page = jo.get("/for-you/").text
    assert "You said, we did" in page
    assert "“Not so early”" in page
    assert "We did: We meet at four." in page
    assert "give it back now" in page
    for other in ("page/1/", "check/"):
        assert jo.get(f"/for-you/{other}")["Location"] == "/for-you/", "there is nothing to answer"
    assert "You said" not in page.partition("<title>")[2].partition("</title>")[0]
    assert jo.get(scene.said).status_code == 302, "the worker is signed out"


@pytest.mark.provision("CM-132")
def test_the_child_reads_it_by_a_link_in_welsh_too(scene: Scene):
    jo = recorded(scene)
    typed = {"way": "link", "chosen": "blue otter", "language": "cy"}
    (form,) = (f for f in forms_of(jo.get(f"{scene.said}give/").text) if "names" in f.fields)
    sent = form.sent(**typed)
    pages = [jo.post(f"{scene.said}give/", sent).text for _ in range(2)]
    first, link = (re.search(r"/for-you/open/[^\"]+/", page)[0] for page in pages)
    phone = Client()
    assert phone.post(first, {"words": "blue otter"}).status_code == 404, "sent twice, made once"
    assert phone.post(link, {"words": "blue otter"}).status_code == 302
    page = phone.get("/for-you/").text
    assert "Fe wnaethon ni: We meet at four." in page
    assert "give it back" not in page
    assert jo.get(scene.said).text.count("Take it back") == 1
    assert "Dywedaist ti" not in jo.get(f"/children/{scene.child}/plan/give/").text


def test_it_is_read_for_names_before_it_is_given(scene: Scene):
    jo = recorded(scene, said="Kyra Bellwether hit me first")
    refused = give(jo, scene, names="Kyra Bellweather")
    assert refused.status_code == 422
    assert "Put right what is recorded" in refused.text
    asking.as_user(scene.jo)
    assert not Sheet.objects.exists()
    assert give(jo, scene, names="Somebody Else").status_code == 302


@pytest.mark.provision("CM-409")
def test_on_paper_too_it_is_read_for_names_and_what_was_made_is_kept(scene: Scene):
    jo = recorded(scene, said="Kyra Bellwether hit me first")
    refused = give(jo, scene, way="paper", names="Kyra Bellwether")
    assert refused.status_code == 422
    assert "a name that must not be in it" in refused.text
    printed = give(jo, scene, way="paper", names="Somebody Else")["Location"]
    asking.as_user(scene.jo)
    sheet = Sheet.objects.get()
    assert str(sheet.pk) in printed
    assert sheet.made_by == scene.jo
    page = jo.get(printed).text
    assert "Kyra Bellwether hit me first" in page
    recorded(scene, said="Something else since")
    assert "Something else since" not in jo.get(printed).text
    assert jo.get(f"{scene.said}print/").status_code == 404
    assert "data-print" not in jo.get(f"{scene.said}give/").text


def test_no_link_tells_the_last_name_and_on_this_device_it_is_asked(scene: Scene):
    jo = recorded(scene, said="They all call me Test")
    refused = give(jo, scene, way="link", chosen="blue otter", sure="on")
    assert refused.status_code == 422
    assert "No page by link says so" in refused.text
    assert "Put right what is recorded" in refused.text
    asked = give(jo, scene)
    assert asked.status_code == 422
    assert "where it is Soph’s own word" in asked.text
    assert give(jo, scene, sure="on")["Location"] == "/for-you/"


def test_what_is_printed_twice_by_one_form_is_made_once(scene: Scene):
    jo = recorded(scene)
    (form,) = (f for f in forms_of(jo.get(f"{scene.said}give/").text) if "names" in f.fields)
    sent = form.sent(way="paper")
    first, second = (jo.post(f"{scene.said}give/", sent)["Location"] for _ in range(2))
    assert first == second
    asking.as_user(scene.jo)
    assert Sheet.objects.count() == 1


@pytest.mark.provision("CM-132")
def test_what_was_made_for_the_child_stands_in_the_chronology_and_in_no_parents_print(scene: Scene):
    jo = recorded(scene)
    give(jo, scene, way="paper")
    give(jo, scene, way="link", chosen="blue otter")
    page = jo.get(f"/children/{scene.child}/chronology/").text
    assert "“You said, we did” made ready for Soph: on paper" in page
    assert "“You said, we did” made ready for Soph: a page on a phone, by private link" in page
    for purpose, many in {"child": 2, "parent": 0}.items():
        typed = {"purpose": purpose, "name": "Soph", "names": "Ottoline Brackenbury"}
        printed = jo.post(f"/children/{scene.child}/chronology/print/", typed).text
        assert printed.count("made ready for Soph") == many


def test_nothing_is_given_before_something_was_recorded(scene: Scene):
    jo = signed_in_client(scene.jo)
    assert "Nothing to give yet" in jo.get(f"{scene.said}give/").text
    refused = jo.post(f"{scene.said}give/", {"way": "here", "language": "en"})
    assert refused.status_code == 422


def test_a_copy_is_nothing_to_hand_in_and_an_earlier_one_can_be_taken_back(scene: Scene):
    jo = recorded(scene)
    by_link = {"way": "link", "chosen": "blue otter"}
    assert "An earlier one is open too" not in give(jo, scene, **by_link).text
    again = give(jo, scene, **by_link).text
    assert "An earlier one is open too" in again
    page = jo.get(scene.said).text
    assert "Copies that a link opens" in page
    assert "Not handed in yet" not in page
    assert page.count("A newer one is open too") == 1
    take_back = re.search(r"/children/\d+/said/\d+/take-back/", again)[0]
    assert jo.post(take_back).status_code == 302
    page = jo.get(scene.said).text
    assert page.count("Take it back") == 1
    assert "A newer one" not in page


def handed_in(scene: Scene, what: str) -> None:
    phone = scene.handed(what=what)
    phone.post("/for-you/page/1/", {"answer": "It is fine", "do": "next"})
    assert "/for-you/done/" in phone.post("/for-you/check/")["Location"]


@pytest.mark.provision("CM-132")
def test_what_came_of_it_names_which_form_of_the_childs_own_and_never_a_parents(scene: Scene):
    handed_in(scene, "self-assessment-child:child")
    handed_in(scene, "feedback:child")
    handed_in(scene, f"self-assessment-parent:{scene.mum}")
    jo = signed_in_client(scene.jo)
    page = jo.get(f"/children/{scene.child}/record/child-heard/").text
    offered = re.findall(r"Soph: “[^”]+”, [^<]+ at \d\d:\d\d", page)
    assert len(offered) == 2
    assert {"“What do you think?”" in each for each in offered} == {True, False}
    assert "Dawn" not in page
    scene.as_waymark()
    of_mum = Event.objects.get(kind="self-assessment-given", document__whose="p1")
    day = day_parts("on", timezone.localdate())
    sent = {**day, "said": "It is fine", "changed": "Nothing", "about": of_mum.reference}
    assert jo.post(f"/children/{scene.child}/record/child-heard/", sent).status_code == 422
