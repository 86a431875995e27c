"""A form as one question a page: what comes next, what was answered, what speaks of harm.

An answer is kept as `{"value": …}`, `{"skipped": true}` or `{"talk": true}` (rather said aloud).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from waymark.guidance import forms as guidance_forms
from waymark.guidance.forms import ONE, SEVERAL, YES_NO, Form, Question, Section
from waymark.guidance.harm import speaks_of_harm
from waymark.guidance.sheets import ENGLISH, words
from waymark.pages.words import about
from waymark.rules.carries import carries

# Who reads it, where a form asks that: as a rule the child's worker, and managers.
WHO_READS, MANAGERS = "feedback-who", "managers"
SKIPPED, TALK, VALUE = "skipped", "talk", "value"
LONGEST = 20_000
ALL_PICTURES = ("yes", "no")

Answer = Mapping[str, Any]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Page:
    number: int  # its place among all questions, asked or not: the same on every visit
    section: Section
    question: Question


def form_of(content: Mapping[str, Any], language: str) -> Form:
    """Return the form that a sheet asks; in English it speaks of the child by name."""
    made = guidance_forms.form(content["form"], content["version"], language)
    called = content.get("called")
    return _named(made, called) if called and made.language == ENGLISH else made


def _named(form: Form, called: str) -> Form:
    def question(each: Question) -> Question:
        told = tuple((code, about(said, called)) for code, said in each.choices)
        return replace(
            each, asks=about(each.asks, called), help=about(each.help, called), choices=told
        )

    def section(each: Section) -> Section:
        return replace(each, questions=tuple(map(question, each.questions)))

    sections = tuple(map(section, form.sections))
    return replace(form, intro=about(form.intro, called), sections=sections)


def pages(form: Form, stage: str) -> list[Page]:
    """Return every question that a sheet at this stage may ask."""
    every = [(section, each) for section in form.asked(stage=stage) for each in section.questions]
    return [Page(number, section, each) for number, (section, each) in enumerate(every, 1)]


def asked(every: list[Page], answers: Answers) -> list[Page]:
    """Return the questions that are asked after these answers."""
    return [page for page in every if _is_asked(page.question, answers)]


def _is_asked(question: Question, answers: Answers) -> bool:
    if question.shown_when is None:
        return True
    given = answers.get(question.shown_when.question, {}).get(VALUE)
    said = given if isinstance(given, list) else [given]
    return any(each in question.shown_when.is_ for each in said)


def pages_of(content: Mapping[str, Any], answers: Answers, language: str = "en") -> list[Page]:
    """Return the questions that a sheet asks after these answers."""
    return asked(pages(form_of(content, language), content.get("stage", "")), answers)


def counted(asked_so_far: list[Page]) -> int:
    """Return how many questions these are to whoever answers them.

    One that only an answer brings up belongs to the one before it: the whole does not grow.
    """
    return sum(page.question.shown_when is None for page in asked_so_far)


def by_section(every: list[Page], answers: Answers) -> dict[str, dict[str, Any]]:
    """Return what was said as a paper keeps it; what was skipped says nothing."""
    found: dict[str, dict[str, Any]] = {}
    for page in every:
        value = answers.get(page.question.id, {}).get(VALUE)
        if value:
            found.setdefault(page.section.id, {})[page.question.id] = value
    return found


def to_say(every: list[Page], answers: Answers) -> list[str]:
    """Return the questions that somebody would rather answer aloud."""
    return [each.question.id for each in every if answers.get(each.question.id, {}).get(TALK)]


def is_for_managers(answers: Answers) -> bool:
    """Tell whether somebody chose that managers alone read what they say."""
    return answers.get(WHO_READS, {}).get(VALUE) == MANAGERS


def value_of(question: Question, typed: QueryDict) -> Any:
    """Return what was answered; nothing where it is no answer to this question."""
    chosen = typed.getlist("answer")
    codes = [code for code, _ in choices(question)]
    if question.answer == SEVERAL:
        return [each for each in chosen if each in codes]
    said = (chosen[0] if chosen else "").replace("\0", "").replace("\r\n", "\n").strip()
    if codes:
        return said if said in codes else ""
    return said


def choices(question: Question, language: str = "en") -> tuple[tuple[str, str], ...]:
    if question.answer == YES_NO:
        return tuple((code, words(language)[code]) for code in ("yes", "no"))
    return question.choices


def pictures(question: Question) -> tuple[str, ...]:
    """Return an icon for each choice; none where the form names none."""
    return ALL_PICTURES if question.answer == YES_NO else question.pictures


@carries("EP-272")
def speaks(question: Question, value: Any) -> bool:
    """Tell whether somebody must hear of this answer at once."""
    if question.answer in (ONE, SEVERAL, YES_NO):
        said = value if isinstance(value, list) else [value]
        return any(each in question.concerns for each in said)
    return isinstance(value, str) and speaks_of_harm(value)


def said(question: Question, answer: Answer, language: str = "en") -> str:
    """Return an answer in words; nothing where it was skipped, or is to be said aloud."""
    value = answer.get(VALUE)
    if not value:
        return ""
    known = dict(choices(question, language))
    if isinstance(value, list):
        return "; ".join(known.get(each, each) for each in value)
    return known.get(value, value)
