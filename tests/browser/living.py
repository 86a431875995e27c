"""Who stands before a page in a story, what they do there, and when: by the pages alone."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser import looking
from tests.browser.answering import Answers, answer
from tests.browser.walking import LOOKED

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
DESK = dict(zip(("width", "height"), looking.DESK, strict=True))
LOOKED_AT: set[str] = set()  # the kinds of pages, by this process
Words = str | re.Pattern[str]


def weeks_ago(many: int) -> date:
    return TODAY - timedelta(weeks=many)


def in_weeks(many: int) -> date:
    return TODAY + timedelta(weeks=many)


def born(years: int) -> date:
    """Return the birthday of a child of so many years, a few months ago."""
    then = TODAY - timedelta(days=100)
    return then.replace(year=then.year - years, day=11)


class Somebody:
    """Somebody before a page of Waymark."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follows(self, words: Words) -> None:
        self._clicks("link", words)

    def presses(self, words: Words) -> None:
        self._clicks("button", words)

    def presses_once_it_is_read(self, button: str) -> None:
        """Press it; where somebody harmed is known by no name yet, say that one has looked."""
        self.presses(button)
        looked = self.page.get_by_label(LOOKED)
        if looked.count():
            self.reads(re.compile("they could not be looked for"))
            self.looks_at("who could not be looked for")
            looked.check()
            self.presses(button)

    def _clicks(self, role: Literal["link", "button"], words: Words) -> None:
        """Click, and wait for what comes: whoever clicks on at once may lose what she sent."""
        found = self.page.get_by_role(role, name=words, exact=isinstance(words, str))
        with self.page.expect_navigation():
            found.first.click()

    def answers(self, answers: Answers) -> None:
        answer(self.page, answers)

    def reads(self, *words: Words) -> None:
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()

    def does_not_read(self, words: str) -> None:
        expect(self.page.get_by_text(words)).to_have_count(0)

    def looks_at(self, kind: str) -> None:
        """Look at a page of this kind at every size, once in all stories; come back to the desk.

        A picture has it drawn at that size: a headless browser that was resized three times has
        been seen to draw nothing more, and then waits for ever before it clicks.
        """
        if kind not in LOOKED_AT:
            LOOKED_AT.add(kind)
            size = self.page.viewport_size or DESK
            looking.check(self.page)
            self.page.set_viewport_size(size)
            self.page.screenshot()


class Colleague(Somebody):
    """Somebody of the service who has signed in, and the child with whom she works just now."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.child = ""

    def opens(self, child: str) -> None:
        self.child = child
        self.page.goto("/")
        self.follows(child)

    @property
    def record(self) -> str:
        """Return the number of the record that is open, as its address says it."""
        return self.page.url.split("/children/")[1].split("/")[0]

    def turns_to(self, part: str) -> None:
        about = self.page.get_by_role("navigation", name=f"About {self.child}")
        with self.page.expect_navigation():
            about.get_by_role("link", name=part, exact=True).click()

    def saves(self, thing: str = "record") -> None:
        self.presses(f"Save in {self.child}’s {thing}")

    def records(self, what: str, answers: Answers) -> None:
        self.begins_to_record(what)
        self.answers(answers)
        self.saves()
        self.reads(f"Saved in {self.child}’s record.")

    def begins_to_record(self, what: str) -> None:
        """Choose it from the menu at the child's name, or from the list behind that."""
        self.page.get_by_text("Record", exact=True).click()
        offered = self.page.get_by_role("link", name=what, exact=True)
        if not offered.count():
            self.follows("Something else")
        self.follows(what)


class Child(Somebody):
    """A child with a phone, and nothing else of Waymark but a private link."""

    def opens(self, link: str, words: str) -> None:
        self.page.goto(link)
        self.answers({"Type the words that you chose with your worker": words})
        self.presses(re.compile("Open"))
        self.follows("Begin")

    def says(self, said: Mapping[str, str]) -> None:
        """Answer what she likes of what she is asked, skip the rest, and hand it in."""
        answering = self.page.get_by_role("button", name="Next")
        asked = self.page.get_by_role("heading", level=1)
        while answering.count():
            question = asked.inner_text()
            if question in said:
                answer(self.page, {question: said[question]})
            self.presses("Next" if question in said else "Skip")
            expect(asked).not_to_have_text(question)
        self.presses("Hand it in")
        self.reads("Thank you")
