"""What is counted of one child, when, and who the child was then."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.casefile import parse
from waymark.rules.fairness import Counted, Who, counted
from waymark.rules.known import known_on

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
YRO = order(made_on="2026-01-05", ends_on="2026-12-04")
DAY = date(2026, 6, 1)


def told(*events, on="2026-12-31", orders=(YRO,), **child) -> Counted | None:
    return counted(known_on(parse(case_file(*events, orders=orders, **child)), _day(on)))


def of(*events, **parts) -> Counted:
    found = told(*events, **parts)
    assert found is not None
    return found


def happened(*events, **parts) -> list[tuple[str, str]]:
    return [(on.isoformat(), what) for on, what in of(*events, **parts).happened]


def _day(on: str) -> date:
    return date.fromisoformat(on)


def considered(on: str, decision: str):
    return event("early-revocation-considered", on, order="o1", decision=decision)


@pytest.mark.provision("CM-459")
def test_warnings_decisions_on_breach_and_early_ends_are_counted_on_their_days():
    assert happened(
        event("warning", "2026-02-02", order="o1"),
        event("breach-decided", "2026-03-02", order="o1", decision="breach"),
        event("breach-decided", "2026-04-02", order="o1", decision="no-breach"),
        considered("2026-06-24", "not-yet"),
        considered("2026-07-24", "apply"),
        event("early-revocation-refused", "2026-08-24", order="o1"),
        event("order-ended", "2026-11-24", order="o1", reason="revoked early"),
    ) == [
        ("2026-02-02", "warned"),
        ("2026-03-02", "breach"),
        ("2026-04-02", "no-breach"),
        ("2026-07-24", "asked"),
        ("2026-08-24", "refused"),
        ("2026-11-24", "ended"),
    ]


def test_what_was_withdrawn_never_was():
    warned = event("warning", "2026-02-02", id="w", order="o1")
    gone = event("withdrawn", "2026-02-02", recorded_on="2026-02-05", corrects="w")
    assert happened(warned, gone) == []


@pytest.mark.parametrize(
    ("on", "reason", "is_early"),
    [
        ("2026-11-24", "revoked early", True),
        ("2026-11-24", None, True),
        ("2026-11-24", "revoked and sentenced again", False),
        ("2026-11-24", "changed on appeal", False),
        ("2026-12-04", "revoked early", False),  # its last day
        ("2026-12-04", "ran to its end", False),
    ],
)
def test_only_an_order_that_ended_well_before_its_last_day_ended_early(on, reason, is_early):
    ended = event("order-ended", on, order="o1", reason=reason)
    assert bool(happened(ended)) is is_early


def test_the_last_day_is_the_one_that_the_court_gave_last():
    shorter = event("order-amended", "2026-05-05", order="o1", ends_on="2026-10-04")
    ended = event("order-ended", "2026-10-04", order="o1", reason="revoked early")
    assert happened(shorter, ended) == []


@pytest.mark.parametrize("kind", ["prevention", "diversion", "community-resolution"])
def test_work_that_knows_no_enforcement_is_not_counted(kind: str):
    assert told(orders=(order(kind, made_on="2026-01-05", ends_on="2026-06-05"),)) is None


def test_an_order_runs_until_it_ends_the_case_closes_or_the_child_dies():
    ended = event("order-ended", "2026-05-04", order="o1", reason="revoked and sentenced again")
    closed, died = event("case-closed", "2026-04-04"), event("child-died", "2026-03-04")
    for events, last in (
        ((), "2026-12-04"),
        ((ended,), "2026-05-04"),
        ((closed,), "2026-04-04"),
        ((died,), "2026-03-04"),
    ):
        assert of(*events).ran == ((_day("2026-01-05"), _day(last)),)


@pytest.mark.provision("CM-461")
def test_who_the_child_was_is_who_they_were_on_that_day():
    child = of(
        event("judgement", "2026-03-01", safety_and_wellbeing="high"),
        event("judgement", "2026-05-01", safety_and_wellbeing="medium"),
        date_of_birth="2010-04-01",
        sex="male",
        ethnicity="roma",
        communication_needs=["expressing"],
        looked_after=[{"from": "2026-02-01", "to": "2026-04-15"}],
        alerts=[{"kind": "missing", "from": "2026-08-01"}, {"kind": "arson", "from": "2026-01-01"}],
    )
    for day, age, looked_after, of_concern in (
        ("2026-01-31", 15, False, False),
        ("2026-03-31", 15, True, True),
        ("2026-04-15", 16, True, True),
        ("2026-04-30", 16, False, True),
        ("2026-05-01", 16, False, False),
        ("2026-08-01", 16, False, True),
    ):
        then = Who("male", "roma", age, looked_after, of_concern, needs=True)
        assert child.who_on(_day(day)) == then, day


@pytest.mark.provision("CM-461")
def test_in_a_period_what_held_on_any_day_of_an_order_counts_whatever_happened():
    spells = {"looked_after": [{"from": "2026-12-01", "to": "2026-12-03"}]}
    assert of(**spells).who_in(*YEAR).looked_after
    assert not of(**spells).who_in(YEAR[0], _day("2026-11-30")).looked_after
    after = {"looked_after": [{"from": "2026-12-05"}]}  # when the order was over
    assert not of(**after).who_in(*YEAR).looked_after


def test_age_in_a_period_is_that_of_the_first_day_on_which_an_order_ran():
    born = {"date_of_birth": "2010-06-01"}
    assert of(**born).who_in(*YEAR).age == 15
    assert of(**born).who_in(DAY, YEAR[1]).age == 16


def test_what_was_decided_after_an_order_was_over_is_counted_all_the_same():
    late = of(event("breach-decided", "2026-12-20", order="o1", decision="breach"))
    december = (_day("2026-12-10"), YEAR[1])
    assert late.within(*december) == [_day("2026-12-20")]
    assert of().within(*december) == []


def test_a_period_holds_its_first_and_its_last_day():
    warned = of(event("warning", "2026-06-01", order="o1"))
    assert warned.days_of("warned", DAY, DAY) == [DAY]
    assert warned.days_of("warned", _day("2026-06-02"), YEAR[1]) == []
    assert warned.days_of("breach", *YEAR) == []


def test_no_need_and_an_interpreter_are_no_need_of_speech_or_language():
    for needs in ([], ["none-known"], ["not-asked"], ["interpreter"]):
        assert not of(communication_needs=needs).needs


def test_what_is_kept_is_read_back_as_it_was():
    child = of(
        event("warning", "2026-02-02", order="o1"),
        event("judgement", "2026-03-01", safety_and_wellbeing="very-high"),
        looked_after=[{"from": "2026-02-01"}],
    )
    assert Counted.of(child.kept()) == child
