"""What is asked of whoever decides on what another prepared."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.pages.fields import WordsField
from waymark.rules.events.deciding import PutToManager
from waymark.rules.orders import Order

SEND_BACK = "send-back"


class DecideForm(forms.Form):
    """Each kind says what may be chosen of an order, and what event that becomes."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    note = WordsField("Why?", asks="Say why")
    put = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        put: PutToManager,
        order: Order,
        today: date,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial={**initial, "put": put.id})
        self.newest, self.order, self.today = put.id, order, today
        back = (SEND_BACK, "It is to be mended first: I say what is missing")
        self.fields["decision"].choices = [*self.choices(), back]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("put") != self.newest:
            self.data = self.data.copy()
            self.data["put"] = self.newest
            self.add_error(None, "This was prepared anew since you opened it: read it again.")
        return told

    def choices(self) -> Iterable[tuple[str, str]]:
        raise NotImplementedError

    @property
    def sends_back(self) -> bool:
        return self.cleaned_data["decision"] == SEND_BACK

    @property
    def told(self) -> Document:
        """Return the event that this becomes, without whose it is."""
        note = {"note": self.cleaned_data["note"]}
        return {"kind": "sent-back", **note} if self.sends_back else {**self.becomes(), **note}

    def becomes(self) -> Document:
        raise NotImplementedError
