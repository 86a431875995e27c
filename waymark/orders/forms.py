"""What is asked about an order: as it was made, as it was changed, how it ended."""

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from waymark.children import ages
from waymark.chronology.casefile import Document
from waymark.orders.asking import NARROW, RequirementForm, iso, not_before, plain_number
from waymark.orders.queries import Standing
from waymark.pages.choices import choices, grouped_ever, held_on
from waymark.pages.fields import DayField, on_or_after, on_or_before
from waymark.pages.sure import make_sure
from waymark.pages.words import birthday
from waymark.rules.carries import carries

KINDS = "order-kinds"
RAN = "ran to its end"
HOSPITAL, OTHER = "hospital-order", "other-order"
MOST_VICTIMS = 20
MOST_LINES = 100  # of offences, and of requirements, of one order


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
    words = forms.CharField(
        label="If it is another order: what is it, in words?", max_length=200, required=False
    )
    in_hospital = forms.ChoiceField(
        label="Is the child detained in hospital under it?",
        choices={"yes": "Yes", "no": "No"},
        widget=forms.RadioSelect,
        required=False,
    )
    without_work = forms.BooleanField(
        label="We do not work with the child under it", required=False
    )

    def __init__(self, *args: Any, today: date, born: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born = born  # of a child who is held already
        self.fields["kind"].choices = grouped_ever(KINDS, today, nothing="Choose")
        self.fields["made_on"].validators.append(on_or_before(today, "which is today"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        made = data.get("made_on")
        starts = data.get("starts_on") or made
        begins = "when the order starts" if data.get("starts_on") else "when the order was made"
        not_before(self, "starts_on", made, "when the order was made")
        not_before(self, "ends_on", starts, begins)
        if made and data.get("kind"):
            self._refuse_an_impossible_day(data["kind"], made)
        if data.get("kind") == OTHER and not data.get("words"):
            self.add_error("words", "Write what the order is, in a few words")
        if data.get("kind") == HOSPITAL and not data.get("in_hospital"):
            self.add_error("in_hospital", "Choose yes or no: victims are told of a detention")
        return data

    def _refuse_an_impossible_day(self, kind: str, made: date) -> None:
        if not held_on(KINDS, kind, made):
            not_then = f"This was not made on {birthday(made)}: check the day, or what was made"
            self.add_error("made_on", not_then)
        refusal = self.born and ages.impossible(self.born, kind, made, today=made)
        if refusal:
            self.add_error("made_on", refusal)

    def facts(self) -> Document:
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            **{name: iso(data[name]) for name in ("made_on", "starts_on", "ends_on")},
            "custodial_months": plain_number(data["custodial_months"]),
            "note": data["words"] or None,
            "mental_health_detention": True if data["in_hospital"] == "yes" else None,
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


LINES = {"extra": 1, "max_num": MOST_LINES, "absolute_max": MOST_LINES}
Offences = formset_factory(OffenceForm, **LINES)
Requirements = formset_factory(RequirementForm, **LINES)
SETS = {"offences": Offences, "requirements": Requirements}


def sets(data: Any, *, today: date) -> dict[str, BaseFormSet]:
    """Return the lists of offences and requirements, a line longer where one was asked for."""
    made = {}
    for name, kind in SETS.items():
        given = {"prefix": name, "form_kwargs": {"today": today}}
        typed = data.copy() if data else None
        if typed is not None and typed.get("another") == name:
            had = kind(typed, **given).total_form_count()
            typed[f"{name}-TOTAL_FORMS"] = str(min(had + 1, MOST_LINES))
        made[name] = kind(typed, **given)
    return made


def order_facts(form: OrderForm, *, offences: BaseFormSet, requirements: BaseFormSet) -> Document:
    """Return the order as the case file has it."""
    given = [each.cleaned_data for each in offences.forms if each.cleaned_data.get("category")]
    return {
        **form.facts(),
        "offences": [_offence(place, data) for place, data in enumerate(given, 1)],
        "requirements": [
            {"id": f"r{place}", **each} for place, each in enumerate(asked_for(requirements), 1)
        ],
    }


def asked_for(requirements: BaseFormSet) -> list[Document]:
    """Return the requirements that were typed, without the lines left empty."""
    return [each.facts() for each in requirements.forms if each.cleaned_data.get("kind")]


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
    """What of the order itself changed; its requirements are forms of their own."""

    on = DayField(
        label="Changed on", error_messages={"required": "Give the day when it was changed"}
    )
    starts_on = DayField(label="Starts on, if that changed", required=False)
    ends_on = DayField(label="Ends on, if that changed", required=False)
    custodial_months = forms.FloatField(
        label="Months in custody, if they changed",
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs=NARROW),
    )

    def __init__(self, *args: Any, order: Standing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        _between(self.fields["on"], order.made_on, today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins = data.get("starts_on") or self.order.begins_on
        not_before(self, "starts_on", self.order.made_on, "when the order was made")
        not_before(self, "ends_on", begins, "when the order starts")
        return data

    def facts(self) -> Document:
        return _given(self.cleaned_data)


@carries("CM-017")
def ways_to_end() -> Iterator[tuple[str, str]]:
    yield RAN, "It ran to its end"
    yield "revoked early", "Revoked early, for good progress"
    yield "revoked and sentenced again", "Revoked and sentenced again"
    yield "changed on appeal", "Changed on appeal"
    yield "another way", "Another way"


class EndForm(forms.Form):
    REVOKED = ("revoked early", "revoked and sentenced again")

    on = DayField(label="Ended on", error_messages={"required": "Give the day when it ended"})
    reason = forms.ChoiceField(
        label="How did it end?",
        choices=ways_to_end,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended"},
    )
    note = forms.CharField(
        label="Why, if it ended early?",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, order: Standing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends_on = order.ends_on
        _between(self.fields["on"], order.made_on, today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.ends_on and data.get("on") and data["on"] < self.ends_on:
            self._ask_about_an_early_end(data, f"This order runs to {birthday(self.ends_on)}.")
        return data

    def _ask_about_an_early_end(self, data: dict[str, Any], runs: str) -> None:
        if data.get("reason") == RAN:
            self.add_error("reason", f"{runs} If it ended before that, choose how and say why")
            return
        if not data.get("note"):
            self.add_error("note", f"{runs} Say why it ended before that")
        if data.get("reason") not in self.REVOKED:  # that says so already
            make_sure(self, "Yes, it ended early", f"{runs} Tick this if it ended early")

    def facts(self) -> Document:
        return _given(self.cleaned_data)


def _between(field: forms.Field, made_on: date, today: date) -> None:
    field.validators += [
        on_or_after(made_on, "when the order was made"),
        on_or_before(today, "which is today"),
    ]


def _given(data: dict[str, Any]) -> Document:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in data.items()
        if value not in (None, "")
    }
