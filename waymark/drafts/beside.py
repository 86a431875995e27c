"""What a form says beside what is typed, told anew with each autosave: by the app whose form it is.

The form's template holds its place: `<div data-draft-beside>…</div>`.
"""

from collections.abc import Callable, Mapping
from typing import Any

Says = Callable[[Mapping[str, str]], str]  # what is typed, by field; a piece of a page

Warns = Callable[..., str]  # fields, of which child, by whom and when; a piece of a page, or none

_says: dict[str, Says] = {}
_warns: dict[str, Warns] = {}


def register(form: str, says: Says) -> None:
    """Say beside a form, known as drafts know it, something of what is typed in it."""
    _says[form] = says


def warn_with(warns: Warns) -> None:
    """Register what reads all that is typed into a child's record, at start-up."""
    _warns["named"] = warns


def warned(fields: Mapping[str, list[str]], **whose: Any) -> dict[str, str]:
    """Return what an autosave is answered with where it is to be written otherwise, else nothing;
    on a side on which nobody reads it, nothing at all."""
    return {name: warns(fields, **whose) for name, warns in _warns.items()}


def of(form: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what an autosave is answered with besides; nothing where the form says nothing."""
    if form not in _says:
        return {}
    typed = {name: values[-1] for name, values in fields.items() if values}
    return {"beside": _says[form](typed)}
