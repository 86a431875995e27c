"""The form of one kind of thing, made from what its shape declares."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark import guidance
from waymark.guidance.harmed import support
from waymark.pages.declared import Choices, facts_in, field_made
from waymark.rules import calendar
from waymark.rules.facts import Field, Shape
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.finders import MADE
from waymark.rules.harmed.victim import Victim
from waymark.rules.values import Many
from waymark.victims.people.words import LISTS, answers, in_order, is_spell, words_of

LONGEST_KEPT = "victim-keep-longer"


class RecordForm(forms.Form):
    """One question for each field. Of whom only one child is known, nobody is asked which."""

    def __init__(
        self, data: QueryDict | None = None, *, kind: str, victim: Victim, today: date
    ) -> None:
        first_day = "from" if is_spell(kind) else "on"
        super().__init__(data, initial={first_day: today})
        self.shape: type[Shape] = SPELLS[kind] if is_spell(kind) else HAPPENINGS[kind]
        self.children = sorted({link.child for link in victim.links})
        must = getattr(self.shape, "must", {})
        for field in in_order(self.shape):
            if field.name == "child" and len(self.children) < 2:
                continue
            words = words_of(kind, field.name)
            is_needed = field.required or field.name in must or field.name == first_day
            help_text = words.help.format(months=guidance.setting(LONGEST_KEPT).on(today))
            said = {"label": words.label, "help_text": help_text, "required": is_needed}
            made = field_made(
                field, said, _choices(kind, field, victim, today), today=today, may_fold=True
            )
            if field.name in must:
                made.error_messages["required"] = must[field.name]
            self.fields[field.name] = made

    @property
    def facts(self) -> dict[str, Any]:
        found = facts_in(self.cleaned_data, self.fields)
        if "child" in self.shape.fields and len(self.children) == 1:
            found["child"] = self.children[0]
        return found

    def say_what_it_lacks(self, faults: Sequence[tuple[str, str]]) -> None:
        for name, said in faults:
            self.add_error(name if name in self.fields else None, said)


def _choices(kind: str, field: Field, victim: Victim, today: date) -> Choices | None:
    if field.name == "child":
        children = sorted({link.child for link in victim.links})
        return [(str(each), f"Record {each}") for each in children]
    if field.name == "order":
        return [
            (link.order, f"Record {link.child}, order of {link.made_on.day} {link.made_on:%B %Y}")
            for link in {link.order: link for link in victim.links}.values()
        ]
    if field.name == "work":
        return [
            (
                each.work,
                f"{MADE[each.made].capitalize()} of {calendar.said(each.on)}, record {each.child}",
            )
            for each in victim.works
        ]
    if field.name == "services":
        return [(each.id, each.name) for each in support()]
    if listed := LISTS.get(field.name):
        return [(each.code, each.label) for each in guidance.codes(listed, today)]
    said = answers(kind, field.name)
    if said is None:
        return None
    value = field.value.of if isinstance(field.value, Many) else field.value
    known = getattr(value, "choices", said)
    return [(code, said[code]) for code in known]
