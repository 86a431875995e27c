"""What a victim worker does at the other door, in the verbs in which stories are told."""

import re

from tests.browser.answering import Answers
from tests.browser.living import Somebody

VICTIMS_SESSION = "victims-session"
DONE = "Write it down"


class VictimWorker(Somebody):
    """A victim worker: whom a child of a story harmed has no name here yet."""

    def opens(self, record: str) -> None:
        """Open the one person whom the child of a record harmed."""
        self.page.goto("/")
        self.answers({"A name, or the number of a child’s record": record})
        self.presses("Find")
        person = self.page.get_by_role("rowheader").get_by_role("link").first
        with self.page.expect_navigation():
            person.click()

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
