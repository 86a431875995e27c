"""How a case manager meets a child, and what is tried before anything is enforced."""

import re
from collections.abc import Sequence
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
                "On which days?": [on] if on else [],
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
        self.would_book_a_time(answers)
        self.reads(f"{self.child}’s week")

    def would_book_a_time(self, answers: Answers) -> None:
        self.turns_to("Week")
        self.follows("Book a time")
        self.answers(answers)
        self.presses(f"Book it with {self.child}")

    def keeps_apart(self, other: str, how_far: str, because: str) -> None:
        self.turns_to("Week")
        self.follows("Keep apart from another child")
        told = {"From which child?": other, "How far apart?": how_far, "Why?": because}
        self.answers(told)
        self.presses("Keep them apart")

    def makes_a_group(self, children: Sequence[str], answers: Answers) -> None:
        """Let a group be proposed of these children."""
        self.page.goto("/diary/")
        self.follows("Make groups")
        for child in children:
            self.answers({f"{child}…": True})
        self.presses("Go on with these children")
        self.answers(answers)
        for child in children:
            self.answers({f"How mature is {child.split()[0]}?": "As their age"})
        self.presses("Make groups")

    def reads_why_visits_were_sent_back(self, why: str) -> None:
        self.turns_to("Week")
        self.follows(f"Visits where {self.child} lives")
        self.reads(why)
        self.looks_at("visits that were sent back")

    def settles_in(self, found: Answers) -> None:
        """Go through what is asked, let the child say it back, and write it down."""
        self.begins_to_record("What we ask, and how we meet")
        self.looks_at("what is read aloud when the work begins")
        self.presses(f"Begin with {self.child}")
        self.answers_the_sections("What this is", found)
        self.follows("We have gone through it")
        self.presses("Write it down")
        self.reads(f"In {self.child}’s own words")
        self.looks_at("what the child said back")

    def finds_weekly_times(self, wanted: Answers) -> None:
        """Let times be proposed around the child's week, and book them."""
        self.turns_to("Week")
        self.follows("Find a weekly time")
        self.answers(wanted)
        self.presses("Find times")
        self.looks_at("weekly times that are proposed")
        self.presses("Book all of these")

    def warns(self, on: date, explained: str) -> None:
        self.turns_to_what_was_tried()
        self.follows("Give a warning")
        asked = f"What did you tell {self.child}, and how did you explain the letter?"
        self.answers({"When was it?": on, asked: explained})
        self.saves()

    def prepares_a_breach(self, found: Answers) -> None:
        """Write down what a manager decides on, section by section, and put it to her."""
        self._turns_to_what_goes_back()
        self.looks_at("what speaks against going back")
        self.presses("Prepare it for a manager")
        self.answers_the_sections(f"What {self.child} and the family say", found)
        self._puts_it_to_a_manager()

    def mends_the_breach(self, mended: Answers) -> None:
        self._turns_to_what_goes_back()
        self.looks_at("what a manager sent back")
        self.presses("Mend it")
        self.follows("What was tried")
        self.answers(mended)
        self.presses(re.compile("^Save"))
        self.page.goto(self.page.url)
        self._turns_to_what_goes_back()
        self.follows("Go on preparing it")
        self._puts_it_to_a_manager()

    def _turns_to_what_goes_back(self) -> None:
        self.turns_to_what_was_tried()
        self.follows("Before anything goes back")

    def writes_down_what_it_rests_on(self, found: Answers) -> None:
        """Come from what is owed to what a manager decided at once, and write down why."""
        self.page.goto("/")
        self.follows(f"Write it down for {self.child}")
        self.looks_at("what was decided at once")
        self.presses("Write down what it rests on")
        self.answers_the_sections(f"What {self.child} and the family say", found)
        self.follows("Put it to a manager")
        self.looks_at("writing down what a decision rests on")
        self.presses("Put it forward")
        self.reads("It stands with the decision now.")

    def asks_for_a_break(self, found: Answers) -> None:
        """Write down who asks and what is weighed, section by section, and put it forward."""
        self.turns_to_breaks()
        self.presses("Ask for a break")
        self.answers_the_sections("What is asked for", found)
        self.follows("Put it to a senior manager")
        self.looks_at("putting a break to a senior manager")
        self.presses("Put it forward")
        self.reads("not decided yet")

    def turns_to_breaks(self) -> None:
        self.turns_to("Week")
        self.follows("A break")

    def _puts_it_to_a_manager(self) -> None:
        self.follows("Put it to a manager")
        self.looks_at("putting something to a manager")
        self.presses("Put it forward")
        self.reads("It is with the managers now.")

    def looks_at_an_early_end(self, found: Answers, decided: Answers) -> None:
        """Write down with the child what speaks for it, and decide."""
        self.turns_to_what_was_tried()
        self.follows("Ending early")
        self.looks_at("an early end from halfway")
        self.presses(f"Look at it with {self.child}")
        self.answers_the_sections(f"What {self.child} and the family say", found)
        self.follows("What you decide")
        self.looks_at("deciding about an early end")
        self.answers(decided)
        self.presses_once_it_is_read("Write it down")
        self.reads("What to tell")

    def records_beside_the_early_end(self, what: str, answers: Answers | None = None) -> None:
        self.follows(what)
        self.answers(answers or {})
        self.saves()
