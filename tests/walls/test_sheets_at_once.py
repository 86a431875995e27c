"""Whoever taps twice on a phone hands in once, and is thanked both times."""

import time

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.people import make_person
from tests.walls.at_once import at_once, wait_for, waiting
from tests.walls.made import SAID, a_child, asked_by
from tests.web.portal.conftest import Scene
from waymark.accounts.models import Role
from waymark.children.models import Child
from waymark.chronology import acts, door
from waymark.contacts import passages
from waymark.portal import holding
from waymark.portal.models import Sheet

CHECK = "/for-you/check/"


@pytest.fixture
def scene(committed: str) -> Scene:
    jo = make_person(Role.SENIOR_MANAGER)
    return Scene(jo, jo, a_child(jo.service).pk, "")


def taps(owner, phone: Client, address: str, *typed: dict[str, str]) -> list[object]:
    """Send each of these from one phone, so that all are under way before any has ended."""
    key = phone.cookies["sheet"].value

    def tap(sent: dict[str, str]) -> object:
        client = Client()
        client.cookies["sheet"] = key
        return client.post(address, sent)

    def let_go() -> None:
        try:
            wait_for(lambda: waiting(owner) == len(typed))
        finally:
            owner.execute("ROLLBACK")

    owner.execute("BEGIN")
    owner.execute("SELECT FROM portal_sheet FOR UPDATE")
    *answers, fault = at_once([*(lambda sent=sent: tap(sent) for sent in typed), let_go])
    assert fault is None, fault
    return answers


def counted(owner, rows: str) -> int:
    return owner.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]


def test_two_taps_on_handing_in_hand_in_once_and_both_are_thanked(owner, scene):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "Drawing and dogs", "do": "next"})
    answers = taps(owner, phone, CHECK, {}, {})
    assert [each["Location"].partition("?")[0] for each in answers] == ["/for-you/done/"] * 2
    assert counted(owner, "papers_paper WHERE form = 'self-assessment-child'") == 1
    assert counted(owner, "chronology_event WHERE kind = 'self-assessment-given'") == 1


def test_a_tap_after_it_was_handed_in_is_thanked_too(scene):
    phone = scene.phone()
    key = phone.cookies["sheet"].value
    first = phone.post(CHECK)["Location"]
    phone.cookies["sheet"] = key
    assert phone.post(CHECK)["Location"].partition("?")[0] == first.partition("?")[0]
    phone.cookies["sheet"] = key
    assert phone.get("/for-you/").status_code == 404, "it opens nothing any more"


def test_without_the_lock_they_would_hand_in_twice(owner, scene, monkeypatch):
    """What the first test stands on."""
    held = holding.held
    monkeypatch.setattr(holding, "held", lambda key, **_: held(key))
    taps(owner, scene.phone(), CHECK, {}, {})
    assert counted(owner, "papers_paper WHERE form = 'self-assessment-child'") == 2


def test_an_answer_of_harm_that_is_sent_twice_at_once_is_told_of_once(owner, scene):
    phone, harm = scene.phone(), {"answer": "My uncle hits me", "do": "next"}
    taps(owner, phone, "/for-you/page/1/", harm, harm)
    assert counted(owner, "chronology_event WHERE kind = 'self-assessment-concern'") == 1
    (answers,) = owner.execute("SELECT answers FROM portal_sheet").fetchone()
    assert [each["value"] for each in answers.values()] == [harm["answer"]]


@pytest.mark.parametrize("waits_longer", [True, False])
def test_an_answer_waits_for_whoever_holds_the_child_longer_than_anybody_at_work(
    owner, scene, monkeypatch, waits_longer
):
    phone, harm = scene.phone(), {"answer": "My uncle hits me", "do": "next"}
    phone.raise_request_exception = False
    monkeypatch.setattr("tests.walls.at_once.LONGER", "-c lock_timeout=50ms")
    if not waits_longer:  # the control
        monkeypatch.setattr(holding, "WAITS_LONGER", "SELECT 1")

    def let_go():
        wait_for(lambda: waiting(owner))
        time.sleep(0.2)
        owner.execute("ROLLBACK")

    owner.execute("BEGIN")
    owner.execute("SELECT FROM children_child FOR UPDATE")
    told, fault = at_once([lambda: phone.post("/for-you/page/1/", harm), let_go])
    assert fault is None, fault
    assert told.status_code == (302 if waits_longer else 503)


NAME = "Priya Quill"
HARM = {"answer": "My uncle hits me", "do": "next"}


def told_while_a_name_is_sealed(owner, scene):
    """Let a child answer of harm while a name goes from the record, which the sheet says too, and
    neither go on before both have begun; return what came of either."""
    phone, now = scene.phone(), timezone.now()
    phone.post("/for-you/page/1/", {"answer": f"I like {NAME}", "do": "next"})
    jo, bea = scene.jo, make_person(Role.SENIOR_MANAGER, service=scene.service)
    with asked_by(jo, at=now):
        facts = {**SAID, "on": door.today(now).isoformat(), "note": f"He spoke of {NAME}."}
        acts.record(children=[scene.child], facts=facts, by=jo, at=now)
        told = {"passage": NAME, "reason": "She was harmed.", "files": ()}
        child = Child.objects.get(pk=scene.child)
        seal = passages.ask_to_seal(child=child, **told, by=jo, at=now)

    def agree():
        with asked_by(bea, at=now):
            return acts.agree_to_seal(seal=seal, by=bea, at=now)

    def tell():
        wait_for(lambda: waiting(owner) == 1)
        return phone.post("/for-you/page/1/", HARM)

    def let_go():
        try:
            wait_for(lambda: waiting(owner) == 2)
        finally:
            owner.execute("ROLLBACK")

    owner.execute("BEGIN")
    owner.execute("SELECT FROM chronology_seal FOR UPDATE")
    *came, fault = at_once([agree, tell, let_go])
    assert fault is None, fault
    return came


def test_what_a_child_tells_while_a_name_goes_from_the_record_is_heard_and_the_name_goes(
    owner, scene
):
    sealed, told = told_while_a_name_is_sealed(owner, scene)
    assert sealed["digest"]
    assert told.status_code == 302
    assert counted(owner, "chronology_event WHERE kind = 'self-assessment-concern'") == 1
    (answers,) = owner.execute("SELECT answers FROM portal_sheet").fetchone()
    assert [each["value"] for each in answers.values()] == [HARM["answer"]]


def test_were_the_sheet_taken_before_the_child_they_would_wait_for_each_other(
    owner, scene, monkeypatch
):
    """The control."""
    monkeypatch.setattr(
        holding, "_locked", lambda it: Sheet.objects.select_for_update().get(pk=it.pk)
    )
    came = told_while_a_name_is_sealed(owner, scene)
    assert any(isinstance(each, OperationalError) or is_busy(each) for each in came), came


def is_busy(came: object) -> bool:
    return isinstance(came, HttpResponse) and came.status_code == 503
