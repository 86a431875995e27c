"""What is asked about a number that a service chooses for itself."""

from datetime import date
from typing import Any

from django import forms

from waymark.duties.acts import LONGEST
from waymark.guidance.policy import Number
from waymark.pages.fields import DayField, on_or_after


class NumberForm(forms.Form):
    name = forms.ChoiceField(
        label="Which number?", error_messages={"required": "Choose the number that changes"}
    )
    value = forms.IntegerField(
        label="Our own number",
        min_value=1,
        max_value=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    nationally = forms.BooleanField(label="As nationally again", required=False)
    begins = DayField(label="For what is raised from", help_text="Today, or a day to come")
    reason = forms.CharField(
        label="Because",
        help_text="It ends the sentence that stands beside each duty: “… because we meet weekly”",
        max_length=300,
        error_messages={"required": "Say why, in a few words"},
    )

    def __init__(self, *args: Any, numbers: list[Number], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [
            ("", "Choose"),
            ("Left to local policy", _choices(numbers, expected=False)),
            ("How soon we expect what has no day", _choices(numbers, expected=True)),
        ]
        self.fields["begins"].initial = today
        self.fields["begins"].validators.append(on_or_after(today, "which is today"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "value" in data and bool(data.get("value")) == bool(data.get("nationally")):
            self.add_error("value", "Give the number, or tick that it is as nationally again")
        return data

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "value", "begins", "reason")}


def _choices(numbers: list[Number], *, expected: bool) -> list[tuple[str, str]]:
    return [
        (each.name, f"{each.title} ({each.unit})")
        for each in numbers
        if (each.national is None) == expected
    ]
