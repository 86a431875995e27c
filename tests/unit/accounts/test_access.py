"""Every view says who may come in."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from waymark.accounts import access
from waymark.accounts.middleware import Doors
from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission

# Each address that anybody may ask for; adding one is a decision to be seen in review.
OPEN = {
    *("account_login", "mfa_authenticate", "one_time_link", "account_logout"),
    # Whoever holds the secret of a worker's calendar reads when she is busy.
    "feed-ics",
    # Whoever holds a sheet: its link and secret open it, or the browser that it was handed over on.
    *("open-sheet", "sheet", "sheet-page", "sheet-check", "sheet-done", "leave-sheet"),
}
BEFORE_THE_SECOND_FACTOR = {"set_up", "mfa_activate_totp", "mfa_add_webauthn"}


def every_view(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_view(pattern)
        else:
            yield pattern


def an_undeclared_view(request):
    return HttpResponse("A child's record")


def test_every_address_declares_who_may_come_in():
    addresses = list(every_view(get_resolver()))
    assert len(addresses) > 20
    for pattern in addresses:
        access.of(pattern.callback)


def test_what_is_open_to_all_is_listed_here():
    addresses = every_view(get_resolver())
    assert {view.name for view in addresses if access.of(view.callback).open_to_all} == OPEN


def test_what_is_served_before_the_second_factor_is_listed_here():
    addresses = every_view(get_resolver())
    early = {view.name for view in addresses if not access.of(view.callback).second_factor}
    assert early == BEFORE_THE_SECOND_FACTOR


def test_a_view_that_declares_nothing_is_served_to_nobody(rf: RequestFactory):
    with pytest.raises(access.Undeclared):
        Doors(an_undeclared_view).process_view(rf.get("/"), an_undeclared_view, (), {})


def test_a_view_cannot_declare_twice():
    with pytest.raises(TypeError, match="says twice"):
        access.open_to_all(access.signed_in_only(an_undeclared_view))


def test_declaring_leaves_the_view_itself_as_it_was():
    access.open_to_all(an_undeclared_view)
    assert not hasattr(an_undeclared_view, "access")


def test_a_view_that_needs_a_permission_refuses_by_itself(rf: RequestFactory):
    view = access.needs(Permission.ALLOCATE)(an_undeclared_view)
    request = rf.get("/")
    request.user = User(role=Role.CASE_MANAGER)
    with pytest.raises(PermissionDenied):
        view(request)
    request.user = User(role=Role.SENIOR_MANAGER)
    assert view(request).status_code == 200
