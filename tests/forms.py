"""The forms of a page, read from its HTML as a browser reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

CHECKED = {"checkbox", "radio"}
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
NOT_SENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class Field:
    """One name of a form: what would be sent as it stands, and what might be chosen."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def sent(self, **changed: str) -> dict[str, list[str]]:
        """Return what a browser sends, with some fields filled in otherwise."""
        stands = {name: list(each.values) for name, each in self.fields.items() if each.values}
        return {**stands, **{name: [value] for name, value in changed.items()}}


def forms_of(html: str, *, naming: str = "") -> list[Form]:
    """Return a page's forms in which this word stands; what is outside of forms is not read."""
    reader = _Reader()
    for form in FORM.findall(html):
        if naming in form:
            reader.feed(form)
    return reader.forms


def form_with(html: str, field: str) -> Form:
    """Return the one form of a page that is handed in and has this field."""
    sent = (each for each in forms_of(html, naming=field) if each.method == "post")
    (found,) = (each for each in sent if field in each.fields)
    return found


def day_parts(name: str, day: date) -> dict[str, str]:
    """Return a day as it is typed into a form."""
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: Field | None = None
        self.textarea: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(attributes.get("action", ""), attributes.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None:
            self._within(self.open, tag, attributes)

    def _within(self, form: Form, tag: str, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name", "")
        if tag == "option" and self.select is not None:
            self.select.choices.append(attributes.get("value", ""))
            if "selected" in attributes:
                self.select.values.append(attributes.get("value", ""))
        elif not name:
            return
        elif tag == "input":
            self._input(form, name, attributes)
        elif tag == "select":
            self.select = form.fields.setdefault(name, Field("select"))
        elif tag == "textarea":
            self.textarea = form.fields.setdefault(name, Field("textarea"))
            self.textarea.values.append("")
        elif tag == "button":
            form.fields.setdefault(name, Field("button")).choices.append(
                attributes.get("value", "")
            )

    def _input(self, form: Form, name: str, attributes: Mapping[str, str]) -> None:
        kind, value = attributes.get("type", "text"), attributes.get("value", "")
        found = form.fields.setdefault(name, Field(kind))
        if kind in CHECKED:
            found.choices.append(value or "on")
            if "checked" in attributes:
                found.values.append(value or "on")
        elif kind not in NOT_SENT:
            found.values.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            if self.select is not None and not self.select.values and self.select.choices:
                self.select.values.append(self.select.choices[0])
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            at_the_start = not self.textarea.values[-1]  # where a browser leaves out a line's end
            self.textarea.values[-1] += data.removeprefix("\n") if at_the_start else data
