"""A print holds what is for those whom it is handed to, and nothing else."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.web.children import demonstration
from waymark.audit.models import AuditRow
from waymark.children.models import Person
from waymark.chronology import audiences
from waymark.chronology.audiences import AUDIENCES
from waymark.chronology.door import today
from waymark.guidance import label
from waymark.rules.events import KINDS

FAMILY, OUTSIDE = ("child", "parent"), ("court", "agency")
WITHDRAWN = "This was about Marlon, not Sophie."
PUT_RIGHT = "Chose low by mistake."
STANDS = "Chose high, as we all think."
HARMED = "The person harmed would rather not meet."
SCHEME = "The Victim Contact Scheme was told"
SAID = "Do not tell mum about the phone."
PAIRS = "Two people, always: the dog was set on a worker."

KEPT_APART = "Must not meet the victim, Mrs Aldous of Mill Lane."
MATTERS = "To say sorry to Mrs Aldous, whom she harmed."
GOOD_AT = "Writing to the victim, Mrs Aldous"
WORRIES = (
    "Her gran showed us the knife.",
    "We think that mum's partner hurts her.",
    "She is afraid of her stepfather.",
    "Another child of the home was hurt.",
)
VIEW = "Staff came in first."
TOLD = "What happened at her aunt's."
AMONG_US = ("Say what happened, not offender.", "Ask about the letter first.")
LOOKED_FOR = "Grace Thornbury"
NAMED = ("She met Grace’s brother at the chip shop.", "Thornberry again, by the canal.")
PERHAPS = "Grace is what she wants."
JAMES = demonstration.file("james")["child"]
WITH_JAMES = f"Fishing with {JAMES['given_name']} {JAMES['family_name']}."
BESIDE = "Zubair Chaudhry"
GRAN = "Gran says that mum is drinking."
MET = "They shook hands in the library."
SORRY = "He said sorry to the lady whose window it was."
THAT_DAY = "Walked home together and talked of the lights."  # of the day of MET
FOR_THAT_GOAL = "Is glad that it is over, and slept."
MOTHER = "He apologised to his mother for shouting."
HEDGES = "He cut the hedges at the church."


def written(reference, **facts):
    return {"id": reference, "kind": "contact", "on": DAY, "outcome": "attended", **facts}


DAY = today(timezone.now()).isoformat()
THEY_MET = (today(timezone.now()) - timedelta(days=1)).isoformat()
HAPPENED = [
    written("n1", note="Made a bird box.", child_said=SAID),
    written("n2", note=HARMED),
    written("n3", note=WITHDRAWN),
    {"id": "n4", "kind": "withdrawn", "on": DAY, "corrects": "n3", "reason": "The wrong child."},
    written("n5", note=PUT_RIGHT),
    written("n6", note=STANDS, corrects="n5"),
    {
        "id": "n7",
        "kind": "victim-contact-scheme-notified",
        "on": DAY,
        "order": "o2",
        "victim": "v1",
    },
    {"id": "n8", "kind": "record-changed", "on": DAY, "what": "alerts"},
    {"id": "n9", "kind": "weapon-found", "on": DAY, "note": WORRIES[0]},
    {"id": "n10", "kind": "safeguarding-referral", "on": DAY, "of": "n9", "note": WORRIES[1]},
    {"id": "n11", "kind": "judgement", "on": DAY, "because": WORRIES[2]},
    {"id": "n12", "kind": "incident", "on": DAY, "note": WORRIES[3]},
    {"id": "n13", "kind": "child-view-recorded", "on": DAY, "incident": "n12", "note": VIEW},
    {
        "id": "n14",
        "kind": "handover",
        "on": DAY,
        "from_worker": "jo@kentbury.example",
        "to_worker": "bea@kentbury.example",
        "need_not_repeat": TOLD,
    },
    written("n15", family_said=GRAN),
    written("n19", note=NAMED[0], next_time="Bring the map."),
    written("n20", note=PERHAPS, child_said=NAMED[1]),
    written("n21", note=WITH_JAMES),
    {"id": "n22", "kind": "self-assessment-given", "on": DAY, "whose": "child"},
    {"id": "n23", "kind": "stood-beside", "on": DAY, "offence": "o2:f1", "beside": BESIDE},
    {
        "id": "n24",
        "kind": "restorative-activity-planned",
        "on": THEY_MET,
        "form": "meeting",
        "victim": "v1",
    },
    {
        "id": "n25",
        "kind": "restorative-activity-held",
        "on": THEY_MET,
        "activity": "n24",
        "note": MET,
    },
    written("n26", note=SORRY),
    written("n29", note=MOTHER),
    {**written("n30", note=THAT_DAY), "on": THEY_MET},
    written("n31", note=FOR_THAT_GOAL, goals=["g-repair"]),
    {
        "id": "n27",
        "kind": "restorative-activity-planned",
        "on": DAY,
        "form": "community",
    },
    {
        "id": "n28",
        "kind": "restorative-activity-held",
        "on": DAY,
        "activity": "n27",
        "note": HEDGES,
    },
    {"id": "n16", "kind": "plan-agreed", "on": DAY, "orders": ["o2"]},
    {
        "id": "n17",
        "kind": "plan-returned",
        "on": DAY,
        "plan": "n16",
        "plan_version": 1,
        "note": AMONG_US[0],
    },
    {"id": "n18", "kind": "plan-countersigned", "on": DAY, "plan": "n16", "note": AMONG_US[1]},
]


@pytest.fixture
def sheet_for(jo, sophie):
    address = reverse("chronology-print", args=[sophie.pk])
    return lambda told: jo.post(address, {"purpose": "parent", **told}), _mother(sophie)


def _mother(child):
    mother = Person.objects.filter(child=child, document__relationship="mother").get()
    return f"person-{mother.pk}"


@pytest.fixture
def sheet(jo, service, protected_names):
    """The sheet for somebody, without what stands on the screen only."""
    document = demonstration.file("sophie")
    document["events"] += HAPPENED
    goal = {"id": "g-repair", "family": "repair"}
    document["plans"][0]["versions"][-1]["plan"]["goals"].append(goal)
    document["child"]["alerts"] = [
        {"kind": "visit-in-pairs", "from": DAY, "note": PAIRS},
        {"kind": "local", "from": DAY, "note": KEPT_APART},
    ]
    document["child"]["matters_most"] = MATTERS
    document["child"]["good_at"] = [GOOD_AT, "chess"]
    child = demonstration.take_in(document, service)
    protected_names(child.pk, [LOOKED_FOR])

    def printed(purpose, *, on_the_screen=False, **more):
        whom = {"whom": _mother(child), "asked": "on"} if purpose == "parent" else {}
        asked = {"purpose": purpose, "name": "Somebody", **whom, **more}
        answer = jo.post(reverse("chronology-print", args=[child.pk]), asked)
        assert answer.status_code == 200
        only_there = "" if on_the_screen else r'<div class="not-printed">.*?</div>'
        page = re.sub(only_there, "", answer.text, flags=re.DOTALL)
        return " ".join(page.split()).replace("&#39;", "'")

    return printed


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("purpose", FAMILY)
def test_the_child_and_a_parent_are_handed_nothing_about_whoever_was_harmed(sheet, purpose):
    words = sheet(purpose)
    assert "Visit" in words or "Attended" in words or "Contact" in words
    assert HARMED not in words
    assert SCHEME not in words
    assert not re.search(r"victim|harmed", words, re.IGNORECASE)


@pytest.mark.parametrize("purpose", FAMILY)
def test_the_child_and_a_parent_are_handed_no_alerts(sheet, purpose):
    words = sheet(purpose)
    assert "Know before you meet" not in words
    assert label("alerts", "visit-in-pairs") not in words
    assert "Protected" not in words
    assert "alerts" not in words


@pytest.mark.parametrize("purpose", [*FAMILY, *OUTSIDE])
def test_nobody_outside_is_handed_what_was_withdrawn_or_put_right(sheet, purpose):
    words = sheet(purpose)
    assert WITHDRAWN not in words
    assert "The wrong child." not in words
    assert PUT_RIGHT not in words
    assert "Puts right" not in words
    assert (STANDS in words) is (purpose != "parent"), "a parent reads no notes of talks"


def test_a_parent_is_not_handed_what_the_child_said(sheet):
    for told in (SAID, TOLD, VIEW):
        assert told not in sheet("parent")
        assert told in sheet("child")


@pytest.mark.parametrize("purpose", FAMILY)
def test_the_child_and_a_parent_are_handed_no_worries_and_not_what_the_family_said(sheet, purpose):
    words = sheet(purpose)
    assert [told for told in (*WORRIES, GRAN) if told in words] == []
    assert [told for told in (*WORRIES, GRAN) if told not in sheet("court")] == []


@pytest.mark.parametrize("purpose", FAMILY)
def test_whoever_prints_is_told_what_is_left_out(sheet, purpose):
    words = sheet(purpose, on_the_screen=True)
    assert "worries that were weighed or passed on" in words
    assert "what the family said" in words


def test_what_a_sheet_leaves_out_by_name_is_something_that_is_recorded():
    by_name = audiences.WORRIES | audiences.AMONG_US | audiences.LOOKED_OVER
    assert KINDS.keys() >= by_name
    fields = {name for shape in KINDS.values() for name in shape.fields}
    assert fields >= audiences.CHILD_TOLD | audiences.FAMILY_TOLD


@pytest.mark.parametrize(
    ("purpose", "reads"), [("child", False), ("parent", False), ("manager", True)]
)
def test_what_managers_and_workers_write_to_one_another_is_not_for_the_family(
    sheet, purpose, reads
):
    words = sheet(purpose)
    assert [text in words for text in AMONG_US] == [reads] * 2
    assert "Plan countersigned" in words


@pytest.mark.parametrize("purpose", OUTSIDE)
def test_those_who_work_with_the_child_are_handed_the_alerts(sheet, purpose):
    words = sheet(purpose)
    assert "Know before you meet" in words
    assert label("alerts", "visit-in-pairs") in words


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("purpose", [*OUTSIDE, "manager"])
def test_nobody_outside_is_handed_anything_about_whoever_was_harmed(sheet, purpose):
    words, ours = sheet(purpose), purpose == "manager"
    told = (HARMED, *NAMED, PERHAPS, KEPT_APART, MATTERS, GOOD_AT, MET, SORRY)
    told += THAT_DAY, FOR_THAT_GOAL
    assert [each in words for each in told] == [ours] * len(told)
    assert ("they meet" in words) is ours  # what was planned
    assert [each in words for each in ("Bring the map.", HEDGES, "chess")] == [True] * 3  # the rest


@pytest.mark.provision("CM-409")
def test_whoever_prints_for_a_court_reads_where_a_name_stood_and_ticks_only_what_may_be_a_word(
    sheet,
):
    tick, may_be_so = "go back and tick", (PERHAPS, SORRY, MOTHER, THAT_DAY)
    words = sheet("court", on_the_screen=True)
    assert [each in words for each in (*NAMED, *may_be_so, tick)] == [True] * 7
    assert MET not in words
    words = sheet("court", on_the_screen=True, looked="on")
    assert [each in words for each in (*NAMED, *may_be_so, tick)] == [True] * 6 + [False]
    words = sheet("court", looked="on")
    assert [each in words for each in (*NAMED, MET, *may_be_so)] == [False] * 3 + [True] * 4


def test_a_meeting_of_ours_is_handed_all_of_it(sheet):
    words = sheet("manager")
    for told in (WITHDRAWN, PUT_RIGHT, STANDS, HARMED, SCHEME, SAID, "Know before you meet"):
        assert told in words


@pytest.mark.parametrize("purpose", AUDIENCES)
def test_without_its_rules_a_sheet_would_hold_everything(sheet, purpose, monkeypatch):
    monkeypatch.setattr(audiences.Audience, "handed", lambda _self, entries: list(entries))
    assert {WITHDRAWN, PUT_RIGHT, HARMED, SAID} <= {
        told for told in (WITHDRAWN, PUT_RIGHT, HARMED, SAID) if told in sheet(purpose)
    }


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("He wrote to the person he had harmed.", True),
        ("Victims were asked.", True),
        ("She has self-harmed before.", False),
        ("He harmed himself.", False),
        ("Nothing of the kind.", False),
    ],
)
def test_a_text_tells_of_somebody_harmed_by_its_words(text, tells):
    assert audiences.tells_of_somebody_harmed(text) is tells


def test_the_audit_keeps_for_whom_as_a_code_and_no_name(sheet):
    sheet("parent")
    row = AuditRow.objects.order_by("-number").first()
    assert json.loads(row.content)[5] == {"printed": "chronology", "purpose": "parent"}


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("purpose", FAMILY)
def test_the_family_is_handed_no_name_that_was_looked_for_misspelt_or_not(sheet, purpose):
    words = sheet(purpose)
    assert [told in words for told in (*NAMED, PERHAPS)] == [False] * 3
    assert ("Bring the map." in words) is (purpose == "child")  # the rest of that contact
    assert LOOKED_FOR not in sheet(purpose, on_the_screen=True)


@pytest.mark.provision("CM-409")
def test_whoever_prints_reads_what_was_left_out_and_what_is_only_a_word_is_printed_when_she_says_so(
    sheet,
):
    assert PERHAPS in sheet("child", on_the_screen=True)
    words = sheet("child", looked="on")
    assert PERHAPS in words
    assert [told in words for told in NAMED] == [False] * 2


@pytest.mark.provision("CM-409")
def test_the_whole_name_of_another_child_of_this_worker_is_in_no_print_for_the_family(
    sheet, service
):
    assert WITH_JAMES in sheet("child")
    demonstration.take_in(demonstration.file("james"), service)
    assert WITH_JAMES not in sheet("child")
    assert WITH_JAMES in sheet("manager")


@pytest.mark.provision("CM-409")
def test_nothing_is_printed_for_the_family_before_somebody_looked_for_whom_nobody_can_name(
    jo, sophie, protected_names
):
    protected_names(sophie.pk, [], unnamed=1)
    asked = {"purpose": "child", "name": "Sophie"}
    address = reverse("chronology-print", args=[sophie.pk])
    answer = jo.post(address, asked)
    assert answer.status_code == 422
    assert "they could not be looked for" in answer.text
    assert "data-print" not in answer.text
    entry = 'class="entry"'
    assert entry in answer.text.partition("The print</h2>")[2]  # so that she can look
    assert entry not in jo.get(address).text
    assert "data-print" in jo.post(address, {**asked, "sure": "on"}).text


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("missing", ["whom", "asked"])
def test_a_print_for_a_parent_says_which_and_that_the_child_was_asked_this_time(sheet_for, missing):
    told = {"asked": "on"}
    answer, mother = sheet_for
    given = {"whom": mother, **told}
    refused = answer({name: value for name, value in given.items() if name != missing})
    assert refused.status_code == 422
    assert "data-print" not in refused.text
    assert answer(given).status_code == 200


def test_who_must_not_be_told_is_marked_where_a_parent_is_chosen(jo, sophie):
    page = jo.get(reverse("chronology-print", args=[sophie.pk])).text
    assert "Kerry Wrenfield (mother)" in page
    assert "M., an adult known to the police" not in page.partition("Which parent or carer?")[2]


def test_a_parent_is_not_handed_what_workers_wrote_of_their_talks_with_the_child(sheet):
    assert "Made a bird box." not in sheet("parent")
    assert "Made a bird box." in sheet("child")


def test_the_family_is_not_told_who_filled_in_a_form_by_themselves(sheet):
    for purpose in FAMILY:
        assert "said what they think" not in sheet(purpose)
    assert "said what they think" in sheet("manager")


@pytest.mark.parametrize("purpose", AUDIENCES)
def test_who_stood_beside_the_child_is_for_us_alone(sheet, purpose):
    told = f"{BESIDE} stood beside Soph in an offence"
    assert (told in sheet(purpose)) == (purpose == "manager")
