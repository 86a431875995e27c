"""A reason, in one's own words."""

from typing import Any

from django import forms

from waymark.pages.fields import WordsField


class ReasonForm(forms.Form):
    reason = WordsField(rows=3, asks="Say why")

    def __init__(self, *args: Any, asked: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = asked
