"""What is asked of a manager who decides on visits, and of whoever goes."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.pages.fields import DayField, WordsField, on_or_after
from waymark.rules.calendar import said

GO, MEND = "authorise", "return"


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[(GO, "Visits may go ahead as they are assessed"), (MEND, "It is to be mended")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether visits may go ahead"},
    )
    until = DayField(label="Until when may they go ahead?", required=False)
    note = WordsField("What do you say to it?")
    assessment = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, assessment: str, today: date, last: date
    ) -> None:
        super().__init__(data, initial={"assessment": assessment, "until": last})
        self.newest = assessment
        self.fields["until"].validators = [on_or_after(today, "which is today")]
        self.fields["until"].help_text = f"Or until a risk there changes. {said(last)} is offered."

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("assessment") != self.newest:
            self.data = self.data.copy()
            self.data["assessment"] = self.newest
            self.add_error(None, "Visits were assessed anew since you opened this: read it again.")
        if told.get("decision") == GO and "until" in told and told["until"] is None:
            self.add_error("until", "Give the last day")
        if told.get("decision") == MEND and not told.get("note"):
            self.add_error("note", "Say what is to be mended")
        return told

    @property
    def goes(self) -> bool:
        return self.cleaned_data["decision"] == GO

    @property
    def facts(self) -> dict[str, Any]:
        told = {"note": self.cleaned_data["note"]}
        return {**told, "until": self.cleaned_data["until"]} if self.goes else told


class TodayForm(forms.Form):
    note = WordsField(
        "What do you know of the risk there, and what keeps everybody safe?",
        asks="Say what you know of the risk there",
    )
