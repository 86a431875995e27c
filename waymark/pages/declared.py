"""Form fields made from the declared fields of a shape: one for each, by what it may hold."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from waymark.pages.fields import (
    LONGEST,
    Chips,
    ClockField,
    DayField,
    LinesField,
    NumberField,
    RadioChips,
    Radios,
    YesNoField,
    on_or_before,
)
from waymark.rules.facts import Field, Sensitivity
from waymark.rules.values import Clock, Day, Flag, Many, Number, Value

Choices = list[tuple[str, str]]
FEW, MANY = 4, 7  # up to so many answers stand on one line; from so many on, in a list that opens


class NamedLinesField(LinesField):
    """Several of a long list, each by its name on a line of its own."""

    choices: Choices = ()
    default_error_messages = {
        "unknown": "%(name)s is not in the list%(like)s",
    }

    def prepare_value(self, value: object) -> object:
        names = dict(self.choices)
        known = [names.get(one, one) for one in value] if isinstance(value, list | tuple) else value
        return super().prepare_value(known)

    def clean(self, value: Any) -> list[str]:
        """Return the codes; a name that is not in the list is answered with one that is like it."""
        codes_of = {name.casefold(): code for code, name in self.choices}
        return [self._code(name, codes_of) for name in super().clean(value)]

    def _code(self, name: str, codes_of: Mapping[str, str]) -> str:
        if name.casefold() in codes_of:
            return codes_of[name.casefold()]
        names = {known.casefold(): known for _, known in self.choices}
        (*_, like) = ("", *get_close_matches(name.casefold(), names, 1))
        told = {"name": name[:100], "like": f": did you mean {names[like]}?" if like else ""}
        raise ValidationError(self.error_messages["unknown"], code="unknown", params=told)


def field_made(
    field: Field,
    said: dict[str, Any],
    choices: Choices | None,
    *,
    today: date,
    standing: Any = None,
    may_fold: bool = False,
) -> forms.Field:
    """Return the field of a form.

    :param said: its label, its help and whether it is required.
    :param choices: what may be chosen, in plain words; None where it is written freely.
    :param standing: what stands already, and may be chosen again.
    :param may_fold: a long list of several shows some, and the rest once it is opened.
    """
    value = field.value
    if field.name == "on":
        return DayField(validators=[on_or_before(today, "which is today")], **said)
    if isinstance(value, Day):
        return DayField(**said)
    if isinstance(value, Clock):
        return ClockField(**said)
    if isinstance(value, Flag):
        return _yes_or_no(field, said)
    if isinstance(value, Many) and choices is None:
        return LinesField(**said)
    if isinstance(value, Many):
        fold = may_fold and len(choices or ()) >= MANY
        return _several(choices or [], standing or (), said, fold=fold)
    if choices is not None:
        return _one_of(_with_standing(choices, [standing]), value, said)
    if isinstance(value, Number):
        return NumberField(**said)
    if field.sensitivity is Sensitivity.WORDS:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST, **said)
    return forms.CharField(max_length=500, **said)


def facts_in(cleaned: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return what a form says as the case file has it, without what says nothing."""
    found = {name: _plain(cleaned.get(name)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def initial_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's facts as a form shows them."""
    return {name: _shown(name, value) for name, value in document.items()}


def _yes_or_no(field: Field, said: dict[str, Any]) -> forms.Field:
    if field.default is None:
        return YesNoField(**said)
    return forms.BooleanField(**{**said, "required": False})


def _several(
    choices: Choices, standing: Iterable[str], said: dict[str, Any], *, fold: bool
) -> forms.Field:
    widget: type[forms.Widget] | forms.Widget = forms.CheckboxSelectMultiple
    if fold:
        widget = Chips(in_sight=tuple(code for code, _ in choices[:MANY]))
    return forms.MultipleChoiceField(
        choices=_with_standing(choices, standing), widget=widget, **said
    )


def _one_of(choices: Choices, value: Value, said: dict[str, Any]) -> forms.Field:
    if not choices:
        said["help_text"] = "The record has none that this can be about. Record that first."
    elif len(choices) == 1 and said["required"]:
        said["initial"] = choices[0][0]
    is_long = any(len(name) > 24 for _, name in choices)
    widget: type[forms.Widget] = RadioChips if len(choices) <= FEW and not is_long else Radios
    if len(choices) >= MANY:
        widget = forms.Select
        choices = [("", "Choose"), *choices]
    return forms.TypedChoiceField(
        choices=choices,
        coerce=int if isinstance(value, Number) else str,
        empty_value=None,
        widget=widget,
        **said,
    )


def _with_standing(choices: Choices, standing: Iterable[Any]) -> Choices:
    """Return the choices, and what stands already though it may be chosen no more."""
    known = {code for code, _ in choices}
    older = [str(_shown("", one)) for one in standing if one is not None]
    return choices + [
        (one, one.replace("-", " ").capitalize()) for one in older if one not in known
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.strip() if isinstance(value, str) else value


def _shown(name: str, value: Any) -> Any:
    """Return one fact as a form's field takes it: a day as a day, 12.0 as people write it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and name != "reference":
        try:
            return date.fromisoformat(value) if len(value) == 10 else value
        except ValueError:
            return value
    return value
