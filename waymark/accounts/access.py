"""Who may come in at a view. Every view says it with exactly one of these decorators.

    @needs(Permission.ALLOCATE)   somebody whose role may
    @signed_in_only               anybody who is signed in with both factors
    @open_to_all                  anybody at all

What was said is kept on the view as `access`, where `middleware.Doors` reads it before the view
is called and a test reads it for every address. A view that says nothing is served to nobody.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from waymark.accounts.permissions import Permission, check_user_can

View = Callable[..., HttpResponseBase]


class Undeclared(Exception):
    """A view does not say who may come in."""


@dataclass(frozen=True)
class Access:
    """Who may come in at a view, and whether what is typed there may be kept over a time-out."""

    open_to_all: bool = False
    permission: Permission | None = None
    second_factor: bool = True
    keeps_words: bool = True
    done_once: bool = True


def of(view: View) -> Access:
    """Return what a view declared.

    :raises Undeclared:
    """
    access = getattr(view, "access", None)
    if not isinstance(access, Access):
        raise Undeclared(f"{view!r} needs one of needs, signed_in_only, open_to_all.")
    return access


def needs(
    permission: Permission, *, keeps_words: bool = True, done_once: bool = True
) -> Callable[[View], View]:
    """Let in those whose role may; the view itself refuses, whichever way it is called.

    :param keeps_words: whether what is typed there may be kept over a time-out.
    :param done_once: no where the view sees to that itself, and no digest may be of what is typed.
    """
    access = Access(permission=permission, keeps_words=keeps_words, done_once=done_once)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            check_user_can(request.user, permission)
            return view(request, *args, **kwargs)

        return _declared(view, checked, access)

    return decorate


def signed_in_only(view: View) -> View:
    """Let in whoever is signed in with both factors."""
    return _declared(view, _same(view), Access())


def secret_page(view: View) -> View:
    """As `signed_in_only`, where what is typed is secret and is never kept over a time-out."""
    return _declared(view, _same(view), Access(keeps_words=False))


def setting_up(view: View) -> View:
    """As `secret_page`, and for those too who are on their way to a second factor."""
    return _declared(view, _same(view), Access(second_factor=False, keeps_words=False))


def open_to_all(view: View) -> View:
    """Let in anybody, signed in or not: what is typed is nobody's to be given back."""
    return _declared(view, _same(view), Access(open_to_all=True, keeps_words=False))


def _same(view: View) -> View:
    """Return a function of our own, so that a view of a library's is not written upon."""

    @functools.wraps(view)
    def called(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return called


def _declared(view: View, wrapped: View, access: Access) -> View:
    if hasattr(view, "access"):
        raise TypeError(f"{view!r} says twice who may come in.")
    wrapped.access = access  # type: ignore[attr-defined]
    return wrapped
