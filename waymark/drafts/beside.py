"""What a form says beside what is typed, told anew with each autosave: by the app whose form it is.

The form's template holds its place: `<div data-draft-beside>…</div>`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from waymark.drafts.models import Draft

Says = Callable[[Mapping[str, str]], str]  # what is typed, by field; a piece of a page

Warns = Callable[..., str]  # fields, of which child, by whom and when; a piece of a page, or none

_says: dict[str, Says] = {}
_warns: dict[str, Warns] = {}
_saved: list[Warns] = []


def register(form: str, says: Says) -> None:
    """Say beside a form, known as drafts know it, something of what is typed in it."""
    _says[form] = says


def warn_with(warns: Warns, *, saved: Warns) -> None:
    """Register what reads all that is typed into a child's record, at start-up.

    :param saved: what is said of it once it was saved.
    """
    _warns["named"] = warns
    _saved[:] = [saved]


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


def warned_of(fields: Mapping[str, list[str]], *, child: int, **whose: Any) -> str:
    """Return what a page shows of words that it gives back: no autosave has read them there."""
    return "".join(_each(_warns.values(), fields, child, whose))


def said_once_saved(fields: Mapping[str, list[str]], *, child: int, **whose: Any) -> list[str]:
    """Return what is said of what was saved: a page whose script did not run warned of nothing.
    Of whom the asker sees no more, as after handing over, nothing."""
    return list(filter(None, _each(_saved, fields, child, whose)))


def _each(
    reads: Iterable[Warns], fields: Mapping[str, list[str]], child: int, whose: Mapping[str, Any]
) -> Iterator[str]:
    for read in reads:
        found = Draft._meta.get_field("child").related_model.objects.filter(pk=child)  # noqa: SLF001
        for about in found:
            yield read(fields, child=about, **whose)
