"""What a case manager does, in the verbs in which stories are told."""

import re
from collections.abc import Sequence
from datetime import date

from playwright.sync_api import expect

from tests.browser.answering import Answers, Said, answer, answer_what_is_asked
from tests.browser.engaging import Engaging
from tests.browser.living import TODAY, Words
from tests.browser.ordinary import ORDINARY

OTHER_NAMES = "Other names that must not be in it"
STAYS = "It stays as it is"
CHANGES = "It changes: a draft opens with all that stands"
HOW_HIGH = {
    "Offending again": "How likely is it that the child offends again?",
    "Serious harm to others": "How high is the risk of serious harm to others?",
    "Safety and wellbeing": "How high is the risk to the child’s own safety and wellbeing?",
}


def step(what: str, who: str, *, required: str = "", a_week: str = "") -> Answers:
    more = {"Does the court require it?": required, "How often a week?": a_week}
    told = {question: said for question, said in more.items() if said}
    return {"What is done?": what, "Who does it?": who, **told}


class Worker(Engaging):
    def registers(self, child: Answers, requires: Sequence[Answers] = ()) -> None:
        """Register a child with the order that brings the child here, and what it requires."""
        self.follows("Register a child")
        self.answers({**child, "I am this child’s worker": True})
        for number, each in enumerate(requires, 1):
            if number > 1:
                self.presses("Add another requirement")
            line = f"Requirement {number}"
            answer(self.page.get_by_role("group", name=line, include_hidden=True), each)
        self.presses("Register the child")
        self.child = str(child.get("What the child likes to be called") or child["Given name"])
        self.reads(f"{self.child} is registered, and you are the worker.")

    def writes_down(self, part: str, adds: str, answers: Answers) -> None:
        """Write down something of how the child lives, on the page where it stands."""
        self.turns_to(part)
        self.follows(adds)
        self.answers(answers)
        self.saves()
        self.reads(f"Saved in {self.child}’s record.")

    def writes_down_somebody(self, name: str, who: str, *marks: str) -> None:
        """Write down somebody in the family or network, and what is so of them."""
        known = {"Name": name, f"Who are they to {self.child}?": who}
        self.writes_down("People", "Add somebody", {**known, **dict.fromkeys(marks, True)})

    def writes_down_a_professional(self, name: str, agency: str, role: str, *marks: str) -> None:
        known = {"Name": name, "Which agency?": agency, "What do they do?": role}
        self.writes_down("People", "Add a professional", {**known, **dict.fromkeys(marks, True)})

    def sees(self, on: date, happened: str, said: str, goal: str = "") -> None:
        """Record a visit, in the child's own words."""
        self.records(
            "A visit or contact",
            {
                f"Did {self.child} come?": "Yes",
                "What happened?": happened,
                "Day": on,
                f"What did {self.child} say?": said,
                **({"Which goals was it for?": goal} if goal else {}),
            },
        )

    def begins_the_assessment(self) -> None:
        self.turns_to("Assessment")
        self.follows("Begin an assessment")
        self.presses("Begin")

    def rests_it_on(self, who: str, agency: str, told: str) -> None:
        """Name whom she spoke to or what she read, and what she learnt."""
        self.follows("Add somebody or something")
        self.answers(
            {
                "Who told you, or what did you read?": who,
                "Which agency are they from?": agency,
                "What did you learn from it?": told,
            }
        )
        self.presses("Add it")

    def assesses(self, found: Answers) -> None:
        """Answer section by section, as one leads to the next; the rest is as with most."""
        self.answers_the_sections(f"{self.child} and what matters to them", found)

    def answers_the_sections(self, first: str, found: Answers) -> None:
        done = self.heading()
        self.follows(first)
        left = self.named({**ORDINARY, **found})
        while (heading := self.heading()) != done:
            answered = answer_what_is_asked(self.page, left)
            left = {asked: said for asked, said in left.items() if asked not in answered}
            self.saves()
            expect(self.page.get_by_role("heading", level=1)).not_to_have_text(heading)
        assert left.keys() & self.named(found).keys() == set()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def named(self, answers: Answers) -> Answers:
        return {self.name(asked): self.named_in(said) for asked, said in answers.items()}

    def named_in(self, said: Said) -> Said:
        if isinstance(said, str):
            return self.name(said)
        return [*map(self.name, said)] if isinstance(said, list) else said

    def name(self, words: str) -> str:
        return re.sub(r"\b[Tt]he child\b", self.child, words)

    def judges(self, risk: str, level: str, because: str, *, again: bool = False) -> None:
        self.turns_to("Assessment")
        self.follows(re.compile(f"^Judge.*: {risk}", re.IGNORECASE))
        why = "Why is the level still right, or what has moved it?" if again else "Why?"
        rest = "What is not filled in above: not yet, because …"
        self.answers({self.name(HOW_HIGH[risk]): level, why: because, rest: "We talk on Friday."})
        self.saves()
        self.reads(f"{risk} is judged.")

    def finishes_the_assessment(self) -> None:
        self.turns_to("Assessment")
        self.follows("Go on with the assessment")
        self.follows("Finish the assessment")
        self.presses("Finish the assessment")
        self.reads("The assessment is finished. The plan can rest on it.")

    def asks_what_they_think(self, chosen: str) -> str:
        """Have a private link made for the child, opened by words chosen together; returns it."""
        self.turns_to("Own words")
        self.follows("Ask what they think")
        self.answers(
            {
                "Who is asked?": f"{self.child}: what do you think?",
                "Where do they fill it in?": "On their own phone, by a link …",
                "Words that you chose together": chosen,
            }
        )
        self.presses("Go on")
        return self.page.get_by_label("The link").input_value()

    def opens_the_section(self, name: str) -> None:
        self.turns_to("Assessment")
        self.follows("Go on with the assessment")
        self.follows(name)

    def begins_a_plan(self) -> None:
        self.turns_to("Plan")
        self.presses(f"Begin a plan with {self.child}")

    def changes_the_plan(self) -> None:
        self.turns_to("Plan")
        self.presses("Change the plan")

    def adds_a_goal(
        self,
        wants: str,
        about: str,
        *steps: Answers,
        because: Sequence[str] = (),
        success: str = "",
    ) -> None:
        """Add what the child wants, in the child's words, and the steps that lead there."""
        self.follows("Add a goal")
        self.answers({f"What does {self.child} want?": wants, "What is it about?": about})
        for number, each in enumerate(steps, 1):
            if number > 1:
                self.presses("Another step")
            answer(self.page.get_by_role("group", name=f"Step {number}", exact=True), each)
        worked = {f"How will {self.child} know that it worked?": success}
        view = {f"What does {self.child} say to this goal?": f"{self.child} agrees"}
        self.answers({**({"Why does it matter?": because} if because else {}), **worked, **view})
        self.reads("Reads at about")  # while she types
        self.looks_at("a goal with its steps")
        self.saves("plan")
        self.reads(f"“{wants}”")
        self.looks_at("a draft")

    def changes_a_goal(self, wants: str, *steps: Answers) -> None:
        """Let other steps lead to a goal; those that stood go, from the first on."""
        self.follows(f"Change {wants}")
        for number, each in enumerate(steps, 1):
            answer(self.page.get_by_role("group", name=f"Step {number}", exact=True), each)
        self.saves("plan")

    def changes(self, what: str, answers: Answers) -> None:
        self.follows(f"Change {what}")
        self.answers(answers)
        self.saves("plan")

    def adds(self, what: str, answers: Answers) -> None:
        """Add something else to the draft."""
        self.follows(what)
        self.answers(answers)
        self.saves("plan")

    def says_why_the_court_asks(self, why: str) -> None:
        """Come to what stands in the way of agreeing: a thing that is required and not planned."""
        self.follows("Agree it")
        self.reads("Before you can agree this")
        self.looks_at("what stands in the way of a plan")
        self.follows("Say how it is done")
        self.answers({f"Why is it required, and how is it made {self.child}’s own?": why})
        self.saves("plan")

    def would_agree_the_plan(self, on: date = TODAY, *, names: str = "", changed: str = "") -> None:
        """Answer what is asked, and press the button.

        :param names: of whoever else must not be in it.
        """
        self.follows("Agree it")
        self.answers_what_is_open()
        self.answers({f"{self.child} had a hand in making it": True, "When was it agreed?": on})
        why = {"What changed, and why?": changed} if changed else {}
        self.answers({OTHER_NAMES: names, **why})
        self.looks_at("agreeing a plan")
        self.presses_once_it_is_read(f"Agree {self.child}’s plan")

    def agrees_the_plan(self, on: date = TODAY, *, names: str = "", changed: str = "") -> None:
        self.would_agree_the_plan(on, names=names, changed=changed)
        self.reads("agreed, not countersigned yet")
        self.looks_at("an agreed plan")

    def answers_what_is_open(self) -> None:
        """Say yes to each question, section by section, and why the rest is left as it is."""
        done = self.heading()
        if self.page.get_by_role("link", name=re.compile(r"^Answer\b")).count():
            self.follows(re.compile(r"^Answer\b"))
        while (heading := self.heading()) != done:
            for yes in self.page.locator("main input[type=radio][value=yes]").all():
                yes.check(force=True)  # it lies under its words
            self.presses(re.compile("^Save"))
            expect(self.page.get_by_role("heading", level=1)).not_to_have_text(heading)
        if self.page.get_by_role("link", name="Answer these").count():
            self.follows("Answer these")
            for yes in self.page.locator("main input[type=radio][value=yes]").all():
                yes.check(force=True)
            for why in self.page.locator("main textarea:visible").all():
                why.fill("We talk on Friday.")
            self.looks_at("why something is left as it is")
            self.presses(re.compile("^Save"))

    def makes_a_copy(self, names: str) -> None:
        """Have the copy for the child read for names that must not be in it.

        :param names: of whoever else must not be in it.
        """
        self.turns_to("Plan")
        self.follows(f"Give it to {self.child}")
        on_paper = {"In which form?": "On paper, in large plain words with pictures"}
        self.answers({**on_paper, OTHER_NAMES: names})
        self.presses_once_it_is_read("Read it for names and make the copy")

    def gives_a_copy(self, received: Answers, *, names: str) -> None:
        """Make a copy, give it, and record how it was received."""
        self.makes_a_copy(names)
        expect(self.page.get_by_role("heading", name=f"A copy for {self.child}")).to_be_visible()
        self.looks_at("a copy")
        self.follows("Record that it was given")
        self.looks_at("that a copy was given")
        self.answers(received)
        self.saves()
        self.reads("It stands in the chronology that the plan was given.")

    def is_asked_for_a_review(self, what: str, answers: Answers) -> None:
        """Record something that asks, in the same save, for a review; begin it."""
        self.begins_to_record(what)
        self.looks_at("a form that asks for a review")
        now = f"Look at it again with {self.child}: begin a review"
        self.answers({**answers, "Does the plan still fit?": now})
        self.saves()
        self.reads(f"Saved in {self.child}’s record.")
        self.turns_to("Plan")
        self.follows("Review it")
        self.looks_at("a review that is begun")

    def starts_from_my_work(self, duty: str) -> None:
        """Begin what is owed to the child where it stands among what is to be done."""
        self.page.goto("/")
        self.follows(re.compile(f"^{duty} for {self.child}"))

    def sees_what_is_missing(self) -> None:
        """Try to have done with a review in which nobody has said anything yet."""
        self.follows("What comes of it")
        self.reads("Before the review is done")
        self.looks_at("what a review still needs")
        self.follows("Look back")

    def looks_back(self, found: Answers) -> None:
        """Write down what everybody says of the plan, section by section."""
        self.answers_the_sections(f"What {self.child} says", found)
        self.looks_at("what everybody says")

    def says_what_comes_of_it(self, outcome: str, because: str) -> None:
        self.follows("What comes of it")
        self.answers(
            {
                "What becomes of the plan?": outcome,
                "Why does it stay, or what changes and why?": because,
            }
        )
        self.looks_at("what comes of a review")
        self.presses(f"Complete the review with {self.child}")
        self.reads("The review is done.")

    def compares_with_the_first(self, *words: Words) -> None:
        self.turns_to("Plan")
        self.page.get_by_text("Earlier versions").click()
        self.follows("what changed since version 1")
        self.reads(*words)
        self.looks_at("two versions side by side")

    def plans_the_end(self, found: Answers) -> None:
        """Write down what stays when the order has ended, and agree it with the child."""
        self.turns_to("Orders")
        self.follows("Plan the end")
        self.looks_at("how an order ends")
        self.presses(f"Plan the end with {self.child}")
        self.answers_the_sections("Looking back", found)
        self.follows("Agree what comes after")
        self.looks_at("agreeing what comes after")

    def agrees_what_comes_after(self) -> None:
        self.presses("It is agreed")
        self.reads(f"What comes after is agreed with {self.child}.")
