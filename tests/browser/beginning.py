"""A service that has just begun, and who comes in there."""

from collections.abc import Mapping

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import looking
from tests.browser.living import DESK, Child
from tests.browser.managing import Manager
from tests.browser.working import Worker


class NewService:
    """A service where nobody has done anything yet; whoever comes in has given both factors."""

    def __init__(self, browser: Browser, origin: str, sessions: Mapping[str, str]) -> None:
        self.browser, self.origin, self.sessions = browser, origin, sessions
        self.opened: list[BrowserContext] = []

    def worker(self, login: str) -> Worker:
        return Worker(self._signed_in(login))

    def manager(self, login: str) -> Manager:
        return Manager(self._signed_in(login))

    def child_with_a_phone(self) -> Child:
        width, height = looking.PHONE
        return Child(self.a_browser(viewport={"width": width, "height": height}))

    def _signed_in(self, login: str) -> Page:
        page = self.a_browser(viewport=DESK)
        session = {"name": "session", "value": self.sessions[login], "url": self.origin}
        page.context.add_cookies([session])
        page.goto("/")
        return page

    def a_browser(self, **options: object) -> Page:
        zone = {"locale": "en-GB", "timezone_id": "Europe/London"}
        context = self.browser.new_context(base_url=self.origin, **zone, **options)
        context.set_default_timeout(15_000)
        self.opened.append(context)
        return context.new_page()

    def closes(self) -> None:
        for context in self.opened:
            context.close()
