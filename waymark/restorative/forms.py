"""What is thought right, once it was talked through with the child."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.contacts import words
from waymark.pages.choices import choices
from waymark.pages.fields import Radios, WordsField
from waymark.rules.restorative import WITH_SOMEBODY_HARMED

KIND = "restorative-considered"


class ConsiderForm(forms.Form):
    """Whether it is right, which form it takes, and why."""

    appropriate = forms.ChoiceField(
        widget=Radios(reveals={"yes": ("form",)}),
        error_messages={"required": "Choose whether it is right"},
    )
    form = forms.ChoiceField(required=False, widget=Radios)
    because = WordsField(asks="Say why it is right, or why not now", rows=4)

    def __init__(
        self, data: QueryDict | None = None, *, name: str, with_somebody: bool, today: date
    ) -> None:
        super().__init__(data)
        for field in self.fields:
            self.fields[field].label = words.label(KIND, field, name)
        answers = words.of(words.ANSWERS, KIND, "appropriate")
        self.fields["appropriate"].choices = list(answers.items())
        self.fields["form"].choices = [
            each
            for each in choices("restorative-forms", today)
            if with_somebody or each[0] not in WITH_SOMEBODY_HARMED
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("appropriate") == "yes" and not said.get("form") and "form" not in self.errors:
            self.add_error("form", "Choose what it could be")
        return said
