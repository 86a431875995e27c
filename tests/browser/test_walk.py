"""Every address, filled, empty and with mistakes: at every size, by keyboard, without a script."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests import database
from tests.browser import looking, walking, worlds
from tests.browser.walked import (
    EMPTY,
    FILES,
    FILLED,
    HOLDER,
    IN_STORIES,
    NO_MISTAKES,
    ONLY_DONE,
    PRESSED,
    World,
    who,
)
from tests.serving import served, victims_served
from tests.walls import matrix
from waymark.running import roles

ADDRESSES = dict(sorted(matrix.addresses()))
ELSEWHERE = {*FILES, *IN_STORIES}
SHOWN = [name for name in ADDRESSES if name not in ELSEWHERE and who(name) is not None]
MISTAKEN = [name for name in SHOWN if name not in NO_MISTAKES]
OK = 200
IN_THE_WAY = """<html lang="en-GB"><title>A page</title><main><h1>A page</h1>
<input aria-label="A trap" onkeydown="event.preventDefault()"><button>Out of reach</button>
<img src="data:," width="2000" height="1"></main></html>"""


class Walker:
    """One page of one browser, on which everybody comes to everything."""

    def __init__(self, page: Page, world: World) -> None:
        self.page, self.world, self.origin = page, world, world.origin

    def comes_to(self, name: str, state: str = FILLED) -> int | None:
        """Open an address; returns the answer's status, or None where nobody has such a thing."""
        return self.opens(name, ADDRESSES[name], who(name), state)

    def comes_before(self, name: str) -> None:
        """Open the page on which the button stands that leads to this one."""
        self.opens(name, ADDRESSES[PRESSED[name].on], PRESSED[name].by, FILLED)

    def opens(self, of: str, route: str, login: str, state: str) -> int | None:
        path = self.world.path(of, route, state)
        session = self.world.session(login, route, state)
        if not path or (login and not session):
            return None
        self.page.context.clear_cookies()
        if session:
            name = "sheet" if login == HOLDER else "session"
            cookie = {"name": name, "value": session, "url": self.origin}
            self.page.context.add_cookies([cookie])
        status = self.page.goto(path).status
        assert self.page.url == self.origin + path
        return status

    def makes_mistakes_in(self, name: str) -> Iterator[int]:
        """Yield the place of each form of the page that is open, each on the page as it was."""
        for number, place in enumerate(walking.forms(self.page) if name in MISTAKEN else ()):
            if number:
                self.comes_to(name)
            yield place

    def is_told_of_them(self, place: int) -> bool:
        walking.send_with_mistakes(self.page, place)
        return self.page.locator(".govuk-error-summary").count() == 1


@pytest.fixture(scope="module")
def world(cluster, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Served from a database of its own, since forms are sent that the stories do not expect."""
    with database.clone(f"walk_{uuid.uuid4().hex[:12]}", demonstrated=True) as name:
        with django_db_blocker.unblock(), database.django_at(name):
            made = worlds.made()
        url = database.CLUSTER.url(name, roles.APPLICATION_LOGIN)
        folder = tmp_path_factory.mktemp("walk")
        with (
            victims_served(folder) as victims,
            served(url, folder / "log", **victims.door) as made.origin,
        ):
            yield made


@contextmanager
def walking_in(browser: Browser, world: World, **options: bool) -> Iterator[Walker]:
    zone = {"locale": "en-GB", "timezone_id": "Europe/London"}
    context = browser.new_context(base_url=world.origin, **zone, **options)
    context.add_init_script(looking.AXE)  # sent to the browser once, and not for each page
    yield Walker(context.new_page(), world)
    context.close()


@pytest.fixture(scope="module")
def walker(browser: Browser, world: World) -> Iterator[Walker]:
    with walking_in(browser, world) as made:
        yield made


@pytest.fixture(scope="module")
def plain(browser: Browser, world: World) -> Iterator[Walker]:
    """A browser without scripts."""
    with walking_in(browser, world, java_script_enabled=False) as made:
        yield made


def test_whatever_stands_in_the_way_is_seen(page: Page):
    page.set_content(IN_THE_WAY)
    seen = " ".join(walking.faults(page))
    assert "320: scrolls sideways" in seen
    assert "390: image-alt" in seen
    assert "Tab does not reach 1 <button>" in seen


def test_an_address_with_a_new_parameter_is_not_walked_past():
    with pytest.raises(KeyError, match="what <poem> stands for"):
        World({}, {FILLED: {}, EMPTY: {}}).path("read-poem", "poems/<int:poem>/", EMPTY)


def test_every_address_is_walked_or_said_to_have_no_page():
    assert {*SHOWN, *PRESSED, *ONLY_DONE, *ELSEWHERE} == set(ADDRESSES)


@pytest.mark.parametrize("name", SHOWN)
def test_everybody_can_use_the_page_whatever_they_get_wrong_and_without_a_script(
    walker: Walker, plain: Walker, name: str
):
    assert walker.comes_to(name) == OK
    assert walking.faults(walker.page) == []
    asked = walking.fields(walker.page)
    for place in walker.makes_mistakes_in(name):
        assert walker.is_told_of_them(place), f"form {place}: {walker.page.url}"
        assert walking.in_sight(walker.page) == []  # its controls were walked without mistakes
    assert plain.comes_to(name) == OK
    assert walking.fields(plain.page) == asked
    for place in plain.makes_mistakes_in(name):
        assert plain.is_told_of_them(place), f"form {place}, no script: {plain.page.url}"


@pytest.mark.parametrize("name", SHOWN)
def test_everybody_can_use_the_page_where_nothing_is_there_yet(walker: Walker, name: str):
    status = walker.comes_to(name, EMPTY)
    assert status in {OK, None}
    assert status is None or walking.faults(walker.page) == []


@pytest.mark.parametrize("name", PRESSED)
def test_everybody_can_use_the_page_behind_a_button(walker: Walker, name: str):
    walker.comes_before(name)
    assert walking.faults(walker.page) == []
    walking.press(walker.page, PRESSED[name])
    assert walking.faults(walker.page) == []
