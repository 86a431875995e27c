"""A time at which the child may meet somebody harmed is talked over before it is booked."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.forms import day_parts, form_with
from tests.web.diary.booking import MONDAY, TODAY, a_child, book, booked, page
from tests.web.diary.test_away import arrange, choices, days, only
from waymark import guard
from waymark.accounts import asking
from waymark.children.models import TooClose
from waymark.diary.models import Appointment, Meeting, Place
from waymark.letters.models import Outgoing
from waymark.letters.places import keys_of
from waymark.rules.clock import moments
from waymark.telling.models import Told

WHY = "The victim worker says that nobody is there then."
FIRST = "Talk this time over with the victim worker first: "


@pytest.fixture
def hall(worker, sophie):
    """A room of ours, and a child of whom the other side knows."""
    asking.as_user(worker)
    letters = {"works-with": {"child": sophie}}
    Told.objects.create(child_id=sophie, service=worker.service, letters=letters)
    return Place.objects.create(service=worker.service, name="Quay hall", where="3 Quay, BS1 5BB")


@pytest.fixture
def close(victims_side, hall):
    """Somebody harmed is in the hall at four; what was asked there."""
    (key,) = keys_of("building", "Quay hall")

    def answer(function, **told):
        if function != "reference" or "places" not in told:
            return answers(function, **told)
        asked.append(told)
        found = [n for n, (at, begins, _) in enumerate(told["places"]) if at == key]
        return {"close": [n for n in found if told["places"][n][1].endswith("T16:00")]}

    asked, answers, victims_side.answer = [], victims_side.answer, answer
    return asked


def talked_over(child, words=WHY):
    return {f"talked_over-{child}": words}


@pytest.mark.provision("CM-400")
def test_a_time_that_is_too_close_comes_back_with_what_was_typed_and_goes_on_with_a_reason(
    jo, sophie, worker, hall, close
):
    told = {"place": str(hall.pk), "note": "Boxing gloves"}
    asked = book(jo, sophie, **told)
    assert asked.status_code == 422
    assert f"{FIRST}Quay hall, Mon {MONDAY:%-d %b}" in asked.text
    assert "from 16:00 to 17:00" in asked.text
    assert "Boxing gloves" in asked.text
    assert booked(worker, sophie) == []
    assert book(jo, sophie, **told, **talked_over(sophie)).status_code == 302
    (made,) = booked(worker, sophie)
    assert made.document["talked_over"] == WHY
    there = f"/children/{sophie}/appointments/{made.pk}/"
    pages = [there, f"{page(sophie)}?from={MONDAY}"]
    told_close(worker, sophie)
    for shown in (jo.get(each).text for each in pages):
        assert f"Talked over with the victim worker, or said why it cannot wait: {worker}" in shown
        assert SHORT not in shown
    assert WHY in jo.get(there).text
    asking.as_waymark(worker.service_id)
    TooClose.objects.all().delete()
    told_close(worker, sophie, since=TODAY + timedelta(days=1))
    assert all(SHORT in jo.get(each).text for each in pages), "that nobody talked over"
    asking.as_user(worker)
    who = ("talked_over_by", "talked_over_on")
    older = {name: said for name, said in made.document.items() if name not in who}
    Appointment.objects.filter(pk=made.pk).update(document=older)
    assert not any(SHORT in jo.get(each).text for each in pages), "it holds what was said"
    assert "Quay" not in str(close)  # keys alone crossed


def test_another_hour_another_room_or_another_child_is_booked_without_a_word(
    jo, sophie, worker, hall, close
):
    assert book(jo, sophie, at="17:00", place=str(hall.pk)).status_code == 302
    assert len(close) == 1
    assert book(jo, sophie, at="14:00").status_code == 302
    asking.as_user(worker)
    Told.objects.all().delete()  # whom nobody was harmed by
    assert book(jo, sophie, place=str(hall.pk)).status_code == 302
    assert len(close) == 1


def test_of_a_weekly_time_each_that_is_too_close_is_named_and_said_once_what_to_do(
    jo, sophie, hall, close
):
    weekly = day_parts("until", MONDAY + timedelta(weeks=1))
    asked = book(jo, sophie, place=str(hall.pk), **weekly).text
    first, second = (f"{each:%a %-d %b}" for each in (MONDAY, MONDAY + timedelta(weeks=1)))
    told = r"Talk these times over with the victim worker first: Quay hall, {}[^;.]*; {}"
    assert re.search(told.format(first, second), asked)


@pytest.mark.provision("CM-400")
def test_moving_asks_of_the_new_hour_and_says_no_more_what_was_said_of_the_old(
    jo, sophie, worker, hall, close
):
    assert book(jo, sophie, place=str(hall.pk), **talked_over(sophie)).status_code == 302
    (made,) = booked(worker, sophie)
    move = f"/children/{sophie}/appointments/{made.pk}/move/"
    told = {**form_with(jo.get(move).text, "minutes").sent(), "at": "10:00"}
    assert jo.post(move, told).status_code == 302
    (made,) = booked(worker, sophie)
    assert "talked_over" not in made.document
    told["at"] = "16:00"
    assert f"{FIRST}Quay hall" in jo.post(move, told).text
    assert jo.post(move, {**told, **talked_over(sophie)}).status_code == 302


@pytest.mark.provision("CM-400")
def test_while_a_worker_is_away_nothing_is_moved_to_an_hour_that_is_too_close(
    jo, sophie, worker, hall, close
):
    assert book(jo, sophie, place=str(hall.pk), **talked_over(sophie)).status_code == 302
    absent = days(worker)
    (first, *_) = choices(jo, absent, only(worker, sophie))
    assert first.endswith("at 16:00")
    told = arrange(jo, absent).text
    assert "Talk that time over with the victim worker first, and move it by itself." in told
    stays = only(worker, sophie)
    assert timezone.localdate(stays.meeting.begins) == MONDAY
    assert stays.document["talked_over"] == WHY
    close.clear()
    in_the_morning = stays.meeting.begins + timedelta(days=1, hours=-6)
    arrange(jo, absent, **{f"appointment-{stays.pk}": f"move {in_the_morning.isoformat()}"})
    assert len(close) == 1, "it is asked of every hour"
    assert only(worker, sophie).meeting.begins == in_the_morning


@pytest.mark.provision("CM-400")
@pytest.mark.parametrize(
    ("place", "method", "called"),
    [("school", "school-or-work", "Sophie’s school"), ("address", "home-visit", "Sophie’s home")],
)
def test_what_is_booked_at_a_school_or_a_home_that_both_share_is_asked_about(
    jo, sophie, worker, hall, place, method, called
):
    assert book(jo, sophie, method=method).status_code == 302
    asking.as_waymark(worker.service_id)
    told = {"child_id": sophie, "service": worker.service, "since": TODAY}
    TooClose.objects.create(place=place, **told)
    asked = book(jo, sophie, at="17:30", method=method)
    assert asked.status_code == 422
    assert f"{FIRST}{called}, " in asked.text


UNKNOWN = "We don’t know this place, so nothing could be compared."


@pytest.mark.provision("CM-400")
def test_a_place_that_nobody_could_compare_is_said_to_be_unknown_and_stands_so(
    jo, sophie, worker, hall, close
):
    there = {"method": "community", "where": "The skate park"}
    asked = book(jo, sophie, **there)
    assert asked.status_code == 422
    assert f"{UNKNOWN} Write its street and number or postcode." in asked.text
    assert book(jo, sophie, **there, sure="on").status_code == 302
    (made,) = booked(worker, sophie)
    assert UNKNOWN in jo.get(f"/children/{sophie}/appointments/{made.pk}/").text
    for hour, where in ((14, "9 Quay Street"), (12, "Skate park, BS1 5BB")):
        assert book(jo, sophie, at=f"{hour}:00", method="community", where=where).status_code == 302
    assert all(
        UNKNOWN not in jo.get(f"/children/{sophie}/appointments/{each.pk}/").text
        for each in booked(worker, sophie)
        if each.pk != made.pk
    )


@pytest.mark.provision("CM-400")
def test_a_place_of_ours_that_is_typed_by_its_name_is_not_compared_by_its_address_and_said_so(
    jo, sophie, worker, hall, close
):
    asked = book(jo, sophie, at="10:00", method="community", where="quay hall")
    assert asked.status_code == 422
    assert UNKNOWN in asked.text
    assert keys_of("building", hall.where)[0] not in {key for key, _, _ in close[-1]["places"]}


@pytest.mark.provision("CM-400")
def test_a_place_that_was_found_too_close_is_not_said_to_be_unknown(
    jo, sophie, worker, hall, close
):
    there = {"method": "community", "where": "Quay hall"}
    asked = book(jo, sophie, **there).text
    assert f"{FIRST}Quay hall" in asked
    assert UNKNOWN not in asked
    assert book(jo, sophie, **there, **talked_over(sophie)).status_code == 302


def test_of_a_child_who_harmed_nobody_no_place_is_said_to_be_unknown(jo, sophie, worker):
    assert book(jo, sophie, method="community", where="The skate park").status_code == 302


@pytest.mark.provision("CM-400")
def test_where_the_victims_side_is_away_a_time_is_booked_which_is_said_and_it_is_compared_later(
    jo, sophie, worker, hall, close, monkeypatch
):
    with monkeypatch.context() as away:
        away.setattr(guard, "may_meet", _away)
        booked_at = book(jo, sophie, place=str(hall.pk))
        assert booked_at.status_code == 302
        assert NOT_NOW in jo.get(booked_at.headers["Location"]).text
        (made,) = booked(worker, sophie)
        move = f"/children/{sophie}/appointments/{made.pk}/move/"
        told = {**form_with(jo.get(move).text, "minutes").sent(), "at": "10:00"}
        assert NOT_NOW in jo.post(move, told, follow=True).text
    asking.as_waymark(worker.service_id)
    (key,) = keys_of("building", "Quay hall")
    written = list(map(str, Outgoing.objects.values_list("document", flat=True)))
    assert any(key in each and f"{MONDAY}T10:00" in each for each in written), written
    elsewhere = book(jo, sophie, at="12:00", place=str(hall.pk))
    assert NOT_NOW not in jo.get(elsewhere.headers["Location"]).text


def _away(*_, **__):
    raise guard.Shut(guard.AWAY)


NOT_NOW = "it is compared later, and stands at the appointment if so"
SHORT = "Talk this time over with the victim worker first"


def told_close(worker, child, when=f"{MONDAY}T16:00", since=TODAY):
    """Let the victims' side have told that the child may meet somebody, in a building then."""
    asking.as_waymark(worker.service_id)
    of = {"child_id": child, "service": worker.service, "since": since}
    TooClose.objects.create(place="building", begins=when, **of)


@pytest.mark.provision("CM-400")
def test_what_is_booked_too_close_says_so_among_the_others_of_the_week_and_in_the_diary(
    jo, sophie, worker
):
    assert book(jo, sophie).status_code == book(jo, sophie, at="11:00").status_code == 302
    weeks = [f"{page(sophie)}?from={MONDAY}", f"/diary/?from={MONDAY}"]
    assert not any(SHORT in jo.get(each).text for each in weeks)
    told_close(worker, sophie)
    for each in weeks:
        (before, after) = jo.get(each).text.split(SHORT)
        assert before.rstrip().endswith("</span>"), "it is marked, as what is late is"
        assert before.rindex("16:00–17:00") > before.rindex("11:00–12:00")
        assert "Quay" not in after
    off = {"whose": "child", "because": "Her nan’s birthday."}
    called_off = booked(worker, sophie)[1]
    jo.post(f"/children/{sophie}/appointments/{called_off.pk}/call-off/", off)
    assert not any(SHORT in jo.get(each).text for each in weeks), "nobody is brought there"


@pytest.mark.provision("CM-400")
def test_on_the_day_itself_it_stands_on_the_first_page_until_it_is_over(jo, sophie, worker):
    book(jo, sophie)
    (made,) = booked(worker, sophie)
    pages = ["/", f"/children/{sophie}/appointments/{made.pk}/"]
    for at, is_over in ((time(23, 58), False), (time(0), True)):
        (begins,) = moments(TODAY, at)
        Meeting.objects.update(begins=begins, ends=begins + timedelta(minutes=1))
        told_close(worker, sophie, f"{TODAY}T{at:%H:%M}")
        asking.as_user(worker)
        for each in pages:
            shown = jo.get(each).text
            assert f"{at:%H:%M}" in shown or f"{at:%-H:%M}" in shown
            assert (SHORT in shown) is not is_over


@pytest.mark.provision("CM-400")
def test_many_times_that_are_too_close_cost_no_query_more(jo, sophie, worker):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            for each in (f"{page(sophie)}?from={MONDAY}", f"/diary/?from={MONDAY}"):
                jo.get(each)
        return len(queries)

    def close_at(hour, child):
        book(jo, child, at=hour)
        told_close(worker, child, f"{MONDAY}T{hour}")

    close_at("09:00", sophie)
    asked()  # what is read once a process is read
    few = asked()
    for hour, child in (("11:00", sophie), ("13:00", sophie), ("15:00", a_child(worker, "Theo"))):
        close_at(hour, child)
    assert jo.get(f"/diary/?from={MONDAY}").text.count(SHORT) == 4
    assert asked() == few
