from waymark.children.models.access import (
    Cover,
    DutyDay,
    Hosting,
    KeptFrom,
    Named,
    Opening,
    TooClose,
)
from waymark.children.models.allocation import Allocation
from waymark.children.models.child import Child, Episode, Person
from waymark.children.models.registration import Registration

__all__ = [
    "Allocation",
    "Child",
    "Cover",
    "DutyDay",
    "Episode",
    "Hosting",
    "KeptFrom",
    "Named",
    "Opening",
    "Person",
    "Registration",
    "TooClose",
]
