"""Fields of a plan's forms, made from the declared fields of its shapes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from waymark.chronology.casefile import Document
from waymark.pages.choices import choices
from waymark.pages.fields import Chips, DayField, RadioChips, Radios
from waymark.plans import words
from waymark.rules.facts import Field, Sensitivity, Shape
from waymark.rules.gates.agreeing import Conclusions, Required
from waymark.rules.values import Day, Many, Number, OneOf

LONGEST = 20_000
SHORT = 200
MOST_A_WEEK = 50
FEW = 3
ANSWERS = {"keeps": words.KEEPS, "family": words.FAMILIES, "child": words.AGREEMENT}
ROWS = {"words": 2, "what": 2, "success": 2}


@dataclass(frozen=True)
class Offer:
    """What a plan's forms may choose from, so that nothing is typed twice."""

    name: str
    today: date
    required: tuple[Required, ...]
    conclusions: Conclusions
    strengths: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]
    is_first: bool = False  # no plan stood before
    # What is attached, by each name of its source: its own name, and what it says of itself.
    attached: Callable[[], Mapping[str, tuple[str, str]]] = dict


class Times(forms.FloatField):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"})

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_A_WEEK, **options)
        self.error_messages["invalid"] = (
            "Give how many times a week, such as 2 (0.5: every 2 weeks)"
        )

    def prepare_value(self, value: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value


def fields_of(
    group: str, shape: type[Shape], names: Iterable[str], offer: Offer
) -> dict[str, forms.Field]:
    return {name: _field(group, shape.fields[name], offer) for name in names}


def _field(group: str, field: Field, offer: Offer) -> forms.Field:
    called = f"{group}.{field.name}"
    said: dict[str, Any] = {
        "label": words.label(called, offer.name),
        "help_text": words.help_text(called, offer.name),
        "required": field.required,
    }
    value = field.value
    if isinstance(value, OneOf):
        return _one_of(field, said, offer)
    if field.name == "agency":
        nothing = "Choose" if group == "other_plans" else "Us"  # another's plan is not ours
        return forms.ChoiceField(
            choices=choices("agencies", offer.today, nothing=nothing), **{**said, "required": False}
        )
    if field.name == "source":
        files = dict.fromkeys(offer.attached().values())
        return forms.ChoiceField(choices=[("", "None yet"), *files], **said)
    if isinstance(value, Day):
        return DayField(**said)
    if isinstance(value, Many):
        days = [(code, name[:3]) for code, name in words.WEEKDAYS.items()]
        return forms.MultipleChoiceField(choices=days, widget=Chips, **said)
    if isinstance(value, Number):
        return Times(**said)
    if field.sensitivity is Sensitivity.WORDS:
        rows = forms.Textarea(attrs={"rows": ROWS.get(field.name, 3)})
        return forms.CharField(widget=rows, max_length=LONGEST, **said)
    return forms.CharField(max_length=SHORT, **said)


def _one_of(field: Field, said: dict[str, Any], offer: Offer) -> forms.Field:
    answers = [(code, words.named(text, offer.name)) for code, text in ANSWERS[field.name].items()]
    widget = RadioChips if len(answers) <= FEW else Radios
    return forms.ChoiceField(choices=answers, widget=widget, **said)


def told(cleaned: Mapping[str, Any], names: Iterable[str]) -> Document:
    """Return what a form says as the case file has it, without what says nothing."""
    found = {name: cleaned.get(name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
        if value not in (None, "", [])
    }


def shown(document: Document, name: str, field: forms.Field) -> Any:
    """Return one fact of a document as its field takes it."""
    value = document.get(name)
    return date.fromisoformat(value) if value and isinstance(field, DayField) else value
