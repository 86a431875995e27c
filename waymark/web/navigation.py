"""Where one can go from every page, and from every page of a child."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# A place shows as soon as its app names an address so.
PLACES = {
    "home": "My work",
    "team": "The team",
    "find-child": "Find a child",
    "register-child": "Register a child",
    "why": "Why",
}
# The pages of one child, and what can be recorded; each address takes the child's id.
CHILDS_PLACES = {
    "child": "Overview",
    "chronology": "Chronology",
    "people": "People",
    "orders": "Orders",
    "needs": "Needs",
}
RECORDS = {
    "record-contact": "A visit or contact",
    "record-event": "Something else",
}


@dataclass(frozen=True)
class Place:
    words: str
    address: str
    is_here: bool = False


def places(request: HttpRequest) -> list[Place]:
    return list(_there(PLACES, here=request.path))


def childs_places(request: HttpRequest, child: int) -> list[Place]:
    return list(_there(CHILDS_PLACES, child, here=request.path))


def records(child: int) -> list[Place]:
    return list(_there(RECORDS, child))


def _there(named: dict[str, str], *args: int, here: str = "") -> Iterator[Place]:
    for name, words in named.items():
        try:
            address = reverse(name, args=args)
        except NoReverseMatch:
            continue
        yield Place(words, address, is_here=here == address)
