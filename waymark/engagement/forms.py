"""What is asked of whoever decides on what another prepared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.contacts.words.answers import ANSWERS
from waymark.engagement.deciding import ANEW
from waymark.pages.fields import WordsField
from waymark.pages.words import about
from waymark.plans.forms.naming import LeavesOutForm
from waymark.rules.enforcing import way_of
from waymark.rules.orders import Order

SEND_BACK = "send-back"


def typed_in(form: forms.Form) -> Iterator[tuple[str, str]]:
    """Yield what was chosen and typed in a form, to be read again where it came too late."""
    for each in form.visible_fields():
        if each.name in form.changed_data:
            written = [each.data] if isinstance(each.data, str) else each.data or ()
            called = {str(code): str(words) for code, words in getattr(each.field, "choices", ())}
            yield str(each.label), " ".join(called.get(part, part) for part in written if part)


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
        put: str,
        order: Order,
        today: date,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial={**initial, "put": put})
        self.newest, self.order, self.today = put, order, today
        back = (SEND_BACK, "It is to be mended first: I say what is missing")
        self.fields["decision"].choices = [*self.choices(), back]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("put") != self.newest:
            self.data = self.data.copy()
            self.data["put"] = self.newest
            self.add_error(None, ANEW)
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


class BreachForm(DecideForm):
    """Only the panel of a referral order can send it back to a court."""

    def choices(self) -> Iterable[tuple[str, str]]:
        back = {
            "court": "It goes back to court: nothing less is enough",
            "panel": "It is put to the panel, which alone can send it back to court",
        }
        yield "no-breach", "It does not go back: we go on working, and I say how"
        yield "breach", back[way_of(self.order).back or "court"]

    def becomes(self) -> Document:
        return {"kind": "breach-decided", "decision": self.cleaned_data["decision"]}


class AtOnceForm(forms.Form):
    order = forms.ChoiceField(
        label="Which order is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the order"},
    )
    urgent = forms.ChoiceField(
        label="Why can it not wait?",
        choices=list(ANSWERS["breach-decided.urgent"].items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it cannot wait: otherwise it does"},
    )
    note = WordsField(
        "What happened, and why is nothing less enough?", asks="Say what happened, and why"
    )

    def __init__(self, data: QueryDict | None = None, *, orders: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"order": orders[0][0]} if len(orders) == 1 else {})
        self.fields["order"].choices = orders


class ReviewForm(forms.Form):
    """What the guidance asks of the review: none of the three is left out."""

    gaps = WordsField(
        "Which gaps in services led to it that the child was not engaged?",
        asks="Say which gaps you found, or that there are none",
    )
    learning = WordsField(
        "What is there to learn, for a worker or for the service?",
        asks="Say what is to be learnt, or that there is nothing",
    )
    alterations = WordsField(
        "What can be altered for the child, to engage them better?",
        asks="Say what can be altered for the child",
    )
    note = WordsField("What else did the review find?")

    def __init__(self, data: QueryDict | None = None, *, name: str) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.label = about(field.label, name)


class ReportForm(LeavesOutForm):
    """A report leaves the house: it is read for the names of those who must not be in it."""

    read = "report"
