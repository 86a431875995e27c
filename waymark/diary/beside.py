"""What other apps say beside a booking: they stand above the diary, and register here."""

from collections.abc import Callable, Mapping
from typing import Any

from waymark.children.header import Header
from waymark.children.views.about import Asked
from waymark.diary.queries import Slot

Said = Mapping[str, Any] | None
Tells = Callable[[Asked, Header, Slot | None], Said]
_told: list[tuple[str, Tells]] = []


def tell_with(template: str, tells: Tells) -> None:
    """Register what is said of an appointment, or of one that is about to be booked; nothing where
    it gives nothing. `template` draws what it gives, as `said`; `stops` in it tells that what is
    booked cannot be yet."""
    _told.append((template, tells))


def told(asked: Asked, top: Header, slot: Slot | None = None) -> list[tuple[str, Said]]:
    found = ((template, tells(asked, top, slot)) for template, tells in _told)
    return [each for each in found if each[1] is not None]


def stops(asked: Asked, top: Header, slot: Slot) -> bool:
    """Tell whether something is to be done before an appointment can be."""
    return any(said.get("stops") for _, said in told(asked, top, slot) if said)
