"""What is asked about an order: as it was made, as it was changed, how it ended."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from waymark.chronology.casefile import Document
from waymark.pages.choices import choices, grouped
from waymark.pages.fields import DayField, on_or_after, on_or_before
from waymark.pages.words import birthday

MOST_VICTIMS = 20
NARROW = {"class": "govuk-input--width-4", "inputmode": "numeric"}


class OrderForm(forms.Form):
    kind = forms.ChoiceField(
        label="Order or decision", error_messages={"required": "Choose what was made"}
    )
    made_on = DayField(
        label="Made on", error_messages={"required": "Give the day when the order was made"}
    )
    starts_on = DayField(
        label="Starts on", help_text="If that is another day than it was made", required=False
    )
    ends_on = DayField(label="Ends on", help_text="If the order has an end", required=False)
    custodial_months = forms.FloatField(
        label="Months in custody, if any",
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs=NARROW),
    )
    without_work = forms.BooleanField(
        label="We do not work with the child under it", required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = grouped("order-kinds", today, nothing="Choose")
        self.fields["made_on"].validators.append(on_or_before(today, "which is today"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        made = data.get("made_on")
        starts = data.get("starts_on") or made
        begins = "when the order starts" if data.get("starts_on") else "when the order was made"
        _not_before(self, "starts_on", made, "when the order was made")
        _not_before(self, "ends_on", starts, begins)
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            **{name: _iso(data[name]) for name in ("made_on", "starts_on", "ends_on")},
            "custodial_months": _plain(data["custodial_months"]),
            "intervention": False if data["without_work"] else None,
        }


class OffenceForm(forms.Form):
    category = forms.ChoiceField(label="Offence", required=False)
    victims = forms.IntegerField(
        label="How many people were harmed?",
        help_text="A number only. Who they are is never written in a child’s record.",
        min_value=0,
        max_value=MOST_VICTIMS,
        required=False,
        widget=forms.TextInput(attrs=NARROW),
    )
    violent = forms.BooleanField(label="A violent offence", required=False)
    sexual = forms.BooleanField(label="A sexual offence", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices("offence-groups", today, nothing="Choose")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("category") and any(data.values()):
            self.add_error("category", "Choose the offence")
        return data


class RequirementForm(forms.Form):
    kind = forms.ChoiceField(label="Requirement or contract item", required=False)
    begins = DayField(label="From", required=False)
    ends = DayField(label="To", required=False)
    hours = forms.FloatField(
        label="Hours (of a curfew, a day)",
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs=NARROW),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            ("", "Choose"),
            ("Requirements", choices("requirements", today)),
            ("In a contract", choices("contract-items", today)),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("kind") and any(data.values()):
            self.add_error("kind", "Choose what is required")
        _not_before(self, "ends", data.get("begins"), "when this begins")
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "from": _iso(data["begins"]),
            "to": _iso(data["ends"]),
            "hours": _plain(data["hours"]),
        }


Offences = formset_factory(OffenceForm, extra=1)
Requirements = formset_factory(RequirementForm, extra=1)
SETS = {"offences": Offences, "requirements": Requirements}


def sets(data: Any, *, today: date) -> dict[str, BaseFormSet]:
    """Return the lists of offences and requirements, a line longer where one was asked for."""
    made = {}
    for name, kind in SETS.items():
        typed = data.copy() if data else None
        if typed is not None and typed.get("another") == name:
            had = typed.get(f"{name}-TOTAL_FORMS", "")
            typed[f"{name}-TOTAL_FORMS"] = str(int(had) + 1 if had.isdecimal() else 1)
        made[name] = kind(typed, prefix=name, form_kwargs={"today": today})
    return made


def order_facts(form: OrderForm, *, offences: BaseFormSet, requirements: BaseFormSet) -> Document:
    """Return the order as the case file has it."""
    given = [each.cleaned_data for each in offences.forms if each.cleaned_data.get("category")]
    asked = [each.facts() for each in requirements.forms if each.cleaned_data.get("kind")]
    return {
        **form.facts(),
        "offences": [_offence(place, data) for place, data in enumerate(given, 1)],
        "requirements": [
            {"id": f"r{place}", **{name: value for name, value in each.items() if value}}
            for place, each in enumerate(asked, 1)
        ],
    }


def _offence(place: int, data: dict[str, Any]) -> Document:
    """Return one offence; who was harmed is a reference that leads nowhere by itself."""
    harmed = [f"v{secrets.token_hex(4)}" for _ in range(data["victims"] or 0)]
    return {
        "id": f"f{place}",
        "category": data["category"],
        "violent": data["violent"],
        "sexual": data["sexual"],
        "victims": harmed,
    }


class AmendForm(forms.Form):
    on = DayField(
        label="Changed on", error_messages={"required": "Give the day when it was changed"}
    )
    starts_on = DayField(label="Starts on", required=False)
    ends_on = DayField(label="Ends on", required=False)
    custodial_months = forms.FloatField(
        label="Months in custody, if they changed",
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs=NARROW),
    )

    def __init__(self, *args: Any, made_on: date, begins_on: date, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.made_on, self.begins_on = made_on, begins_on
        _between(self.fields["on"], made_on, today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in data if name != "on"):
            self.add_error("ends_on", "Give the day that changed")
        _not_before(self, "starts_on", self.made_on, "when the order was made")
        _not_before(
            self, "ends_on", data.get("starts_on") or self.begins_on, "when the order starts"
        )
        return data

    def facts(self) -> Document:
        return _given(self.cleaned_data)


class EndForm(forms.Form):
    on = DayField(label="Ended on", error_messages={"required": "Give the day when it ended"})
    reason = forms.ChoiceField(
        label="How did it end?",
        choices={
            "ran to its end": "It ran to its end",
            "revoked early": "Revoked early, for good progress",
            "revoked and sentenced again": "Revoked and sentenced again",
            "changed on appeal": "Changed on appeal",
            "another way": "Another way",
        },
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended"},
    )

    def __init__(self, *args: Any, made_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _between(self.fields["on"], made_on, today)

    def facts(self) -> Document:
        return _given(self.cleaned_data)


def _between(field: forms.Field, made_on: date, today: date) -> None:
    field.validators += [
        on_or_after(made_on, "when the order was made"),
        on_or_before(today, "which is today"),
    ]


def _not_before(form: forms.Form, name: str, earliest: date | None, because: str) -> None:
    value = form.cleaned_data.get(name)
    if value and earliest and value < earliest:
        form.add_error(name, f"Choose a day on or after {birthday(earliest)}, {because}")


def _plain(number: float | None) -> float | int | None:
    """Return 12 for 12.0, as people write it."""
    return int(number) if number is not None and number.is_integer() else number


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _given(data: dict[str, Any]) -> Document:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in data.items()
        if value not in (None, "")
    }
