"""What stands in the way of agreeing a plan."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.facts import build
from waymark.rules.gates.agreeing import (
    Conclusions,
    Finding,
    Place,
    Proposal,
    Required,
    perhaps_named,
    shut,
    written,
)
from waymark.rules.names import Guard
from waymark.rules.planned import ITEMS, Plan

REPARATION = Required("o1:r1", "reparation, 12 hours", "referral order")
SCHOOL = Finding("school", "Learning", "Not in school since March")
STEP = {"id": "g1-s1", "what": "See the careers adviser", "who": "Jo", "by": "2026-03-01"}
GOAL = {"id": "g1", "family": "own", "words": "I want to be a mechanic", "steps": [STEP]}


def plan(**parts: Any) -> Plan:
    return build(Plan, {"goals": [GOAL], **parts})


ON = date(2026, 2, 1)


def read(made: Plan, beside: dict[str, Any]) -> dict[str, Any]:
    """Return what is told beside a plan, with whose names stand in which of its texts."""
    guard = Guard(beside.pop("names", ()), beside.pop("ordinary", frozenset()))
    return {"found": {text: guard.find(text) for _, text in written(made)}, **beside}


def refused(made: Plan, **beside: Any) -> list[tuple[str, Place]]:
    proposed = Proposal(made, beside.pop("conclusions", Conclusions()), ON, **read(made, beside))
    return [(refusal.provision, refusal.mend) for refusal in shut(proposed)]


def test_a_plan_with_a_goal_and_nothing_that_asks_for_more_may_be_agreed():
    assert refused(plan()) == []


@pytest.mark.provision("CM-088")
def test_the_assessments_conclusions_are_written_first():
    missing = Conclusions(missing=("how likely further offending is",))
    assert refused(plan(), conclusions=missing) == [("CM-088", Place("assessment"))]


@pytest.mark.provision("CM-085")
def test_a_plan_has_a_goal_and_each_goal_a_step():
    assert refused(build(Plan, {})) == [("CM-085", Place("goals", "new"))]
    bare = plan(goals=[{**GOAL, "steps": []}])
    assert refused(bare) == [("CM-085", Place("goals", "g1"))]


@pytest.mark.provision("CM-092")
@pytest.mark.parametrize(
    ("parts", "is_addressed"),
    [
        ({}, False),
        ({"goals": [{**GOAL, "steps": [{**STEP, "requirement": "o1:r1"}]}]}, True),
        ({"goals": [{**GOAL, "steps": [{**STEP, "requirement": "o2:r1"}]}]}, False),
        ({"goals": [{**GOAL, "because": [{"kind": "requirement", "of": "o1:r1"}]}]}, True),
        ({"goals": [{**GOAL, "because": [{"kind": "finding", "of": "o1:r1"}]}]}, False),
        ({"compulsory": [{"requirement": "o1:r1", "why": "The panel wants amends"}]}, True),
        ({"compulsory": [{"requirement": "o1:r1"}]}, False),
    ],
)
def test_every_requirement_of_the_court_is_in_a_step_or_explained(parts, is_addressed):
    found = refused(plan(**parts), required=(REPARATION,))
    assert found == ([] if is_addressed else [("CM-092", Place("compulsory", "o1:r1"))])


@pytest.mark.provision("CM-092")
def test_a_goal_that_has_ended_addresses_nothing_any_more():
    ended = {**GOAL, "ended_on": "2026-02-01", "steps": [{**STEP, "requirement": "o1:r1"}]}
    found = refused(plan(goals=[GOAL, {**ended, "id": "g2"}]), required=(REPARATION,))
    assert found == [("CM-092", Place("compulsory", "o1:r1"))]


@pytest.mark.provision("CM-104")
@pytest.mark.parametrize(
    ("parts", "is_answered"),
    [
        ({}, False),
        ({"goals": [{**GOAL, "because": [{"kind": "finding", "of": "school"}]}]}, True),
        ({"goals": [{**GOAL, "because": [{"kind": "strength", "of": "school"}]}]}, False),
        ({"left": [{"finding": "school", "because": "School starts in September"}]}, True),
        ({"left": [{"finding": "school"}]}, False),
        ({"left": [{"finding": "health", "because": "Seen by the GP"}]}, False),
    ],
)
def test_every_finding_that_asks_for_action_has_a_goal_or_a_reason(parts, is_answered):
    found = refused(plan(**parts), conclusions=Conclusions(findings=(SCHOOL,)))
    assert found == ([] if is_answered else [("CM-104", Place("left", "school"))])


@pytest.mark.provision("CM-211")
def test_it_is_looked_at_again_on_a_day_that_is_still_to_come():
    assert refused(plan(next_review_on="2026-01-31")) == [("CM-211", Place("whole"))]
    assert refused(plan(next_review_on=ON.isoformat())) == []


@pytest.mark.provision("CM-211")
@pytest.mark.parametrize(
    ("again", "began_on", "is_refused"),
    [
        ("2026-05-01", None, False),
        ("2026-05-02", None, True),
        ("2026-04-15", date(2026, 1, 15), False),  # three months after the last review
        ("2026-04-16", date(2026, 1, 15), True),
        ("2026-05-01", date(2025, 6, 1), False),  # that review is owed already
        ("2026-05-02", date(2025, 6, 1), True),
    ],
)
def test_it_is_looked_at_again_within_three_months(again, began_on, is_refused):
    found = refused(plan(next_review_on=again), began_on=began_on)
    assert found == ([("CM-211", Place("whole"))] if is_refused else [])


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    ("group", "item"),
    [
        ("goals", {**GOAL, "id": "x", "words": "Say sorry to Amira Khan"}),
        ("goals", {**GOAL, "id": "x", "steps": [{**STEP, "what": "Write to amira's mum"}]}),
        ("controls", {"id": "x", "keeps": "others", "what": "Stay away from Khan’s shop"}),
        ("contingencies", {"id": "x", "if_up": "Tell AMIRA KHAN"}),
        ("family", {"id": "x", "whose": "Amira"}),
        ("other_plans", {"id": "x", "fits": "Amira’s plan"}),
    ],
)
def test_no_name_of_somebody_who_was_harmed_is_in_the_plan(group, item):
    made = plan(**{group: [item]})
    if group != "goals":
        assert refused(made) == []
    assert refused(made, names=("Amira Khan",)) == [("CM-409", Place(group, "x"))]


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("field", ["call_name", "changed_because"])
def test_nor_in_what_the_plan_says_as_a_whole(field):
    """Why it changes is told to the child with what changed."""
    made = plan(**{field: "Ask Amira first"})
    assert refused(made) == []
    assert refused(made, names=("Amira Khan",)) == [("CM-409", Place("whole"))]


def asked(*texts: str, **beside: Any) -> list[str]:
    steps = [{**STEP, "id": f"g1-s{place}", "what": text} for place, text in enumerate(texts)]
    made = plan(goals=[{**GOAL, "steps": steps}])
    return perhaps_named(Proposal(made, Conclusions(), ON, **read(made, beside)))


@pytest.mark.provision("CM-409")
def test_a_refusal_shows_the_sentence_in_which_it_found_the_name():
    made = plan(goals=[{**GOAL, "success": "I ring Mum. I wrote to Amira at last! I sleep."}])
    told = read(made, {"names": ("Amira Khan",)})
    (refusal,) = shut(Proposal(made, Conclusions(), ON, **told))
    assert "says “Amira” in “I wrote to Amira at last!”:" in refusal.says


@pytest.mark.provision("CM-409")
def test_a_word_that_may_be_a_name_is_asked_about_and_not_refused():
    harmed = {"names": ("Grace Khan",), "ordinary": frozenset({"grace", "period"})}
    (says,) = asked("Go on. Grace is given once.", "See Jo", **harmed)
    assert says.startswith("“Grace” in “Grace is given once.”: is it the person")


@pytest.mark.provision("CM-409")
def test_what_may_be_a_name_is_asked_about_once_with_the_first_places_where_it_stands():
    harmed = {"names": ("Grace Khan",), "ordinary": frozenset({"grace", "period"})}
    (says,) = asked(
        *(f"Grace {does}" for does in ("is given", "is gone", "is late", "is all")), **harmed
    )
    assert says.startswith(
        "“Grace” in “Grace is given”, “Grace is gone”, “Grace is late” and 1 more: is it"
    )


words = st.sampled_from(["I want to", "Amira", "Khan", "see", "the", "careers adviser", "Jo"])


@pytest.mark.provision("CM-409")
@given(st.lists(words, min_size=1).map(" ".join), st.sampled_from(sorted(ITEMS)))
def test_wherever_a_name_stands_it_is_found(text, group):
    """Whatever list of the plan a text is written in, and whatever stands around the name."""
    shape, key = ITEMS[group]
    field = next(name for name, each in shape.fields.items() if each.sensitivity == "words")
    own = {"family": "own"} if group == "goals" else {}
    own |= {"keeps": "child"} if group == "controls" else {}
    made = build(Plan, {group: [{key: "x", field: text, **own}]})
    found = {provision for provision, _ in refused(made, names=("Amira Khan",))}
    assert ("CM-409" in found) == ("Amira" in text or "Khan" in text)


keys = st.sampled_from(["o1:r1", "o1:r2", "o2:r1"])


@given(st.sets(keys), st.sets(keys), st.sets(keys))
def test_what_is_neither_done_nor_explained_is_told_once_each(asked, done, explained):
    steps = [{**STEP, "id": key, "requirement": key} for key in sorted(done)]
    made = plan(
        goals=[{**GOAL, "steps": [STEP, *steps]}],
        compulsory=[{"requirement": key, "why": "Because"} for key in sorted(explained)],
    )
    required = tuple(Required(key, key) for key in sorted(asked))
    found = [place.item for _, place in refused(made, required=required)]
    assert found == sorted(asked - done - explained)
