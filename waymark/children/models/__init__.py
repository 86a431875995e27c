from waymark.children.models.access import Cover, DutyDay, Hosting, Named, Opening
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
    "Named",
    "Opening",
    "Person",
    "Registration",
]
