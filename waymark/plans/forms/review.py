"""What a review comes to, and how an ending is countersigned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.pages.fields import DayField, Radios, WordsField
from waymark.pages.words import full_day
from waymark.rules.calendar import days_after, months_after
from waymark.rules.reviewing import (
    CHANGES_NOW,
    STAYS,
    Review,
    agree_the_next_day,
    say_what_becomes_of_the_plan,
)
from waymark.rules.reviews import MONTHS_BETWEEN

A_WEEK = 7


class ReviewedForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What becomes of the plan?",
        choices=[
            (STAYS, "It stays as it is"),
            (CHANGES_NOW, "It changes: a draft opens with all that stands"),
        ],
        required=False,
        widget=Radios,
    )
    early_ends_of = forms.MultipleChoiceField(
        label="Which orders are asked to end early?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one order that is asked to end early"},
    )
    because = WordsField("Why does it stay, or what changes and why?", rows=3)
    next_on = DayField(label="When do you look at it together again?", required=False)
    sooner_because = WordsField("If that is sooner than in three months: why?")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        name: str,
        today: date,
        changes: str,
        ends_on: date | None,
        early_ends: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Ask what becomes of a plan whose orders end on a day, where that is known.

        :param early_ends: the orders that may be asked to end early, where there are several.
        """
        in_time = months_after(today, MONTHS_BETWEEN)
        super().__init__(data, initial={"next_on": in_time, "because": changes})
        self.today = today
        if early_ends:
            self.fields["early_ends_of"].choices = early_ends
        else:
            del self.fields["early_ends_of"]
        self.fields["because"].help_text = f"{name} reads this with what changed."
        self.fields["next_on"].help_text = "At the latest in three months. Sooner is always right."
        if ends_on and today < ends_on < in_time:
            end = full_day(ends_on, today)
            self.fields["next_on"].help_text += f" The order ends on {end}: look back before that."
            before = max(days_after(ends_on, -A_WEEK), days_after(today, 1))
            self.initial |= {"next_on": before, "sooner_because": f"The order ends on {end}."}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        review = Review(
            on=self.today,
            next_on=said.get("next_on"),
            sooner_because=said.get("sooner_because") or "",
            outcome=said.get("outcome") or "",
            because=said.get("because") or "",
        )
        for reason in say_what_becomes_of_the_plan(review):
            self.add_error("because" if review.outcome else "outcome", reason)
        if not self.has_error("next_on"):
            is_the_day = any(agree_the_next_day(replace(review, sooner_because="said")))
            for reason in agree_the_next_day(review):
                self.add_error("next_on" if is_the_day else "sooner_because", reason)
        return said

    @property
    def facts(self) -> Document:
        asked = self.cleaned_data.get("early_ends_of")
        told = {name: self.cleaned_data[name] for name in FIELDS}
        return {**told, "early_ends_of": None if asked is None else tuple(asked)}


FIELDS = ("outcome", "because", "next_on", "sooner_because")


class EndingForm(forms.Form):
    """What a manager found of how it ended."""

    note = WordsField(
        "What did you find?",
        rows=4,
        asks="Say in a few words what you found",
        help_text="Who stays in the child’s life, whether what was promised is there.",
    )
