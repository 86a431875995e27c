"""Addresses of pages by name, also of those that nobody has built yet."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address_of(name: str, *args: object, query: dict[str, str] | None = None) -> str:
    """Return the page's address, or nothing where there is no such page."""
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode(query)}" if query else address
