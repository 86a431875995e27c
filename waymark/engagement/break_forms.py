"""What is asked of a senior manager who decides on a break, and when its times are called off."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import inf
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.contacts.words import ANSWERS
from waymark.diary.forms import CallOffForm as OneCallOffForm
from waymark.diary.queries import Slot
from waymark.diary.words import moment
from waymark.engagement.forms import DecideForm
from waymark.pages.fields import (
    DayField,
    NumberField,
    Radios,
    WordsField,
    on_or_after,
    on_or_before,
)
from waymark.rules.carries import carries
from waymark.rules.events.engagement import MOST_A_MONTH

AGREE, REFUSE, LESS, STOP = "agree", "refuse", "reduce", "stop"
LESS_CONTACT = "Less contact than was asked for:"
ASKED_FOR = "which was asked for"
WHY_LESS = "Say why it is less contact than was asked for"
PERIOD = ("begins", "ends", "how", "a_month", "less_because")


class BreakForm(DecideForm):
    """She agrees to the days that were asked for, or to fewer of them."""

    begins = DayField(label="From which day?", required=False)
    ends = DayField(label="Until which day?", required=False)
    how = forms.ChoiceField(
        label="Does contact stop altogether, or is it less?",
        choices=list(ANSWERS["suspension-approved.how"].items()),
        widget=Radios(reveals={LESS: ("a_month",)}),
        required=False,
    )
    a_month = NumberField(
        label="How many contacts a month, then?", max_value=MOST_A_MONTH, required=False
    )
    less_because = WordsField("If it is less contact than was asked for: why?")
    field_order = ("decision", *PERIOD, "note", "put")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.initial.get("how") != LESS:  # none at all was asked for
            del self.fields["less_because"]
        decision = self.fields["decision"]
        decision.widget = Radios(
            reveals={AGREE: [each for each in PERIOD if each != "a_month"]},
            choices=decision.choices,
        )
        first, last = self.initial.get("begins"), self.initial.get("ends")
        if first and last:
            within = [on_or_after(first, ASKED_FOR), on_or_before(last, ASKED_FOR)]
            for name in ("begins", "ends"):
                self.fields[name].validators = within

    @carries("CM-204")
    def choices(self) -> Iterable[tuple[str, str]]:
        yield AGREE, "I agree, for these days"
        yield REFUSE, "I do not agree: it is necessary that we go on meeting"

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("decision") != AGREE:
            return told
        first, last = told.get("begins"), told.get("ends")
        for name, what in (("begins", "first"), ("ends", "last")):
            if name in told and told[name] is None:
                self.add_error(name, f"Give the {what} day")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends", "Choose a day on or after the first")
        if "how" in told and not told["how"]:
            self.add_error("how", "Choose whether it stops or is less")
        if told.get("how") == LESS and "a_month" in told and told["a_month"] is None:
            self.add_error("a_month", "Say how many contacts a month are left")
        elif told.get("how") == LESS and (told.get("a_month") or 0) >= (self._owed or inf):
            self.add_error("a_month", f"{self._owed:g} a month are agreed as it is: choose fewer")
        elif self._is_less(told):
            self._say_why(told)
        return told

    @property
    def _owed(self) -> float | None:
        """Return how many contacts a month are agreed without a break, where that is known."""
        return self.initial.get("owed")

    @carries("CM-199")
    def _is_less(self, told: Mapping[str, Any]) -> bool:
        """Tell whether fewer contacts are left than were asked for."""
        if self.initial.get("how") != LESS:
            return False
        left = 0 if told.get("how") == STOP else told.get("a_month")
        wanted = self.initial.get("a_month")
        return left is not None and wanted is not None and left < wanted

    def _say_why(self, told: dict[str, Any]) -> None:
        if not told.get("less_because"):
            self.add_error("less_because", WHY_LESS)
        elif told.get("note"):
            told["note"] = f"{told['note']} {LESS_CONTACT} {told['less_because']}"

    @carries("CM-198")
    def becomes(self) -> Document:
        told = self.cleaned_data
        if told["decision"] == REFUSE:
            return {"kind": "suspension-refused"}
        less = {"a_month": told["a_month"]} if told["how"] == LESS else {}
        days = {"from": told["begins"].isoformat(), "to": told["ends"].isoformat()}
        reason = {"reason": self.initial["reason"]}
        return {"kind": "suspension-approved", **days, **reason, "how": told["how"], **less}


class CallOffForm(OneCallOffForm):
    """As for one time, for all that are booked in a break, or those of them that are ticked."""

    times = forms.TypedMultipleChoiceField(
        label="Which times?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick what is called off",
            "invalid_choice": "Somebody was quicker with one of these times: see what is left",
        },
    )
    field_order = ("times",)

    def __init__(self, data: QueryDict | None = None, *, slots: Iterable[Slot], on: date) -> None:
        super().__init__(data, name="", is_of_a_group=False)
        times = [(each.appointment.pk, moment(each.begins, on)) for each in slots]
        self.fields["times"].choices = times
        self.initial = {"times": [pk for pk, _ in times], "because": "A break is agreed."}
