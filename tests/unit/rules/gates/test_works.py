"""What the child made goes to somebody harmed when they wish for it; what waits says for whom."""

from datetime import date

import pytest

from tests.unit.rules.cases import event
from tests.unit.rules.gates.restoring import (
    BOTH,
    LATER,
    PLANNED,
    consent,
    harmed_ready,
    known,
    looked_at,
    planned,
    ready,
    refused,
)
from waymark.rules.restorative import (
    activities,
    waits_of,
)

WORK = {**event("work-made", "2026-03-01", victim="v1", made="poem"), "id": "w"}


def answered(answer="now", on="2026-03-02"):
    return event("work-answered", on, work="w", answer=answer)


LOOKED_AT = looked_at(activity="w")


def handed(on="2026-03-20"):
    return event("work-handed-over", on, work="w")


@pytest.mark.provision("CM-348", "CM-354", "CM-383")
def test_what_the_child_made_goes_to_somebody_who_wishes_for_it():
    assert refused(WORK, LOOKED_AT, answered("later"), answered(), *BOTH, now=handed()) == ""


@pytest.mark.provision("CM-348", "CM-354", "NP-309")
def test_what_the_child_made_is_looked_at_for_its_risks_as_whatever_is_planned():
    wished = [WORK, answered(), *BOTH]
    assert "Look at the risks" in refused(*wished, now=handed())
    not_yet = looked_at("2026-03-05", activity="w", safe="not-yet")
    assert "not safe yet" in refused(*wished, LOOKED_AT, not_yet, now=handed())
    assert "person harmed is prepared" in refused(WORK, now=LOOKED_AT)
    assert refused(WORK, answered(), now=LOOKED_AT) == ""


@pytest.mark.provision("CM-354", "NP-309")
def test_what_was_made_by_a_plan_rests_on_that_plan_and_is_one_thing_with_it():
    plan = {**planned("letter"), "id": "p"}
    by_it = [plan, {**WORK, "on": "2026-03-04", "activity": "p"}, answered("now", "2026-03-05")]
    assert "Look at the risks" in refused(*by_it, *BOTH, now=handed())
    assert refused(*by_it, looked_at(), *BOTH, now=handed()) == ""
    (before,) = activities(known(*by_it, looked_at()))
    (after,) = activities(known(*by_it, looked_at(), handed()))
    assert (before.state, after.state) == ("assessed", "held")
    stopped = event("mind-changed", "2026-03-10", activity="p")
    assert "changed their mind" in refused(*by_it, looked_at(), *BOTH, stopped, now=handed())


@pytest.mark.provision("CM-348", "CM-354", "CM-383")
@pytest.mark.parametrize(
    ("told", "why"),
    [
        (BOTH, "would like this now"),
        ([answered("later"), *BOTH], "would like this now"),
        ([answered(), answered("not-at-all", "2026-03-06"), *BOTH], "would like this now"),
        ([answered(), harmed_ready(), consent()], "The child is not ready"),
        ([answered(), *BOTH, ready("2026-03-09", "no")], "The child is not ready"),
        ([answered(), ready(), consent()], "ready for it"),
        ([answered(), ready(), harmed_ready(to=["meeting"]), consent()], "ready for it"),
        ([answered(), ready(), harmed_ready()], "no written consent"),
        ([answered(), *BOTH, consent("2026-03-05", given=False)], "no written consent"),
    ],
)
def test_what_the_child_made_stays_here_where_anything_is_not_so_any_more(told, why):
    said = refused(WORK, LOOKED_AT, *told, now=handed())
    assert why in said


TOLD = [("Contact before 17 December would cause distress.", date(2026, 12, 17))]


def waits(*events, told=()):
    case = known(*events, PLANNED)
    (each,) = activities(case)
    return [(wait.lacks, wait.until) for wait in waits_of(case, each.planned, LATER, told)]


@pytest.mark.provision("CM-348", "CM-370")
def test_what_is_planned_says_for_whom_and_until_when_it_waits():
    assert waits() == [("child", None), ("victim", None), ("consent", None)]
    assert waits(harmed_ready(), consent()) == [("child", None)]
    assert waits(*BOTH, told=TOLD) == [("until", date(2026, 12, 17))]
    assert waits(*BOTH, told=[("No contact of any kind.", None)]) == [("until", None)]
    assert waits(*BOTH) == []
    assert waits(*BOTH, told=[("Contact before 1 December would cause distress.", LATER)]) == []


def test_what_the_community_alone_gets_waits_for_nobody():
    (each,) = activities(known({**planned("community", None), "id": "p"}))
    assert list(waits_of(known(), each.planned, LATER, TOLD)) == []
