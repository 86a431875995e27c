"""Case files move in time by whole weeks, and know nothing that has not happened yet."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.casefile import parse
from waymark.rules.shift import as_on, known_by, shift

DOCUMENT: dict[str, Any] = {
    "casefile": 1,
    "anchor": "2026-05-14",
    "child": {
        "id": "c1",
        "date_of_birth": "2009-03-14",
        "sex": "male",
        "looked_after": [{"from": "2021-09-06", "to": None, "basis": "care-order"}],
    },
    "orders": [
        {"id": "o1", "kind": "referral-order", "made_on": "2026-03-02", "ends_on": "2026-08-31"},
        {"id": "o2", "kind": "referral-order", "made_on": "2026-05-18"},
    ],
    "events": [
        {"id": "e1", "on": "2026-03-03", "kind": "worker-allocated", "worker": "jo"},
        {"id": "e2", "on": "2026-05-12", "kind": "contact", "outcome": "missed"},
        {"id": "e3", "on": "2026-05-14", "kind": "plan-agreed", "orders": ["o1"]},
        {
            "id": "e4",
            "on": "2026-05-13",
            "recorded_on": "2026-05-15",
            "kind": "contact",
            "outcome": "attended",
            "note": "On 2026-05-13, and again on",
        },
        {"id": "e5", "on": "2026-05-15", "kind": "plan-amended", "orders": ["o1"], "plan": "e3"},
        {"id": "e6", "on": "2026-05-18", "kind": "plan-given", "plan": "e5"},
        {"id": "e7", "on": "2026-05-13", "kind": "child-inducted", "order": "o2"},
    ],
    "planned": ["2026-05-20", "2026-13-45", 3, True],
}

STEP = {"id": "g1-s1", "what": "Go and see", "by": "2026-06-20"}
few_weeks = st.integers(min_value=-2000, max_value=2000)


def test_every_day_moves_by_as_many_weeks() -> None:
    moved = shift(DOCUMENT, 2)
    assert moved["anchor"] == "2026-05-28"
    assert moved["child"]["looked_after"] == [
        {"from": "2021-09-20", "to": None, "basis": "care-order"}
    ]
    assert moved["orders"][0]["ends_on"] == "2026-09-14"


def test_a_date_of_birth_moves_too_so_that_the_child_stays_as_old() -> None:
    assert shift(DOCUMENT, 52)["child"]["date_of_birth"] == "2010-03-13"


def test_a_day_moves_in_a_field_that_nobody_declared_and_what_only_looks_like_one_stays() -> None:
    assert shift(DOCUMENT, 1)["planned"] == ["2026-05-27", "2026-13-45", 3, True]


def test_a_day_within_words_stays() -> None:
    assert shift(DOCUMENT, 1)["events"][3]["note"] == "On 2026-05-13, and again on"


def test_the_document_given_is_left_as_it_was() -> None:
    before = repr(DOCUMENT)
    shift(DOCUMENT, 5)
    known_by(DOCUMENT, date(2026, 5, 13))
    assert repr(DOCUMENT) == before


@given(there=few_weeks, back=few_weeks)
def test_shifts_add_up(there: int, back: int) -> None:
    assert shift(shift(DOCUMENT, there), back) == shift(DOCUMENT, there + back)


@given(few_weeks)
def test_weekdays_stay(weeks: int) -> None:
    for event in shift(DOCUMENT, weeks)["events"]:
        (before,) = (e for e in DOCUMENT["events"] if e["id"] == event["id"])
        assert date.fromisoformat(event["on"]).weekday() == (
            date.fromisoformat(before["on"]).weekday()
        )


def test_a_day_beyond_the_calendar_is_its_last() -> None:
    assert shift({"until": "9999-12-31"}, 1) == {"until": "9999-12-31"}


def _ids(document: dict[str, Any], part: str) -> list[str]:
    return [record["id"] for record in document[part]]


def test_what_happened_or_was_written_later_is_not_known_yet() -> None:
    assert _ids(known_by(DOCUMENT, date(2026, 5, 14)), "events") == ["e1", "e2", "e3"]


def test_an_order_made_later_is_not_known_yet_nor_what_belongs_to_it() -> None:
    known = known_by(DOCUMENT, date(2026, 5, 15))
    assert _ids(known, "orders") == ["o1"]
    assert "e7" not in _ids(known, "events")


def test_in_the_end_everything_is_known() -> None:
    assert known_by(DOCUMENT, date(2026, 5, 18)) == DOCUMENT


def test_what_refers_to_something_left_out_is_left_out_as_well() -> None:
    document = {
        **DOCUMENT,
        "events": [
            {
                "id": "e1",
                "on": "2026-05-12",
                "recorded_on": "2026-05-20",
                "kind": "plan-agreed",
                "orders": ["o1"],
            },
            {
                "id": "e2",
                "on": "2026-05-13",
                "kind": "plan-amended",
                "orders": ["o1"],
                "plan": "e1",
            },
            {"id": "e3", "on": "2026-05-14", "kind": "plan-given", "plan": "e2"},
        ],
    }
    assert _ids(known_by(document, date(2026, 5, 14)), "events") == []


@given(st.dates(date(2026, 3, 2), date(2026, 6, 1)))
def test_a_document_stays_right_whatever_is_not_known_yet(day: date) -> None:
    parse(known_by(DOCUMENT, day))


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_the_anchor_becomes_the_latest_such_weekday(day: date) -> None:
    anchor = date.fromisoformat(as_on(DOCUMENT, day)["anchor"])
    assert anchor.weekday() == date(2026, 5, 14).weekday()
    assert 0 <= (day - anchor).days < 7


ANSWERS = {"story": {"story-own": {"said": "Mine", "on": "2026-05-13", "in": "a1"}}}
PLANNED: dict[str, Any] = {
    **DOCUMENT,
    "papers": [
        {
            "id": "a1",
            "form": "assessment",
            "version": 1,
            "began_on": "2026-05-12",
            "completed_on": "2026-05-15",
            "answers": {**ANSWERS, "home": {"home-who": {"said": "Mum", "on": "2026-05-15"}}},
            "sources": [{"id": "s1", "on": "2026-05-12"}, {"id": "s2", "on": "2026-05-15"}],
        },
        {"id": "a2", "form": "review", "version": 1, "began_on": "2026-05-18"},
    ],
    "plans": [
        {
            "id": "p1",
            "began_on": "2026-05-13",
            "versions": [
                {
                    "number": 1,
                    "state": "countersigned",
                    "plan": {"goals": [{"id": "g1", "family": "own", "steps": [STEP]}]},
                    "made_on": "2026-05-13",
                    "agreed_on": "2026-05-14",
                    "agreed_by": "Jo",
                    "event": "e3",
                    "countersigned_on": "2026-05-15",
                    "countersigned_by": "Bea",
                },
                {"number": 2, "state": "draft", "plan": {}, "made_on": "2026-05-18"},
            ],
        },
        {"id": "p2", "began_on": "2026-05-19"},
    ],
}


def test_what_is_answered_and_planned_moves_too_and_a_step_that_is_to_come_stays() -> None:
    moved = shift(PLANNED, 1)
    assert moved["papers"][0]["answers"]["story"]["story-own"]["on"] == "2026-05-20"
    first = known_by(moved, date(2026, 5, 22))["plans"][0]["versions"][0]
    assert first["countersigned_on"] == "2026-05-22"
    assert first["plan"]["goals"][0]["steps"][0]["by"] == "2026-06-27"


def test_a_paper_is_open_until_it_was_completed_and_holds_what_was_said_by_then() -> None:
    (paper,) = known_by(PLANNED, date(2026, 5, 14))["papers"]
    assert "completed_on" not in paper
    assert paper["answers"] == {**ANSWERS, "home": {}}
    assert _ids(paper, "sources") == ["s1"]
    assert _ids(known_by(PLANNED, date(2026, 5, 18)), "papers") == ["a1", "a2"]


def test_a_version_is_in_the_state_that_it_was_in() -> None:
    states = {
        day: [
            each["state"] for each in known_by(PLANNED, date(2026, 5, day))["plans"][0]["versions"]
        ]
        for day in (13, 14, 15, 18)
    }
    assert states == {
        13: ["draft"],
        14: ["agreed"],
        15: ["countersigned"],
        18: ["countersigned", "draft"],
    }
    for day in states:
        parse(known_by(PLANNED, date(2026, 5, day)))


def test_a_returned_version_was_agreed_and_has_no_comments_before() -> None:
    back = {"state": "returned", "returned_on": "2026-05-18", "comments": "Which day?"}
    version = {"number": 1, "plan": {}, "made_on": "2026-05-12", "agreed_on": "2026-05-12", **back}
    planned = {**DOCUMENT, "plans": [{"id": "p1", "began_on": None, "versions": [version]}]}
    (before,) = known_by(planned, date(2026, 5, 15))["plans"][0]["versions"]
    assert before["state"] == "agreed"
    assert "comments" not in before
    assert known_by(planned, date(2026, 5, 18)) == planned
