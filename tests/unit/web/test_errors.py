"""Every no is a page that says what to do next, and none needs the database or a user."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from waymark.accounts.answers import Refused
from waymark.frame import errors

PAGES: dict[str, tuple[int, Callable[[HttpRequest], HttpResponse]]] = {
    "bad_request": (400, errors.bad_request),
    "forgotten_form": (403, errors.forgotten_form),
    "not_allowed": (403, lambda asked: errors.not_allowed(asked, PermissionDenied("Ask Bo."))),
    "not_found": (404, errors.not_found),
    "stale": (409, errors.stale),
    "refused": (422, lambda asked: errors.refused(asked, Refused("Add a step to the plan."))),
    "our_fault": (500, errors.our_fault),
    "read_only": (503, errors.read_only),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_no_says_so_once_and_shows_a_way_on(name: str):
    status, page = PAGES[name]
    response = page(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == status
    assert html.count("<h1>") == 1
    assert re.search(r'<a class="button[^"]*" href="/">', html)


@pytest.mark.parametrize("name", PAGES)
def test_a_no_has_nothing_inline(name: str):
    html = PAGES[name][1](RequestFactory().get("/")).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]+src=)", html)


def test_a_refusal_gives_its_reasons():
    html = PAGES["refused"][1](RequestFactory().get("/")).content.decode()
    assert "Add a step to the plan." in html


@pytest.mark.parametrize("name", PAGES)
def test_a_no_promises_nothing_of_what_was_typed(name: str):
    """Whether the form behind the page still holds it is the browser's to say."""
    html = PAGES[name][1](RequestFactory().get("/")).content.decode()
    assert "is still in the form" not in html


def test_whoever_may_not_hears_why():
    assert "Ask Bo." in PAGES["not_allowed"][1](RequestFactory().get("/")).content.decode()
