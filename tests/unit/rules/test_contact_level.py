"""How often contact is owed: set with a day to look again, and measured month by month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import trusted
from waymark.rules.contact_level import months, owed_between, steps
from waymark.rules.known import known_on

MARCH = date(2026, 3, 1)


def level(on: str, a_month: float, **facts: str) -> dict[str, object]:
    return event("contact-level-set", on, level="other", a_month=a_month, **facts)


def owed(*events: dict[str, object]):
    return steps(known_on(trusted(case_file(*events, orders=[order()])), date(2027, 1, 1)))


@pytest.mark.provision("CM-008")
def test_a_day_to_look_again_is_owed_until_it_is_set_anew():
    file = case_file(level("2026-03-02", 4, review_on="2026-05-01"), level("2026-05-04", 2))
    told = seen(file, "2026-06-01")
    assert told["review-contact-level:e1"] == (
        "2026-03-02",
        "2026-05-01",
        "2026-05-04",
        "done-late",
    )
    assert "review-contact-level:e2" not in told


@pytest.mark.provision("CM-008")
def test_nothing_is_owed_in_a_break_nor_after_the_last_order():
    found = owed(
        level("2026-03-02", 4),
        event(
            "suspension-approved",
            "2026-03-05",
            order="o1",
            **{"from": "2026-03-10", "to": "2026-03-16"},
        ),
        event("order-ended", "2026-04-20", order="o1"),
    )
    assert found == [
        (date(2026, 3, 2), 4),
        (date(2026, 3, 10), 0),
        (date(2026, 3, 17), 4),
        (date(2026, 4, 21), 0),
    ]


def paused(from_, to, **facts):
    facts |= {"from": from_, "to": to}
    return event("suspension-approved", "2026-03-05", order="o1", **facts)


@pytest.mark.parametrize(
    ("less", "left"),
    [
        ({"how": "reduce", "a_month": 1}, 1),
        ({"how": "reduce", "a_month": 9}, 4),  # never more than was owed
        ({"how": "reduce"}, 0),
        ({"how": "stop", "a_month": 1}, 0),
        ({}, 0),
    ],
)
def test_in_a_break_with_less_contact_as_little_is_owed_as_was_agreed(less, left):
    found = owed(level("2026-03-02", 4), paused("2026-03-10", "2026-03-16", **less))
    began = [(date(2026, 3, 10), left), (date(2026, 3, 17), 4)] if left != 4 else []
    assert found == [(date(2026, 3, 2), 4), *began]


def test_of_two_breaks_at_once_the_one_with_the_least_contact_counts():
    less = paused("2026-03-10", "2026-03-20", how="reduce", a_month=2)
    found = owed(level("2026-03-02", 4), less, paused("2026-03-12", "2026-03-14"))
    assert [a_month for _, a_month in found] == [4, 2, 0, 2, 4]


@pytest.mark.parametrize(
    ("last_on", "again"),
    [
        ("2026-03-12", (date(2026, 3, 13), 4)),
        ("2026-03-09", None),  # it did not begin at all
        ("2026-02-01", None),
        ("2026-03-16", (date(2026, 3, 17), 4)),  # no break is longer than it was agreed to
        ("2026-03-30", (date(2026, 3, 17), 4)),
    ],
)
def test_contact_is_owed_again_from_the_day_after_a_break_ended_sooner(last_on, again):
    found = owed(
        level("2026-03-02", 4),
        paused("2026-03-10", "2026-03-16"),
        event("break-ended-sooner", "2026-03-06", suspension="e2", last_on=last_on),
    )
    broke = [(date(2026, 3, 10), 0), again] if again else []
    assert found == [(date(2026, 3, 2), 4), *broke]


def test_what_some_days_owe_is_their_part_of_each_month():
    steps_ = [(date(2026, 2, 1), 4)]
    assert owed_between(steps_, date(2026, 2, 15), date(2026, 3, 31)) == 6
    assert owed_between(steps_, date(2026, 3, 10), date(2026, 3, 12)) == 0
    assert owed_between(steps_, date(2026, 1, 1), date(2026, 1, 31)) == 0
    assert owed_between([], date(2026, 3, 1), date(2026, 3, 31)) == 0


def measured(steps_, *, kept=(), planned=(), until=date(2026, 3, 31), most=3):
    return months(steps_, kept=kept, missed=(), planned=planned, until=until, most=most)


def test_a_part_of_a_month_owes_its_part_and_no_part_of_a_contact():
    half, whole = measured([(date(2026, 2, 15), 4)], until=date(2026, 3, 31))[::-1]
    assert (half.owed, whole.owed) == (2, 4)


def test_what_is_kept_or_still_to_come_is_not_short():
    kept, to_come = [MARCH, MARCH + timedelta(days=7)], [MARCH + timedelta(days=29)]
    (march,) = measured([(MARCH, 4)], kept=kept, planned=to_come)
    assert (march.kept, march.planned, march.short) == (2, 1, 1)
    (march,) = measured([(MARCH, 1)], kept=kept, planned=to_come)
    assert march.short == 0


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(
    st.lists(
        st.tuples(DAYS, st.integers(0, 20)), min_size=1, max_size=6, unique_by=lambda each: each[0]
    )
)
def test_whole_months_of_one_level_owe_just_that_number(found):
    steps_ = sorted(found)
    changes = {day.replace(day=1) for day, _ in steps_}
    for month in measured(steps_, until=date(2028, 6, 30), most=100):
        if month.first not in changes:
            stands = [a_month for day, a_month in steps_ if day < month.first]
            assert month.owed == stands[-1]
