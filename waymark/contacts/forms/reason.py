"""A reason, in one's own words."""

from typing import Any

from django import forms

from waymark.pages.fields import LONGEST


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )

    def __init__(self, *args: Any, asked: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = asked
