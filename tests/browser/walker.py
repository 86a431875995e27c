"""Who comes to every address of one process, and what is asked of each page there."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as Collected
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.browser import looking, walking
from tests.browser.walked import FILLED, HOLDER, World

OK = 200


@dataclass(frozen=True)
class Walk:
    """The routes of a process by their names, who opens each, and where mistakes can be made."""

    routes: Mapping[str, str]
    who: Callable[[str], str | None]
    mistaken: Collected[str]


class Walker:
    """One page of one browser, on which everybody comes to everything."""

    def __init__(self, page: Page, world: World, walk: Walk) -> None:
        self.page, self.world, self.walk = page, world, walk

    def comes_to(self, name: str, state: str = FILLED) -> int | None:
        """Open an address; returns the answer's status, or None where nobody has such a thing."""
        return self.opens(name, self.walk.routes[name], self.walk.who(name), state)

    def opens(self, of: str, route: str, login: str, state: str) -> int | None:
        path = self.world.path(of, route, state)
        session = self.world.session(login, route, state)
        if not path or (login and not session):
            return None
        self.page.context.clear_cookies()
        if session:
            name = "sheet" if login == HOLDER else settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": session, "url": self.world.origin}
            self.page.context.add_cookies([cookie])
        status = self.page.goto(path).status
        assert self.page.url == self.world.origin + path
        return status

    def makes_mistakes_in(self, name: str) -> Iterator[int]:
        """Yield the place of each form of the page that is open, each on the page as it was."""
        for number, place in enumerate(
            walking.forms(self.page) if name in self.walk.mistaken else ()
        ):
            if number:
                self.comes_to(name)
            yield place

    def is_told_of_them(self, place: int) -> bool:
        walking.send_with_mistakes(self.page, place)
        return self.page.locator(".govuk-error-summary").count() == 1


@contextmanager
def walking_in(browser: Browser, world: World, walk: Walk, **options: bool) -> Iterator[Walker]:
    zone = {"locale": "en-GB", "timezone_id": "Europe/London"}
    context = browser.new_context(base_url=world.origin, **zone, **options)
    context.add_init_script(looking.AXE)  # sent to the browser once, and not for each page
    yield Walker(context.new_page(), world, walk)
    context.close()


def is_usable(walker: Walker, plain: Walker, name: str) -> None:
    """Fail with what stands in somebody's way, also after mistakes, and without a script."""
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
