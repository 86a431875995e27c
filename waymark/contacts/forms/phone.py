"""A number on which a child who is new here can be reached, asked as every phone is."""

from datetime import date
from typing import Any

from django import forms

from waymark.children.facts import PHONES
from waymark.chronology.casefile import Document
from waymark.contacts.forms.facts import field_for
from waymark.contacts.parts import PARTS
from waymark.contacts.queries import Record
from waymark.pages.declared import facts_in
from waymark.rules.life import Phone

WHOSE = "Say whose number it is: somebody may be called on it who is not the child"
ASKED = ("number", "whose", "safe_to_use")


class PhoneForm(forms.Form):
    """The child's own or a parent's; nothing where none is known yet."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ASKED:
            field = field_for(PHONES, Phone.fields[name], Record("the child", {}, today), {})
            self.fields[name] = field
        self.fields["number"].label = "Phone number"
        self.fields["number"].help_text = "The child’s or a parent’s, if known"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("number") and any(said.get(name) not in (None, "") for name in ASKED):
            self.add_error("number", PARTS[PHONES].must["number"])
        if said.get("number") and not said.get("whose"):
            self.add_error("whose", WHOSE)
        return said

    def facts(self) -> Document:
        phone = facts_in(self.cleaned_data, ASKED)
        return {PHONES: [phone]} if phone else {}
