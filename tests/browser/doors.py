"""What is done in every story that goes through both doors: talked through, looked at, and done."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from tests.browser.answering import Answers
from tests.browser.living import weeks_ago
from tests.browser.working import Worker
from waymark.contacts.words import ANSWERS

PAGE = "Making it right"
SETTLED, PRINCIPLES = "restorative-risk-assessed.settled", "restorative-risk-assessed.principles"
NOT_YET, SAFE = "Not yet", "Yes, it can be managed safely"
THOUGHT = {  # where a story tells of something else
    "Why this, with the child, and why now?": "They asked for it, and are calm enough now.",
    "How is it linked to what happened?": "It speaks of that day.",
    "What would the child like to do?": "Say sorry properly.",
    "Would the child want to meet the person harmed?": "Yes, meet",
    "What is the child good at, that this needs?": "Says what they feel.",
    "Which of these will it do?": [
        "Help them think about what they did and what came of it",
        "Let their qualities be noticed and praised",
    ],
    "How does it help the child become who they want to be?": "Somebody who can face it.",
    "Can the child think over what they did, and see what came of it for somebody?": "Yes.",
    "Has the child been met with kindness when they were hurt, and do they feel with others?": (
        "Yes, at home."
    ),
    "What could it do to the child, with their faith, culture and what they have lived through?": (
        "It may bring shame. Somebody is beside them."
    ),
    "What do parents or carers think, and how do they take part?": "We come along.",
    "What does the restorative justice worker think, also of whether they should meet?": (
        "Prepare each alone first."
    ),
}
PREPARED = {"Are they prepared for it now?": "Yes"}
HEARD = {
    "What did each want to say about the harm, and could they?": "Both said all they wanted to."
}


def those_harmed(worker: Worker) -> list[str]:
    """Return as whom the victim worker is asked about each, as the page says it."""
    worker.turns_to(PAGE)
    page = worker.page.locator("main").inner_text()
    return re.findall(r"Ask there about (person \d+) of record", page)


def first_harmed(worker: Worker, order: str) -> str:
    """Return how a form calls who stands first there, and what led to which order."""
    return f"{those_harmed(worker)[0].capitalize()}, harmed by what led to the {order}"


def talks_it_through(worker: Worker, said: Answers, thought: Answers) -> None:
    """Talk with the child of one person harmed, and write down what is thought right."""
    worker.turns_to(PAGE)
    card = worker.page.locator("section").filter(has_text=re.compile(r"Person \d+")).first
    with worker.page.expect_navigation():
        card.get_by_role("button", name=re.compile("^Talk it through")).first.click()
    worker.answers_the_sections("Why, and what it has to do with it", {**THOUGHT, **said})
    worker.looks_at("what was talked through of making it right")
    worker.follows("What you think")
    worker.looks_at("what is thought right")
    worker.answers(worker.named(thought))
    worker.presses("Write it down")


def judges_ready(worker: Worker, ready: str, shows: str, said: str, **more: object) -> None:
    asked = f"Is {worker.child} ready, and willing?"
    shown = {asked: ready, "What shows it?": shows, f"What does {worker.child} say?": said}
    worker.records(f"How ready {worker.child} is", {**more, **shown})


def looks_at_risks(
    worker: Worker, answers: Answers, *, safe: str, without: Collection[str] = ("interpreter",)
) -> None:
    """Look at what could harm somebody; all of what has to be so is, but for what is named."""
    worker.turns_to(PAGE)
    worker.follows(re.compile("^Look at (its|the) risks"))
    worker.looks_at("the risks of something restorative")
    judges_safe(worker, answers, safe=safe, without=without)


def judges_safe(
    worker: Worker, answers: Answers, *, safe: str, without: Collection[str] = ("interpreter",)
) -> None:
    so = [
        re.sub("[Tt]he child", worker.child, words)
        for code, words in ANSWERS[SETTLED].items()
        if code not in without
    ]
    held = list(ANSWERS[PRINCIPLES].values())
    leads: Mapping[str, str | date] = {
        "Who leads it, from outside?": "Ruth Ede",
        "When were they trained for it, the last time?": weeks_ago(56),
    }
    said = {"What is so?": so, "Which of the six principles hold?": held, **leads}
    worker.answers({**answers, **said, "Is it safe for everybody?": safe})
    worker.saves()


def consents(to: str) -> dict[str, str | bool]:
    return {
        "What do they consent to?": to,
        "How was it given?": "In writing",
        "They know what happens and what it asks of them, and that they may stop at any time": True,
        "Why, and how do we know?": "They signed it.",
    }


def invites(wish: str, feel: str, decided: str = "Invite them") -> Answers:
    """Return what is weighed before anybody is invited."""
    return {
        "What was decided?": decided,
        "What do they wish?": wish,
        "What do they feel, and what concerns them?": feel,
        "What is sensitive here, and how vulnerable are they?": "Nothing that they spoke of.",
        "Is the child able and willing to take part?": "The case manager says yes.",
    }
