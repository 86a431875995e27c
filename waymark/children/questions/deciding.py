"""What a manager is asked about a registration that waits."""

from typing import Any

from django import forms

from waymark.children.models import Child
from waymark.pages.fields import Radios


class DecideForm(forms.Form):
    NEW, REFUSE = "new", "refuse"

    decision = forms.ChoiceField(
        label="What is to happen?",
        widget=Radios(reveals={REFUSE: ("why",)}),
        error_messages={"required": "Choose what is to happen"},
    )
    why = forms.CharField(
        max_length=2_000, label="Why? Whoever registered reads this", required=False
    )

    def __init__(self, *args: Any, first_name: str, matches: list[Child], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            (self.NEW, f"{first_name} is new here: register"),
            *(
                (str(child.pk), f"It is {child.full_name}, who is held already")
                for child in matches
            ),
            (self.REFUSE, "Do not register"),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == self.REFUSE and not data.get("why"):
            self.add_error("why", "Say why, in words that whoever registered can read")
        return data
