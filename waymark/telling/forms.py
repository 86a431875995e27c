from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.http import QueryDict

from waymark.letters.faring import since
from waymark.telling.of_nobody import REASONS, OfNobody


class PutAsideForm(forms.Form):
    letter = forms.TypedChoiceField(label="Which message?", coerce=int, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Why is it not needed here?",
        choices=[*REASONS.items()],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: QueryDict | None, *, letters: Sequence[OfNobody], at: datetime
    ) -> None:
        super().__init__(data)
        self.fields["letter"].choices = [
            (each.number, f"Of record {each.record}: it came {since(each.came_at, at)}")
            for each in letters
        ]
