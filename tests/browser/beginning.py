"""A service that has just begun, and who comes in there."""

from collections.abc import Mapping
from functools import cached_property

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import looking
from tests.browser.living import DESK, Child
from tests.browser.managing import Manager
from tests.browser.restoring import VICTIMS_SESSION, VictimWorker
from tests.browser.working import Worker
from tests.serving import Post, VictimsServer


class OtherDoor:
    """The victims' process of a service, and the letters between both: made where somebody asks."""

    def __init__(self, server: VictimsServer, database_url: str) -> None:
        self.server, self.database_url = server, database_url

    @cached_property
    def sessions(self) -> Mapping[str, str]:
        return self.server.begins_a_service()

    @cached_property
    def post(self) -> Post:
        return Post(self.database_url, **self.server.door)

    def closes(self) -> None:
        if "post" in vars(self):
            self.post.ends()


class NewService:
    """A service where nobody has done anything yet; whoever comes in has given both factors."""

    def __init__(
        self, browser: Browser, origin: str, sessions: Mapping[str, str], other: OtherDoor
    ) -> None:
        self.browser, self.origin, self.sessions, self.other = browser, origin, sessions, other
        self.opened: list[BrowserContext] = []

    def worker(self, login: str) -> Worker:
        return Worker(self._signed_in(login))

    def manager(self, login: str) -> Manager:
        return Manager(self._signed_in(login))

    def victim_worker(self, login: str) -> VictimWorker:
        """Let somebody in at the other door."""
        origin = self.other.server.origin
        page = self.a_browser(viewport=DESK, base_url=origin)
        session = {"name": VICTIMS_SESSION, "value": self.other.sessions[login], "url": origin}
        page.context.add_cookies([session])
        page.goto("/")
        return VictimWorker(page)

    def letters_come(self) -> None:
        _ = self.other.sessions  # who is there takes them in
        self.other.post.comes()

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
        context = self.browser.new_context(**{"base_url": self.origin, **zone, **options})
        context.set_default_timeout(15_000)
        self.opened.append(context)
        return context.new_page()

    def closes(self) -> None:
        for context in self.opened:
            context.close()
