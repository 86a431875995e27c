"""How a case manager meets a child, and what is tried before anything is enforced."""

import re
from datetime import date

from tests.browser.answering import Answers
from tests.browser.living import Colleague


class Engaging(Colleague):
    def waits_in_vain(self, on: date, got_in_the_way: str, said: str = "") -> None:
        """Record that the child did not come."""
        came = {f"Did {self.child} come?": "No", "What got in the way?": got_in_the_way}
        told = {f"What did {self.child} or the family say?": said} if said else {}
        self.records("A visit or contact", {**came, **told, "Day": on})

    def agrees_how_often(self, level: str, a_month: str, look_again: date, because: str) -> None:
        self.records(
            "How often you meet",
            {
                "How often do you meet?": level,
                "How many times a month?": a_month,
                "When will you look at it again?": look_again,
                "Why so often, and not less or more?": because,
            },
        )

    def fills_the_week(self, what: str, *, on: str, starts: str, ends: str, called: str) -> None:
        self.writes_down_of_the_week(
            {
                "What is it?": what,
                "What, and where?": called,
                "On which days?": [on],
                "From what time?": starts,
                "Until what time?": ends,
            }
        )

    def writes_down_of_the_week(self, answers: Answers) -> None:
        self.turns_to("Week")
        self.follows("Add something in the week")
        self.answers(answers)
        self.saves()
        self.reads(f"Saved in {self.child}’s record.")

    def turns_to_what_was_tried(self) -> None:
        self.turns_to("Week")
        self.follows("What we tried")

    def asks_why(self, answers: Answers) -> None:
        """Write down what was heard of the last time that was missed, or what was heard since."""
        self.turns_to_what_was_tried()
        self.follows(re.compile("^Write down what you heard"))
        self.looks_at("why a contact was missed")
        self.answers(answers)
        self.saves()

    def praises(self, note: str, said: str = "") -> None:
        self.turns_to_what_was_tried()
        self.follows("Something went well")
        told = {f"What did {self.child} say?": said} if said else {}
        self.answers({"What went well, however small?": note, **told})
        self.saves()

    def has_visits_assessed(self, answers: Answers, *, again: bool = False) -> None:
        self.turns_to("Week")
        self.follows(f"Visits where {self.child} lives")
        self.follows("Look at it anew" if again else "Look at whether visits are safe")
        self.answers(answers)
        self.saves()
        self.reads("What was assessed")

    def books_a_time(self, answers: Answers) -> None:
        self.turns_to("Week")
        self.follows("Book a time")
        self.answers(answers)
        self.presses(f"Book it with {self.child}")
        self.reads(f"{self.child}’s week")

    def reads_why_visits_were_sent_back(self, why: str) -> None:
        self.turns_to("Week")
        self.follows(f"Visits where {self.child} lives")
        self.reads(why)
        self.looks_at("visits that were sent back")
