"""Why a goal matters, in words that can be read: never what a section is called in a file."""

from datetime import date

from waymark.plans.forms.fields import Offer
from waymark.plans.forms.goal import GoalForm
from waymark.plans.shown import Known, shown
from waymark.rules.gates.agreeing import Conclusions, Finding

ON = date(2026, 2, 1)
ADULT = "Which adult is always there for Soph?"
FOUND = Conclusions(
    findings=(Finding("home", "Home and family", "Somewhere safe to sleep"),),
    strengths=(Finding("strengths-adult", ADULT, "Nan Jean"),),
)
BECAUSE = [
    {"kind": "finding", "of": "home"},
    {"kind": "strength", "of": "strengths-adult"},
    {"kind": "strength", "said": "drawing"},
    {"kind": "requirement", "of": "o1:r9"},
]
GOAL = {"id": "g1", "family": "own", "words": "I want to paint", "because": BECAUSE}


def reasons(found):
    says = shown({"goals": [GOAL]}, Known.of("Soph", (), found), str, ON)
    ((_, (goal,)),) = says.families
    return goal.because


def choices(found):
    offer = Offer("Soph", ON, (), found, (), ())
    form = GoalForm(None, group="goals", standing=GOAL, offer=offer)
    return dict(form.fields["because"].choices)


def test_a_question_that_was_asked_is_told_by_what_was_said_to_it():
    told = ("Home and family", "Nan Jean", "drawing", "the court asks for it")
    assert reasons(FOUND) == told
    assert choices(FOUND)["strength:strengths-adult"] == f"Nan Jean ({ADULT})"
    assert choices(FOUND)["finding:home"] == "Home and family: Somewhere safe to sleep"


def test_what_is_found_no_more_is_still_told_in_words():
    gone = choices(Conclusions())
    asked = "what was said to “Which adult is always there for Soph?”"
    assert reasons(Conclusions())[:2] == ("Home and family", asked)
    assert gone["requirement:o1:r9"] == "Required earlier"
    assert gone["said:drawing"] == "A strength: drawing"
    for told in (*reasons(Conclusions()), *gone.values()):
        assert "strengths-adult" not in told
        assert told != "home"
