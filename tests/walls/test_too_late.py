"""What somebody typed for an hour is not lost because her session ended."""

import pytest

from tests.walls import too_late
from tests.walls.test_matrix import world  # noqa: F401 (a fixture)
from waymark.accounts import acting

pytestmark = pytest.mark.django_db


def test_every_form_gives_back_what_was_sent_after_the_session_ended(world):  # noqa: F811
    lost = [each.page for each in too_late.found(world) if not too_late.stands_again(each)]
    assert lost == []


def test_pages_that_lose_what_was_typed_are_found(world, monkeypatch):  # noqa: F811
    monkeypatch.setattr(acting.kept, "given_back", lambda _request, form, **_: form)
    emergency = next(each for each in too_late.found(world) if each.page == "/emergency/")
    assert not too_late.stands_again(emergency)
