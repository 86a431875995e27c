"""What other apps say beside the form of a kind of event: they stand above, and register here."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from waymark.children.models import Child

Tells = Callable[[Child, date], Mapping[str, Any]]
_told: dict[str, tuple[str, Tells]] = {}


def tell_with(kind: str, template: str, tells: Tells) -> None:
    """Register what is read before a kind is recorded. `template` draws what it gives, `said`."""
    _told[kind] = template, tells


def told(kind: str, child: Child, on: date) -> tuple[str, Mapping[str, Any]] | None:
    if kind not in _told:
        return None
    template, tells = _told[kind]
    return template, tells(child, on)
