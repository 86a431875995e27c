"""What the child said alone stands beside what the worker writes; where they differ it says so."""

import pytest

from tests.web.papers.alone import OWN
from tests.web.papers.test_assessing import begin, save, section_page
from waymark.assessments import voices
from waymark.guidance import forms
from waymark.papers import queries


def a_choice(question, picture):
    asked = next(each for _, each in forms.form(OWN).questions if each.id == question)
    pairs = zip(asked.choices, asked.pictures, strict=True)
    return next((code, words) for (code, words), drawn in pairs if drawn == picture)


@pytest.mark.provision("EP-460")
def test_what_the_child_said_alone_stands_beside_the_workers_questions(jo, child, said_alone):
    code, words = a_choice("my-home", "face-bad")
    said_alone(**{"my-home": code})
    paper = begin(jo, child)
    page = section_page(jo, paper, "home")
    assert "In their own words" in page.text
    assert words in page.text
    assert "nothing needs doing" not in page.text
    assert words not in section_page(jo, paper, "friends").text


@pytest.mark.provision("EP-460")
def test_where_the_worker_sees_nothing_and_the_child_spoke_of_trouble_it_says_so(
    jo, child, said_alone
):
    said_alone(**{"my-home": a_choice("my-home", "face-bad")[0]})
    paper = begin(jo, child)
    save(jo, paper, "home", **{"home-action": "no"})
    page = section_page(jo, paper, "home")
    assert "Here the assessment says that nothing needs doing" in page.text


def test_the_last_that_was_said_counts(jo, child, said_alone):
    said_alone(**{"my-home": a_choice("my-home", "face-bad")[0]})
    _, good = a_choice("my-home", "face-good")
    said_alone(**{"my-home": a_choice("my-home", "face-good")[0]})
    page = section_page(jo, begin(jo, child), "home")
    assert good in page.text
    assert a_choice("my-home", "face-bad")[1] not in page.text


@pytest.mark.provision("EP-460")
def test_where_the_worker_sees_a_need_and_the_child_says_all_is_well_it_says_so(
    jo, child, said_alone
):
    said_alone(**{"my-home": a_choice("my-home", "face-good")[0]})
    paper = begin(jo, child)
    needs = {"home-action": "yes", "home-action-needs": "Somewhere safe to sleep"}
    save(jo, paper, "home", **needs)
    assert queries.read(paper).part("home").needs == "Somewhere safe to sleep"
    assert voices.NO_TROUBLE in section_page(jo, paper, "home").text


@pytest.mark.provision("EP-460")
def test_what_the_child_says_is_not_safe_stands_against_a_section_that_says_nothing_of_it(
    jo, child, said_alone
):
    said_alone(**{"my-home": a_choice("my-home", "face-bad")[0]})
    paper = begin(jo, child)
    save(jo, paper, "home", **{"home-who": "His nan and her dog"})
    assert voices.NOTHING_YET in section_page(jo, paper, "home").text


@pytest.mark.provision("EP-460")
@pytest.mark.parametrize("section", sorted(voices.HARM_BELONGS_TO))
def test_harm_that_the_child_spoke_of_anywhere_is_read_beside_safety_and_health(
    jo, child, said_alone, section
):
    harm = "Sometimes I want to kill myself"
    said_alone(**{"my-self": harm, "my-good": "Drawing"})
    paper = begin(jo, child)
    save(jo, paper, "health", **{"health-self-harm": "no"})
    assert harm in section_page(jo, paper, section).text
    assert harm not in section_page(jo, paper, "friends").text
    assert "Drawing" not in section_page(jo, paper, section).text
    assert voices.NOTHING_YET in section_page(jo, paper, "health").text
