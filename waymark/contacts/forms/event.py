"""The form of any kind of event, made from what the kind declares."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.contacts import words
from waymark.contacts.forms.facts import facts_in, fields_of, initial_of
from waymark.contacts.queries import Record
from waymark.pages.sure import SURE
from waymark.rules.events import KINDS
from waymark.rules.values import Many


class EventForm(forms.Form):
    """One field for each fact of the kind."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: str,
        record: Record,
        standing: Mapping[str, Any],
        initial: Mapping[str, Any],
    ) -> None:
        told = initial_of(standing) if standing else _likely(kind, record)
        super().__init__(data, initial={**told, **initial})
        self.kind = kind
        self.fields.update(fields_of(kind, record, standing))
        if kind in words.GRAVE and not standing:
            self.fields[SURE] = _tick(words.GRAVE[kind], record.first_name)

    @property
    def facts(self) -> Document:
        """Return the event as the case file has it."""
        return {"kind": self.kind, **facts_in(self.cleaned_data, self.fields.keys() - {SURE})}


def _tick(said: words.Words, first_name: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=words.about(said.label, first_name),
        help_text=words.about(said.help, first_name),
        error_messages={"required": "Tick this once you have checked"},
    )


def _likely(kind: str, record: Record) -> dict[str, Any]:
    """Return what is so more often than not: it was today, and about the order under way."""
    if kind in words.GRAVE:
        return {}
    order = record.order_under_way
    return {"on": record.today, **({"order": order, "orders": [order]} if order else {})}


def told_by_address(kind: str, asked: QueryDict) -> dict[str, Any]:
    """Return what a link to the form has filled in already: `?order=o2&plan=e6`."""
    declared = KINDS[kind].fields
    return {
        name: asked.getlist(name) if isinstance(declared[name].value, Many) else asked[name]
        for name in asked
        if name in declared and not any("\0" in value for value in asked.getlist(name))
    }
