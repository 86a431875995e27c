"""What a victim worker does at the other door, in the verbs in which stories are told."""

import re

from playwright.sync_api import expect

from tests.browser.answering import Answers
from tests.browser.living import Somebody

VICTIMS_SESSION = "victims-session"
DONE = "Write it down"


class VictimWorker(Somebody):
    """A victim worker: whom a child of a story harmed has no name here yet."""

    def opens(self, whom: str) -> None:
        """Open somebody by how casework knows them, or the one whom a record's child harmed."""
        self.page.goto("/")
        self.answers({"A name or a number": whom})
        self.presses("Find")
        person = self.page.get_by_role("rowheader").get_by_role("link").first
        with self.page.expect_navigation():
            person.click()

    def says_who_they_are(self, name: str) -> None:
        self.follows("Who they are")
        self.answers({"Whole name": name})
        self.looks_at("who somebody harmed is")
        self.presses("Save who they are")

    def holds_no_more(self, what: str) -> None:
        """End at once what they allowed or asked for."""
        line = self.page.locator(".govuk-summary-list__row").filter(has_text=what)
        line.locator("summary").first.click()
        with self.page.expect_navigation():
            line.get_by_role("link", name=re.compile("^Holds no more")).first.click()
        self.looks_at("that something holds no more")
        self.presses("It holds no more")

    def writes_down(self, what: str, answers: Answers) -> None:
        self.follows("Write something down")
        named = self.page.get_by_role("link", name=what, exact=True, include_hidden=True)
        offered = named.first
        if not offered.is_visible():
            self.page.locator("details.folded").filter(has=named).locator("summary").click()
        with self.page.expect_navigation():
            offered.click()
        self.answers(answers)
        self.looks_at(f"writing down: {what}")
        self.presses("Save")
        self.reads("Saved.")

    def does(self, owed: str, answers: Answers) -> None:
        """Do what is owed, from where it is said."""
        line = self.page.get_by_role("listitem").filter(has_text=owed)
        with self.page.expect_navigation():
            line.get_by_role("link", name=re.compile(DONE)).click()
        self.answers(answers)
        self.looks_at(f"doing: {owed}")
        self.presses("Save")
        self.reads("Saved.")

    def reads_why(self, number: str, why: str) -> None:
        """Open why a number is what it is, and read it there, unfolding what it stands in."""
        rows = self.page.locator(".govuk-summary-list__row").filter(has_text=number)
        row = rows.first
        if not row.is_visible():
            self.page.locator("details.part").filter(has=rows).locator("summary").first.click()
        row.get_by_text("Why?").click()
        expect(row.get_by_text(re.compile(re.escape(why))).first).to_be_visible()
