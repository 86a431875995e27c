"""What the templates of the victims' process may ask, and where one can go from each page."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from jinja2 import Environment

from waymark.frame.addresses import address
from waymark.frame.navigation import Place, there
from waymark.frame.templates import environment_with
from waymark.victims.people import held

PLACES = {
    "home": "People harmed",
    "held-files": "Files that wait",
    "support": "Who supports them",
    "due-to-go": "To be deleted",
    "figures": "What was done",
    "training": "Who is trained",
    "accounts": "People and teams",
}


def environment(**options: Any) -> Environment:
    return environment_with(options, places=places, own_places=own_places)


def places(request: HttpRequest) -> list[Place]:
    """Return where one can go, and how many files wait there. One query."""
    found = list(there(request, PLACES))
    files = address("held-files")
    return [_with_how_many(each) if each.address == files else each for each in found]


def _with_how_many(place: Place) -> Place:
    number = held.waiting().count()
    return replace(place, words=f"{place.words} ({number})") if number else place


def own_places(_request: HttpRequest) -> list[Place]:
    """Return what stands under one's own name besides: nothing here."""
    return []
