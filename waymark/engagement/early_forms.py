"""What is decided about an early end, and what its report is read for before anybody gets it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.children.naming import Perhaps, Reading
from waymark.engagement.early_report import Report, named, refuse_named
from waymark.pages.fields import DayField, Radios, WordsField, on_or_after, on_or_before
from waymark.plans.forms.naming import NamesForm
from waymark.rules.calendar import said
from waymark.rules.endings import APPLY, NOT_YET
from waymark.rules.names import IS_IT

A_DAY = timedelta(days=1)
MEND = "Write it otherwise in the paper."
Read = Callable[..., Reading]  # texts, and the names that were typed


class DecideForm(NamesForm):
    """Whether it is asked for; else why not, and when it is looked at again."""

    read = "report"

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=Radios(reveals={APPLY: ("names",), NOT_YET: ("note", "look_again_on")}),
        error_messages={"required": "Choose what you decide"},
    )
    note = WordsField("Why not now?", help_text="In words that you would say to the child.")
    look_again_on = DayField(label="When do you look at it again?", required=False)
    field_order = ("decision", "note", "look_again_on", "names")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        report: Report,
        read: Read,
        asks: str,
        look_again_on: date,
        earliest: date,
        ends_on: date | None,
    ) -> None:
        """:param read: reads the report for names.
        :param asks: what it is called to ask for it; nothing where that is decided already.
        :param earliest: the first day on which it can be looked at again: none is asked for where
            the order ends before.
        """
        super().__init__(data, initial={"look_again_on": look_again_on})
        self.report, self.read_names = report, read
        if asks:
            self.fields["decision"].choices = [(APPLY, asks), (NOT_YET, "Not now")]
            self._ask_for_a_day(earliest, ends_on)
        else:
            for name in ("decision", "note", "look_again_on"):
                del self.fields[name]

    def _ask_for_a_day(self, earliest: date, ends_on: date | None) -> None:
        last = ends_on - A_DAY if ends_on else None
        if last and last < earliest:
            del self.fields["look_again_on"]
            return
        within = [on_or_after(earliest, "the first it can be")]
        if last:
            within.append(on_or_before(last, f"the last before the order ends on {said(ends_on)}"))
            self.initial["look_again_on"] = min(self.initial["look_again_on"], last)
        self.fields["look_again_on"].validators = within

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "decision" in self.fields and data.get("decision") != APPLY:
            self._ask_why_not(data)
            return data
        data = super().clean() or {}
        if "names" not in self.errors:
            with self.refusals():
                self._read_for_names()
        return data

    def _ask_why_not(self, data: dict[str, Any]) -> None:
        if data.get("decision") == NOT_YET:
            if not data.get("note"):
                self.add_error("note", "Say why not now, in words for the child")
            is_open = "look_again_on" in self.fields and "look_again_on" not in self.errors
            if is_open and not data.get("look_again_on"):
                self.add_error("look_again_on", "Give the day on which you look at it again")

    def _read_for_names(self) -> None:
        texts = [part.text for part in self.report.parts]
        reading = self.read_names(texts, typed=self.typed_names)
        refuse_named(self.report, reading, MEND)
        found = list(named(self.report, reading))
        if found or reading.to_look:
            perhaps = (f"{where}: {IS_IT}" for where, _ in found)
            raise Perhaps(*reading.to_look, *perhaps, tick=reading.tick(perhaps=bool(found)))

    @property
    def facts(self) -> dict[str, Any]:
        """Return what is decided; nothing of the names that were looked for."""
        data = self.cleaned_data
        is_not_now = data.get("decision") == NOT_YET
        return {
            "decision": data.get("decision") or "",
            "look_again_on": data.get("look_again_on") if is_not_now else None,
            "note": data["note"] if is_not_now else "",
        }


def tomorrow(on: date) -> date:
    return on + A_DAY
