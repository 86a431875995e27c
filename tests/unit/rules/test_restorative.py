"""A child who needs time to choose is asked again on a day that was agreed."""

import pytest

from tests.unit.rules.cases import case_file, event, seen
from tests.unit.rules.gates.restoring import (
    HARMED,
    LATER,
    harmed_ready,
    held,
    known,
    planned,
    ready,
)
from waymark.rules.events.restorative import (
    ChildReadinessJudged,
    RestorativeActivityPlanned,
    RestorativeOutcome,
)
from waymark.rules.facts import build
from waymark.rules.restorative import activities, to_do
from waymark.rules.stopping import may_stop, to_stop


def owed(*events, duty="talk-over-again"):
    told = seen(case_file(*events, orders=HARMED), "2026-05-01")
    return [row for key, row in told.items() if key.startswith(duty)]


def time_until(day, victim="v1"):
    return {**ready(said="not-yet", victim=victim), "talk_again_on": day}


@pytest.mark.provision("CM-353")
def test_whoever_needs_time_is_asked_again_on_the_day_that_was_agreed():
    assert owed(ready()) == []
    assert owed(time_until("2026-04-01")) == [("2026-03-01", "2026-04-01", None, "overdue")]
    of_another = ready("2026-03-20", victim="v2")
    assert owed(time_until("2026-04-01"), of_another)[0][2] is None
    for then in (
        ready("2026-03-20", "yes"),
        event("mind-changed", "2026-03-20", victim="v1"),
    ):
        assert owed(time_until("2026-04-01"), then)[0][2:] == ("2026-03-20", "done")


def test_they_talk_again_on_a_day_after_the_one_on_which_they_talked():
    for day, at_fault in (("2026-03-01", ["talk_again_on"]), ("2026-03-02", [])):
        told = build(ChildReadinessJudged, {**time_until(day), "id": "e1"})
        assert [name for name, _ in told.faults()] == at_fault


def test_what_is_planned_is_for_the_day_of_the_plan_or_a_later_one():
    plan = {"id": "p", **planned()}
    for when, at_fault in (("2020-01-01", ["planned_for"]), (plan["on"], []), ("2030-01-01", [])):
        told = build(RestorativeActivityPlanned, {**plan, "planned_for": when})
        assert [name for name, _ in told.faults()] == at_fault


def came_of_it(on, *heard):
    return event("restorative-outcome", on, activity="p", heard=list(heard))


@pytest.mark.provision("CM-347")
def test_what_came_of_it_is_owed_until_both_said_so_or_it_is_said_why_one_cannot():
    plan = {"id": "p", **planned()}
    child, victim = came_of_it("2026-03-21", "child"), came_of_it("2026-03-25", "victim")

    def is_owed(*events):
        return owed(*events, duty="hear-what-came")

    assert is_owed(plan) == []
    assert is_owed(plan, held()) == [("2026-03-20", None, None, "open")]
    assert is_owed(plan, held(), child) == [("2026-03-20", None, None, "open")]
    assert is_owed(plan, held(), victim) == [("2026-03-20", None, None, "open")]
    assert is_owed(plan, held(), child, victim) == [("2026-03-20", None, "2026-03-25", "done")]
    asked = event("victim-heard-told", "2026-03-24", victim="v1", activity="p")
    assert is_owed(plan, held(), child, asked) == [("2026-03-20", None, "2026-03-24", "done")]
    assert is_owed(plan, held(), asked) == [("2026-03-20", None, None, "open")]
    community = {"id": "p", **planned("community", None)}
    assert is_owed(community, held()) == []


@pytest.mark.provision("CM-347")
def test_what_is_done_for_somebody_harmed_under_an_order_is_asked_about_once_it_was_done():
    def of(*done, **agreed):
        plan = {"id": "p", **planned("indirect-reparation", order="o1", **agreed)}
        is_to_do = bool(to_do(known(plan, *done), LATER))
        return is_to_do, [row[3] for row in owed(plan, *done, duty="hear-what-came")]

    assert of() == (True, [])
    assert of(held()) == (False, ["open"])
    some = {**held(), "hours": 2}
    assert of(some) == (True, ["open"])
    assert of(some, hours=5) == (True, [])
    assert of(some, hours=2) == (False, ["open"])


def test_of_whom_it_tells_what_came_is_read_off_what_was_written():
    heard = RestorativeOutcome.read_from
    assert heard({"child_said": "I am glad."}) == {"heard": ["child"]}
    assert heard({"victim_not_asked": "They moved away."}) == {"heard": ["victim"]}
    assert heard({"child_not_asked": "He is ill.", "victim_said": "Good."})["heard"] == [
        *("child", "victim")
    ]


def test_a_file_whose_outcome_holds_the_words_of_both_owes_no_more_asking():
    plan = {"id": "p", **planned()}
    words = {"child_said": "I am glad.", "victim_not_asked": "They moved away."}
    told = event("restorative-outcome", "2026-03-25", activity="p", **words)
    (owed_then,) = owed(plan, held(), told, duty="hear-what-came")
    assert owed_then[2:] == ("2026-03-25", "done")


def may_be_stopped(*events, victim="v1"):
    return may_stop(known(*events), victim, LATER)


@pytest.mark.provision("CM-354")
def test_the_child_may_stop_what_is_left_to_do_and_nothing_once_all_is_done_and_heard():
    carried = {**planned("shuttle"), "id": "p"}
    heard = came_of_it("2026-03-21", "child", "victim")
    assert not may_be_stopped()
    assert not may_be_stopped(ready(said="not-yet"))
    assert may_be_stopped(ready())
    assert may_be_stopped(carried)
    assert may_be_stopped(ready(), carried)
    assert may_be_stopped(ready(), carried, held())
    assert not may_be_stopped(ready(), carried, held(), heard)
    assert not may_be_stopped(ready(), carried, victim="v2")
    assert not may_be_stopped(ready(), carried, event("mind-changed", "2026-03-04", victim="v1"))
    off = event("mind-changed", "2026-03-04", activity="p")
    assert not may_be_stopped(carried, off)


@pytest.mark.provision("CM-354")
def test_what_is_new_after_something_was_done_may_be_stopped_again():
    heard = came_of_it("2026-03-21", "child", "victim")
    done = (ready(), {**planned("shuttle"), "id": "p"}, held(), heard)
    assert not may_be_stopped(*done)
    assert not may_be_stopped(*done, harmed_ready(to=["shuttle"]))
    assert may_be_stopped(*done, harmed_ready(to=["shuttle", "meeting"]))
    assert not may_be_stopped(*done, harmed_ready(said="no", to=["meeting"]))
    assert may_be_stopped(*done, ready("2026-03-25"))
    assert may_be_stopped(*done, {**planned("meeting"), "id": "q"})
    poem = event("work-made", "2026-03-25", victim="v1", made="poem")
    assert may_be_stopped(*done, poem)
    assert not may_be_stopped(*done, poem, harmed_ready("2026-03-26", "no", ["letter"]))
    poem = {**poem, "id": "w"}
    handed = event("work-handed-over", "2026-03-26", work="w")
    assert may_be_stopped(*done, poem, handed), "nobody gave it yet"
    given = event("work-given", "2026-03-27", victim="v1", work="w", how="glad")
    assert not may_be_stopped(*done, poem, handed, given)


@pytest.mark.provision("CM-354")
def test_a_letter_that_was_planned_may_be_stopped_until_it_is_given():
    def may(*events):
        return to_stop(known({**planned("letter"), "id": "p"}, *events), LATER) == {"p"}

    made = {**event("work-made", "2026-03-25", victim="v1", activity="p", made="letter"), "id": "w"}
    handed = (made, event("work-handed-over", "2026-03-26", work="w"))
    given = event("work-given", "2026-03-27", victim="v1", work="w", how="glad")
    assert may()
    assert may(*handed), "nobody gave it yet"
    off = event("mind-changed", "2026-03-26", activity="p")
    assert not may(*handed, off)
    letter = {**planned("letter"), "id": "p"}
    assert owed(letter, *handed, duty="hear-what-came")
    assert not owed(letter, *handed, off, duty="hear-what-came"), "nothing came of it"
    assert not may(*handed, given)


@pytest.mark.provision("CM-354")
@pytest.mark.parametrize(
    "no", [event("mind-changed", "2026-03-27", victim="v1"), harmed_ready("2026-03-27", "no")]
)
def test_of_a_letter_on_its_way_nothing_is_asked_once_either_wants_nothing_with_the_other(no):
    letter = {**planned("letter"), "id": "p"}
    made = {**event("work-made", "2026-03-25", victim="v1", activity="p", made="letter"), "id": "w"}
    sent = (letter, made, event("work-handed-over", "2026-03-26", work="w"))

    def of(*events):
        (found,) = activities(known(*sent, *events))
        return found.state, bool(owed(*sent, *events, duty="hear-what-came"))

    assert of() == ("held", True)
    assert of(no) == ("called-off", False)
    assert of(no, ready("2026-03-28"), harmed_ready("2026-03-28")) == ("held", True)
    given = event("work-given", "2026-03-28", victim="v1", work="w", how="glad")
    assert of(given, no) == ("held", True)
