"""A child reads what changed since they were last given their plan."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.guidance.frames import frame
from waymark.plans.copy import Telling, copy_of
from waymark.plans.since import Told, changed_block, short, tells_what_changed, told_last
from waymark.rules.casefile import parse
from waymark.rules.facts import build
from waymark.rules.known import known_on
from waymark.rules.planned import Plan

BOXING = {"id": "g1-s1", "what": "Go to boxing"}
MORNINGS = {"id": "g1-s2", "what": "Meet Jo on Monday mornings"}
GOAL = {"id": "g1", "family": "own", "words": "I want to box", "steps": [BOXING, MORNINGS]}


def plan(*goals):
    return build(Plan, {"goals": list(goals)})


def said(before, after, because="", language="en", outcome=""):
    told = Told(before, because, outcome)
    return changed_block(told, after, Telling(frame(language))).says


@pytest.mark.provision("EP-119")
def test_what_is_done_is_told_and_so_is_what_is_new_and_over():
    done = {**BOXING, "done_on": "2026-05-01"}
    later = {"id": "g1-s3", "what": "Meet Jo after school"}
    college = {"id": "g2", "family": "own", "words": "I want to go to college", "steps": []}
    assert said(plan(GOAL), plan({**GOAL, "steps": [done, later]}, college)) == (
        "Done: Go to boxing",
        "New: Meet Jo after school",
        "No longer: Meet Jo on Monday mornings",
        "New: I want to go to college",
    )


def test_a_goal_that_ended_is_over_and_its_steps_are_not_told_one_by_one():
    over = {**GOAL, "ended_on": "2026-05-01", "steps": []}
    assert said(plan(GOAL), plan(over)) == ("No longer: I want to box",)


def test_a_plan_that_stays_says_so_and_why():
    assert said(plan(GOAL), plan(GOAL), "It works, you say.") == (
        "Your plan stays as it was.",
        "Why: It works, you say.",
    )
    assert said(plan(GOAL), plan(GOAL), language="cy")[0].startswith("Mae dy gynllun")


@pytest.mark.provision("EP-119")
@pytest.mark.parametrize(
    ("otherwise", "line"),
    [
        ({"success": "I have a belt"}, "Now: It is working when: I have a belt"),
        ({"child": "agrees"}, "Now: You agreed with this."),
        ({"family": "repair"}, "Something in your plan changes."),
        (
            {"steps": [MORNINGS, BOXING]},
            "Something in your plan changes.",
        ),
        (
            {"steps": [{**BOXING, "who": "Jo", "by": "2026-06-12"}, MORNINGS]},
            "Now: Go to boxing, Jo, by Friday 12 June 2026",
        ),
        (
            {"steps": [{**BOXING, "times_a_week": 2}, MORNINGS]},
            "Now: Go to boxing, 2 times a week",
        ),
        (
            {"steps": [{**BOXING, "weekdays": ["monday"]}, MORNINGS]},
            "Now: Go to boxing, Mondays",
        ),
        ({"because": [{"kind": "strength", "said": "You are fast."}]}, "Now: You are fast."),
    ],
)
def test_whatever_a_copy_says_of_a_goal_it_says_too_that_it_is_otherwise(otherwise, line):
    assert said(plan(GOAL), plan({**GOAL, **otherwise})) == (line,)


@pytest.mark.provision("EP-119")
@pytest.mark.parametrize(
    ("otherwise", "line"),
    [
        ({"call_name": "Jo", "call_number": "01632 960111"}, "Now: You can call Jo: 01632 960111."),
        (
            {"compulsory": [{"requirement": "o1:r1", "why": "You harmed somebody."}]},
            "Now: You harmed somebody.",
        ),
    ],
)
def test_so_it_does_of_whom_to_call_and_of_what_must_be_done(otherwise, line):
    lines = said(plan(GOAL), build(Plan, {"goals": [GOAL], **otherwise}))
    assert line in lines
    assert not any("stays as it was" in each for each in lines)


def test_a_plan_that_stays_is_looked_at_again_on_another_day():
    later = build(Plan, {"goals": [GOAL], "next_review_on": "2026-08-14"})
    stays, again = said(plan(GOAL), later)
    assert stays == "Your plan stays as it was."
    assert again.startswith("Now: We will look at this plan together on Friday 14 August 2026.")


def test_that_we_looked_together_is_said_only_of_a_review_in_which_the_child_took_part():
    together = changed_block(Told(plan(GOAL), together=True), plan(GOAL), Telling(frame("en")))
    assert together.says[0] == "We looked at your plan together."
    assert not any("together" in each for each in said(plan(GOAL), plan(GOAL)))


def test_a_review_that_changes_the_plan_never_says_that_it_stays():
    assert said(plan(GOAL), plan(GOAL), "Mum helps more.", outcome="changes") == (
        "Something in your plan changes.",
        "Why: Mum helps more.",
    )


def test_nothing_of_what_is_not_for_the_child_is_told():
    control = {"id": "k1", "keeps": "others", "what": "Police drive past at night"}
    guarded = build(Plan, {"goals": [GOAL], "controls": [control]})
    assert said(plan(GOAL), guarded) == ("Your plan stays as it was.",)


def test_the_short_print_holds_what_changed_whom_to_call_and_when():
    whole = copy_of(plan(GOAL), Telling(frame("en")), called="Sophie")
    assert not tells_what_changed(whole)
    block = changed_block(Told(plan()), plan(GOAL), Telling(frame("en")))
    page = short(replace(whole, blocks=(block, *whole.blocks)))
    assert [each.id for each in page.blocks] == ["changed", "call", "again"]


def test_a_review_counts_once_the_child_has_been_given_what_came_of_it():
    agreed = event("plan-agreed", "2026-02-01", orders=["o1"])
    given = event("plan-given", "2026-02-02", plan="e1", plan_version=1)
    to_mum = event("plan-given", "2026-05-03", plan="e1", plan_version=1, to_whom="p1")
    reviewed = event("plan-reviewed", "2026-05-01", orders=["o1"])
    again = event("plan-given", "2026-05-04", plan="e1", plan_version=1)

    def last(*events):
        file = parse(case_file(agreed, *events, orders=[order()]))
        return told_last(known_on(file, date(2026, 5, 14)))

    assert last(reviewed)[0] is None
    assert last(given)[1] is None
    assert last(given, reviewed, to_mum)[1].on == date(2026, 5, 1)
    assert last(given, reviewed, again)[1] is None
