"""Each check of forms finds the fault that it is there for, once the fault is planted."""

from dataclasses import replace

import pytest

from waymark.guidance import form_checks, guidance
from waymark.guidance.forms import Form, Question, Section, ShownWhen, form, forms

UNKNOWN = "CM-" + "999"  # in two parts, so that no search for citations takes it for one


def made(*questions, name="ours", version=1, language="en"):
    return Form(name, version, "Ours", (Section("ours", "Us", questions),), language)


def question(**changes):
    return replace(Question("ours-first", "Who is here?", "text"), **changes)


def found(check, *made_forms):
    return list(check(guidance(), made_forms))


def test_a_question_that_cites_no_provision_there_is():
    cites = question(provisions=("CM-001", UNKNOWN))

    assert found(form_checks.questions_that_cite_in_vain, made(cites)) == [
        f"forms/ours/1.toml: ours-first: no provision or line of a checklist {UNKNOWN}"
    ]


def test_a_question_that_cites_a_line_that_its_checklist_does_not_have():
    cites = question(provisions=("EP-162.10", "EP-162.11", "CM-001.1"))

    assert [
        fault.split()[-1] for fault in found(form_checks.questions_that_cite_in_vain, made(cites))
    ] == [
        "EP-162.11",
        "CM-001.1",
    ]


def test_an_expectation_that_no_form_asks_any_more():
    old, new = made(question(provisions=("EP-162.1",))), made(question(), version=2)

    assert len(found(form_checks.expectations_that_nobody_asks, old, *forms())) == 0
    assert len(found(form_checks.expectations_that_nobody_asks, old)) == 53
    assert len(found(form_checks.expectations_that_nobody_asks, new, old)) == 54


def test_an_id_that_two_forms_use_but_not_two_versions():
    newer = made(question(), version=2)

    assert found(form_checks.ids_that_two_forms_use, made(question()), newer) == []
    assert found(
        form_checks.ids_that_two_forms_use, made(question()), made(question(), name="b")
    ) == ["forms/b/1.toml: ours-first: ours has a question of this id"]


def test_a_picture_too_few():
    drawn = question(answer="one", choices=(("a", "A"), ("b", "B")), pictures=("face-good",))

    assert found(form_checks.pictures_that_do_not_match, made(drawn)) == [
        "forms/ours/1.toml: ours-first: give each choice a picture, or none"
    ]


SHOWN = {
    "by an answer there is not": ({}, {}, ("perhaps",), "ours-first has no answer perhaps"),
    "on papers of another kind": (
        {"kinds": ("a",)},
        {},
        ("yes",),
        "is asked where ours-first is not",
    ),
    "at another stage": (
        {"stages": ("start",)},
        {"stages": ("start", "end")},
        ("yes",),
        "is asked where ours-first is not",
    ),
}


@pytest.mark.parametrize(("by", "shown", "answers", "fault"), SHOWN.values(), ids=SHOWN)
def test_a_question_that_could_never_be_shown(by, shown, answers, fault):
    first = question(answer="yes-no", **by)
    second = question(id="ours-why", shown_when=ShownWhen("ours-first", answers), **shown)

    assert found(form_checks.questions_shown_by_what_is_not_asked, made(first, second)) == [
        f"forms/ours/1.toml: ours-why: {fault}"
    ]


def test_a_question_that_is_asked_less_often_than_what_shows_it_is_sound():
    first = question(answer="yes-no", kinds=("a", "b"))
    second = question(id="ours-why", shown_when=ShownWhen("ours-first", ("no",)), kinds=("a",))

    assert found(form_checks.questions_shown_by_what_is_not_asked, made(first, second)) == []


def test_each_text_that_a_translation_left_in_english():
    english = made(question(help="Ask all."))
    welsh = made(question(asks="Pwy sydd yma?", help="Ask all."), language="cy")

    assert found(form_checks.translations_with_gaps, english, welsh) == [
        "forms/ours/1.cy.toml: title: 'Ours' is not translated",
        "forms/ours/1.cy.toml: ours: 'Us' is not translated",
        "forms/ours/1.cy.toml: ours-first: 'Ask all.' is not translated",
    ]


@pytest.mark.parametrize("name", ["self-assessment-child", "self-assessment-parent", "feedback"])
def test_what_families_fill_in_is_there_in_welsh(name):
    assert form(name, language="cy").language == "cy"
