"""A place is known to be safe before a group comes there, and weapons detection is explained."""

from datetime import timedelta

import pytest

from tests.forms import day_parts
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import MONDAY, TODAY, a_child, book, booked
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.diary.models import Place, RiskAssessment

FOUND = {
    "assessed_by": "Bea Hill",
    "found": "The back gate was open; it is locked now.",
    "way": "The 14 bus stops at the door.",
    "capacity": "8",
    "offers": ["step-free", "quiet"],
    "detection": "none",
}
ARCH = {
    "detection": "arch",
    "always": "no",
    "why_detected": "Two knives were found near there in March.",
    "how_it_feels": "Children said that they feel safer; two mums were uneasy.",
    "told": "We show them the arch on the first day.",
    "on_find": "The manager talks with them outside.",
    "on_refusal": "They are met at the library that day.",
}


@pytest.fixture
def boss(worker):
    manager = make_person(service=worker.service, role=Role.OPERATIONS_MANAGER)
    return signed_in_client(manager)


@pytest.fixture
def hall(worker):
    asking.as_user(worker)
    return Place.objects.create(service=worker.service, name="The hall").pk


def assess(boss, hall, *, lasts=timedelta(days=60), on=TODAY, **said):
    days = {**day_parts("on", on), **day_parts("until", TODAY + lasts)}
    return boss.post(f"/places/{hall}/assess/", {**FOUND, **days, **said})


@pytest.mark.provision("CM-160")
def test_no_group_is_booked_at_a_place_without_a_risk_assessment_that_holds(
    boss, jo, sophie, worker, hall
):
    group = {"method": "group", "place": str(hall)}
    refused = book(jo, sophie, **group)
    assert refused.status_code == 422
    assert "The hall has no risk assessment that holds" in refused.text
    assert booked(worker, sophie) == []
    assess(boss, hall, on=TODAY - timedelta(days=90), lasts=timedelta(days=-1))
    assert book(jo, sophie, **group).status_code == 422, "it held until yesterday"
    assert assess(boss, hall, lasts=timedelta(days=14)).status_code == 302
    weeks = day_parts("until", MONDAY + timedelta(days=21))
    assert "Book fewer weeks" in book(jo, sophie, **group, **weeks).text
    assert book(jo, sophie, **group).status_code == 302


@pytest.mark.provision("CM-160", "CM-165")
def test_a_new_risk_assessment_stands_and_the_old_stays_readable(boss, hall):
    assess(boss, hall)
    assess(boss, hall, found="A loose tile.", way="A worker walks with them to the bus.")
    shown = boss.get(f"/places/{hall}/").text
    newest, _, before = shown.partition("Before")
    assert "A loose tile." in newest
    assert "walks with them" in newest
    assert "The back gate" in before
    assert "risk assessment until" in boss.get("/places/").text


@pytest.mark.provision("CM-161", "CM-162", "CM-595", "CM-596")
def test_whoever_looks_for_weapons_says_what_is_told_and_what_follows(boss, hall, worker):
    refused = assess(boss, hall, detection="wand")
    assert refused.status_code == 422
    assert refused.text.count("Say this, since weapons are looked for there") >= 5
    assert assess(boss, hall, **ARCH).status_code == 302
    shown = boss.get(f"/places/{hall}/").text
    for said in (*list(ARCH.values())[2:], "An arch that they walk through, at times"):
        assert said in shown
    asking.as_user(worker)
    assert RiskAssessment.objects.get().always is False


@pytest.mark.provision("CM-594", "CM-596", "CM-600")
def test_what_children_say_of_it_and_what_comes_of_it_is_written_down_by_day(boss, jo, hall):
    assess(boss, hall, **ARCH)
    for kind, words in (("said", "It feels like an airport."), ("effect", "No sound in May.")):
        told = {"kind": kind, "words": words, **day_parts("on", TODAY)}
        assert boss.post(f"/places/{hall}/", told).status_code == 302
    shown = boss.get(f"/places/{hall}/").text
    assert "It feels like an airport." in shown
    assert "No sound in May." in shown
    assert "Youth Justice Resource Hub" in shown


@pytest.mark.provision("CM-594")
def test_whoever_meets_a_child_there_reads_what_makes_it_safe_and_writes_down_what_they_say(
    boss, jo, sophie, worker, hall
):
    assess(boss, hall, **ARCH)
    answers = {"detection_told": "Shown a picture.", "at_ease": "She is."}
    assert book(jo, sophie, place=str(hall), **answers).status_code == 302
    (made,) = booked(worker, sophie)
    appointment = jo.get(f"/children/{sophie}/appointments/{made.pk}/").text
    assert f'href="/places/{hall}/"' in appointment
    told = {"kind": "said", "words": "It makes me feel accused.", **day_parts("on", TODAY)}
    assert jo.post(f"/places/{hall}/", told).status_code == 302
    shown = jo.get(f"/places/{hall}/").text
    assert "It makes me feel accused." in shown
    assert "Write down a new one" not in shown
    assert "Write down a new one" in boss.get(f"/places/{hall}/").text
    assert jo.get(f"/places/{hall}/assess/").status_code == 403


@pytest.mark.provision("CM-591", "CM-592", "CM-593", "CM-589", "CM-590")
def test_before_a_child_comes_to_an_arch_it_is_explained_and_they_are_asked(
    boss, jo, sophie, worker, hall
):
    assess(boss, hall, **ARCH)
    asked = book(jo, sophie, place=str(hall))
    assert asked.status_code == 422
    assert "We show them the arch on the first day." in asked.text
    assert "metal weapons" in asked.text
    assert booked(worker, sophie) == []
    said = {"detection_told": "Shown a picture.", "at_ease": "She is; mum asked who searches."}
    assert book(jo, sophie, place=str(hall), **said).status_code == 302
    (made,) = booked(worker, sophie)
    shown = jo.get(f"/children/{sophie}/appointments/{made.pk}/").text
    assert said["detection_told"] in shown
    assert said["at_ease"] in shown


def test_where_nobody_looks_for_weapons_nothing_is_asked(boss, jo, worker, hall):
    assess(boss, hall)
    assert book(jo, a_child(worker), place=str(hall)).status_code == 302
