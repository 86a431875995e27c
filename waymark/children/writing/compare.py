"""Both texts of a stale save: what a colleague saved, and what was typed meanwhile."""

from datetime import date, time
from typing import Any, NamedTuple

from django import forms

from waymark.children.shown import Hiding
from waymark.children.writing.closed import Closed
from waymark.pages.words import clock


class Difference(NamedTuple):
    label: str
    theirs: str
    yours: str


def differences(form: forms.Form, theirs: forms.Form, hide: Hiding) -> list[Difference]:
    """Return each field where what is typed in one form is not what stands in the other.

    :param hide: leaves a gap where theirs tells what is protected.
    """
    found = []
    for bound in form.visible_fields():
        if isinstance(bound.field, Closed):  # nothing was typed there: what stands is kept
            continue
        yours, other = said(bound), said(theirs[bound.name])
        if yours != other:
            found.append(Difference(str(bound.label), hide(other), yours))
    return found


def said(bound: forms.BoundField) -> str:
    """Return what a field holds, as people read it."""
    value = bound.value()
    if isinstance(bound.field.widget, forms.MultiWidget):
        value = value if isinstance(value, list) else bound.field.widget.decompress(value)
        return " ".join(str(part) for part in value if part)
    known = {str(code): str(name) for code, name in getattr(bound.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(known.get(str(one), str(one)) for one in value)
    return known.get("" if value is None else str(value), _plain(value))


def _plain(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True | "on":
            return "Yes"
        case time():
            return clock(value)
        case date():
            return f"{value.day} {value:%B %Y}"
    return str(value).replace("\r\n", "\n").strip()
