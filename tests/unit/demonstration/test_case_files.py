"""The demonstration's case files are right in form, and say what in them is invented."""

import csv
import re
from datetime import date, timedelta

import pytest

from tests.unit.demonstration.given import AGES, GIVEN, LENGTHS
from tests.unit.demonstration.stories import ANCHOR, NAMES, ROOT, leaves, loaded, texts, written
from waymark.rules.calendar import days_after, months_after
from waymark.rules.casefile import parse
from waymark.rules.events import KINDS
from waymark.rules.facts import Shape, check
from waymark.rules.findings import Findings
from waymark.rules.life import (
    Address,
    Alert,
    Commitment,
    Education,
    Health,
    Person,
    Phone,
    Placement,
    Responsibility,
)
from waymark.rules.values import DAY

CODES = ROOT / "guidance" / "codes"
WORDS = ("note", "child_said", "because", "reason", "support")
SAYS_WHEN = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December|"
    r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|Easter|20\d\d|in May)\b"
)

each = pytest.mark.parametrize("name", NAMES)


def test_there_are_twelve() -> None:
    assert set(NAMES) == set(GIVEN) == set(AGES)


@each
def test_a_file_has_no_fault(name: str) -> None:
    parse(written(name))


@each
@pytest.mark.parametrize("days", range(7))
def test_a_file_has_no_fault_without_what_is_not_known_yet(name: str, days: int) -> None:
    parse(loaded(name, ANCHOR + timedelta(days=days)))


@each
def test_a_file_holds_a_story(name: str) -> None:
    assert 25 <= len(written(name)["events"]) <= 70


@each
def test_events_are_in_the_order_in_which_they_were_told(name: str) -> None:
    told = [
        event["recorded_on"] if "corrects" in event else event["on"]
        for event in written(name)["events"]
    ]
    assert told == sorted(told)


@each
def test_every_kind_of_event_is_one_that_the_rules_know(name: str) -> None:
    assert {event["kind"] for event in written(name)["events"]} <= KINDS.keys()


LIFE: dict[str, type[Shape]] = {
    "addresses": Address,
    "phones": Phone,
    "placements": Placement,
    "education": Education,
    "commitments": Commitment,
    "health": Health,
    "alerts": Alert,
    "responsibility": Responsibility,
    "people": Person,
}


@each
@pytest.mark.parametrize("field", LIFE)
def test_each_part_of_a_life_has_its_shape(name: str, field: str) -> None:
    findings = Findings()
    for place, raw in enumerate(written(name)["child"].get(field, ())):
        check(LIFE[field], raw, f"child.{field}[{place}]", findings)
        assert raw.keys() <= LIFE[field].fields.keys()
    assert not findings.faults


def _covered(path: str, covers: list[str]) -> bool:
    patterns = (re.escape(cover).replace(r"\[\*\]", r"\[\d+\]") for cover in covers)
    return any(re.match(rf"{pattern}(?=$|[.\[])", path) for pattern in patterns)


@each
def test_what_the_guide_says_is_marked_as_given_and_nothing_else(name: str) -> None:
    document = written(name)
    assert set(document["given"]) == set(GIVEN[name])
    found = dict(leaves(document, "")).items()
    for path, value in GIVEN[name].items():
        expected = dict(leaves(value, path))
        assert {p: v for p, v in ((p.removeprefix("."), v) for p, v in found) if p in expected} == (
            expected
        )


@each
def test_all_else_is_marked_as_invented(name: str) -> None:
    document = written(name)
    for part in ("child", "orders", "events", "appointments", "papers", "plans"):
        for path, _value in leaves(document[part], part):
            assert _covered(path, document["given"]) or _covered(path, document["invented"]), path


@each
def test_nothing_is_marked_as_invented_that_is_not_there(name: str) -> None:
    document = written(name)
    paths = [path for path, _value in leaves(document, "")]
    for cover in document["invented"]:
        assert any(_covered(path.removeprefix("."), [cover]) for path in paths) or (
            document["child"][cover.removeprefix("child.")] in ([], None)
        )


@pytest.mark.parametrize("name", LENGTHS)
def test_an_order_is_as_long_as_the_guide_says(name: str) -> None:
    order_id, months = LENGTHS[name]
    (order,) = (order for order in written(name)["orders"] if order["id"] == order_id)
    begins = date.fromisoformat(order.get("starts_on") or order["made_on"])
    assert date.fromisoformat(order["ends_on"]) == days_after(months_after(begins, months), -1)


@each
@pytest.mark.parametrize("weeks", [0, 1, 40, 104, 520])
def test_a_child_is_always_as_old_as_in_the_guide(name: str, weeks: int) -> None:
    for days in range(7):
        day = ANCHOR + timedelta(weeks=weeks, days=days)
        born = date.fromisoformat(loaded(name, day)["child"]["date_of_birth"])
        birthday_to_come = (day.month, day.day) < (born.month, born.day)
        assert day.year - born.year - birthday_to_come == AGES[name]


@each
def test_nobody_can_be_rung_or_written_to(name: str) -> None:
    document = written(name)
    for number in texts(document, ("number",)):
        assert re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", number)
    for postcode in texts(document, ("postcode",)):
        assert re.fullmatch(r"ZZ\d \d[A-Z]{2}", postcode)


@each
def test_words_name_no_month_season_or_year_as_days_move(name: str) -> None:
    document = written(name)
    of_papers_and_plans = [
        text
        for part in ("papers", "plans")
        for _path, text in leaves(document[part], part)
        if isinstance(text, str) and not DAY.fullmatch(text)
    ]
    for text in (*texts(document, WORDS), *of_papers_and_plans):
        assert not SAYS_WHEN.search(text), text


@each
def test_victims_are_opaque_and_all_of_the_case(name: str) -> None:
    document = written(name)
    harmed = {
        victim
        for order in document["orders"]
        for offence in order.get("offences", ())
        for victim in offence.get("victims", ())
    }
    named = {event["victim"] for event in document["events"] if "victim" in event}
    assert all(re.fullmatch(r"v\d", victim) for victim in harmed)
    assert named <= harmed


@each
def test_whoever_is_present_is_in_the_network(name: str) -> None:
    document = written(name)
    people = {person["id"] for person in document["child"]["people"]}
    for record in (*document["events"], *document["appointments"]):
        assert people.issuperset(record.get("present", ()))


@each
def test_workers_are_the_demonstrations(name: str) -> None:
    for event in written(name)["events"]:
        assert event.get("worker") in (None, "jo", "ash")
        assert event.get("by") in (None, "jo", "ash", "bea", *("child", "childrens-services")) or (
            event["kind"] in ("independent-breach-review", "suspension-approved")
        )


@each
def test_a_break_is_agreed_by_a_senior_manager(name: str) -> None:
    agreed = [e["by"] for e in written(name)["events"] if e["kind"] == "suspension-approved"]
    assert set(agreed) <= {"sal"}


@each
def test_an_appointment_that_was_kept_is_known_to_have_been(name: str) -> None:
    document = written(name)
    planned = {appointment["id"]: appointment for appointment in document["appointments"]}
    for event in document["events"]:
        if "appointment" in event:
            assert planned[event["appointment"]]["on"] == event["on"]
            assert event["recorded_on"] > event["on"]  # on the day itself it is still to come


@each
def test_each_child_is_met_as_a_person(name: str) -> None:
    child = written(name)["child"]
    assert child["matters_most"]
    assert len(child["good_at"]) >= 3
    assert any(person.get("trusted") for person in child["people"])
    assert sum("child_said" in event for event in written(name)["events"]) >= 5


@each
def test_whoever_is_told_to_be_careful_is_told_why(name: str) -> None:
    for alert in written(name)["child"]["alerts"]:
        assert alert.get("note") or alert["kind"] == "mappa"


def test_one_event_was_written_nineteen_days_late_one_corrected_and_one_withdrawn() -> None:
    events = [event for name in NAMES for event in written(name)["events"]]
    days_late = [
        date.fromisoformat(event["recorded_on"]) - date.fromisoformat(event["on"])
        for event in events
        if "recorded_on" in event and "corrects" not in event
    ]
    assert timedelta(days=19) in days_late
    corrections = {event["kind"] for event in events if "corrects" in event}
    assert corrections == {"contact", "judgement", "withdrawn"}


def test_something_is_written_on_every_weekday_of_the_anchors_week() -> None:
    days = {
        event.get("recorded_on", event["on"]) for name in NAMES for event in written(name)["events"]
    }
    for offset in (0, 1, 4, 5, 6):
        assert (ANCHOR + timedelta(days=offset)).isoformat() in days


def _codes(name: str) -> set[str]:
    with (CODES / f"{name}.csv").open(newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


FIELDS = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "religion": "religions",
    "language": "languages",
    "accommodation": "accommodation",
    "relationship": "relationships",
    "agency": "agencies",
    "category": "offence-groups",
    "outcome": "contact-outcomes",
    "method": "contact-methods",
    "status": "care-status",
}
LISTS = {
    "nationalities": "nationalities",
    "languages": "languages",
    "disabilities": "needs",
    "communication_needs": "needs",
}


@pytest.mark.parametrize(("field", "codes"), FIELDS.items())
def test_a_field_holds_a_code_of_its_list(field: str, codes: str) -> None:
    known = _codes(codes)
    for name in NAMES:
        document = written(name)
        events = [event for event in document["events"] if event["kind"] != "mappa-referred"]
        used = set(texts([document["child"], document["orders"], events], (field,)))
        assert used <= known, name


@pytest.mark.parametrize(("field", "codes"), LISTS.items())
def test_a_list_holds_codes(field: str, codes: str) -> None:
    known = _codes(codes)
    for name in NAMES:
        assert known.issuperset(written(name)["child"].get(field, ()))


def test_spells_and_requirements_have_codes_of_their_lists() -> None:
    by_order = {
        "referral-order": _codes("contract-items"),
        "youth-rehabilitation-order": _codes("requirements"),
    }
    for name in NAMES:
        document = written(name)
        child = document["child"]
        assert {spell["kind"] for spell in child["education"]} <= _codes("education")
        assert {spell["kind"] for spell in child["alerts"]} <= _codes("alerts")
        for order in document["orders"]:
            for requirement in order.get("requirements", ()):
                assert requirement["kind"] in by_order[order["kind"]], (name, requirement["id"])


def test_why_a_contact_was_missed_is_a_code() -> None:
    reasons = _codes("missed-reasons")
    for name in NAMES:
        for event in written(name)["events"]:
            if event["kind"] == "absence-followed-up":
                assert event["reason"] in reasons
