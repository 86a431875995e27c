"""What happened on one day stands in the order of its hours, as far as they are known."""

import re

import pytest

from tests.children import make_child
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts import asking
from waymark.chronology import casefile


@pytest.fixture
def worker(db):
    return make_person(team=make_team(), name="Jo")


def contact(name, on="2026-05-14", **facts):
    return {"id": name, "kind": "contact", "outcome": "attended", "on": on, "place": name, **facts}


def told(worker, *events):
    """What stands of these in the chronology, the newest first, each with its day."""
    child = make_child(worker.service, worker=worker, events=list(events))
    page = signed_in_client(worker).get(f"/children/{child}/chronology/").text
    entries = re.findall(r'<li class="entry.*?</li>', page, re.DOTALL)
    entries = [each for each in entries if "Met " in each]
    days = [re.search(r"<time[^>]*>(.*?)</time>", each)[1] for each in entries]
    places = [re.search(r"Met \w+, (\w+)", each)[1] for each in entries]
    return list(zip(places, days, strict=True))


def names(found):
    return [name for name, _ in found]


def test_contacts_of_one_day_stand_by_their_times_in_whatever_order_they_were_recorded(worker):
    late, early, noon = contact("a", at="16:30"), contact("b", at="09:00"), contact("c", at="12:00")
    found = told(worker, late, early, noon)
    assert names(found) == ["a", "c", "b"]
    assert [day.rpartition(", ")[2] for _, day in found] == ["16:30", "12:00", "09:00"]


def test_what_has_no_time_stays_where_it_was_recorded(worker):
    found = told(worker, contact("a", at="16:30"), contact("b"), contact("c", at="09:00"))
    assert names(found) == ["a", "b", "c"]
    assert ":" not in dict(found)["b"]
    assert names(told(worker, contact("a"), contact("b"))) == ["b", "a"]


def test_the_days_come_before_the_hours(worker):
    first, second = contact("a", "2026-05-13", at="18:00"), contact("b", "2026-05-14", at="08:00")
    assert names(told(worker, first, second)) == ["b", "a"]
    assert names(told(worker, second, first)) == ["b", "a"]


def test_a_time_that_is_none_orders_nothing(worker):
    found = told(worker, contact("a", at="at tea"), contact("b", at="09:00"))
    assert names(found) == ["b", "a"]
    assert "tea" not in dict(found)["a"]


def test_a_case_file_keeps_the_order_in_which_it_was_written(worker):
    late, early = contact("a", at="16:30"), contact("b", at="09:00")
    child = make_child(worker.service, worker=worker, events=[late, early])
    asking.as_user(worker)
    events = casefile.documents([child])[child]["events"]
    assert [each["id"] for each in events if each["kind"] == "contact"] == ["a", "b"]
