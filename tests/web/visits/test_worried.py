"""Whoever is worried after a visit reads whom to ring and what to do, where she is."""

import pytest

from tests.web.diary.booking import book
from tests.web.visits.visiting import appointment, book_visit
from waymark.guidance.worried import worried

DANGER = "Somebody is in danger now, or you are"


@pytest.mark.provision("CM-174", "CM-175")
def test_it_stands_on_the_appointment_and_where_the_visit_is_recorded(jo, worker, sophie):
    booked = book_visit(jo, worker, sophie)
    form = f"/children/{sophie}/contact/?method=home-visit"
    for where in (appointment(sophie, booked), form):
        told = jo.get(where).text
        assert DANGER in told
        assert "Ring children’s services today" in told
        for kind in ("safeguarding-referral", "weapon-found", "visit-assessed"):
            assert f'href="/children/{sophie}/record/{kind}/"' in told
            assert jo.get(f"/children/{sophie}/record/{kind}/").status_code == 200


def test_of_a_call_or_a_time_at_ours_it_is_not_said(jo, worker, sophie):
    assert DANGER not in jo.get(f"/children/{sophie}/contact/?method=telephone").text
    book(jo, sophie)
    assert DANGER not in jo.get(f"/children/{sophie}/week/").text


def test_whoever_reads_it_sees_when_somebody_last_checked_it():
    assert worried().checked
    assert worried().certainty == "a default of ours"
