"""What was judged runs over the same days, with what happened between; the table says the same."""

from datetime import date

import pytest

from waymark.pages.levels import Levels
from waymark.pages.overtime import Happened, OverTime

TODAY = date(2026, 5, 11)
HARM = Levels("Serious harm", ((date(2026, 1, 31), "medium"), (date(2026, 3, 22), "high")), TODAY)
SAFETY = Levels("Safety", ((date(2026, 3, 22), "very-high"),), TODAY)
INCIDENT = Happened(date(2026, 3, 12), "learnt", "An incident")
REVIEW = Happened(date(2026, 4, 1), "plan", "The plan was looked at again")
LONG_AGO = Happened(date(2025, 12, 1), "learnt", "A new charge")
DRAWN = OverTime((HARM, SAFETY), (REVIEW, INCIDENT, LONG_AGO), TODAY)


def test_all_are_drawn_over_the_days_since_the_first_judgement():
    assert DRAWN.begins == date(2026, 1, 31)
    harm, safety = DRAWN.bands
    assert (harm.lines[0].x1, harm.lines[0].x2) == (0, 50)
    assert (safety.lines[0].x1, safety.lines[-1].x2) == (50, 100)
    assert safety.top > max(y for y, _ in harm.grounds)


def test_a_level_that_rises_goes_up_on_its_day_and_stays_until_today():
    stands, rises, stays = DRAWN.bands[0].lines
    assert rises.x1 == rises.x2 == 50
    assert stands.y1 == rises.y1 > rises.y2 == stays.y1
    assert stays.x2 == 100
    assert DRAWN.bands[0].ends_at == stays.y2


def test_what_happened_between_stands_where_it_was_and_what_was_before_does_not():
    assert DRAWN.between == [INCIDENT, REVIEW]
    assert DRAWN.place(INCIDENT.on) == 40


def test_the_table_tells_each_judgement_and_what_happened_by_day():
    assert DRAWN.rows == [
        ("Sat 31 Jan", "Serious harm: medium"),
        ("Thu 12 Mar", "An incident"),
        ("Sun 22 Mar", "Safety: very high"),
        ("Sun 22 Mar", "Serious harm: high"),
        ("Wed 1 Apr", "The plan was looked at again"),
    ]
    assert "Serious harm high, Safety very high now" in DRAWN.title


def test_the_table_says_why_each_level_was_judged_so():
    reasons = ("What school told us.", "")
    told = Levels("Serious harm", HARM.steps, TODAY, reasons)
    assert ("Sat 31 Jan", "Serious harm: medium, because: What school told us.") in OverTime(
        (told,), (), TODAY
    ).rows
    assert told.rows[-1] == ("Sun 22 Mar", "high")


@pytest.mark.parametrize("judged", [(), (Levels("Safety", ((TODAY, "low"),), TODAY),)])
def test_what_was_judged_today_for_the_first_time_has_no_course_yet(judged):
    assert not OverTime(judged, (), TODAY).is_worth_drawing
    assert DRAWN.is_worth_drawing
