"""A booking by the calendar and the clock on the wall, where both are odd."""

from calendar import isleap
from datetime import date, time, timedelta

from tests.forms import day_parts
from tests.web.diary.booking import TODAY, a_child, book, booked, page
from waymark.rules.clock import on_the_wall


def shown(made):
    return [on_the_wall(each.meeting.begins) for each in made]


def test_the_29th_of_february_is_a_day_in_a_leap_year_and_refused_in_any_other(jo, sophie, worker):
    leap = next(year for year in range(TODAY.year + 1, TODAY.year + 9) if isleap(year))
    typed = {**day_parts("on", date(leap, 2, 29)), "on_year": str(leap + 1)}
    refused = book(jo, sophie, **typed)
    assert refused.status_code == 422
    assert "Choose a real day" in refused.text
    assert booked(worker, sophie) == []
    assert book(jo, sophie, on=date(leap, 2, 29)).status_code == 302
    (made,) = booked(worker, sophie)
    assert shown([made])[0].date() == date(leap, 2, 29)
    assert "29 February" in jo.get(f"/children/{sophie}/appointments/{made.pk}/").text


def test_a_weekly_time_stays_the_same_by_the_clock_when_the_clocks_go_back(jo, sophie, worker):
    october = date(TODAY.year + 1, 10, 31)
    wednesday = october - timedelta(days=(october.weekday() - 2) % 7 + 14)
    until = day_parts("until", wednesday + timedelta(days=28))
    assert book(jo, sophie, on=wednesday, **until).status_code == 302
    held = shown(booked(worker, sophie))
    assert len(held) == 5
    assert {each.time() for each in held} == {time(16)}
    assert len({each.meeting.begins.hour for each in booked(worker, sophie)}) == 2


def test_a_weekly_time_that_the_clocks_leave_out_once_is_refused_with_its_day(jo, sophie, worker):
    march = date(TODAY.year + 1, 3, 31)
    sunday = march - timedelta(days=(march.weekday() + 1) % 7)
    on, until = sunday - timedelta(days=7), day_parts("until", sunday + timedelta(days=14))
    refused = book(jo, sophie, on=on, at="01:30", sure="on", **until)
    assert refused.status_code == 422
    assert f"there is no such time on {sunday:%-d %B}" in refused.text
    assert booked(worker, sophie) == []


def test_what_begins_at_midnight_is_on_the_day_that_begins_then(jo, sophie, worker):
    on = TODAY + timedelta(days=8)
    assert book(jo, sophie, on=on, at="00:00", sure="on").status_code == 302
    (made,) = booked(worker, sophie)
    assert shown([made])[0].date() == on
    assert "00:00–01:00" in jo.get(f"{page(sophie)}?from={on}").text


def test_what_goes_on_past_midnight_is_taken_on_both_days(jo, sophie, worker):
    on = TODAY + timedelta(days=8)
    assert book(jo, sophie, on=on, at="23:30", sure="on").status_code == 302
    tim = a_child(worker, "Tim")
    refused = book(jo, tim, on=on + timedelta(days=1), at="00:15", sure="on")
    assert refused.status_code == 422
    assert "Not free then: you" in refused.text
    assert book(jo, tim, on=on + timedelta(days=1), at="00:30", sure="on").status_code == 302
