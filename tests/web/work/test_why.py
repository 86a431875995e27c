"""Why: every provision of the guidance, in plain words."""

import pytest
from django.conf import settings

from tests.people import make_person, signed_in_client
from waymark import guidance
from waymark.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in_client(make_person())


@pytest.mark.parametrize("role", settings.ROLES)
def test_everybody_who_signs_in_may_read_why(role: Role):
    assert signed_in_client(make_person(role)).get("/why/").status_code == 200


def test_every_subject_is_listed_and_leads_to_its_provisions(client):
    page = client.get("/why/")
    for area in {each.area for each in guidance.guidance().provisions}:
        assert f"?area={area}" in page.text
    assert "at least once every three months" in client.get("/why/?area=review").text


def test_a_search_finds_what_holds_every_word_and_keeps_what_was_typed(client):
    page = client.get("/why/", {"q": "three months plan"}).text
    assert 'value="three months plan"' in page
    assert "/why/CM-211/" in page
    assert "Try fewer or other words" in client.get("/why/", {"q": "zeppelin"}).text


def test_a_long_list_is_shown_in_parts(client):
    first = client.get("/why/?area=planning").text
    assert first.count("/why/CM-") + first.count("/why/NP-") + first.count("/why/EP-") == 50
    assert "area=planning&amp;show=100" in first
    assert "Show more" not in client.get("/why/?area=planning&show=100").text


def test_a_provision_says_where_it_stands_and_what_waymark_does_about_it(client):
    page = client.get("/why/CM-211/").text
    assert "How to work with children" in page
    assert "A rule about when something is to be done" in page
    assert "Review the plan with the child" in page
    assert "Owed by the child’s worker" in page


def test_a_gate_and_an_act_that_carry_a_provision_are_told_in_words(client):
    assert "Asked before it is recorded" in client.get("/why/CM-118/").text
    assert "Give a worker to a child who has none" in (client.get("/why/CM-001/").text)


def test_what_nothing_carries_says_so(client):
    assert "Nothing yet" in client.get("/why/NP-338/").text


def test_every_provision_has_its_page_and_what_is_none_has_none(client):
    for each in guidance.guidance().provisions[::40]:
        assert client.get(f"/why/{each.id}/").status_code == 200
    assert client.get("/why/CM-9999/").status_code == 404
