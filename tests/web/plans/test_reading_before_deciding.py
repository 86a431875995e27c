"""Whoever countersigns a plan reads the risks, the assessment and what changed first."""

import pytest

from tests.web.plans.checking import countersign
from tests.web.plans.conftest import TODAY
from tests.web.plans.writing import (
    add_goal,
    address,
    agree,
    assessed,
    begin,
    form_of,
)
from waymark.accounts import asking
from waymark.papers import queries as papers
from waymark.papers.models import Paper


def test_the_assessment_is_read_once_for_all_that_a_manager_sees_of_it(
    ash, jo, child, worker, monkeypatch
):
    assessed(jo, child, worker, **{"home-caring": "yes", "home-caring-means": "Not on Tuesdays."})
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    reads, sections = [], papers._sections

    def counted(*, paper):
        reads.append(paper)
        return sections(paper=paper)

    monkeypatch.setattr(papers, "_sections", counted)
    shown = ash.get(address(child, "countersign/")).text
    assert "Not on Tuesdays." in shown
    assert len(reads) == 1


def test_of_a_changed_plan_what_changed_stands_first_and_what_was_read_before_is_folded(
    ash, jo, child, worker
):
    assessed(jo, child, worker, **{"home-caring": "yes", "home-caring-means": "Not on Tuesdays."})
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    first = ash.get(address(child, "countersign/")).text
    assert '<details class="part" open><summary>The whole plan' in first
    assert "<summary>The assessment" not in first
    assert countersign(ash, child).status_code == 302
    begin(jo, child)
    add_goal(jo, child, words="Another")
    agree(jo, child)
    again = ash.get(address(child, "countersign/")).text
    places = [
        again.index(words)
        for words in (
            "Go to your decision",
            "What changed since version 1",
            "How high the risks are",
            "<summary>The assessment, as when version 1 was countersigned",
            "What it rests on",
            '<details class="part"><summary>The whole plan',
            'id="decision"',
        )
    ]
    assert places == sorted(places)


@pytest.mark.provision("CM-465")
def test_a_manager_sees_how_high_the_risks_are_and_what_the_assessment_says_anew(
    ash, jo, child, worker
):
    judged = {"level": "high", "because": "Two fights this week", "not_yet_because": "We ask him"}
    jo.post(f"/children/{child}/judge/serious_harm/", judged)
    papers = f"/children/{child}/assessment/begin/"
    first = jo.post(papers, {"kind": "prevention", "stage": "start", "orders": ["o1"]})["Location"]
    health = f"{first}health/"
    assert jo.post(health, form_of(jo, health, "began_from").sent()).status_code == 302
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=TODAY)
    again = jo.post(papers, {"kind": "prevention", "stage": "review", "orders": ["o1"]})["Location"]
    safety = f"{again}story/"
    form = form_of(jo, safety, "began_from")
    name = next(each for each, field in form.fields.items() if field.kind == "textarea")
    assert jo.post(safety, form.sent(**{name: "He moved to his aunt"})).status_code == 302
    asking.as_user(worker)
    paper = Paper.objects.get(form="assessment", completed_on=None)
    paper.document |= {"left": ["health"], "left_because": "She is away"}
    paper.completed_on = TODAY
    paper.save()
    begin(jo, child)
    add_goal(jo, child)
    agree(jo, child)
    shown = ash.get(address(child, "countersign/")).text
    risks = shown.partition("How high the risks are")[2].partition("</section>")[0]
    assert "High" in risks
    assert "Two fights this week" in risks
    assert "The rest is not said yet" in risks
    assert "We ask him" in risks
    assert "not judged yet" in risks
    left = shown.partition("Not looked at this time")[2].partition("</ul>")[0]
    assert "She is away" in left
    assert "Health" in left
    anew = shown.partition("What the assessment says anew")[2].partition("</section>")[0]
    assert "He moved to his aunt" in anew
    assert 'href="#decision"' in shown
