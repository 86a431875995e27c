"""Where a child is reaches the victims' side as keys alone; what comes back keeps people safe."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.walls.made import (
    EXAMPLE,
    NOW,
    SAID,
    a_child,
    a_service,
    asked_by,
    somebody,
    waymark_itself,
)
from tests.web.letters.post_office import ORDER, written
from waymark.children.close import to_ask, too_close
from waymark.children.models import TooClose
from waymark.chronology import acts
from waymark.diary import acts as diary
from waymark.diary.models import Place
from waymark.letters.places import keys_of
from waymark.rules.free import Period
from waymark.rules.letters import ChildIsAt, opened
from waymark.rules.letters import TooClose as Letter

HOME = {"lines": ["12 Quay Street"], "postcode": "BS1 4AA", "from": "2027-01-05"}
SCHOOL = {"kind": "school", "name": "Bristow High", "from": "2027-09-01"}
WHERE = {"addresses": [HOME], "education": [SCHOOL], "placements": []}
A_DAY = timedelta(days=1)


@pytest.fixture
def jo(db):
    return somebody(a_service())


def child(service, orders=(ORDER,)):
    lives = {**EXAMPLE["child"], **WHERE}
    return a_child(service, orders=list(orders), events=[], child=lives)


@pytest.fixture
def sam(jo):
    return child(jo.service)


@pytest.fixture
def booked(jo, sam):
    """A time in a room of the service, tomorrow."""
    with asked_by(jo):
        room = Place.objects.create(service=jo.service, name="Quay room", where="3 Quay, BS1 5BB")
        begins = NOW + A_DAY
        (made,) = diary.book(
            child=sam,
            asked=diary.Asked("office", [jo], comes=True, place=room),
            times=[Period(begins, begins + timedelta(hours=1))],
            document={},
            by=jo,
            at=NOW,
        )
    return made


def told(sam):
    letters = [
        opened(each.kind, each.document, of="casework")
        for each in written(sam.service)
        if each.document["child"] == sam.pk
    ]
    return [each for each in letters if isinstance(each, ChildIsAt)]


def said(sam):
    return [(each.place, each.key, each.no_longer) for each in told(sam)]


@pytest.mark.provision("CM-400")
def test_a_childs_school_and_address_are_told_by_keys_and_no_word_of_them_crosses(sam):
    at_school = keys_of("school", "The Bristow Academy", of_child=True)
    assert sorted(said(sam)) == sorted(
        [
            *(("address", key, False) for key in keys_of("address", "12 Quay St, BS1 4AA")),
            *(("school", key, False) for key in at_school),
        ]
    )
    crossed = str([each.document for each in written(sam.service)])
    assert not any(word in crossed for word in ("Quay", "4AA", "Bristow"))


def test_of_a_child_who_harmed_nobody_no_place_is_told(jo):
    assert said(child(jo.service, orders=[])) == []


@pytest.mark.provision("CM-400")
def test_where_and_when_somebody_is_booked_is_told_and_that_it_is_off(jo, sam, booked):
    (room,), (building,) = keys_of("building", "Quay room"), keys_of("building", "3 Quay, bs15bb")
    assert [each[:2] for each in said(sam)[3:]] == [("building", room), ("building", building)]
    assert [(each.begins, each.ends) for each in told(sam)[3:]] == [
        ("2028-01-13T12:00", "2028-01-13T13:00")
    ] * 2
    with asked_by(jo):
        diary.call_off(appointment=booked, whose="service", because="Ill", by=jo, at=NOW)
    assert {each[1:] for each in said(sam)[5:]} == {(room, True), (building, True)}


def test_nothing_is_told_twice_and_what_is_over_is_remembered_no_more(jo, sam, booked):
    before = len(said(sam))
    with asked_by(jo):
        acts.record(children=[sam.pk], facts=SAID, by=jo, at=NOW)
    assert len(said(sam)) == before
    later = NOW + 3 * A_DAY
    with asked_by(jo, at=later):
        acts.record(children=[sam.pk], facts=SAID, by=jo, at=later)
    assert [each[2] for each in said(sam)[before:]] == [True, True]
    with asked_by(jo, at=later), connection.cursor() as cursor:
        cursor.execute("SELECT letters::text LIKE '%%building%%' FROM telling_told")
        assert cursor.fetchone() == (False,)


def close(sam, place="school", **told):
    letter = Letter(child=sam.pk, on=date(2028, 1, 10), place=place, **told)
    with waymark_itself(sam.service):
        too_close(letter, service=sam.service_id, at=NOW)


def asks(jo, sam):
    with asked_by(jo):
        return to_ask(sam, date(2028, 1, 12))


@pytest.mark.provision("CM-400")
def test_whoever_books_is_told_to_ask_first_and_not_for_whom(jo, sam):
    hour = {"begins": "2028-01-13T12:00", "ends": "2028-01-13T13:00"}
    close(sam)
    close(sam)
    close(sam, "building", **hour)
    close(sam, "building", begins="2028-01-11T12:00", ends="2028-01-11T13:00")  # over
    assert asks(jo, sam) == [
        "Ask the victim worker before anything is booked there on Thu 13 Jan from 12:00 to 13:00.",
        "Ask the victim worker before anything is booked at Sam’s school.",
    ]
    close(sam, no_longer=True)
    close(sam, "building", no_longer=True, **hour)
    assert asks(jo, sam) == []


def test_a_number_that_is_no_child_of_the_service_changes_nothing(jo, sam):
    elsewhere = child(a_service())
    with waymark_itself(sam.service):
        letter = Letter(child=elsewhere.pk, on=date(2028, 1, 10), place="school")
        too_close(letter, service=sam.service_id, at=NOW)
        assert not TooClose.objects.exists()


def test_asking_where_nothing_is_close_costs_one_query(jo, sam):
    with asked_by(jo), CaptureQueriesContext(connection) as asked:
        to_ask(sam, date(2028, 1, 12))
    assert len(asked) == 1
