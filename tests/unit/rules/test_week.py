"""What a child's week holds already: contact goes around it."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.calendar import WEEKDAYS
from waymark.rules.facts import build, check
from waymark.rules.findings import Findings
from waymark.rules.life import Commitment
from waymark.rules.week import in_the_way, taken

MONDAY = date(2026, 3, 2)


def held(kind="education", **said):
    return build(Commitment, {"kind": kind, "from": "2026-01-05", **said})


def at(hour, minute=0, *, day=MONDAY):
    return datetime.combine(day, time(hour, minute))


def stands_in_the_way(commitment, begins, ends, *, at_home=False):
    return bool(in_the_way([commitment], begins, ends, at_home=at_home))


SCHOOL = held(weekdays=list(WEEKDAYS[:5]), starts="08:45", ends="15:15")


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_a_contact_during_school_takes_something_from_the_child_and_one_after_it_does_not():
    assert stands_in_the_way(SCHOOL, at(14), at(15))
    assert stands_in_the_way(SCHOOL, at(15), at(16))
    assert not stands_in_the_way(SCHOOL, at(15, 15), at(16))
    assert not stands_in_the_way(SCHOOL, at(14, day=date(2026, 3, 7)), at(15, day=date(2026, 3, 7)))


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_a_festival_takes_its_whole_day_and_no_other():
    feast = held("worship", **{"from": "2026-03-02", "to": "2026-03-02"})
    assert stands_in_the_way(feast, at(9), at(10))
    assert not stands_in_the_way(feast, at(9, day=date(2026, 3, 3)), at(10, day=date(2026, 3, 3)))


@pytest.mark.provision("CM-429", "CM-163", "CM-164")
def test_during_a_curfew_a_child_is_seen_at_home_and_not_called_out():
    curfew = held("curfew", starts="19:00", ends="07:00")
    assert stands_in_the_way(curfew, at(18, 30), at(19, 30))
    assert stands_in_the_way(curfew, at(6), at(6, 30))  # it began the evening before
    assert not stands_in_the_way(curfew, at(18, 30), at(19, 30), at_home=True)
    assert not stands_in_the_way(curfew, at(7), at(19))


def test_what_nobody_dated_is_in_the_way_until_its_last_day():
    boxing = build(Commitment, {"kind": "loves", "weekdays": ["monday"], "to": "2026-03-08"})
    assert stands_in_the_way(boxing, at(9), at(10))
    assert not stands_in_the_way(boxing, at(9, day=date(2026, 3, 9)), at(10, day=date(2026, 3, 9)))


def test_a_curfew_of_one_evening_goes_on_until_the_next_morning():
    once = held(
        "curfew", starts="19:00", ends="07:00", **{"from": "2026-03-02", "to": "2026-03-02"}
    )
    tuesday = date(2026, 3, 3)
    assert stands_in_the_way(once, at(6, day=tuesday), at(7, day=tuesday))
    assert not stands_in_the_way(once, at(20, day=tuesday), at(21, day=tuesday))


def test_what_the_child_loves_is_told_with_what_else_is_in_the_way_the_earliest_first():
    boxing = held("loves", weekdays=["monday"], starts="15:30", ends="17:00")
    found = in_the_way([boxing, SCHOOL], at(15), at(16), at_home=False)
    assert [each.by for each in found] == [SCHOOL, boxing]


def test_one_hour_without_the_other_is_refused_with_what_is_missing():
    findings = Findings()
    check(Commitment, {"kind": "work", "starts": "09:00"}, "commitments[0]", findings)
    assert findings.faults == [("commitments[0].ends", "is missing: give both hours")]


@pytest.mark.parametrize("wrong", ["9:00", "24:00", "noon", 9, "09:60", "09:00:00"])
def test_a_time_that_is_none_is_refused(wrong):
    findings = Findings()
    check(Commitment, {"starts": wrong, "ends": "10:00"}, "it", findings)
    assert findings.faults == [("it.starts", "must be a time written HH:MM")]


A_TIME = st.builds(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}", st.integers(0, 95))
HOURS = st.one_of(st.just({}), st.builds(lambda a, b: {"starts": a, "ends": b}, A_TIME, A_TIME))
DAYS = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=3)
LASTS = st.builds(
    lambda first, days: {
        "from": str(MONDAY + timedelta(first)),
        "to": str(MONDAY + timedelta(first + days)),
    },
    st.integers(-3, 9),
    st.integers(0, 9),
)


@given(DAYS, HOURS, LASTS, st.integers(0, 600), st.integers(1, 40))
def test_what_is_taken_is_what_a_walk_through_each_quarter_of_an_hour_finds(
    weekdays, hours, lasts, begins, length
):
    commitment = build(Commitment, {"weekdays": weekdays, **hours, **lasts})
    start = at(0) + timedelta(minutes=15 * begins)
    quarters = [start + timedelta(minutes=15 * each) for each in range(length)]
    end = start + timedelta(minutes=15 * length)
    walked = any(is_taken(commitment, quarter) for quarter in quarters)
    assert bool(list(taken([commitment], start, end))) == walked


def is_taken(commitment, moment):
    """Whether the child has this commitment in the quarter that begins at a moment."""

    def began_on(day):
        named = not commitment.weekdays or f"{day:%A}".lower() in commitment.weekdays
        return commitment.from_ <= day <= commitment.to and named

    today, yesterday = moment.date(), moment.date() - timedelta(days=1)
    if commitment.starts is None:
        return began_on(today)
    starts, ends, clock = commitment.starts, commitment.ends, moment.time()
    if starts < ends:
        return began_on(today) and starts <= clock < ends
    return (began_on(today) and clock >= starts) or (began_on(yesterday) and clock < ends)
