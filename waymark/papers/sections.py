"""One section of a paper as a form, and its answers as they are kept."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.guidance.forms import Question, Section
from waymark.papers import asking

Answers = Mapping[str, Document]  # by question: said, on, in
# By the question that asks why: to which answers the record shows otherwise, and what is said then.
Belies = Mapping[str, Mapping[str, str]]
NOTHING: Belies = {}


class SectionForm(forms.Form):
    """One field, or two, for each question; a question that an answer reveals stands below it."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        section: Section,
        answers: Answers,
        asks: Callable[[str], str],
        belies: Belies = NOTHING,
    ) -> None:
        self.section, self.belies = section, belies
        initial: dict[str, Any] = {}
        for question in section.questions:
            initial |= asking.initial_of(question, answers.get(question.id, {}).get("said"))
        super().__init__(data, initial=initial)
        for question in section.questions:
            if question.where_belied and not (question.id in belies or question.id in answers):
                continue
            made = asking.fields_of(question, asks)
            self.fields.update(made)
            if question.shown_when:
                self._reveal(question, list(made))

    def _reveal(self, question: Question, names: list[str]) -> None:
        reveals = getattr(self.fields[question.shown_when.question].widget, "reveals", None)
        if reveals is None:  # several may be ticked: what they ask for stands in sight
            return
        for answer in self.belies.get(question.id, question.shown_when.is_):
            reveals[answer] = (*reveals.get(answer, ()), names[0])

    def with_beside(self, beside: Mapping[str, str]) -> "SectionForm":
        """Say beside each question what is known of it, and when it was last answered: after a
        mistake too, of which the page has told above the questions by then."""
        for name, known in beside.items():
            if name in self.fields:
                asked = self[name]
                asked.help_text = " ".join(filter(None, (str(asked.help_text), known)))
        return self

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name, field in self.fields.items():
            if not isinstance(field, asking.Because) or typed.get(name):
                continue
            if typed.get(field.of) == field.code:
                self.add_error(name, field.missing)
        self._ask_why(typed)
        return typed

    def _ask_why(self, typed: Mapping[str, Any]) -> None:
        """Ask for the reason of an answer to which the record shows otherwise."""
        for question in self.section.questions:
            if not (question.where_belied and question.shown_when):
                continue
            answer = typed.get(question.shown_when.question)
            missing = self.belies.get(question.id, {}).get(answer)
            if missing and not typed.get(question.id):
                self.add_error(question.id, missing)

    @property
    def said(self) -> dict[str, Any]:
        """Return each answer; of a question that was not asked after all, None."""
        said = {each.id: asking.said_in(each, self.cleaned_data) for each in self.section.questions}
        for each in self.section.questions:
            if not is_asked(each, said):
                said[each.id] = None
        return said


def is_asked(question: Question, said: Mapping[str, Any]) -> bool:
    """Tell whether what was said before makes this question asked."""
    when = question.shown_when
    if question.where_belied and said.get(question.id) is None:
        return False
    if when is None:
        return True
    given = said.get(when.question)
    return any(each in when.is_ for each in (given if isinstance(given, list) else [given]))


def said_of(answers: Answers) -> dict[str, Any]:
    return {name: each.get("said") for name, each in answers.items()}


def merged(answers: Answers, said: Mapping[str, Any], *, on: date, paper: str) -> Document:
    """Return the answers with what was said now: one that is as it was keeps its day and paper.

    What is taken back is kept as an answer that says nothing, so that it shows as changed.
    """
    found = dict(answers)
    for question, now in said.items():
        before = answers.get(question)
        if now == (before or {}).get("said"):
            continue
        if now is None and before is not None and before.get("in") == paper:
            del found[question]
        else:
            found[question] = {"said": now, "on": on.isoformat(), "in": paper}
    return found


def missing(section: Section, answers: Answers) -> list[Question]:
    """Return what must be answered before the paper is completed, and is not."""
    said = said_of(answers)
    return [
        each
        for each in section.questions
        if each.needed and is_asked(each, said) and said.get(each.id) is None
    ]
