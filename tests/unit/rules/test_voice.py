"""What a child or a parent said alone is looked at, and answered."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, seen
from waymark.rules.casefile import next_event, trusted
from waymark.rules.duties import listed_on
from waymark.rules.gates import shut
from waymark.rules.known import known_on
from waymark.rules.voice import sittings

DAY = "2026-03-02"


@pytest.mark.provision("CM-053", "EP-272")
def test_what_somebody_told_us_of_harm_is_looked_at_the_same_day():
    file = case_file(
        event("self-assessment-concern", DAY, whose="child"),
        event("self-assessment-concern", DAY, whose="p1"),
        event("concern-looked-at", "2026-03-03", concern="e1"),
    )
    owed = seen(file, "2026-03-03")
    assert owed["look-at-concern:e1"] == (DAY, DAY, "2026-03-03", "done-late")
    assert owed["look-at-concern:e2"] == (DAY, DAY, None, "overdue")


def told(on: str, at: str, asked: str, **facts: str) -> dict[str, object]:
    facts = {"whose": "child", "sitting": "s1", **facts}
    return event("self-assessment-concern", on, at=at, question=asked, **facts)


def test_what_was_told_in_one_sitting_is_one_alarm_with_hour_and_question_and_one_record():
    file = case_file(
        told(DAY, "14:05", "Is any of this true for you?"),
        told(DAY, "14:07", "What is hard?"),
        told(DAY, "14:07", "Are you safe?", whose="p1", sitting="s2"),
        event("concern-looked-at", DAY, concern="e1"),
        told(DAY, "14:20", "Anything else?"),
    )
    owed = seen(file, DAY)
    of_concerns = {key: row for key, row in owed.items() if key.startswith("look-at-concern")}
    assert of_concerns == {
        "look-at-concern:e1": (DAY, DAY, DAY, "done"),
        "look-at-concern:e3": (DAY, DAY, None, "due-today"),
        "look-at-concern:e5": (DAY, DAY, None, "due-today"),  # said after somebody had looked
    }
    first, *_ = sittings(known_on(trusted(file), date.fromisoformat(DAY)))
    assert first.words == (
        "on 2 March 2026 at 14:05, in 2 answers that they gave alone, to “Is any of this true for "
        "you?”; “What is hard?”"
    )


def test_one_conversation_about_several_that_were_told_is_recorded_once():
    file = case_file(
        told(DAY, "14:05", "Is any of this true for you?"),
        told(DAY, "14:07", "Are you safe?", whose="p1", sitting="s2"),
        told(DAY, "14:09", "What worries you most?", whose="p2", sitting="s3"),
        event("concern-looked-at", DAY, concern="e1", also=["e2"]),
    )
    owed = seen(file, DAY)
    assert [owed[f"look-at-concern:e{n}"][3] for n in (1, 2, 3)] == ["done", "done", "due-today"]


@pytest.mark.provision("EP-272", "CM-130")
def test_what_is_told_so_that_only_a_manager_reads_it_is_an_alarm_of_its_own_and_a_managers():
    file = case_file(
        told(DAY, "14:05", "Is any of this true for you?"),
        told(DAY, "14:07", "What is hard?", only_for="managers"),
        told(DAY, "14:09", "Anything else?", only_for="managers"),
        event("concern-looked-at", DAY, concern="e1"),
    )
    owed = {duty.key: duty for duty, _ in listed_on(trusted(file), date.fromisoformat(DAY))}
    assert owed["look-at-concern:e1"].owed_by == "case-manager"
    alone = owed["look-at-concern:e2"]
    assert (alone.owed_by, alone.done_on) == ("manager", None)
    assert "in 2 answers" in alone.why
    assert "so that only a manager reads it" in alone.why
    assert "look-at-concern:e3" not in owed


@pytest.mark.provision("EP-272", "CM-130")
def test_only_a_manager_looks_at_what_only_a_manager_reads():
    first = told(DAY, "14:05", "What is hard?")
    alone = told(DAY, "14:07", "What is hard?", only_for="managers")
    file = trusted(case_file({**first, "id": "e1"}, {**alone, "id": "e2"}))
    case = known_on(file, date.fromisoformat(DAY))

    def refused(concern: str, *also: str, is_manager: bool = False) -> list[str]:
        raw = {**event("concern-looked-at", DAY), "id": "x", "recorded_on": DAY}
        proposed = next_event(file, {**raw, "concern": concern, "also": [*also]})
        return list(shut(case, proposed, is_manager=is_manager))

    assert refused("e1") == []
    assert refused("e2", is_manager=True) == []
    for why in (refused("e2"), refused("e1", "e2")):
        assert "Ask a manager to talk with the child today" in why[0]


def reasons(**facts: str) -> list[str]:
    file = trusted(case_file())
    raw = {**event("child-heard", DAY), "id": "x", "recorded_on": DAY, **facts}
    return list(shut(known_on(file, date.fromisoformat(DAY)), next_event(file, raw)))


@pytest.mark.provision("CM-132")
def test_you_said_is_not_recorded_without_we_did_or_why_we_could_not():
    assert reasons(said="Meet me in town", changed="We meet in the café") == []
    assert reasons(said="No curfew", could_not_because="The court ordered it") == []
    (nothing_came,) = reasons(said="Meet me in town", changed=" ")
    assert "what could not change and why" in nothing_came
    (nothing_said,) = reasons(changed="We meet in the café")
    assert "what the child said" in nothing_said


@pytest.mark.provision("EP-088")
def test_what_a_child_would_rather_say_aloud_is_asked_aloud():
    file = case_file(
        event("self-assessment-given", DAY, whose="child", to_say=["q1", "q2"]),
        event("self-assessment-given", DAY, whose="p1", to_say=["q1"]),
        event("self-assessment-given", DAY, whose="child"),
        event("child-heard", "2026-03-04", about="e1"),
        event("self-assessment-given", "2026-03-05", to_say=["q1"]),
    )
    owed = seen(file, "2026-03-06")
    asked = {key: row for key, row in owed.items() if key.startswith("talk-about-sheet")}
    assert asked == {
        "talk-about-sheet:e1": (DAY, None, "2026-03-04", "done"),
        "talk-about-sheet:e5": ("2026-03-05", None, None, "open"),
    }
