"""What holds of every case file, tried on many made by chance."""

import copy
import random
import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.rules.generated import (
    ANSWER,
    RAISE,
    RARE,
    case_file,
    case_files,
    days,
    telling_days,
)
from tests.unit.rules.naive import naive
from waymark.rules.casefile import parse, trusted
from waymark.rules.duties import DUTIES, duties, listed_on
from waymark.rules.duty import Status, status_on
from waymark.rules.events import KINDS
from waymark.rules.findings import RefusedError
from waymark.rules.known import known_on

few = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def rows(document, day):
    return [
        (duty.key, duty.name, duty.opens_on, duty.due_on, duty.done_on, str(status))
        for duty, status in listed_on(parse(document), day)
    ]


@pytest.fixture(scope="module")
def many():
    """Two thousand case files with a day for each, the same in every run."""
    found = []
    for seed in range(2000):
        chance = random.Random(seed)
        document = case_file(chance)
        found.append((document, chance.choice(telling_days(document))))
    return found


def test_the_rules_agree_with_the_contract_written_out_again(many):
    for document, day in many:
        assert rows(document, day) == naive(document, day)


def test_every_duty_and_every_status_is_met(many):
    met = [row for document, day in many for row in rows(document, day)]
    assert {row[1] for row in met} == {rule.name for rule in DUTIES}
    assert {row[5] for row in met} == {str(status) for status in Status} - {"dropped"}


def test_every_kind_of_event_is_made(many):
    made = {event["kind"] for document, _ in many for event in document["events"]}
    assert made == set(KINDS) | {"something-new"}
    assert set(KINDS) == {*RAISE, *(answer[0] for answer in ANSWER), *RARE, "withdrawn"} - {
        "something-new"
    }


@few
@given(case_files, days, st.randoms(use_true_random=False))
def test_the_place_in_the_file_of_events_of_different_days_does_not_matter(file, day, chance):
    groups = days_that_belong_together(file)
    slots = [groups[event["on"]] for event in file["events"]]
    waiting = {
        group: iter([event for event in file["events"] if groups[event["on"]] == group])
        for group in slots
    }
    chance.shuffle(slots)
    moved = {**file, "events": [next(waiting[group]) for group in slots]}
    assert rows(moved, day) == rows(file, day)


def days_that_belong_together(file):
    """By day, a name for the days that corrections bind to it: a correction stands in the place
    of what it corrects, so among those the place in the file does matter."""
    by_id = {event["id"]: event for event in file["events"]}
    groups = {event["on"]: event["on"] for event in file["events"]}
    for event in file["events"]:
        if "corrects" in event:
            here, there = groups[event["on"]], groups[by_id[event["corrects"]]["on"]]
            groups = {day: there if group == here else group for day, group in groups.items()}
    return groups


@few
@given(case_files, days)
def test_what_is_recorded_after_a_day_changes_nothing_on_it(file, day):
    later = (day + timedelta(days=1)).isoformat()
    told_later = copy.deepcopy(file)
    for place, event in enumerate(file["events"][:6]):
        new = {**event, "id": f"later{place}", "recorded_on": later}
        told_later["events"].append({**new, "corrects": event["id"]} if place % 2 else new)
    assert rows(told_later, day) == rows(file, day)


@few
@given(case_files, days)
def test_no_duty_is_due_before_it_opens_and_each_key_is_its_own(file, day):
    found = duties(known_on(parse(file), day))
    assert all(duty.due_on is None or duty.due_on >= duty.opens_on for duty in found)
    assert len({duty.key for duty in found}) == len(found)
    assert all(duty.provisions and duty.why.endswith(".") for duty in found)


@few
@given(case_files, days, st.integers(0, 400))
def test_until_something_new_is_known_the_stored_fields_alone_tell_the_status(file, day, gap):
    """What a database does: the duties as stored on a day, their status reckoned on a later one."""
    later = day + timedelta(days=gap)
    nothing_new = {**file, "events": known_throughout(file["events"], day.isoformat())}
    nothing_new["orders"] = [o for o in file["orders"] if o["made_on"] <= day.isoformat()]
    casefile = trusted(nothing_new)
    then = ((duty, status_on(duty, later)) for duty in duties(known_on(casefile, day)))
    assert [row for row in then if row[1] is not Status.DROPPED] == listed_on(casefile, later)


def known_throughout(events, day):
    """The events known on a day whose corrected events are known as well."""
    kept = []
    for event in events:
        recorded = event.get("recorded_on") or event["on"]
        corrects_known = event.get("corrects") in {None, *(each["id"] for each in kept)}
        if event["on"] <= day and recorded <= day and corrects_known:
            kept.append(event)
    return kept


@few
@given(case_files)
def test_a_file_checked_before_is_read_the_same_without_checking(file):
    assert trusted(file) == parse(file)


@few
@given(case_files, days)
def test_unknown_fields_change_nothing(file, day):
    strange = copy.deepcopy(file)
    for record in (strange, strange["child"], *strange["orders"], *strange["events"]):
        record["x-hat"] = {"id": "o0", "on": 7}
    assert rows(strange, day) == rows(file, day)


JUNK = [7, True, "", "o77", "2026-02-30", [1], {"a": 1}, ["o77"], 1.5]
PATH = re.compile(r"(child|orders\[\d+\]|events\[\d+\])(\.\w+(\[\d+\])?)*")


def test_every_refusal_names_its_path_in_one_line(many):
    faults = []
    for seed, (document, _) in enumerate(many[:600]):
        chance = random.Random(seed)
        broken = copy.deepcopy(document)
        record = chance.choice([broken["child"], *broken["orders"], *broken["events"]])
        record[chance.choice(list(record))] = chance.choice(JUNK)
        try:
            parse(broken)
        except RefusedError as refusal:
            faults += refusal.faults
    assert len(faults) > 300
    assert all(PATH.fullmatch(fault.path) and "\n" not in str(fault) for fault in faults)
