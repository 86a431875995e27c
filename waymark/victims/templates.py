"""What the templates of the victims' process may ask, and where one can go from each page."""

from typing import Any

from django.http import HttpRequest
from jinja2 import Environment

from waymark.frame.navigation import Place, there
from waymark.frame.templates import environment_with

PLACES = {
    "home": "People harmed",
    "support": "Who supports them",
    "due-to-go": "To be deleted",
    "figures": "What was done",
    "training": "Who is trained",
    "accounts": "People and teams",
}


def environment(**options: Any) -> Environment:
    return environment_with(options, places=places, own_places=own_places)


def places(request: HttpRequest) -> list[Place]:
    return list(there(request, PLACES))


def own_places(_request: HttpRequest) -> list[Place]:
    """Return what stands under one's own name besides: nothing here."""
    return []
