"""What a plan is looked at for before it is agreed: asked, never refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from waymark.guidance.labels import kinder_words
from waymark.rules.facts import build
from waymark.rules.gates.agreeing import Place
from waymark.rules.gates.prompting import Assessment, Considered, prompts
from waymark.rules.load import load
from waymark.rules.planned import Compulsory, Plan

ON = date(2026, 2, 1)
STEP = {"id": "g1-s1", "what": "See the careers adviser", "who": "Jo", "by": "2026-03-01"}
GOAL = {
    "id": "g1",
    "family": "own",
    "words": "I want to be a mechanic",
    "success": "I am at college",
    "steps": [STEP],
    "child": "agrees",
    "because": [{"kind": "strength", "said": "Good with her hands"}],
}


def plan(*steps: Any, **goal: Any) -> Plan:
    made = {**GOAL, **goal, "steps": [{**STEP, **each} for each in steps or [{}]]}
    return build(Plan, {"goals": [made], "call_name": "Jo"})


def asked(made: Plan) -> list[tuple[str, Place]]:
    found = prompts(Considered(made, ON, kinder_words()))
    return [(each.provision, each.place) for each in found]


def test_a_plan_that_leaves_nothing_open_is_not_asked_about():
    assert asked(plan()) == []


@pytest.mark.provision("EP-106")
@pytest.mark.parametrize("what", ["Work with young offenders", "He is an offender.", "OFFENDER"])
def test_a_word_that_labels_is_answered_with_a_kinder_one(what):
    kinder = {"offender": "his name", "young offender": "them"}
    (found,) = prompts(Considered(plan({"what": what}), ON, kinder))
    assert found.provision == "EP-106"
    assert found.offer == ("them" if "young" in what else "his name")


@pytest.mark.provision("EP-106")
def test_the_childs_own_words_are_nobodys_to_put_otherwise():
    assert asked(plan(words="I’m no offender", child="agrees", child_because="An offender?")) == []


@pytest.mark.provision("EP-106")
def test_the_words_that_label_are_data_and_offer_something_else():
    kinder = kinder_words()
    assert len(kinder) > 20
    assert all(word and offer and word != offer for word, offer in kinder.items())
    assert asked(plan({"what": "Absconder, as ever"})) == [("EP-106", Place("goals", "g1"))]


@pytest.mark.provision("EP-099")
@pytest.mark.parametrize(
    ("step", "is_asked"),
    [
        ({"by": None}, True),
        ({"by": None, "times_a_week": 2}, False),
        ({"by": None, "done_on": "2026-02-01"}, False),
    ],
)
def test_a_step_has_a_day_or_says_how_often(step, is_asked):
    assert asked(plan(step)) == ([("EP-099", Place("goals", "g1"))] if is_asked else [])


@pytest.mark.provision("EP-099")
def test_a_goal_says_how_both_will_know_that_it_worked():
    assert asked(plan(success=None)) == [("EP-099", Place("goals", "g1"))]


@pytest.mark.provision("EP-102")
@pytest.mark.parametrize("said", [None, "disagrees", "could-not-answer"])
def test_a_goal_that_the_child_does_not_agree_with_is_looked_at_again(said):
    assert asked(plan(child=said)) == [("EP-102", Place("goals", "g1"))]


@pytest.mark.provision("CM-120")
def test_the_plan_says_whom_the_child_can_call():
    made = build(Plan, {"goals": [GOAL]})
    assert asked(made) == [("CM-120", Place("whole"))]


@pytest.mark.provision("CM-114")
def test_steps_stand_in_the_order_in_which_they_are_done():
    later, sooner = {"by": "2026-03-01"}, {"id": "g1-s2", "by": "2026-02-01"}
    assert asked(plan(later, sooner)) == [("CM-114", Place("goals", "g1"))]


@pytest.mark.provision("CM-112", "CM-117")
def test_the_load_is_who_sees_the_child_how_often():
    made = plan(
        {"times_a_week": 2},
        {"times_a_week": 1, "who": "Ash"},
        {"times_a_week": 0.5},
        {"times_a_week": 3, "who": "Sophie"},
        {"times_a_week": 5, "done_on": "2026-02-01"},
    )
    found = load(made, child="Sophie")
    assert found.people == (("Jo", 2.5), ("Ash", 1))
    assert found.a_week == 3.5


@pytest.mark.provision("CM-112", "CM-117")
def test_whoever_meets_the_child_alone_and_with_others_is_one_person():
    made = plan(
        {"who": "Jo and Nell", "times_a_week": 2},
        {"who": "nell", "times_a_week": 1},
        {"who": "Sophie & her mum", "times_a_week": 0.5},
        {"who": "Jo, Sophie"},
    )
    found = load(made, child="Sophie")
    assert found.people == (("Nell", 3), ("Jo", 2), ("her mum", 0.5))
    assert found.a_week == 3.5


@pytest.mark.provision("CM-117")
def test_whoever_is_not_named_yet_is_not_one_more_who_sees_the_child():
    made = plan({"times_a_week": 2}, {"who": None}, {"who": " ", "times_a_week": 1})
    found = load(made, child="Sophie")
    assert (found.named, found.nameless, found.a_week) == (1, 2, 3)


@pytest.mark.provision("CM-004")
@pytest.mark.parametrize(
    ("assessment", "is_asked"),
    [
        (Assessment(date(2025, 11, 1)), False),
        (Assessment(date(2025, 10, 31)), True),
        (Assessment(date(2026, 1, 1), learnt=1, learnt_on=date(2026, 1, 2)), True),
    ],
)
def test_an_old_assessment_or_one_with_news_since_is_asked_about(assessment, is_asked):
    found = prompts(Considered(plan(), ON, assessment=assessment))
    assert [each.provision for each in found] == ["CM-004"] * is_asked


@pytest.mark.provision("CM-004")
def test_whether_an_assessment_holds_is_asked_anew_when_more_is_learnt():
    first, second = (
        prompts(Considered(plan(), ON, assessment=Assessment(date(2025, 12, 1), 1, learnt_on)))
        for learnt_on in (date(2026, 1, 2), date(2026, 1, 3))
    )
    assert first[0].what != second[0].what


@pytest.mark.provision("CM-088")
def test_a_newer_assessment_that_is_begun_is_asked_about():
    begun = Assessment(date(2025, 1, 1), is_begun_anew=True)
    (found,) = prompts(Considered(plan(), ON, assessment=begun))
    assert (found.provision, found.place) == ("CM-088", Place("assessment"))


HARM, SAFETY = "serious_harm", "safety_and_wellbeing"
TAG = {"id": "k1", "keeps": "others", "what": "A tag"}
UP = {"id": "w1", "agency": "police", "if_up": "See him the same day"}
DOWN = {"id": "w2", "agency": "police", "if_down": "See him less often"}


def asked_of_high(*risks: str, **parts: Any) -> list[str]:
    made = build(Plan, {"goals": [{**GOAL, "steps": [STEP]}], "call_name": "Jo", **parts})
    found = prompts(Considered(made, ON, high=frozenset(risks)))
    return [f"{each.provision} {each.what}" for each in found]


@pytest.mark.provision("EP-330.2", "EP-463.4")
@pytest.mark.parametrize(
    ("keeps", "asked_for"),
    [
        ("others", ["EP-330.2 child"]),
        ("child", ["EP-463.4 others"]),
        ("both", []),
        (None, ["EP-463.4 others", "EP-330.2 child"]),
    ],
)
def test_what_is_high_is_controlled_for_the_child_and_for_others(keeps, asked_for):
    controls = [{**TAG, "keeps": keeps}] if keeps else []
    found = asked_of_high(HARM, SAFETY, controls=controls, contingencies=[UP, DOWN])
    assert found == asked_for


@pytest.mark.provision("EP-330.3", "EP-463.5")
@pytest.mark.parametrize(("risk", "provision"), [(HARM, "EP-463.5"), (SAFETY, "EP-330.3")])
def test_where_a_risk_is_high_it_is_said_what_is_done_if_it_goes_up_or_down(risk, provision):
    both = {"controls": [{**TAG, "keeps": "both"}]}
    assert asked_of_high(risk, **both) == [f"{provision} up", f"{provision} down"]
    assert asked_of_high(risk, contingencies=[UP], **both) == [f"{provision} down"]
    assert asked_of_high(risk, contingencies=[UP, DOWN], **both) == []


def test_what_is_not_high_asks_for_no_control():
    assert asked_of_high("reoffending") == []


@pytest.mark.provision("EP-099")
def test_a_day_that_has_passed_is_asked_about_until_the_step_is_done_or_moved():
    (found,) = prompts(Considered(plan({"by": "2026-01-31"}), ON))
    assert "the day has passed" in found.says
    assert asked(plan({"by": "2026-01-31", "done_on": "2026-01-30"})) == []
    assert asked(plan({"by": ON.isoformat()})) == []


@pytest.mark.provision("EP-099")
def test_a_step_after_the_order_ends_is_asked_about():
    late = plan({"by": "2026-06-02"})
    (found,) = prompts(Considered(late, ON, ends_on=date(2026, 6, 1)))
    assert "after 1 June 2026, when the order ends" in found.says
    assert prompts(Considered(late, ON, ends_on=date(2026, 6, 2))) == []
    assert prompts(Considered(late, ON)) == []
    done = plan({"by": "2026-06-02", "done_on": "2026-01-30"})
    assert prompts(Considered(done, ON, ends_on=date(2026, 6, 1))) == []


@pytest.mark.provision("EP-091")
def test_a_goal_that_rests_on_nothing_is_asked_why_it_matters():
    assert asked(plan(because=[])) == [("EP-091", Place("goals", "g1"))]


@pytest.mark.provision("CM-136")
def test_of_a_step_that_the_court_requires_it_is_asked_why_it_must_be_done():
    required = plan({"requirement": "o1:r1"}, {"id": "g1-s2", "requirement": "o1:r1"})
    assert asked(required) == [("CM-136", Place("compulsory", "o1:r1"))]
    why = {"requirement": "o1:r1", "why": "The court wants you to put something back."}
    assert asked(replace(required, compulsory=(build(Compulsory, why),))) == []
