"""Every kind of event has one plain sentence."""

from datetime import date

import pytest

from waymark.chronology.narrowing import GROUPS, kinds_of
from waymark.chronology.sentences import SENTENCES, Naming, sentence
from waymark.rules.events import KINDS

NAMING = Naming(
    "Sophie",
    date(2026, 5, 14),
    people={"p1": "Kerry"},
    workers={"jo": "Jo Field", "jo@example.org": "Jo Field", "bea": "Bea Hill"},
)
# Required facts that say more than their type.
GIVEN = {
    "outcome": "attended",
    "what": "people",
    "decision": "not-yet",
    "worker": "jo",
    "last_on": "2026-05-20",
}


def test_every_kind_that_the_rules_know_has_a_sentence():
    assert set(SENTENCES) == set(KINDS)


def test_every_kind_can_be_chosen_when_one_narrows_the_chronology():
    assert sorted(kind for group in GROUPS for kind in kinds_of(group)) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_is_whole_with_as_few_facts_as_there_may_be(kind):
    facts = {
        name: GIVEN.get(name, "X") for name, field in KINDS[kind].fields.items() if field.required
    }
    said = sentence(kind, facts, NAMING)
    assert said[0].isupper()
    assert not set("[]{}|") & set(said)
    assert said == said.strip()
    assert not said.endswith((":", ",", " by", " to"))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"kind": "contact", "outcome": "attended", "method": "home-visit", "minutes": 60},
            "Visit at home, 60 minutes",
        ),
        (
            {"kind": "contact", "outcome": "missed", "method": "home-visit", "at": "16:00"},
            "Missed: visit at home, at 16:00",
        ),
        ({"kind": "contact", "outcome": "attended-late"}, "Met Sophie: attended late"),
        ({"kind": "plan-agreed", "child_took_part": True}, "Plan agreed with Sophie"),
        ({"kind": "plan-agreed", "child_took_part": False}, "Plan agreed"),
        ({"kind": "plan-amended", "child_took_part": True}, "Plan changed with Sophie"),
        ({"kind": "plan-amended", "child_took_part": False}, "Plan changed"),
        ({"kind": "plan-amended", "plan_version": 3}, "Plan changed to version 3"),
        ({"kind": "plan-countersigned", "plan_version": 2.0}, "Plan version 2 countersigned"),
        (
            {"kind": "plan-agreed", "child_took_part": True, "next_review_on": "2026-07-02"},
            "Plan agreed with Sophie, to be reviewed Thu 2 Jul",
        ),
        (
            {"kind": "absence-followed-up", "acceptable": True, "reason": "family-emergency"},
            "Asked Sophie why: emergency or death in the family (acceptable)",
        ),
        ({"kind": "absence-followed-up", "acceptable": False}, "Asked Sophie why (not acceptable)"),
        (
            {"kind": "judgement", "safety_and_wellbeing": "very-high"},
            "Judgement: safety and wellbeing very high",
        ),
        ({"kind": "worker-allocated", "worker": "jo"}, "Jo Field became the worker"),
        ({"kind": "worker-allocated"}, "Sophie was given a worker"),
        (
            {"kind": "handover", "from_worker": "jo@example.org", "to_worker": "bea"},
            "Handed over from Jo Field to Bea Hill",
        ),
        ({"kind": "custody-entered", "remand": True}, "Remanded to custody"),
        ({"kind": "custody-entered"}, "Came into custody"),
        (
            {"kind": "placement-made", "out_of_area": True},
            "Sophie was placed somewhere else, outside the area",
        ),
        ({"kind": "mappa-referred", "category": 1.0}, "Referred to MAPPA, category 1"),
        ({"kind": "police-notified", "by": "child"}, "The police were told by child"),
        (
            {
                "kind": "order-amended",
                "ends_on": "2026-07-02",
                "custodial_months": 4.0,
                "requirements": [
                    {"requirement": "r1", "kind": "curfew", "hours": 10, "to": "2026-06-01"},
                    {"requirement": "r2", "kind": "activity", "days": 1},
                    {"requirement": "r3", "kind": "meet-people", "removed": True},
                ],
            },
            "The order was changed: it now ends Thu 2 Jul; 4 months in custody; required: curfew, "
            "10 hours a day, until Mon 1 Jun; required: activity, 1 day; no longer required: meet "
            "set people at set times and places",
        ),
        (
            {"kind": "break-ended-sooner", "last_on": "2026-05-31"},
            "A break is over sooner than agreed, from Mon 1 Jun",
        ),
        ({"kind": "something-new"}, "Something new"),
    ],
)
def test_an_event_is_said_as_people_say_it(facts, said):
    assert sentence(facts["kind"], facts, NAMING) == said


def test_who_was_harmed_is_in_no_sentence():
    for kind in kinds_of("victims"):
        assert "v1" not in sentence(kind, {"victim": "v1", "decision": "invite"}, NAMING)
