"""An order's line says where in it today is, and the table behind it says the same."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waymark.pages.orderline import Mark, OrderLine
from waymark.pages.words import day

LINE = OrderLine(
    name="Kai's order",
    begins=date(2026, 2, 3),
    ends=date(2026, 8, 2),
    today=date(2026, 5, 14),
    halfway=date(2026, 5, 4),
    marks=(
        Mark(date(2026, 3, 10), "missed", "Missed: the bus did not come"),
        Mark(date(2026, 2, 10), "kept", "Met at home"),
        Mark(date(2026, 2, 24), "kept", "Met at the club"),
    ),
)


def test_the_line_begins_at_its_first_day_and_ends_at_its_last():
    assert LINE.place(LINE.begins) == 0
    assert LINE.place(LINE.ends) == 100
    assert LINE.place(LINE.halfway) == 50


def test_the_ink_stops_today():
    assert LINE.inked == LINE.place(date(2026, 5, 14)) == 55.56


def test_the_ink_has_not_begun_before_the_order_and_fills_it_afterwards():
    assert replace(LINE, today=date(2026, 1, 1)).inked == 0
    assert replace(LINE, today=date(2027, 1, 1)).inked == 100


def test_how_far_is_said_in_words():
    assert LINE.how_far == "day 101 of 181"
    assert replace(LINE, today=date(2026, 1, 30)).how_far == "begins Tue 3 Feb"
    assert replace(LINE, today=date(2026, 9, 1)).how_far == "ended Sun 2 Aug"
    assert replace(LINE, ends=None).how_far == "day 101"


def test_a_line_without_an_end_shows_a_month_ahead():
    line = replace(LINE, ends=None)
    assert line.last_day == line.today + timedelta(days=30)
    assert line.inked < 100


def test_a_line_can_be_drawn_whatever_day_is_stored():
    for begins in (date.min, date.max):
        line = replace(LINE, begins=begins, ends=None, marks=())
        assert 0 <= line.inked <= 100
        assert line.description


def test_an_order_of_one_day_can_be_drawn():
    assert replace(LINE, ends=LINE.begins).place(LINE.begins) == 0


def test_whoever_hears_the_line_hears_what_it_shows():
    assert LINE.title == "Kai's order: day 101 of 181"
    assert LINE.description == (
        "Began Tue 3 Feb. Halfway Mon 4 May. Ends Sun 2 Aug. 2 contacts kept, 1 missed."
    )
    assert "Nothing on it yet." in replace(LINE, marks=()).description


def test_the_table_behind_it_holds_every_mark_in_order_of_time():
    days = sorted([LINE.begins, LINE.halfway, LINE.ends, *(mark.on for mark in LINE.marks)])
    assert [said for said, _ in LINE.rows] == [day(each, LINE.today) for each in days]
    assert {mark.words for mark in LINE.marks} <= {words for _, words in LINE.rows}
    assert len(LINE.rows) == len(LINE.marks) + 3


@given(st.integers(0, 3000), st.integers(-4000, 4000))
def test_nothing_is_ever_drawn_beside_the_line(length: int, offset: int):
    line = replace(LINE, ends=LINE.begins + timedelta(days=length))
    assert 0 <= line.place(LINE.begins + timedelta(days=offset)) <= 100
