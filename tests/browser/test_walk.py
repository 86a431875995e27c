"""Every address, filled, empty and with mistakes: at every size, by keyboard, without a script."""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import database
from tests.browser import walking, worlds
from tests.browser.walked import (
    EMPTY,
    FILES,
    FILLED,
    IN_STORIES,
    NO_MISTAKES,
    ONLY_DONE,
    PRESSED,
    World,
    who,
)
from tests.browser.walker import OK, Walk, Walker, is_usable, walking_in
from tests.serving import served, victims_served
from tests.walls import matrix
from waymark.running import roles

ADDRESSES = dict(sorted(matrix.addresses()))
ELSEWHERE = {*FILES, *IN_STORIES}
SHOWN = [name for name in ADDRESSES if name not in ELSEWHERE and who(name) is not None]
WALK = Walk(ADDRESSES, who, mistaken={*SHOWN} - NO_MISTAKES)
IN_THE_WAY = """<html lang="en-GB"><title>A page</title><main><h1>A page</h1>
<input aria-label="A trap" onkeydown="event.preventDefault()"><button>Out of reach</button>
<img src="data:," width="2000" height="1"></main></html>"""


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


@pytest.fixture(scope="module")
def walker(browser: Browser, world: World) -> Iterator[Walker]:
    with walking_in(browser, world, WALK) as made:
        yield made


@pytest.fixture(scope="module")
def plain(browser: Browser, world: World) -> Iterator[Walker]:
    """A browser without scripts."""
    with walking_in(browser, world, WALK, java_script_enabled=False) as made:
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
    is_usable(walker, plain, name)


@pytest.mark.parametrize("name", SHOWN)
def test_everybody_can_use_the_page_where_nothing_is_there_yet(walker: Walker, name: str):
    status = walker.comes_to(name, EMPTY)
    assert status in {OK, None}
    assert status is None or walking.faults(walker.page) == []


@pytest.mark.parametrize("name", PRESSED)
def test_everybody_can_use_the_page_behind_a_button(walker: Walker, name: str):
    walker.opens(name, ADDRESSES[PRESSED[name].on], PRESSED[name].by, FILLED)  # where it stands
    assert walking.faults(walker.page) == []
    walking.press(walker.page, PRESSED[name])
    assert walking.faults(walker.page) == []
