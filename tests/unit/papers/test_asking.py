"""Every kind of question is asked, answered, read again and said in words."""

from datetime import date

import pytest
from django.http import QueryDict

from waymark.guidance.forms import ANSWERS, Question, Section, ShownWhen, forms
from waymark.pages.fields import PARTS
from waymark.pages.words import about
from waymark.papers import asking
from waymark.papers.sections import SectionForm, merged, missing

TODAY = date(2026, 5, 14)
CHOICES = (("a", "One"), ("b", "Two"))
# For each kind: what is typed, the answer that it becomes, and the answer in words.
KINDS = {
    "text": ({"q": "At home."}, "At home.", "At home."),
    "quote": ({"q": "I like it."}, "I like it.", "“I like it.”"),
    "line": ({"q": "Mum"}, "Mum", "Mum"),
    "yes-no": ({"q": "no"}, "no", "No"),
    "one": ({"q": "b"}, "b", "Two"),
    "several": ({"q": ["a", "b"]}, ["a", "b"], "One; Two"),
    "day": ({"q_day": "1", "q_month": "5", "q_year": "2026"}, "2026-05-01", "Fri 1 May"),
    "number": ({"q": "2.5"}, 2.5, "2.5"),
    "prompt": (
        {"q": "not-yet", "q-not_yet": "Mum is away."},
        {"not_yet": "Mum is away."},
        "Not yet, because: Mum is away.",
    ),
    "action": (
        {"q": "yes", "q-needs": "A place at college."},
        {"needs": "A place at college."},
        "Yes: A place at college.",
    ),
}


def form(*questions: Question, typed: dict | None = None, answers: dict | None = None):
    section = Section("s", "A section", questions)
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        for name, value in typed.items():
            data.setlist(name, value if isinstance(value, list) else [value])
    return SectionForm(data, section=section, answers=answers or {}, asks=str)


def question(kind: str, **more: object) -> Question:
    choices = CHOICES if kind in ("one", "several") else ()
    return Question("q", "What is it?", kind, choices=choices, **more)


def test_every_kind_of_answer_has_an_example_here():
    assert set(KINDS) == set(ANSWERS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_becomes_an_answer(kind):
    typed, said, _ = KINDS[kind]
    filled = form(question(kind), typed=typed)
    assert filled.is_valid(), filled.errors
    assert filled.said == {"q": said}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_stands_in_the_form_as_it_was_given(kind):
    _, said, _ = KINDS[kind]
    again = form(question(kind), answers={"q": {"said": said}})
    sent = {bound.name: bound.value() for bound in again}
    made = form(question(kind), typed=_as_sent(sent))
    assert made.is_valid()
    assert made.said == {"q": said}


def _as_sent(values: dict) -> dict:
    sent: dict = {}
    for name, value in values.items():
        if isinstance(value, date):
            parts = (value.day, value.month, value.year)
            sent |= dict(zip((f"{name}_{part}" for part in PARTS), map(str, parts), strict=True))
        elif value is not None:
            sent[name] = value if isinstance(value, list) else str(value)
    return sent


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_read_in_words(kind):
    _, said, words = KINDS[kind]
    assert asking.in_words(question(kind), said, TODAY) == words


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strange", [{"a": 1}, [3], 7, "no such", True])
def test_an_answer_of_another_system_breaks_no_page(kind, strange):
    assert isinstance(asking.in_words(question(kind), strange, TODAY), str)
    str(form(question(kind), answers={"q": {"said": strange}})["q"].value())


def test_a_prompt_that_is_left_open_says_why():
    open_one = form(question("prompt"), typed={"q": "not-yet"})
    assert not open_one.is_valid()
    assert open_one.errors["q-not_yet"] == [asking.SAY_WHY]


def test_a_question_that_is_not_asked_after_all_is_not_answered():
    shown = Question("r", "Where?", "line", shown_when=ShownWhen("q", ("yes",)))
    filled = form(question("yes-no"), shown, typed={"q": "no", "r": "In town"})
    assert filled.is_valid()
    assert filled.said == {"q": "no", "r": None}


def test_an_answer_that_is_as_it_was_keeps_its_day():
    stands = {"q": {"said": "At home.", "on": "2026-02-01", "in": "p0"}}
    again = merged(stands, {"q": "At home."}, on=TODAY, paper="p1")
    assert again == stands
    changed = merged(stands, {"q": "With his aunt."}, on=TODAY, paper="p1")
    assert changed["q"] == {"said": "With his aunt.", "on": "2026-05-14", "in": "p1"}


def test_an_answer_of_an_earlier_paper_that_is_taken_back_shows_as_changed():
    stands = {"q": {"said": "At home.", "on": "2026-02-01", "in": "p0"}}
    assert merged(stands, {"q": None}, on=TODAY, paper="p1")["q"]["in"] == "p1"
    own = {"q": {"said": "At home.", "on": "2026-05-01", "in": "p1"}}
    assert merged(own, {"q": None}, on=TODAY, paper="p1") == {}


def test_what_is_needed_is_missing_only_where_it_is_asked():
    needed = Question("r", "Where?", "line", needed=True, shown_when=ShownWhen("q", ("yes",)))
    section = Section("s", "A section", (question("yes-no"), needed))
    assert missing(section, {"q": {"said": "no"}}) == []
    assert missing(section, {"q": {"said": "yes"}}) == [needed]


def test_every_question_of_every_form_makes_fields():
    for each in forms():
        for section in each.sections:
            belied = {each.id: {} for each in section.questions if each.where_belied}
            made = SectionForm(section=section, answers={}, asks=str, belies=belied)
            assert {question.id for question in section.questions} <= set(made.fields)


def test_what_two_answers_ask_is_asked_once_so_that_nothing_typed_is_lost():
    more = Question("more", "Why?", "text", shown_when=ShownWhen("q", ("a", "b")))
    filled = form(question("one"), more, typed={"q": "a", "more": "The bus."})
    page = str(filled)
    assert page.count('name="more"') == 1
    assert 'data-asked-by="1 2"' in page
    assert page.index("</fieldset>") < page.index("data-asked-by"), "it belongs to no choice alone"
    alone = Question("more", "Why?", "text", shown_when=ShownWhen("q", ("b",)))
    assert "data-asked-by" not in str(form(question("one"), alone))


def test_what_a_paper_cannot_be_finished_without_says_so_where_it_is_asked():
    assert asking.NEEDED in str(form(question("text", needed=True)))
    assert asking.NEEDED not in str(form(question("text")))


def test_an_answer_to_choose_speaks_of_the_child_by_name():
    asked = Question("q", "Who was there?", "one", choices=(("child", "The child alone"),))
    section = Section("s", "A section", (asked,))
    made = SectionForm(None, section=section, answers={}, asks=lambda it: about(it, "Una"))
    assert "Una alone" in str(made)


def test_why_is_asked_only_where_the_record_shows_otherwise_than_what_was_answered():
    first = Question("q", "How far?", "one", choices=(("met", "Yes"), ("not", "No")))
    why = Question(
        "why", "Why?", "text", shown_when=ShownWhen("q", ("met", "not")), where_belied=True
    )
    section = Section("s", "S", (first, why))
    made = SectionForm(section=section, answers={}, asks=str)
    assert list(made.fields) == ["q"]
    asks = {"belies": {"why": {"met": "Say why you judge it so"}}, "answers": {}, "asks": str}
    made = SectionForm({"q": "met"}, section=section, **asks)
    assert made["q"].field.widget.reveals == {"met": ("why",)}
    assert made.errors == {"why": ["Say why you judge it so"]}
    assert SectionForm({"q": "not"}, section=section, **asks).is_valid()
    explained = SectionForm({"q": "met", "why": "I saw it."}, section=section, **asks)
    assert explained.is_valid()
    assert explained.said == {"q": "met", "why": "I saw it."}
