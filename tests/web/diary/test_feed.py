"""A worker's phone shows when she is busy, and tells nobody of whom it is."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.people import make_person, signed_in_client
from tests.walls.made import asked_by
from tests.web.children import demonstration
from tests.web.children.demonstration import FILES
from waymark.accounts import asking
from waymark.audit.models import AuditRow
from waymark.children.models import Child, Named
from waymark.diary import acts, feed
from waymark.diary.acts import Asked
from waymark.diary.models import Feed, Place
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.free import Period

NOW = timezone.now()
NOON = (NOW + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
HOUR = timedelta(hours=1)
TOLD = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}


@pytest.fixture
def people(db):
    return demonstration.people()


@pytest.fixture
def worker(people):
    return people["jo"]


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def sophie(worker):
    return a_child_of_the_demonstration("sophie", worker)


def a_child_of_the_demonstration(name, worker):
    """Take one in with an empty diary."""
    told = {**demonstration.file(name), "appointments": []}
    return demonstration.take_in(told, worker.service)


def book(child, by, at=NOON, **asked):
    wanted = Asked(**{"method": "home-visit", "workers": [by], **asked})
    with asked_by(by, at=NOW):
        (made,) = acts.book(
            child=child,
            asked=wanted,
            times=[Period(at, at + HOUR)],
            document={"bring": "The map.", "where": "12 Weir Lane"},
            by=by,
            at=NOW,
        )
    return made


def address(client) -> str:
    """Turn it on, or make a new one; return the address without its host."""
    page = client.post("/diary/feed/").text
    return re.search(r"/diary/feed/[^\"<]+\.ics", page)[0]


def read(address) -> list:
    answer = Client().get(address)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_phone_reads_when_a_worker_is_busy_and_the_way_is_busy_too(jo, worker, sophie):
    book(sophie, worker, way=20)
    (busy,) = read(address(jo))
    way = timedelta(minutes=20)
    assert busy.decoded("dtstart") == NOON - way
    assert busy.decoded("dtend") == NOON + HOUR + way


def test_it_holds_one_word_and_nothing_of_any_child(jo, worker):
    asking.as_waymark(worker.service_id)
    room = Place.objects.create(service=worker.service, name="The blue room")
    everybody = [a_child_of_the_demonstration(each.stem, worker) for each in FILES.glob("*.json")]
    for day, child in enumerate(everybody):
        at = NOON + timedelta(days=day)
        book(child, worker, at, method="office", place=room, comes=True)
    told = Client().get(address(jo))
    busy = Calendar.from_ical(told.content).walk("VEVENT")
    assert len(busy) == len(everybody) > 10
    for each in busy:
        assert set(each) == TOLD
        assert each["summary"] == "Busy"
        assert re.fullmatch("[0-9a-f]{64}", each["uid"])
    words = {word for child in everybody for word in child.full_name.split()}
    words |= {"map", "Weir", "blue", "office", "youth", "justice", "Waymark", worker.first_name}
    said = re.sub(r"UID:.*\r\n( .*\r\n)*", "", told.text).casefold()
    assert [word for word in words if word.casefold() in said] == []


def test_a_meeting_with_a_child_whom_the_worker_may_not_know_of_is_busy_like_any(
    jo, worker, sophie
):
    book(sophie, worker)
    there = address(jo)
    before = read(there)
    asking.as_waymark(worker.service_id)
    other = make_person(service=worker.service)
    Child.objects.filter(pk=sophie.pk).update(restricted=True)
    Named.objects.create(child=sophie, service=worker.service, user=other)
    assert [each["uid"] for each in read(there)] == [each["uid"] for each in before]


def test_what_is_called_off_is_gone_and_what_is_moved_keeps_its_name(jo, worker, sophie):
    made, there = book(sophie, worker), address(jo)
    (before,) = read(there)
    with asked_by(worker, at=NOW):
        acts.move(appointment=made, to=Period(NOON + HOUR, NOON + 2 * HOUR), by=worker, at=NOW)
    (after,) = read(there)
    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") == NOON + HOUR
    with asked_by(worker, at=NOW):
        acts.call_off(appointment=made, whose="child", because="A match.", by=worker, at=NOW)
    assert read(there) == []


def test_four_in_the_afternoon_is_four_before_and_after_the_clocks_go_back():
    days = [date(2027, 10, 30), date(2027, 10, 31)]
    begin = [moments(day, time(16))[0] for day in days]
    busy = [(meeting, Period(at, at + HOUR)) for meeting, at in enumerate(begin)]
    told = Calendar.from_ical(feed.calendar("secret", busy, at=NOW)).walk("VEVENT")
    read = [on_the_wall(each.decoded("dtstart")) for each in told]
    assert read == [datetime.combine(day, time(16)) for day in days]
    assert begin[1] - begin[0] == 25 * HOUR


class TestTheAddress:
    def test_is_shown_once_and_the_table_does_not_give_it(self, jo, worker):
        there = address(jo)
        secret = there.rpartition("/")[2].removesuffix(".ics")
        assert secret not in jo.get("/diary/feed/").text
        assert "It is on" in jo.get("/diary/feed/").text
        asking.as_user(worker)
        kept = Feed.objects.get()
        assert secret not in repr(vars(kept))
        assert Client().get(f"/diary/feed/{kept.digest}.ics").status_code == 404

    def test_that_was_made_before_opens_nothing_once_there_is_a_new_one(self, jo):
        before, after = address(jo), address(jo)
        assert Client().get(before).status_code == 404
        assert read(after) == []

    def test_opens_nothing_once_it_is_turned_off(self, jo):
        there = address(jo)
        assert jo.post("/diary/feed/", {"do": "off"}).status_code == 302
        assert "It is off" in jo.get("/diary/feed/").text
        assert Client().get(there).status_code == 404

    @pytest.mark.parametrize("over", [{"is_active": False}, {"role": "administrator"}])
    def test_of_somebody_who_left_is_told_like_one_that_never_was(self, jo, worker, sophie, over):
        book(sophie, worker)
        there = address(jo)
        assert len(read(there)) == 1
        for name, value in over.items():
            setattr(worker, name, value)
        worker.save()
        was, never = Client().get(there), Client().get("/diary/feed/never.ics")
        assert was.status_code == never.status_code == 404
        assert dict(was.headers) == dict(never.headers)
        assert was.text == never.text

    def test_is_read_by_no_shared_store_and_told_to_no_other_site(self, jo):
        answer = Client().get(address(jo))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"

    def test_that_is_read_leaves_a_row_that_names_no_child_and_nobody_who_asked(
        self, jo, worker, sophie
    ):
        book(sophie, worker)
        there = address(jo)
        asking.as_waymark(worker.service_id)
        before = AuditRow.objects.count()
        Client().get(there)
        Client().get("/diary/feed/never.ics")
        asking.as_waymark(worker.service_id)
        row = AuditRow.objects.order_by("-number").first()
        assert AuditRow.objects.count() == before + 1
        assert row.action == "GET feed-ics"
        assert (row.user_id, row.children) == (None, [])
