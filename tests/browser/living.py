"""What the people of a service do, each by the pages alone: the verbs in which stories are told."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import looking
from tests.browser.answering import Answers, Said, answer, answer_what_is_asked
from tests.browser.ordinary import ORDINARY

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
DESK = dict(zip(("width", "height"), looking.DESK, strict=True))
Words = str | re.Pattern[str]


def weeks_ago(many: int) -> date:
    return TODAY - timedelta(weeks=many)


def in_weeks(many: int) -> date:
    return TODAY + timedelta(weeks=many)


def born(years: int) -> date:
    """Return the birthday of a child of so many years, a few months ago."""
    return (TODAY - timedelta(days=100)).replace(year=TODAY.year - years, day=11)


HOW_HIGH = {
    "Offending again": "How likely is it that the child offends again?",
    "Serious harm to others": "How high is the risk of serious harm to others?",
    "Safety and wellbeing": "How high is the risk to the child’s own safety and wellbeing?",
}


def step(what: str, who: str, *, required: str = "", a_week: str = "") -> Answers:
    more = {"Does the court require it?": required, "How often a week?": a_week}
    told = {question: said for question, said in more.items() if said}
    return {"What is done?": what, "Who does it?": who, **told}


class Somebody:
    """Somebody before a page of Waymark."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follows(self, words: Words, within: Locator | None = None) -> None:
        exact = isinstance(words, str)
        (within or self.page).get_by_role("link", name=words, exact=exact).first.click()

    def presses(self, words: Words) -> None:
        exact = isinstance(words, str)
        self.page.get_by_role("button", name=words, exact=exact).first.click()

    def answers(self, answers: Answers) -> None:
        answer(self.page, answers)

    def reads(self, *words: Words) -> None:
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()

    def looks(self) -> None:
        """Look at the page at every size, and come back to the desk."""
        looking.check(self.page)
        self.page.set_viewport_size(DESK)


class Colleague(Somebody):
    """Somebody of the service who has signed in, and the child with whom she works just now."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.child = ""

    def opens(self, child: str) -> None:
        self.child = child
        self.page.goto("/")
        self.follows(child)

    def turns_to(self, part: str) -> None:
        about = self.page.get_by_role("navigation", name=f"About {self.child}")
        about.get_by_role("link", name=part, exact=True).click()

    def saves(self, thing: str = "record") -> None:
        self.presses(f"Save in {self.child}’s {thing}")

    def records(self, what: str, answers: Answers) -> None:
        """Record something from the menu at the child's name, or from the list behind it."""
        self.page.get_by_text("Record", exact=True).click()
        offered = self.page.get_by_role("link", name=what, exact=True)
        if not offered.count():
            self.follows("Something else")
        offered.first.click()
        self.answers(answers)
        self.saves()


class Worker(Colleague):
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
        self.reads(f"Saved in {self.child}’s record.")

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
        return {self.name(asked): said for asked, said in answers.items()}

    def name(self, words: str) -> str:
        return words.replace("the child", self.child)

    def judges(self, risk: str, level: str, because: str, **more: Said) -> None:
        self.turns_to("Assessment")
        self.follows(re.compile(f"^Judge.*: {risk}", re.IGNORECASE))
        why = "Why is the level still right, or what has moved it?" if more else "Why?"
        self.answers({self.name(HOW_HIGH[risk]): level, why: because, **more})
        self.saves()
        self.reads(f"{risk} is judged.")

    def finishes_the_assessment(self) -> None:
        self.turns_to("Assessment")
        self.follows("Go on with the assessment")
        self.follows("Finish the assessment")
        self.presses("Finish the assessment")
        self.reads("The assessment is finished. The plan can rest on it.")

    def begins_a_plan(self) -> None:
        self.turns_to("Plan")
        self.presses(f"Begin a plan with {self.child}")

    def adds_a_goal(self, wants: str, about: str, *steps: Answers, **more: Said) -> None:
        """Add what the child wants, in the child's words, and the steps that lead there."""
        self.follows("Add a goal")
        self.answers({f"What does {self.child} want?": wants, "What is it about?": about})
        for number, each in enumerate(steps, 1):
            if number > 1:
                self.presses("Another step")
            answer(self.page.get_by_role("group", name=f"Step {number}", exact=True), each)
        view = f"What does {self.child} say to this goal?"
        told = {
            "because": "Why does it matter?",
            "success": f"How will {self.child} know that it worked?",
        }
        self.answers(
            {view: f"{self.child} agrees", **{told[name]: said for name, said in more.items()}}
        )
        self.saves("plan")

    def changes_a_goal(self, wants: str, *steps: Answers) -> None:
        """Let other steps lead to a goal; those that stood go, from the first on."""
        self.follows(f"Change {wants}")
        for number, each in enumerate(steps, 1):
            answer(self.page.get_by_role("group", name=f"Step {number}", exact=True), each)
        self.saves("plan")

    def adds(self, what: str, answers: Answers) -> None:
        """Add something else to the draft."""
        self.follows(what)
        self.answers(answers)
        self.saves("plan")

    def says_why_the_court_asks(self, why: str) -> None:
        """Say it of the first thing for which no step stands yet."""
        self.follows("Say how it is done")
        self.answers({f"Why is it required, and how is it made {self.child}’s own?": why})
        self.saves("plan")

    def agrees_the_plan(self, on: date = TODAY) -> None:
        self.follows("Agree it")
        self.answers({f"{self.child} had a hand in making it": True, "When was it agreed?": on})
        self.presses(f"Agree {self.child}’s plan")
        self.reads("agreed, not countersigned yet")

    def gives_a_copy(self, received: Answers, **answers: str | bool) -> None:
        """Have the copy read for names, give it, and record how it was received."""
        self.asks_for_a_copy(**answers)
        expect(self.page.get_by_role("heading", name=f"A copy for {self.child}")).to_be_visible()
        self.follows("Record that it was given")
        self.answers(received)
        self.saves()
        self.reads("It stands in the chronology that the plan was given.")

    def asks_for_a_copy(self, names: str = "") -> None:
        self.turns_to("Plan")
        self.follows(f"Give it to {self.child}")
        nobody = "There is nobody to look for: nobody was harmed, and no other child is known"
        looked_for = {"Names that must not be in it": names} if names else {nobody: True}
        on_paper = {"In which form?": "On paper, in large plain words with pictures"}
        self.answers({**on_paper, **looked_for})
        self.presses("Read it for names and make the copy")

    def is_asked_for_a_review(self, what: str, answers: Answers) -> None:
        """Record something that asks, in the same save, for a review; begin it."""
        now = f"Look at it again with {self.child}: begin a review"
        self.records(what, {**answers, "Does the plan still fit?": now})

    def looks_back(self, found: Answers) -> None:
        self.turns_to("Plan")
        self.follows("Review it")
        self.answers_the_sections(f"What {self.child} says", found)

    def says_what_comes_of_it(self, answers: Answers) -> None:
        self.follows("What comes of it")
        self.answers(answers)
        self.presses(f"Complete the review with {self.child}")
        self.reads("The review is done.")

    def reads_what_changed(self, *words: Words) -> None:
        self.turns_to("Plan")
        self.page.get_by_text("Earlier versions").click()
        self.follows("what changed since version 1")
        self.reads(*words)


class Manager(Colleague):
    def countersigns(self, child: str, found: str) -> None:
        """Find what waits to be countersigned, and countersign it."""
        self.child = child
        self.page.goto("/")
        self.follows(re.compile("plans? waits? to be countersigned by you"))
        waiting = self.page.get_by_role("listitem").filter(has_text=child)
        waiting.get_by_role("link").last.click()
        self.answers(
            {
                "What did you find?": found,
                "What do you decide?": "It is good enough: countersign it",
            }
        )
        self.presses("Save your decision")
        self.reads("agreed and countersigned")


class NewService:
    """A service where nobody has done anything yet; whoever comes in has given both factors."""

    def __init__(self, browser: Browser, origin: str, sessions: Mapping[str, str]) -> None:
        self.browser, self.origin, self.sessions = browser, origin, sessions
        self.opened: list[BrowserContext] = []

    def worker(self, login: str) -> Worker:
        return Worker(self._signed_in(login))

    def manager(self, login: str) -> Manager:
        return Manager(self._signed_in(login))

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
