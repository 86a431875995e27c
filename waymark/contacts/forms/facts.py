"""Form fields of an event and of a fact of a child's life, in the words of `contacts.words`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from waymark.contacts import beside, words
from waymark.contacts.queries import Record
from waymark.guidance import codes
from waymark.pages.declared import Choices, field_made
from waymark.pages.words import about
from waymark.rules.events import KINDS
from waymark.rules.facts import Field, Sensitivity
from waymark.rules.values import Many, Reference

EVERY_KIND_HAS = {"id", "kind", "recorded_on", "corrects"}
NOTHING: Mapping[str, Any] = MappingProxyType({})


def fields_of(kind: str, record: Record, standing: Mapping[str, Any]) -> dict[str, forms.Field]:
    """Return a form's field for each declared field of a kind of event.

    :param standing: the event that is corrected, or nothing.
    """
    declared = KINDS[kind].fields
    not_asked = EVERY_KIND_HAS | KINDS[kind].read_from({}).keys()
    wanted = [field for name, field in declared.items() if name not in not_asked]
    first = ("on", *words.KINDS[kind].first)
    wanted.sort(
        key=lambda field: (
            first.index(field.name) if field.name in first else len(first),
            field.sensitivity is Sensitivity.WORDS,
        )
    )
    made = ((field, field_for(kind, field, record, standing)) for field in wanted)
    return {field.name: asked for field, asked in made if not _asks_in_vain(field, asked)}


def _asks_in_vain(field: Field, asked: forms.Field) -> bool:
    """Tell whether it need not name anything, and the record has nothing that it could."""
    if asked.required or isinstance(field.value, Many):
        return False
    return isinstance(asked, forms.ChoiceField) and not any(code for code, _ in asked.choices)


def field_for(kind: str, field: Field, record: Record, standing: Mapping[str, Any]) -> forms.Field:
    said: dict[str, Any] = {
        "label": words.label(kind, field.name, record.first_name),
        "help_text": words.help_text(kind, field.name, record.first_name),
        "required": field.required or words.must(kind, field.name),
    }
    return field_made(
        field,
        said,
        choices_for(kind, field, record, standing),
        standing=standing.get(field.name),
        today=record.today,
        may_fold=bool(words.of(words.LISTS, kind, field.name)),
    )


def choices_for(
    kind: str, field: Field, record: Record, standing: Mapping[str, Any] = NOTHING
) -> Choices | None:
    """Return what may be chosen, in plain words; None where it is written freely."""
    value = field.value.of if isinstance(field.value, Many) else field.value
    if isinstance(value, Reference):
        if value.noun == "order":
            return record.orders_for(kind)
        named = standing.get(field.name)
        return record.events_for(kind, field.name, named if isinstance(named, list) else [named])
    chosen = beside.choices(f"{kind}.{field.name}", record.child)
    if chosen is not None:
        return chosen
    if field.name == "led_by":
        return record.leaders
    if field.name in words.PEOPLE:
        return record.people_to_choose(standing.get(field.name) or ())
    if field.name == "victim":
        return record.victims
    if field.name == "offence":
        return record.offences
    if answers := words.of(words.ANSWERS, kind, field.name):
        return [(code, about(said, record.first_name)) for code, said in answers.items()]
    if named := words.of(words.LISTS, kind, field.name):
        return [(code.code, code.label) for code in codes(named, record.today)]
    return None
