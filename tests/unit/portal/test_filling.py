"""A form, one question a page: what is asked, what is taken for an answer, what speaks of harm."""

import re

import pytest
from django.http import QueryDict

from waymark.guidance.forms import Question, Section, ShownWhen
from waymark.guidance.sheets import LANGUAGES, help_now, words
from waymark.portal import filling
from waymark.portal.filling import Page

FEEL = Question(
    "feel", "How is it?", "one", choices=(("good", "Good"), ("bad", "Bad")), pictures=("a", "b")
)
WHY = Question("why", "Why?", "quote", shown_when=ShownWhen("feel", ("bad",)))
TRUE = Question(
    "true", "Is it true?", "several", choices=(("hurt", "Hurt"), ("none", "No")), concerns=("hurt",)
)
SECTION = Section("s", "S", (FEEL, WHY, TRUE))
THE_CHILDS_ALONE = ("who-reads-child", "who-reads-managers", "hand-in-managers", "heard-", "said")
WORD = re.compile(r"\w+")
PAGES = [Page(number, SECTION, each) for number, each in enumerate(SECTION.questions, 1)]


def ids(pages: list[Page]) -> list[str]:
    return [each.question.id for each in pages]


def test_a_question_is_asked_once_an_earlier_answer_makes_it_so():
    assert ids(filling.asked(PAGES, {})) == ["feel", "true"]
    assert ids(filling.asked(PAGES, {"feel": {"value": "bad"}})) == ["feel", "why", "true"]
    assert ids(filling.asked(PAGES, {"feel": {"skipped": True}})) == ["feel", "true"]


def test_how_many_questions_there_are_does_not_grow_on_the_way():
    for answers in ({}, {"feel": {"value": "bad"}}):
        pages = filling.asked(PAGES, answers)
        assert filling.counted(pages) == 2
        assert filling.counted(pages[:-1]) == 1  # "why" belongs to the question that asks for it


def test_only_what_was_offered_is_an_answer():
    assert filling.value_of(FEEL, QueryDict("answer=bad")) == "bad"
    assert filling.value_of(FEEL, QueryDict("answer=worse")) == ""
    assert filling.value_of(TRUE, QueryDict("answer=hurt&answer=x&answer=none")) == ["hurt", "none"]
    assert filling.value_of(WHY, QueryDict("answer=+a%00b%0D%0Ac+")) == "ab\nc"


@pytest.mark.provision("EP-272")
def test_a_choice_or_a_word_that_speaks_of_harm_is_heard():
    assert filling.speaks(TRUE, ["none", "hurt"])
    assert not filling.speaks(TRUE, ["none"])
    assert filling.speaks(WHY, "He HITS me when he’s drunk")
    assert filling.speaks(WHY, "mae e’n fy mrifo i")
    assert filling.speaks(WHY, "I don’t want to live")
    assert not filling.speaks(WHY, "We played football, I skilled it")
    assert not filling.speaks(FEEL, "bad")


def test_an_answer_is_said_in_words_and_what_was_skipped_says_nothing():
    assert filling.said(TRUE, {"value": ["hurt", "none"]}) == "Hurt; No"
    assert filling.said(FEEL, {"skipped": True}) == ""
    answers = {"feel": {"value": "bad"}, "why": {"talk": True}, "true": {"value": ["none"]}}
    assert filling.by_section(PAGES, answers) == {"s": {"feel": "bad", "true": ["none"]}}
    assert filling.to_say(PAGES, answers) == ["why"]


def test_every_language_says_everything_that_english_says():
    for language in LANGUAGES:
        assert words(language).keys() == words("en").keys()
        assert all(help_now(language))
        assert words(language, to_child=False).keys() == words("en").keys()
    assert {each.certainty for each in help_now("en")} == {"unverified"}


def test_in_welsh_a_child_is_spoken_to_otherwise_than_a_parent():
    to_a_child, to_others = words("cy"), words("cy", to_child=False)
    assert "Cei di hepgor" in to_a_child["skip-say"]
    assert "Cewch chi hepgor" in to_others["skip-say"]
    read = (each for key, each in to_others.items() if not key.startswith(THE_CHILDS_ALONE))
    spoken = {word for each in read for word in WORD.findall(each.casefold())}
    assert not spoken & {"ti", "di", "dy", "teipia", "dewis", "gofyn", "gwna", "rho"}
    otherwise = {
        key for key, each in words("en", to_child=False).items() if each != words("en")[key]
    }
    assert otherwise == {"who-reads-harm"}, "English says you to everybody"
    assert "your child and you safe" in words("en", to_child=False)["who-reads-harm"]
