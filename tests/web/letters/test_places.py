"""Where a child is reaches the victims' side as keys alone; what comes back keeps people safe."""

from datetime import date, timedelta
from types import SimpleNamespace

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
from waymark import guard
from waymark.children.close import to_ask, too_close
from waymark.children.models import TooClose
from waymark.chronology import acts
from waymark.diary import acts as diary
from waymark.diary import close as beside
from waymark.diary import queries
from waymark.diary.models import Place
from waymark.letters.places import keys_of
from waymark.rules.free import Period
from waymark.rules.letters import ChildIsAt, opened
from waymark.rules.letters import TooClose as Letter

HOME = {"lines": ["12 Quay Street"], "postcode": "BS1 4AA", "from": "2027-01-05"}
SCHOOL = {"kind": "school", "name": "Bristow High", "from": "2027-09-01"}
WHERE = {"addresses": [HOME], "education": [SCHOOL], "placements": []}
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
NOON = {"begins": "2028-01-13T12:00", "ends": "2028-01-13T13:00"}


@pytest.fixture
def jo(db):
    return somebody(a_service())


def child(service, orders=(ORDER,)):
    lives = {**EXAMPLE["child"], **WHERE}
    return a_child(service, orders=list(orders), events=[], child=lives)


@pytest.fixture
def sam(jo):
    return child(jo.service)


def book(jo, sam, room, begins, method="office", **document):
    with asked_by(jo):
        (made,) = diary.book(
            child=sam,
            asked=diary.Asked(method, [jo], comes=True, place=room),
            times=[Period(begins, begins + AN_HOUR)],
            document=document,
            by=jo,
            at=NOW,
        )
    return made


@pytest.fixture
def booked(jo, sam):
    """A time in a room of the service, tomorrow."""
    with asked_by(jo):
        room = Place.objects.create(service=jo.service, name="Quay room", where="3 Quay, BS1 5BB")
    return book(jo, sam, room, NOW + A_DAY)


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


@pytest.mark.provision("CM-400")
def test_a_place_that_is_typed_is_told_and_the_childs_own_home_never_as_a_building(jo, sam):
    before = len(told(sam))
    book(jo, sam, None, NOW + A_DAY, method="community", place="12 Quay St, BS1 4AA")
    assert len(told(sam)) == before
    book(jo, sam, None, NOW + 2 * A_DAY, method="community", place="The Anchor café")
    assert said(sam)[before:] == [
        ("building", key, False) for key in keys_of("building", "The Anchor café")
    ]


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


def asks(jo, sam, slot=None):
    asked = SimpleNamespace(child=sam, today=date(2028, 1, 12), at=NOW)
    with asked_by(jo):
        return (beside.asks(asked, None, slot and queries.slot_of(slot)) or {}).get("asks", [])


@pytest.mark.provision("CM-400")
def test_whoever_books_reads_of_the_childs_own_places_to_ask_first_and_not_for_whom(jo, sam):
    close(sam)
    close(sam)
    close(sam, "building", **NOON)
    at_school = "Talk over with the victim worker what is booked at Sam’s school, first."
    assert asks(jo, sam) == [at_school]
    close(sam, no_longer=True)
    assert asks(jo, sam) == []


@pytest.mark.provision("CM-400")
def test_a_time_that_is_too_close_says_so_at_that_very_appointment_and_at_no_other(jo, sam, booked):
    other = book(jo, sam, booked.meeting.place, NOW + 2 * A_DAY)
    close(sam)
    close(sam, "building", **NOON)
    where = "Quay room, Thu 13 Jan from 12:00 to 13:00"
    assert asks(jo, sam, booked) == [f"Talk this time over with the victim worker first: {where}."]
    assert asks(jo, sam, other) == []
    with asked_by(jo):
        to = Period(NOW + A_DAY + AN_HOUR, NOW + A_DAY + 2 * AN_HOUR)
        diary.move(appointment=booked, to=to, by=jo, at=NOW)
    assert asks(jo, sam, booked) == []


@pytest.mark.provision("CM-400")
def test_what_is_at_the_childs_school_says_so_there(jo, sam):
    made = book(jo, sam, None, NOW + A_DAY, method="school-or-work")
    assert asks(jo, sam, made) == []
    close(sam)
    at_school = "Sam’s school, Thu 13 Jan from 12:00 to 13:00"
    assert asks(jo, sam, made) == [
        f"Talk this time over with the victim worker first: {at_school}."
    ]


def test_a_number_that_is_no_child_of_the_service_changes_nothing(jo, sam):
    elsewhere = child(a_service())
    with waymark_itself(sam.service):
        letter = Letter(child=elsewhere.pk, on=date(2028, 1, 10), place="school")
        too_close(letter, service=sam.service_id, at=NOW)
        assert not TooClose.objects.exists()


def test_asking_where_nothing_is_close_costs_one_query(jo, sam):
    with asked_by(jo), CaptureQueriesContext(connection) as asked:
        to_ask(sam.pk)
    assert len(asked) == 1


@pytest.mark.parametrize("is_somebody", [True, False])
def test_who_asks_where_somebody_is_named_is_told_in_one_query(jo, sam, monkeypatch, is_somebody):
    told, by = {}, jo.pk if is_somebody else None
    monkeypatch.setattr(
        guard, "_ask", lambda *_, **of: told.update(of) or {"found": [], "unnamed": 0}
    )
    with asked_by(jo), CaptureQueriesContext(connection) as asked:
        guard.mentions(["x"], child=sam.pk, service=jo.service_id, towards="typed", by=by)
    assert len(asked) == 1
    assert (told["service_name"], told["by"]) == (jo.service.name, by)
    assert told["by_name"] == (jo.name if is_somebody else "")
