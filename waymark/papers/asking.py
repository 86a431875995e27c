"""A question of a form as fields of a page: what is typed becomes an answer, and an answer words.

An answer is what JSON can say: text, "yes", a code, a list of codes, a day, a number; of a prompt
that is left open `{"not_yet": why}`, of an area in which something must be done `{"needs": what}`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms

from waymark.guidance.forms import Question
from waymark.pages.fields import (
    LONGEST,
    YES_NO,
    Chips,
    DayField,
    NumberField,
    RadioChips,
    Radios,
)
from waymark.pages.words import day

SHORT = 24  # letters of an answer that may stand beside others on one line
FEW = 5
NOT_YET, NEEDS = "not_yet", "needs"
NEEDED = "Needed before this can be finished."
SAY_WHY = "Say why not yet: whoever countersigns will see it"
SAY_WHAT = "Say what needs to be done"

Fields = dict[str, forms.Field]
Said = Mapping[str, Any]


class Kind(NamedTuple):
    """How a question of one kind is asked, read and said again."""

    fields: Callable[[Question, dict[str, str]], Fields]
    said: Callable[[Question, Said], Any] = lambda question, typed: typed.get(question.id)
    shown: Callable[[Question, Any], Said] = lambda question, said: {question.id: said}
    words: Callable[[Question, Any, date], str] = lambda _question, said, _today: str(said)


def fields_of(question: Question, asks: Callable[[str], str]) -> Fields:
    """Return the fields of a question; the first bears its name.

    :param asks: says "the child" by name.
    """
    needed = NEEDED if question.needed else ""
    help_text = " ".join(filter(None, (asks(question.help), needed)))
    told = {"label": asks(question.asks), "help_text": help_text}
    made = KINDS[question.answer].fields(question, told)
    for field in made.values():
        field.required = False  # a section is saved as far as it goes
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, asks(words)) for code, words in field.choices]
    return made


def said_in(question: Question, typed: Said) -> Any:
    """Return the answer that was typed; None where nothing was."""
    said = KINDS[question.answer].said(question, typed)
    return None if said in ("", [], None) else said


def initial_of(question: Question, said: Any) -> Said:
    """Return an answer as the question's fields show it; what fits none of them shows nothing."""
    if said is None:
        return {}
    try:
        return KINDS[question.answer].shown(question, said)
    except (TypeError, ValueError, AttributeError):
        return {}


def in_words(question: Question, said: Any, today: date) -> str:
    """Return an answer as people read it; one of another system's is read as it came."""
    if said is None:
        return ""
    try:
        return KINDS[question.answer].words(question, said, today)
    except (TypeError, ValueError, AttributeError):
        return str(said)


def is_open(question: Question, said: Any) -> bool:
    """Tell whether a prompt was left open, or not answered at all."""
    return question.answer == "prompt" and said != "yes"


def reason_in(said: Any) -> str:
    """Return why a prompt was left open; nothing where nobody said why."""
    return str(said.get(NOT_YET, "")) if isinstance(said, Mapping) else ""


def needs(said: Any) -> str:
    """Return what an area needs to have done; nothing where it needs nothing."""
    return str(said[NEEDS]) if isinstance(said, Mapping) and said.get(NEEDS) else ""


def _texts(rows: int) -> Callable[[Question, dict[str, str]], Fields]:
    def fields(question: Question, told: dict[str, str]) -> Fields:
        area = forms.Textarea(attrs={"rows": rows})
        return {question.id: forms.CharField(widget=area, max_length=LONGEST, **told)}

    return fields


def _line(question: Question, told: dict[str, str]) -> Fields:
    return {question.id: forms.CharField(max_length=500, **told)}


def _one(question: Question, told: dict[str, str]) -> Fields:
    choices = question.choices or YES_NO
    is_short = len(choices) <= FEW and all(len(words) <= SHORT for _, words in choices)
    widget = RadioChips if is_short else Radios
    return {question.id: forms.ChoiceField(choices=choices, widget=widget, **told)}


def _several(question: Question, told: dict[str, str]) -> Fields:
    return {question.id: forms.MultipleChoiceField(choices=question.choices, widget=Chips, **told)}


def _either(
    choices: list[tuple[str, str]], code: str, key: str, asks: str, missing: str
) -> tuple[Callable[[Question, dict[str, str]], Fields], Callable[[Question, Said], Any]]:
    """Return how to ask, and read, a question one of whose two answers asks for words."""

    def fields(question: Question, told: dict[str, str]) -> Fields:
        words = f"{question.id}-{key}"
        return {
            question.id: forms.ChoiceField(
                choices=choices, widget=RadioChips(reveals={code: (words,)}), **told
            ),
            words: Because(question.id, code, missing, label=asks),
        }

    def said(question: Question, typed: Said) -> Any:
        chosen = typed.get(question.id)
        return {key: typed.get(f"{question.id}-{key}", "")} if chosen == code else chosen

    return fields, said


class Because(forms.CharField):
    """The words that one answer asks for: with that answer they may not be missing."""

    def __init__(self, of: str, code: str, missing: str, *, label: str) -> None:
        area = forms.Textarea(attrs={"rows": 2})
        super().__init__(widget=area, max_length=LONGEST, label=label)
        self.of, self.code, self.missing = of, code, missing


def _shown(key: str, code: str) -> Callable[[Question, Any], Said]:
    def shown(question: Question, said: Any) -> Said:
        if isinstance(said, Mapping):
            return {question.id: code, f"{question.id}-{key}": said.get(key, "")}
        return {question.id: said}

    return shown


def _words(key: str, before: str) -> Callable[[Question, Any, date], str]:
    def words(question: Question, said: Any, _today: date) -> str:
        if isinstance(said, Mapping):
            return f"{before}: {said.get(key, '')}"
        return dict(YES_NO).get(said, str(said))

    return words


def _labels(question: Question, said: Any, _today: date) -> str:
    known = dict(question.choices or YES_NO)
    return "; ".join(known.get(each, str(each)) for each in ([said] if said is str(said) else said))


def _one_label(question: Question, said: Any, _today: date) -> str:
    return dict(question.choices or YES_NO).get(said, str(said))


_PROMPT = _either(
    [("yes", "Yes"), ("not-yet", "Not yet")], "not-yet", NOT_YET, "Not yet, because", SAY_WHY
)
_ACTION = _either(YES_NO, "yes", NEEDS, "What needs to be done?", SAY_WHAT)
_DAY = Kind(
    fields=lambda question, told: {question.id: DayField(**told)},
    said=lambda question, typed: typed[question.id].isoformat() if typed.get(question.id) else None,
    shown=lambda question, said: {question.id: date.fromisoformat(said)},
    words=lambda _question, said, today: day(date.fromisoformat(said), today),
)
KINDS: Mapping[str, Kind] = {
    "text": Kind(fields=_texts(4)),
    "quote": Kind(fields=_texts(3), words=lambda _question, said, _today: f"“{said}”"),
    "line": Kind(fields=_line),
    "yes-no": Kind(fields=_one, words=_one_label),
    "one": Kind(fields=_one, words=_one_label),
    "several": Kind(fields=_several, words=_labels),
    "day": _DAY,
    "number": Kind(fields=lambda question, told: {question.id: NumberField(**told)}),
    "prompt": Kind(*_PROMPT, _shown(NOT_YET, "not-yet"), _words(NOT_YET, "Not yet, because")),
    "action": Kind(*_ACTION, _shown(NEEDS, "yes"), _words(NEEDS, "Yes")),
}
