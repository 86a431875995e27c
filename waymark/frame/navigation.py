"""Links that show to those whom the page behind them lets in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import resolve

from waymark.accounts import access
from waymark.accounts.permissions import Permission, user_can
from waymark.frame.addresses import address


@dataclass(frozen=True)
class Place:
    words: str
    address: str
    is_here: bool


def there(request: HttpRequest, named: Mapping[str, str], *args: int) -> Iterator[Place]:
    for name, words in named.items():
        wanted = _wanted(name, len(args))
        if wanted is None or user_can(request.user, wanted):
            found = address(name, *args)
            yield Place(words, found, is_here=request.path == found)


@cache
def _wanted(name: str, args: int) -> Permission | None:
    """Return what a place asks of whoever comes there. Kept: twenty are asked for on each page."""
    return access.of(resolve(address(name, *[1] * args)).func).permission
