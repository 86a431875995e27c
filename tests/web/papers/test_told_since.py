"""What was told of harm since a section was answered stands first beside it, however many sheets
were handed in after, and nobody says unaware that nothing has changed."""

from functools import partial

import pytest

from tests.web.papers.alone import tell_of_harm
from tests.web.papers.test_assessing import begin, nothing_changed, save, section_page
from tests.web.papers.test_looking_again import review
from tests.web.papers.test_voices import a_choice
from tests.web.plans.pressing import button

__all__ = ["review"]
HOME, SAFE, FEEL = "my-home", "my-safe", "my-more"


@pytest.fixture
def told(child, worker):
    """Somebody tells of harm, in answer to a question of the child's own form."""
    return partial(tell_of_harm, child, worker)


def paper_page(jo, paper):
    return jo.get(f"/children/{paper.child_id}/papers/{paper.pk}/").text


@pytest.mark.provision("CM-004", "EP-272")
def test_what_was_told_of_harm_stands_first_beside_each_section_that_it_touches(
    jo, child, review, told
):
    told(HOME, "I do not feel safe there")
    page = paper_page(jo, review)
    assert page.count("I do not feel safe there") == 3
    assert "Look again: told of harm" in page
    for section in ("home", "safety", "health"):
        beside = section_page(jo, review, section).text
        assert "I do not feel safe there" in beside
        assert "at 20:41" in beside
    assert "told of harm" not in section_page(jo, review, "education").text


@pytest.mark.provision("CM-004", "EP-272")
def test_a_section_that_was_never_answered_shows_what_was_told_of_harm(jo, child, told):
    told(SAFE, "Somebody hurts me")
    beside = section_page(jo, begin(jo, child), "safety").text
    assert "Somebody hurts me" in beside


@pytest.mark.provision("CM-004", "EP-272")
def test_whoever_leaves_a_section_unlooked_at_reads_what_was_told_of_harm_beside_it(
    jo, child, review, told
):
    told(HOME, "I do not feel safe there")
    page = jo.get(f"/children/{child.pk}/papers/{review.pk}/complete/assessment/").text
    assert "I do not feel safe there" in page.partition("Nobody has looked at these")[2]


@pytest.mark.provision("CM-004")
def test_once_the_section_is_answered_it_knows_of_what_was_told(jo, child, review, told):
    told(SAFE, "Somebody hurts me")
    save(jo, review, "safety", **{"safety-action": "no"})
    assert "told of harm" not in section_page(jo, review, "safety").text
    assert "told of harm" in section_page(jo, review, "health").text


@pytest.mark.provision("EP-460")
def test_a_review_sees_every_sheet_since_the_last_answer(jo, child, review, said_alone):
    unsafe, feels_unsafe = a_choice(HOME, "alone")
    good, feels_good = a_choice(HOME, "face-good")
    said_alone(**{HOME: unsafe})
    said_alone(**{HOME: good})
    beside = section_page(jo, review, "home").text
    assert beside.index(feels_unsafe) < beside.index(feels_good), "harm first"
    nothing_changed(jo, review, "home")
    assert feels_unsafe not in section_page(jo, review, "home").text, "it was answered since"
    assert feels_good in section_page(jo, review, "home").text, "the last stands in any case"


@pytest.mark.provision("EP-460")
def test_harm_of_an_earlier_sheet_is_not_covered_by_a_later_one(jo, child, said_alone):
    said_alone(**{FEEL: "i wanna die"})
    said_alone(**{FEEL: "All good"})
    assert "i wanna die" in section_page(jo, begin(jo, child), "safety").text


def test_nobody_says_that_nothing_has_changed_unaware_of_what_was_told_meanwhile(
    jo, child, review, told
):
    page = f"/children/{child.pk}/papers/{review.pk}/"
    same = f"{page}home/same/"
    before = button(jo, page, same).sent()
    told(HOME, "I do not feel safe there")
    refused = jo.post(same, before, follow=True)
    assert "nothing is saved yet" in refused.text
    assert "I do not feel safe there" in refused.text
    assert "Look again: told of harm" in paper_page(jo, review)
    nothing_changed(jo, review, "home")
    assert "told-beside" not in section_page(jo, review, "home").text
