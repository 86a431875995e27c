"""A form asks nothing that the record knows unseen, and lets a child rather not say."""

import pytest

from tests.forms import form_with
from tests.web.papers.test_assessing import begin, save
from waymark.children.needs import RECORDED
from waymark.guidance import forms
from waymark.papers import queries


@pytest.mark.parametrize(
    ("section", "question"),
    [("identity", "identity-discrimination"), ("health", "health-self-harm")],
)
@pytest.mark.parametrize("said", ["rather-not", "not-asked"])
def test_a_child_may_rather_not_say(jo, child, section, question, said):
    paper = begin(jo, child)
    assert save(jo, paper, section, **{question: said}).status_code == 302
    part = queries.read(paper).part(section)
    assert question not in [each.id for each in part.missing]


def test_yes_stands_before_no_wherever_it_is_asked(jo, child):
    paper = begin(jo, child)
    page = jo.get(f"/children/{child.pk}/papers/{paper.pk}/health/").text
    fields = form_with(page, "began_from").fields
    for name in ("health-self-harm", "health-action"):
        assert fields[name].choices[:2] == ["yes", "no"]


def test_what_the_record_knows_stands_beside_the_question_about_it(jo, child):
    paper = begin(jo, child)
    page = f"/children/{child.pk}/papers/{paper.pk}/identity/"
    assert "On record: Urdu" not in jo.get(page).text
    told = {"languages": ["urd"], "interpreter": {"needed": True, "language": "urd"}}
    child.document = {**child.document, **told}
    child.save(update_fields=["document"])
    text = jo.get(page).text
    assert "On record: Urdu." in text
    assert "On record: needed: Urdu." in text


def test_what_forms_show_of_the_record_is_what_may_be_shown():
    asked = {name for form in forms.forms() for _, each in form.questions for name in each.recorded}
    assert asked
    assert asked <= RECORDED.keys()
