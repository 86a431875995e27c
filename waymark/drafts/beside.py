"""What a form says beside what is typed, told anew with each autosave: by the app whose form it is.

The form's template holds its place: `<div data-draft-beside>…</div>`.
"""

from collections.abc import Callable, Mapping

Says = Callable[[Mapping[str, str]], str]  # what is typed, by field; a piece of a page

_says: dict[str, Says] = {}


def register(form: str, says: Says) -> None:
    """Say beside a form, known as drafts know it, something of what is typed in it."""
    _says[form] = says


def of(form: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what an autosave is answered with besides; nothing where the form says nothing."""
    if form not in _says:
        return {}
    typed = {name: values[-1] for name, values in fields.items() if values}
    return {"beside": _says[form](typed)}
