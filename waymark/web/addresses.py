"""Addresses of pages by name, also of those that nobody has built yet."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address_of(name: str, *args: object, query: dict[str, str] | None = None) -> str:
    """Return the page's address, or nothing where there is no such page."""
    address = _address(name, *args)
    return f"{address}?{urlencode(query)}" if query and address else address


@lru_cache(maxsize=20_000)  # a page of many children asks for hundreds, mostly of the same pages
def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
