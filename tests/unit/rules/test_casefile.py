"""What a case file may say, and how it is refused."""

import copy
import json
from pathlib import Path

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.casefile import parse, trusted
from waymark.rules.events import KINDS
from waymark.rules.findings import RefusedError

EXAMPLE = json.loads((Path(__file__).parent / "example.json").read_text())


def refusals(document):
    with pytest.raises(RefusedError) as refused:
        parse(document)
    return [str(fault) for fault in refused.value.faults]


def changed(path, value):
    """The example with one thing changed, by a path such as `events[3].order`."""
    document = copy.deepcopy(EXAMPLE)
    steps = path.replace("[", ".").replace("]", "").split(".")
    *way, last = [int(step) if step.isdigit() else step for step in steps]
    place = document
    for step in way:
        place = place[step]
    place[last] = value
    return document


NO_DAY = "must be a day written YYYY-MM-DD"
BEGINS = "is before the day it begins"
ORDER_BEGINS = "is before the day the order begins"
LEVELS = "must be low or medium or high or very-high"
BASES = "must be care-order or section-20 or remand"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("casefile", 2, "must be 1"),
        ("casefile", True, "must be 1"),
        ("casefile", None, "is missing"),
        ("child", None, "is missing"),
        ("child", [], "must be an object"),
        ("child.id", None, "is missing"),
        ("child.id", 7, "must be text"),
        ("child.sex", None, "is missing"),
        ("child.date_of_birth", None, "is missing"),
        ("child.date_of_birth", "2009-02-29", "there is no day 2009-02-29"),
        ("child.looked_after", {}, "must be a list"),
        ("child.looked_after[0].basis", "friends", BASES),
        ("child.looked_after[0].to", "2021-09-05", BEGINS),
        ("orders", {}, "must be a list"),
        ("orders[0].id", None, "is missing"),
        ("orders[0].made_on", None, "is missing"),
        ("orders[0].made_on", "14/03/2025", NO_DAY),
        ("orders[0].made_on", "2025-3-14", NO_DAY),
        ("orders[0].made_on", "20250314", NO_DAY),
        ("orders[0].made_on", "2025-W11-5", NO_DAY),
        ("orders[0].made_on", "2025-03-14T00:00", NO_DAY),
        ("orders[0].made_on", "2025-03-14\n", NO_DAY),
        ("orders[0].made_on", "\u0662025-03-14", NO_DAY),
        ("orders[0].made_on", 20250314, NO_DAY),
        ("orders[0].made_on", "0000-01-01", "there is no day 0000-01-01"),
        ("orders[0].ends_on", "2025-04-06", ORDER_BEGINS),
        ("orders[1].ends_on", "2026-01-08", ORDER_BEGINS),  # it starts when it was made
        ("orders[0].intervention", "yes", "must be true or false"),
        ("orders[0].intervention", 1, "must be true or false"),
        ("orders[0].custodial_months", "12", "must be a number"),
        ("orders[0].custodial_months", True, "must be a number"),
        ("orders[0].offences[0].victims[0]", 2, "must be text"),
        ("orders[0].offences[0]", "robbery", "must be an object"),
        ("events", "none", "must be a list"),
        ("events[0]", [], "must be an object"),
        ("events[0].id", None, "is missing"),
        ("events[0].on", None, "is missing"),
        ("events[0].kind", None, "is missing"),
        ("events[0].kind", ["contact"], "must be text"),
        ("events[0].recorded_on", "2025-02-30", "there is no day 2025-02-30"),
        ("events[1].orders", "o1", "must be a list"),
        ("events[1].orders[0]", "o9", "no order 'o9'"),
        ("events[1].orders[0]", 3, "must be the id of an order"),
        ("events[4].order", "o9", "no order 'o9'"),
        ("events[4].order", "e1", "no order 'e1'"),
        ("events[2].plan", "o1", "no event 'o1'"),
        ("events[2].plan", "v1", "no event 'v1'"),
        ("events[2].plan", 3, "must be the id of an event"),
        ("events[8].outcome", None, "is missing"),
        ("events[7].serious_harm", "extreme", LEVELS),
        ("events[14].from", None, "is missing, and the placement is out of the area"),
        ("events[15].to", "2026-07-24", BEGINS),
        ("events[19].corrects", "e99", "no event 'e99'"),
        ("events[19].corrects", "e20", "is a correction of itself"),
        ("events[19].id", "e19", "'e19' is already the id at events[18].id"),
        ("events[0].id", "o1", "'o1' is already the id at orders[0].id"),
        ("orders[1].offences[0].id", "c1", "'c1' is already the id at child.id"),
    ],
)
def test_a_fault_is_one_line_that_names_its_path(path, value, problem):
    assert refusals(changed(path, value))[0] == f"{path}: {problem}"


def test_bail_conditions_that_end_before_they_begin_are_refused():
    conditions = [{"from": "2026-02-02", "to": "2026-02-01"}]
    assert refusals(case_file(bail_conditions=conditions)) == [
        f"child.bail_conditions[0].to: {BEGINS}"
    ]


def test_an_unknown_kind_of_order_is_refused():
    (line,) = refusals(changed("orders[0].kind", "curfew"))
    assert line == "orders[0].kind: 'curfew' is not known here"


@pytest.mark.parametrize("document", [[], "case", None, 1, True])
def test_what_is_no_case_file_at_all_is_refused(document):
    assert refusals(document) == ["casefile: must be one JSON object"]


def test_every_fault_is_found_not_only_the_first():
    document = changed("child.sex", None)
    document["orders"][0]["made_on"] = "soon"
    document["events"][4]["order"] = "o9"
    assert refusals(document) == [
        "child.sex: is missing",
        "orders[0].made_on: must be a day written YYYY-MM-DD",
        "events[4].order: no order 'o9'",
    ]


def test_a_circle_of_corrections_is_refused():
    document = case_file(
        event("contact", "2026-01-01", outcome="late", corrects="e2"),
        event("contact", "2026-01-01", outcome="late", corrects="e1"),
    )
    assert refusals(document)[0] == "events[0].corrects: is a correction of itself"


@pytest.mark.parametrize(
    ("kind", "facts", "line"),
    [
        ("breach-decided", {}, "decision: is missing"),
        ("suspension-approved", {"order": "o1", "from": "2026-01-02"}, "to: is missing"),
        ("release-date-set", {"custody": "e1"}, "release_on: is missing"),
        ("mappa-referred", {}, "category: is missing"),
        ("mappa-criteria-met", {"category": "3"}, "category: must be a number"),
        ("victim-contact-scheme-notified", {"order": "o1"}, "victim: is missing"),
        ("travel-planned", {"abroad": True}, "leaves_on: is missing, and the travel is abroad"),
        ("sexual-offence-registered", {"until": "2025-12-31"}, f"until: {BEGINS}"),
        (
            "order-amended",
            {"order": "o1", "starts_on": "2026-01-02", "ends_on": "2026-01-01"},
            f"ends_on: {ORDER_BEGINS}",
        ),
    ],
)
def test_what_a_duty_is_reckoned_from_must_be_there_and_hold_together(kind, facts, line):
    document = case_file(event(kind, "2026-01-01", **facts), orders=[order()])
    assert refusals(document) == [f"events[0].{line}"]


def test_an_event_may_name_one_that_comes_later_in_the_file():
    parse(
        case_file(
            event("custody-left", "2026-02-01", custody="e2"),
            event("custody-entered", "2026-01-01"),
        )
    )


def test_victims_are_opaque_and_never_looked_up():
    parse(case_file(event("victim-invitation-decided", "2026-01-01", victim="nobody we know")))


@pytest.mark.parametrize(
    "unknown", [7, True, "words", ["a", None], {"id": "o1", "on": "never"}, float("1e400")]
)
def test_unknown_fields_and_kinds_are_never_refused(unknown):
    document = copy.deepcopy(EXAMPLE)
    records = [document, document["child"], *document["orders"], *document["events"]]
    records += [document["child"]["looked_after"][0], document["orders"][0]["offences"][0]]
    for record in records:
        record["shoe_size"] = unknown
    facts = {"order": unknown, "from": unknown, "note": unknown}
    document["events"].append({**event("moon-landing", "2026-01-01"), "id": "m1", **facts})
    assert len(parse(document).events) == 21


def test_a_document_that_was_checked_before_is_taken_without_asking():
    assert trusted(EXAMPLE) == parse(EXAMPLE)


def test_every_field_of_every_kind_says_how_sensitive_it_is_and_how_long_it_is_kept():
    for kind in KINDS.values():
        for field in kind.fields.values():
            assert field.sensitivity in ("plain", "personal", "special", "protected", "words")
            assert field.retention in ("case", "looked-after", "public-protection")


def test_free_text_is_always_words_that_can_be_sealed():
    free = {"note", "child_said", "because", "support"}
    for name, kind in KINDS.items():
        for field in kind.fields.values():
            assert (field.sensitivity == "words") >= (field.name in free), f"{name}.{field.name}"


def test_a_victims_reference_is_always_protected():
    for kind in KINDS.values():
        if "victim" in kind.fields:
            assert kind.fields["victim"].sensitivity == "protected"
