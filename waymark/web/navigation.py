"""Where one can go from every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from waymark.accounts import access
from waymark.accounts.permissions import user_can

# A place shows to those whom its view lets in, as soon as its app names an address so.
PLACES = {
    "home": "My work",
    "team": "The team",
    "find-child": "Find a child",
    "register-child": "Register a child",
    "accounts": "People and teams",
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
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        wanted = access.of(resolve(address).func).permission
        if wanted is None or user_can(request.user, wanted):
            found.append(Place(words, address, is_here=request.path == address))
    return found
