"""The form of one fact of a child's life, made from what its shape declares."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from waymark.children.facts import Fact
from waymark.chronology.casefile import Document
from waymark.contacts.forms.facts import field_for
from waymark.contacts.parts import Part
from waymark.contacts.queries import Record
from waymark.pages.declared import facts_in, initial_of
from waymark.pages.fields import on_or_after
from waymark.rules.facts import Field, Nested
from waymark.rules.values import Many

NEVER_ASKED = {"id"}
LAST = ("note", "safe_to_use", "not_to_be_told_to", "from", "to")  # whatever else there is


class PartForm(forms.Form):
    """One question for each field; what stands where nothing is asked stays as it is."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        part: Part,
        fact: Fact,
        first_name: str,
        today: date,
        offered: Mapping[str, str],
    ) -> None:
        """:param offered: what is filled in of something new, as a link to the form tells it."""
        initial = initial_of(fact.document) or {**_likely(part, today), **offered}
        super().__init__(data, initial=initial)
        record = Record(first_name, {}, today)
        for field in _asked(part, fact):
            asked = field_for(part.kind, field, record, fact.document)
            if field.name in part.must:
                asked.required = True
                asked.error_messages["required"] = part.must[field.name]
            self.fields[field.name] = asked
        self.left_out: Set[str] = frozenset()

    def leave_out(self, names: Set[str]) -> None:
        """Ask nothing about these; what was typed there already goes along, out of sight."""
        self.left_out = names & self.fields.keys()
        for name in self.left_out:
            if self.is_bound and name in self.data:
                self.fields[name].widget, self.fields[name].required = forms.HiddenInput(), False
            else:
                del self.fields[name]

    @property
    def is_typed_unseen(self) -> bool:
        """Tell whether something goes along that its writer does not see."""
        return any(self.data.get(name) for name in self.left_out)

    def fill_in(self, names: Set[str]) -> None:
        """Show what stands in these, where nothing was typed."""
        if self.is_bound:
            data = self.data.copy()
            for name in names & self.fields.keys() - data.keys():
                data[name] = self.fields[name].prepare_value(self.initial.get(name))
            self.data = data

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        begins, ends = said.get("from"), said.get("to")
        if begins and ends:
            try:
                on_or_after(begins, "when it began")(ends)
            except ValidationError as too_early:
                self.add_error("to", too_early)
        return said

    @property
    def facts(self) -> Document:
        """Return what was asked for; what is empty is taken away."""
        asked = [name for name in self.fields if name not in self.left_out]
        return dict.fromkeys(asked) | facts_in(self.cleaned_data, asked)


def _asked(part: Part, fact: Fact) -> Iterator[Field]:
    """Yield the fields in the order of the questions: what stands is asked for in any case."""
    declared = sorted(
        fact.shape.fields.values(),
        key=lambda field: LAST.index(field.name) if field.name in LAST else -1,
    )
    for field in declared:
        value = field.value.of if isinstance(field.value, Many) else field.value
        is_left_out = field.name in part.leaves_out and not fact.document.get(field.name)
        if not (is_left_out or field.name in NEVER_ASKED or isinstance(value, Nested)):
            yield field


def _likely(part: Part, today: date) -> Mapping[str, Any]:
    """Return what is so more often than not: an alert holds from the day it is given."""
    return {"from": today} if part.kind == "alerts" else {}
