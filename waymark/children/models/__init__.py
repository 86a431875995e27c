from waymark.children.models.access import Cover, DutyDay, Hosting, Named, Opening
from waymark.children.models.allocation import Allocation
from waymark.children.models.child import Child, Episode, Person

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
]
