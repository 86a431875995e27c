"""What is unsafe at an address is told to whoever visits anybody there, and never of whom."""

import pytest

from tests.people import make_person, make_service, signed_in_client
from tests.web.diary.booking import TODAY, a_child, page
from tests.web.visits.visiting import appointment, assess, book_visit, visits
from waymark.accounts import asking
from waymark.children.acts.facts import append_episode
from waymark.children.models import Child
from waymark.visits.queries import hazards_at_home

HOME = {"lines": ["Flat 2", "40 Saltmarsh Road", "Wickhaven"], "postcode": "WK1 2AB"}
SAME = {"lines": ["Flat 2, 40 Saltmarsh Rd"], "postcode": "wk12ab", "safe_to_use": False}
ANIMAL = "An animal"


def lives(worker, child, address=HOME, **days):
    asking.as_waymark(worker.service_id)
    append_episode(Child.objects.get(pk=child), "addresses", {**address, **days})


@pytest.fixture
def tom(worker):
    """Sophie's brother, who has another worker and lives at the same address."""
    return a_child(worker, "Tom")


def told(client, child):
    return client.get(f"/children/{child}/").text


def test_a_hazard_is_told_of_a_brother_however_the_address_is_written(jo, worker, sophie, tom):
    lives(worker, sophie)
    lives(worker, tom, SAME)
    assess(jo, sophie)
    booked = book_visit(jo, worker, tom)
    for where in (
        f"/children/{tom}/",
        visits(tom),
        page(tom, "book/"),
        appointment(tom, booked),
    ):
        shown = jo.get(where).text
        assert ANIMAL in shown
        assert "A dog, loose" not in shown  # the words may tell of whom
        assert "Sophie" not in shown


def test_at_another_address_nothing_is_told(jo, worker, sophie, tom):
    lives(worker, sophie)
    lives(worker, tom, {**HOME, "lines": ["Flat 3", "40 Saltmarsh Road"]})
    assess(jo, sophie)
    assert ANIMAL in told(jo, sophie)
    assert ANIMAL not in told(jo, tom)


def test_who_has_moved_takes_no_hazard_along_and_leaves_none(jo, worker, sophie, tom):
    lives(worker, sophie, to="2026-01-01")
    lives(worker, sophie, {**HOME, "postcode": "WK9 9ZZ"}, **{"from": "2999-01-01"})
    lives(worker, tom)
    assess(jo, sophie)
    assert ANIMAL not in told(jo, tom)


def test_what_is_assessed_anew_without_it_is_told_no_more(jo, worker, sophie, tom):
    lives(worker, sophie)
    lives(worker, tom)
    assess(jo, sophie)
    assess(jo, sophie, hazards="weapons")
    assert ANIMAL not in told(jo, tom)
    assert "Weapons" in told(jo, tom)


def test_a_hazard_at_a_hidden_childs_home_is_told_without_the_child(jo, worker, sophie, tom):
    lives(worker, sophie)
    lives(worker, tom)
    assess(jo, sophie)
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=sophie).update(restricted=True)
    assert jo.get(f"/children/{sophie}/").status_code == 404
    assert ANIMAL in told(jo, tom)
    asking.as_user(worker)
    assert hazards_at_home(Child(pk=sophie), TODAY) == []


def test_another_service_is_told_nothing(jo, worker, sophie):
    lives(worker, sophie)
    assess(jo, sophie)
    other = make_person(service=make_service())
    theirs = a_child(other, "Ann")
    lives(other, theirs)
    client = signed_in_client(other)
    assert ANIMAL not in told(client, theirs)
    asking.as_user(other)
    assert hazards_at_home(Child(pk=sophie), TODAY) == []
