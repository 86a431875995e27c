"""Every child of the demonstration is assessed and has a plan that could be agreed as it stands."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from tests.unit.demonstration.stories import ANCHOR, NAMES, Document, case, leaves, loaded, written
from waymark.chronology.requirements import requirements
from waymark.guidance.forms import Question, Section, form
from waymark.guidance.labels import kinder_words
from waymark.papers import asking, sections
from waymark.rules.events.orders import OrderAmended
from waymark.rules.facts import build
from waymark.rules.gates.agreeing import Conclusions, Finding, Proposal, Required, shut
from waymark.rules.gates.prompting import Considered, prompts
from waymark.rules.planned import Plan, Version
from waymark.rules.shift import shift

each = pytest.mark.parametrize("name", NAMES)
TODAY = ANCHOR
LEVELS = {"low": "unlikely", "medium": "unless-change", "high": "could", "very-high": "soon"}


def _papers(name: str, of: str | None = None) -> list[Document]:
    return [paper for paper in written(name)["papers"] if of in (None, paper["form"])]


@cache
def _asked(of: str, version: int, kind: str, stage: str) -> tuple[Section, ...]:
    return form(of, version).asked(kind, stage)


def _form_of(paper: Document) -> tuple[Section, ...]:
    return _asked(
        paper["form"], paper["version"], paper.get("kind") or "", paper.get("stage") or ""
    )


def _said(paper: Document, section: str) -> dict[str, Any]:
    return sections.said_of(paper["answers"].get(section) or {})


def _answered(paper: Document) -> Iterator[tuple[Question, Any]]:
    for section in _form_of(paper):
        for question in section.questions:
            if question.id in _said(paper, section.id):
                yield question, _said(paper, section.id)[question.id]


def _versions(name: str) -> list[Document]:
    return [version for plan in written(name)["plans"] for version in plan["versions"]]


def _event(name: str, reference: str) -> Document:
    (found,) = (event for event in written(name)["events"] if event["id"] == reference)
    return dict(found)


def _conclusions(paper: Document) -> Conclusions:
    findings = [
        Finding(section.id, section.title, asking.needs(said))
        for section in _form_of(paper)
        for said in _said(paper, section.id).values()
        if asking.needs(said)
    ]
    return Conclusions(findings=tuple(findings))


def _required(name: str, orders: list[str]) -> tuple[Required, ...]:
    changes = case(name, TODAY).about
    return tuple(
        Required(f"{order['id']}:{asked.key}", asked.words)
        for order in written(name)["orders"]
        if order["id"] in orders
        for asked in requirements(order, changes(OrderAmended, order["id"]))
    )


@each
def test_one_assessment_is_completed_for_the_order_that_runs(name: str) -> None:
    (paper,) = _papers(name, "assessment")
    done = [event for event in written(name)["events"] if event["kind"] == "assessment-completed"]
    (event,) = (each for each in done if each["on"] == paper["completed_on"])
    assert event["orders"] == paper["orders"]
    assert len(paper["sources"]) >= 3


@each
def test_every_answer_is_to_a_question_that_its_form_asks(name: str) -> None:
    for paper in _papers(name):
        asked = {section.id: section for section in _form_of(paper)}
        for section, answers in paper["answers"].items():
            questions = {question.id: question for question in asked[section].questions}
            assert answers.keys() <= questions.keys()
            for question in answers:
                assert sections.is_asked(questions[question], _said(paper, section)), question


@each
def test_every_answer_is_one_that_its_question_takes(name: str) -> None:
    for paper in _papers(name):
        for question, said in _answered(paper):
            shown = asking.initial_of(question, said)
            field = asking.fields_of(question, str)[question.id]
            assert field.clean(shown[question.id]) == shown[question.id], question.id
            assert asking.said_in(question, shown) == said


@each
def test_what_is_needed_is_answered_and_much_beside(name: str) -> None:
    (paper,) = _papers(name, "assessment")
    for section in _form_of(paper):
        assert not sections.missing(section, paper["answers"].get(section.id) or {})
    needed = sum(question.needed for question, _ in _answered(paper))
    assert len(list(_answered(paper))) >= needed + 15


@each
def test_an_answer_was_given_while_its_paper_was_open(name: str) -> None:
    for paper in _papers(name):
        last = paper.get("completed_on") or TODAY.isoformat()
        for answers in paper["answers"].values():
            for answer in answers.values():
                assert paper["began_on"] <= answer["on"] <= last
                assert answer["in"] == paper["id"]
        assert all(source["on"] <= last for source in paper.get("sources", ()))


@each
def test_what_is_feared_for_others_fits_the_level_that_was_judged(name: str) -> None:
    (paper,) = _papers(name, "assessment")
    judged = [
        event["serious_harm"]
        for event in written(name)["events"]
        if event["kind"] == "judgement"
        and "serious_harm" in event
        and event["on"] <= paper["completed_on"]
    ]
    assert paper["answers"]["harm"]["harm-level"]["said"] == LEVELS[judged[-1]]


@each
def test_a_plan_passes_every_gate_as_its_assessment_and_its_orders_stand(name: str) -> None:
    (paper,) = _papers(name, "assessment")
    for version in _versions(name):
        plan = build(Plan, version["plan"])
        found = _conclusions(paper)
        required = _required(name, list(plan.orders))
        on = date.fromisoformat(version.get("agreed_on", version["made_on"]))
        assert shut(Proposal(plan, found, on, required)) == [], version["number"]


def test_the_gates_would_tell_of_what_is_missing() -> None:
    plan = build(Plan, {**_versions("james")[0]["plan"], "goals": [], "compulsory": []})
    found = _conclusions(_papers("james", "assessment")[0])
    asked = Proposal(plan, found, date.max, _required("james", ["o1"]))
    told = {refusal.provision for refusal in shut(asked)}
    assert told == {"CM-085", "CM-092", "CM-104", "CM-211"}


@each
def test_each_requirement_is_explained_to_the_child(name: str) -> None:
    for version in _versions(name):
        said = {item["requirement"] for item in version["plan"]["compulsory"] if item["why"]}
        assert said == {asked.key for asked in _required(name, version["plan"]["orders"])}


@each
def test_a_version_that_was_agreed_is_the_one_that_the_chronology_tells_of(name: str) -> None:
    agreed = [version for version in _versions(name) if version["state"] != "draft"]
    assert agreed
    for version in agreed:
        event = _event(name, version["event"])
        assert event["kind"] == ("plan-agreed" if version["number"] == 1 else "plan-amended")
        assert version["agreed_on"] == event["on"]
        if event["kind"] == "plan-agreed":
            assert version["plan"].get("next_review_on") == event.get("next_review_on")


@each
def test_a_first_version_is_countersigned_on_the_day_that_the_chronology_tells(name: str) -> None:
    version = _versions(name)[0]
    (signed,) = (
        event["on"]
        for event in written(name)["events"]
        if event["kind"] == "plan-countersigned" and event["plan"] == version["event"]
    )
    assert (version["state"], version["countersigned_on"]) == ("countersigned", signed)


@each
def test_nothing_that_a_program_can_tell_is_left_to_mend(name: str) -> None:
    for version in _versions(name):
        on = date.fromisoformat(version.get("agreed_on", version["made_on"]))
        open_prompts = prompts(Considered(build(Plan, version["plan"]), on, kinder_words()))
        if version["state"] != "draft":
            assert {each.provision for each in open_prompts} <= {"EP-102"}, open_prompts


@each
def test_goals_are_of_every_family_and_in_the_childs_words(name: str) -> None:
    plan = _versions(name)[0]["plan"]
    families = {goal["family"] for goal in plan["goals"]}
    assert families == {"not-offend", "keep-safe", "keep-others-safe", "repair", "own"} or (
        len(families) >= 4 and len(plan["goals"]) >= 4
    )
    assert all(goal["words"] and goal["success"] for goal in plan["goals"])
    assert plan["call_name"]


@each
def test_no_family_name_of_the_child_stands_in_a_plan_and_nobody_harmed_is_named(name: str) -> None:
    family_name = written(name)["child"]["family_name"]
    for _path, text in leaves(written(name)["plans"], ""):
        assert family_name not in str(text)
        assert not re.search(r"\bv\d\b", str(text))


@each
def test_a_plan_moves_with_the_days_of_its_events(name: str) -> None:
    there = dict(leaves(written(name)["plans"] + written(name)["papers"], ""))
    then = shift(written(name), 5)
    moved = dict(leaves(then["plans"] + then["papers"], ""))
    for path, value in there.items():
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            assert date.fromisoformat(moved[path]) == date.fromisoformat(value) + timedelta(weeks=5)
        else:
            assert moved[path] == value


def test_james_waits_for_bea_on_thursday_and_not_on_friday() -> None:
    (plan,) = loaded("james", ANCHOR)["plans"]
    assert plan["versions"][0]["state"] == "agreed"
    assert build(Version, plan["versions"][0]).countersigned_by is None
    (plan,) = loaded("james", ANCHOR + timedelta(days=1))["plans"]
    assert plan["versions"][0]["state"] == "countersigned"


def test_this_week_there_is_something_to_countersign_to_go_on_with_and_to_review() -> None:
    states = {name: loaded(name, ANCHOR)["plans"][0]["versions"][-1]["state"] for name in NAMES}
    assert {name for name in NAMES if states[name] == "agreed"} == {"farooq", "james"}
    assert {name for name in NAMES if states[name] == "draft"} == {"kai", "mason", "tim"}
    reviewed = {name for name in NAMES for paper in _papers(name, "review")}
    assert reviewed == {"phoebe", "sophie", "theo"}


@each
def test_contacts_of_late_say_which_goals_of_the_plan_they_were_for(name: str) -> None:
    standing = [version for version in _versions(name) if version["state"] != "draft"][-1]
    goals = {goal["id"]: goal for goal in standing["plan"]["goals"]}
    tied = [event for event in written(name)["events"] if event.get("goals")]
    assert tied
    for event in tied:
        assert event["kind"] == "contact"
        assert event["on"] >= standing["agreed_on"]
        assert not any(goals[each].get("ended_on") for each in event["goals"])
