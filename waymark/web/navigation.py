"""Where one can go from every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import resolve

from waymark.accounts import access
from waymark.accounts.permissions import user_can
from waymark.web.addresses import address_of

# A place shows as soon as its app names an address so.
PLACES = {
    "home": "My work",
    "team": "The team",
    "find-child": "Find a child",
    "register-child": "Register a child",
    "why": "Why",
}


@dataclass(frozen=True)
class Place:
    words: str
    address: str
    is_here: bool


def places(request: HttpRequest) -> list[Place]:
    found = []
    for name, words in PLACES.items():
        address = address_of(name)
        if not address or not _may_come_in(request, address):
            continue
        found.append(Place(words, address, is_here=request.path == address))
    return found


def _may_come_in(request: HttpRequest, address: str) -> bool:
    permission = access.of(resolve(address).func).permission
    return permission is None or user_can(request.user, permission)
