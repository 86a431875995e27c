"""What is booked travels with a child, and comes in whatever else is booked already."""

from datetime import timedelta

import pytest

from tests.forms import form_with
from tests.web.diary.booking import MONDAY, a_child, book, booked, page
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.diary.models import Appointment

VISIT = {"id": "a1", "on": f"{MONDAY}", "at": "16:00", "method": "home-visit", "by": "jo"}


@pytest.fixture
def kept(worker):
    """Take appointments in for a child, and give out what the case file says of them then."""

    def keep(child, *appointments):
        asking.as_user(worker)
        casefile.write(
            Child.objects.get(pk=child), {"child": {}, "appointments": list(appointments)}
        )
        return given(child)

    return keep


def given(child):
    return casefile.documents([child], words=True)[child].get("appointments", [])


def test_an_appointment_comes_out_as_it_came_in_with_its_unknown_fields(kept, sophie):
    came = [
        {**VISIT, "minutes": 45, "note": "With Nell", "colour": "blue"},
        {
            **VISIT,
            "id": "a2",
            "at": "18:30",
            "by": "somebody-elsewhere",
            "place": "The library",
            "method": "community",
        },
    ]
    assert kept(sophie, *came) == came


def test_it_stands_in_the_week_and_is_moved_like_any_other(jo, kept, sophie, worker):
    kept(sophie, VISIT)
    assert "16:00–17:00" in jo.get(f"{page(sophie)}?from={MONDAY}").text
    (row,) = booked(worker, sophie)
    moving = f"/children/{sophie}/appointments/{row.pk}/move/"
    sent = form_with(jo.get(moving).text, "minutes").sent(at="17:15")
    assert jo.post(moving, sent).status_code == 302
    asking.as_user(worker)
    assert given(sophie) == [{**VISIT, "at": "17:15"}]


def test_what_is_booked_here_goes_out_with_the_child(jo, sophie, worker):
    book(jo, sophie, note="The plan", bring="His drawings")
    asking.as_user(worker)
    (told,) = given(sophie)
    assert {
        name: told.get(name) for name in ("on", "at", "minutes", "method", "note", "bring")
    } == {
        "on": f"{MONDAY}",
        "at": "16:00",
        "minutes": 60,
        "method": "office",
        "note": "The plan",
        "bring": "His drawings",
    }
    assert told["by"] == worker.email.partition("@")[0]


def test_a_worker_who_is_not_free_then_is_not_booked_and_nothing_is_lost(kept, sophie, worker):
    login = worker.email.partition("@")[0]
    kept(a_child(worker, "Kai"), {**VISIT, "by": login})
    assert kept(sophie, {**VISIT, "by": login}) == [{**VISIT, "by": login}]
    (row,) = booked(worker, sophie)
    assert row.state == "booked"
    assert list(row.meeting.workers.all()) == []


def test_a_child_who_has_two_at_one_time_has_the_second_called_off_and_told(
    jo, kept, sophie, worker
):
    told = kept(sophie, VISIT, {**VISIT, "id": "a2", "at": "16:30"})
    assert told[1]["called_off"]["because"].startswith("It came with the case file")
    second = Appointment.objects.get(child=sophie, reference="a2")
    assert "It was called off" in jo.get(f"/children/{sophie}/appointments/{second.pk}/").text


def test_an_appointment_in_the_hour_that_the_clocks_leave_out_is_an_hour_later(
    kept, sophie, worker
):
    kept(sophie, {**VISIT, "on": "2027-03-28", "at": "01:30"})
    (row,) = booked(worker, sophie)
    assert f"{row.meeting.begins:%H:%M}" == "01:30"  # half past two by the clock
    assert row.meeting.ends - row.meeting.begins == timedelta(hours=1)
