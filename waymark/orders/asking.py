"""What is asked about one thing that an order requires: as it was made, and as it was changed."""

from datetime import date
from typing import Any
from zlib import crc32

from django import forms

from waymark.chronology.casefile import Document
from waymark.chronology.requirements import Requirement
from waymark.pages.choices import choices
from waymark.pages.fields import DayField
from waymark.pages.words import birthday

NARROW = {"class": "govuk-input--width-4", "inputmode": "numeric"}


def _number(label: str) -> forms.FloatField:
    widget = forms.TextInput(attrs=NARROW)
    return forms.FloatField(label=label, min_value=0, required=False, widget=widget)


class HowMuchForm(forms.Form):
    begins = DayField(label="From", required=False)
    ends = DayField(label="To", required=False)
    hours = _number("Hours (of a curfew, a day)")
    days = _number("Days")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        not_before(self, "ends", data.get("begins"), "when this begins")
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        told = {
            "from": iso(data["begins"]),
            "to": iso(data["ends"]),
            "hours": plain_number(data["hours"]),
            "days": plain_number(data["days"]),
        }
        return {name: value for name, value in told.items() if value}


class RequirementForm(HowMuchForm):
    """One more; a line where nothing is typed asks for nothing."""

    kind = forms.ChoiceField(label="Requirement or contract item", required=False)
    field_order = ("kind",)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            ("", "Choose"),
            ("Requirements", choices("requirements", today)),
            ("In a contract", choices("contract-items", today)),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("kind") and any(data.values()):
            self.add_error("kind", "Choose what is required")
        return data

    def facts(self) -> Document:
        return {"kind": self.cleaned_data["kind"], **super().facts()}


class ChangedForm(HowMuchForm):
    """One that stands, filled in; what is left as it is was not changed."""

    removed = forms.BooleanField(label="No longer required", required=False)
    shown = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def __init__(self, typed: Any, *, stands: Requirement) -> None:
        prefix = f"asked-{crc32(stands.key.encode()):x}"  # its id may hold what a page's may not
        initial = {
            "begins": stands.begins,
            "ends": stands.last_day,
            "hours": plain_number(stands.hours),
            "days": plain_number(stands.days),
        }
        # One that came to stand while somebody wrote was not on her page: it stays as it is.
        was_shown = typed is not None and f"{prefix}-shown" in typed
        super().__init__(typed if was_shown else None, prefix=prefix, initial=initial)
        self.stands = stands

    def is_valid(self) -> bool:
        return not self.is_bound or super().is_valid()

    def facts(self) -> Document | None:
        """Return the requirement as it now stands, or nothing where nothing was changed."""
        if not self.is_bound or not set(self.changed_data) - {"shown"}:
            return None
        told = {"requirement": self.stands.key, "kind": self.stands.kind}
        if self.cleaned_data["removed"]:
            return {**told, "removed": True}
        return {**told, **super().facts()}


def not_before(form: forms.Form, name: str, earliest: date | None, because: str) -> None:
    value = form.cleaned_data.get(name)
    if value and earliest and value < earliest:
        form.add_error(name, f"Choose a day on or after {birthday(earliest)}, {because}")


def plain_number(number: float | None) -> float | int | None:
    """Return 12 for 12.0, as people write it."""
    return int(number) if number is not None and number == int(number) else number


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
