"""Addresses of pages by name, also of those that nobody has built yet."""

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def address_of(name: str, *args: object, query: dict[str, str] | None = None) -> str:
    """Return the page's address, or nothing where there is no such page."""
    try:
        found = address(name, *args)
    except NoReverseMatch:
        return ""
    return f"{found}?{urlencode(query)}" if query else found


def address(name: str, *args: object, **named: object) -> str:
    """Return the page's address.

    :raises NoReverseMatch: where there is no such page.
    """
    return _address(settings.ROOT_URLCONF, name, args, tuple(named.items()))


@lru_cache(maxsize=20_000)  # a page of many children asks for hundreds, mostly of the same pages
def _address(pages: str, name: str, args: tuple, named: tuple) -> str:
    return reverse(name, pages, args, dict(named))
