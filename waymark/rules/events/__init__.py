"""Every kind of event, by subject. A kind is one class, and its fields are all that it says."""

from waymark.rules.events import (
    care,
    custody,
    deciding,
    engagement,
    mappa,
    moves,
    orders,
    oversight,
    plans,
    restorative,
    risk,
    victims,
    visiting,
    voice,
)
from waymark.rules.events.base import KINDS, Event

__all__ = [
    "KINDS",
    "Event",
    "care",
    "custody",
    "deciding",
    "engagement",
    "mappa",
    "moves",
    "orders",
    "oversight",
    "plans",
    "restorative",
    "risk",
    "victims",
    "visiting",
    "voice",
]
