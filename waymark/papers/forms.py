"""Who or what a paper rests on."""

from datetime import date
from typing import Any

from django import forms

from waymark.chronology.casefile import Document
from waymark.guidance import codes
from waymark.pages.fields import LONGEST, DayField, on_or_before


class SourceForm(forms.Form):
    who = forms.CharField(
        label="Who told you, or what did you read?",
        help_text="Such as form tutor, CAMHS letter, earlier assessment.",
        max_length=200,
        error_messages={"required": "Say who told you, or what you read"},
    )
    agency = forms.ChoiceField(label="Which agency are they from?", required=False)
    on = DayField(label="When?", required=False)
    told = forms.CharField(
        label="What did you learn from it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        agencies = [(code.code, code.label) for code in codes("agencies", today)]
        self.fields["agency"].choices = [("", "None: family, or the child"), *agencies]
        self.fields["on"].validators = [on_or_before(today, "which is today")]

    @property
    def facts(self) -> Document:
        said = dict(self.cleaned_data)
        if said.get("on"):
            said["on"] = said["on"].isoformat()
        return {name: value for name, value in said.items() if value not in (None, "")}
