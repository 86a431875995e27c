"""What is asked of a manager who decides on visits, and of whoever goes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.door import today
from waymark.pages.fields import ClockField, DayField, WordsField, YesNoField, on_or_after
from waymark.rules.calendar import said
from waymark.rules.clock import moments

GO, MEND = "authorise", "return"
FARTHEST = timedelta(hours=12)


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
        self, data: QueryDict | None = None, *, assessment: str, on: date, last: date
    ) -> None:
        super().__init__(data, initial={"assessment": assessment, "until": last})
        self.newest = assessment
        self.fields["until"].validators = [on_or_after(on, "which is today")]
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


class BackForm(forms.Form):
    """When somebody who goes is expected back."""

    back = ClockField(label="When are you expected back?")
    number = forms.CharField(
        label="On which number are you rung?",
        max_length=40,
        error_messages={"required": "Give the number of the phone that you take with you"},
    )
    beside = forms.CharField(label="Who goes with you?", max_length=200, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        now: datetime,
        initial: dict[str, Any],
        in_pairs: bool = False,
    ) -> None:
        """:param in_pairs: whether it was assessed that two go together."""
        super().__init__(data, initial=initial)
        self.now, beside = now, self.fields["beside"]
        beside.required = in_pairs
        beside.error_messages["required"] = "Two go together there: say who goes with you"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("back"):
            told["back"] = _to_come(self, told["back"], self.now)
        return told


class ReachedForm(forms.Form):
    happened = WordsField("What happened?", asks="Say in a few words what happened")
    is_out = YesNoField(
        label="Is she out of it, and safe?", error_messages={"required": "Say whether she is"}
    )
    back = ClockField(label="If not: when is she expected now?", required=False)

    def __init__(self, data: QueryDict | None = None, *, now: datetime) -> None:
        super().__init__(data)
        self.now = now

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("is_out") is False and "back" in told and told["back"] is None:
            self.add_error("back", "Say when she is expected, so that she is looked for again")
        elif told.get("is_out") is False and told.get("back"):
            told["back"] = _to_come(self, told["back"], self.now)
        return told

    @property
    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"happened": told["happened"], "back": None if told["is_out"] else told["back"]}


def _to_come(form: forms.Form, at: time, now: datetime) -> datetime | None:
    """Return the next moment at which a clock says so, within twelve hours."""
    day = today(now)
    found = [each for on in (day, day + timedelta(days=1)) for each in moments(on, at)]
    soon = [each for each in found if now < each <= now + FARTHEST]
    if not soon:
        form.add_error("back", "Choose a time within the next twelve hours")
    return soon[0] if soon else None
