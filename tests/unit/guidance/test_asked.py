"""The forms ask what the provisions that they cite want to be asked (asked.csv says of each where,
and with which words)."""

from pathlib import Path

import pytest

from tests.unit.guidance.asked import each_row_of
from waymark.guidance.forms import PROMPT, form, forms
from waymark.guidance.scan import rows

TABLE = Path(__file__).parent / "asked.csv"


@each_row_of("asked.csv")
def test_it_is_asked_on_the_right_paper(row):
    sections = form(row.form).asked(row.kind, row.stage)
    (section,) = (each for each in sections if each.id == row.section)
    question = section.question(row.question)

    assert question is not None, f"{row.form} does not ask {row.question}"
    assert row.provision in question.provisions
    words = [question.asks, question.help, *(label for _, label in question.choices)]
    assert row.words.casefold() in " ".join(words).casefold()


def shipped():
    return [each for each in forms() if each.language == "en"]


def test_every_citation_of_a_form_has_a_row_and_none_has_two():
    written = [(row.provision, row.question) for row in rows(TABLE)]
    cited = [
        (each, asked.id)
        for form in shipped()
        for _, asked in form.questions
        for each in asked.provisions
    ]

    assert sorted(written) == sorted(cited)


def test_a_row_tells_enough_words_to_know_the_question_by():
    assert [row.id for row in rows(TABLE) if len(row.words.split()) < 2] == []


def test_no_assessment_is_finished_without_its_conclusions():
    needed = {each.id for _, each in form("assessment").questions if each.needed}

    assert {row.question for row in rows(TABLE) if row.provision == "CM-088"} <= needed


def test_before_a_plan_is_agreed_everything_is_a_prompt():
    assert {each.answer for _, each in form("finalising").questions} == {PROMPT}


@pytest.mark.parametrize("kind", ["prevention", "diversion"])
def test_prevention_and_diversion_ask_much_less(kind):
    assert 30 < asked(kind) < asked("statutory") / 3


def asked(kind):
    return sum(len(section.questions) for section in form("assessment").asked(kind, "start"))


@pytest.mark.parametrize("name", ["self-assessment-child", "self-assessment-parent"])
def test_a_family_can_tell_of_harm_and_somebody_hears_at_once(name):
    (tells,) = (each for _, each in form(name).questions if each.id.endswith("-safe"))
    codes = [code for code, _ in tells.choices]

    assert list(tells.concerns) == [code for code in codes if code != "none"]
    assert {"hurt", "self-harm", "die"} <= set(tells.concerns)
