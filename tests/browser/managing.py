"""What a manager does, in the verbs in which stories are told."""

import re

from tests.browser.answering import Answers
from tests.browser.living import Colleague


class Manager(Colleague):
    def finds(self, child: str) -> None:
        self.child = child
        self.follows("Find a child")
        self.answers({"Find a child": child})
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.follows(re.compile(f"^{child} "))

    def lets_visits_go_ahead(self, child: str, says: str) -> None:
        self._decides_on_visits(child, "Visits may go ahead as they are assessed", says)

    def sends_visits_back(self, child: str, says: str) -> None:
        self._decides_on_visits(child, "It is to be mended", says)

    def _decides_on_visits(self, child: str, decides: str, says: str) -> None:
        """Come from what she owes to the child's visits, read what was assessed, and decide."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile(f"^Read it and decide.*{child}"))
        self.looks_at("deciding on visits")
        self.answers({"What do you decide?": decides, "What do you say to it?": says})
        self.presses(f"Decide on visits to {child}")
        self.reads("It is written down, and whoever goes sees it.")

    def opens_a_place(self, name: str, assessed: Answers) -> None:
        """Add a room, and write down what was looked at before a group is made there."""
        self.page.goto("/team/")
        self.follows("Rooms and places")
        self.follows("Add a room or place")
        self.answers({"What is it called?": name})
        self.presses("Add it")
        self.follows(name)
        self.follows("Write one down")
        self.looks_at("assessing a place")
        self.answers(assessed)
        self.presses("Let it stand")

    def holds_the_panel(self, child: str, found: Answers) -> None:
        self.child = child
        self.page.goto("/")
        self.follows(re.compile(f"^Record the panel.*{child}"))
        self.looks_at("an engagement panel")
        self.answers(found)
        self.saves()

    def judges_whether_it_goes_back(self, child: str, judged: str, because: str) -> None:
        self.finds(child)
        self.turns_to("Week")
        self.follows("What we tried")
        self.follows("Write down the judgement")
        self.answers({"What do you judge?": judged, "Why?": because})
        self.saves()

    def decides_on_breach(self, child: str, decides: str, because: str) -> None:
        """Come from what she owes to what was put to her, read it, and decide."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile(f"^Read it and decide.*{child}"))
        self.looks_at("deciding whether it goes back")
        self.answers({"What do you decide?": decides, "Why?": because})
        self.presses("Write down the decision")

    def decides_at_once(self, child: str, because: str, happened: str) -> None:
        """Decide that it goes back before everything was tried, since it cannot wait."""
        self.finds(child)
        self.turns_to("Week")
        self.follows("What we tried")
        self.follows("Before anything goes back")
        self.follows("Decide now")
        self.looks_at("deciding what cannot wait")
        why = {"What happened, and why is nothing less enough?": happened}
        self.answers({"Why can it not wait?": because, **why})
        self.presses("Decide that it goes back")
        self.reads("The panel, what it rests on and the review are owed now.")

    def reviews_the_decision(self, child: str, found: Answers) -> None:
        """Come from what she owes to what another manager decided, and say what she found."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile(f"^Read it and review.*{child}"))
        self.looks_at("reviewing a decision")
        self.answers(found)
        self.presses("Write down the review")
        self.reads("The review is written down.")

    def decides_on_a_break(self, child: str, decides: str, answers: Answers, because: str) -> None:
        """Come from what she owes to the break that is asked for, read what is held, and decide."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile(f"^Read it and decide.*{child}"))
        self.looks_at("deciding on a break")
        self.answers({"What do you decide?": decides, **answers, "Why?": because})
        self.presses("Write down the decision")
        self.reads("Your decision is written down.")

    def countersigns(self, child: str, found: str) -> None:
        """Find what waits to be countersigned, and countersign it."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile("plans? waits? to be countersigned by you"))
        waiting = self.page.get_by_role("listitem").filter(has_text=child)
        with self.page.expect_navigation():
            waiting.get_by_role("link").last.click()
        self.looks_at("countersigning")
        self.answers(
            {
                "What did you find?": found,
                "What do you decide?": "It is good enough: countersign it",
            }
        )
        self.presses("Save your decision")
        self.reads("agreed and countersigned")

    def countersigns_the_ending(self, found: str) -> None:
        self.turns_to("Orders")
        self.follows("Plan the end")
        self.follows("Countersign the ending")
        self.looks_at("countersigning an ending")
        self.answers({"What did you find?": found})
        self.presses("Countersign it")
        self.reads("The ending is countersigned.")
        self.looks_at("an order that has been ended well")
