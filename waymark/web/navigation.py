"""Where one can go from every page, and from every page of a child."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import resolve

from waymark.accounts import access
from waymark.accounts.permissions import Permission, user_can
from waymark.web.addresses import address

# A place shows to those whom its view lets in.
PLACES = {
    "home": "My work",
    "diary": "My diary",
    "team": "The team",
    "find-child": "Find a child",
    "register-child": "Register a child",
    "accounts": "People and teams",
    "emergencies": "Emergencies",
    "why": "Why",
}
# The pages of one child, and what can be recorded; each address takes the child's id.
CHILDS_PLACES = {
    "child": "Overview",
    "assessment": "Assessment",
    "plan": "Plan",
    "week": "Week",
    "restorative": "Making it right",
    "chronology": "Chronology",
    "people": "People",
    "workers": "Workers",
    "orders": "Orders",
    "needs": "Needs",
    "sheets": "Own words",
}
# What a manager arranges, on the team's page.
ARRANGEMENTS = {
    "registrations": "Registrations",
    "seals": "Words to seal",
    "plans-waiting": "To countersign",
    "places": "Rooms and places",
    "groups": "Make groups",
    "away": "Somebody is away",
    "cover": "Cover",
    "duty-days": "Duty desk",
    "leaving": "Somebody leaves",
    "our-numbers": "Our numbers",
}
RECORDS = {
    "record-contact": "A visit or contact",
    "book": "A time to meet",
    "induction": "What we ask, and how we meet",
    "ask-by-sheet": "What they think, by themselves",
    "add-alert": "An alert",
    "give-direction": "A direction",
    "record": "Something else",
}


@dataclass(frozen=True)
class Place:
    words: str
    address: str
    is_here: bool


def places(request: HttpRequest) -> list[Place]:
    return list(_there(request, PLACES))


def childs_places(request: HttpRequest, child: int) -> list[Place]:
    return list(_there(request, CHILDS_PLACES, child))


def arrangements(request: HttpRequest) -> list[Place]:
    return list(_there(request, ARRANGEMENTS))


def records(request: HttpRequest, child: int) -> list[Place]:
    return list(_there(request, RECORDS, child))


def _there(request: HttpRequest, named: dict[str, str], *args: int) -> Iterator[Place]:
    for name, words in named.items():
        wanted = _wanted(name, len(args))
        if wanted is None or user_can(request.user, wanted):
            there = address(name, *args)
            yield Place(words, there, is_here=request.path == there)


@cache
def _wanted(name: str, args: int) -> Permission | None:
    """Return what a place asks of whoever comes there. Kept: twenty are asked for on each page."""
    return access.of(resolve(address(name, *[1] * args)).func).permission
