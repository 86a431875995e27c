"""What a child makes for somebody harmed, from casework's door to the victims' and back."""

import re

from tests.browser.beginning import NewService
from tests.browser.living import weeks_ago
from tests.browser.test_theo import THEO
from waymark.contacts.words import ANSWERS

# Another child than that of the story in which he begins: both may be in one service.
ANOTHER = {"Family name": "Ostrowski", "Date of birth": weeks_ago(800)}
POEM = "I stood by your door a hundred times before."
READY = {
    "Is Theo ready, and willing?": "Yes",
    "What shows it?": "He asked to.",
    "What does Theo say?": "I want him to have it.",
}
CONSENTS = {
    "What do they consent to?": "Something restorative",
    "How was it given?": "In writing",
    "They know what happens and what it asks of them, and that they may stop at any time": True,
    "Why, and how do we know?": "He signed it.",
}
SAFE = "restorative-risk-assessed"


def all_safe(name: str, trained_on: str) -> dict[str, object]:
    """Answer what is asked about the risks of one piece of work, where no interpreter is needed."""
    settled = {**ANSWERS[f"{SAFE}.settled"]}
    del settled["interpreter"]
    return {
        "What could harm somebody, in this very piece of work?": "What is said may hurt.",
        "What keeps everybody safe?": "They do not meet.",
        f"What could it do to {name}?": "He may feel ashamed.",
        "What is so?": [re.sub("[Tt]he child", name, each) for each in settled.values()],
        "Which of the six principles hold?": list(ANSWERS[f"{SAFE}.principles"].values()),
        "Who leads it, if they come from outside?": "Ruth Ede",
        "If they come from outside: when were they trained for it?": trained_on,
        "Is it safe for everybody?": "Yes, it can be managed safely",
    }


def test_theos_poem_goes_through_both_doors_once_it_is_wished_for(new_service: NewService):
    # None of its words leave before the man of the shop was asked whether he would like it.
    ash = new_service.worker("ash")
    ash.registers({**THEO, **ANOTHER})
    ash.turns_to("Making it right")
    ash.follows("Theo made something")
    ash.answers({"What is it?": "A poem", "What does it say, or show?": POEM})
    ash.looks_at("something that a child made")
    ash.saves()
    ash.reads(POEM, "Not answered yet")
    ash.does_not_read("Print it for the victim worker")
    ash.records("How ready Theo is", READY)
    new_service.letters_come()

    # He is asked at the other door, where there is a poem and no word of it.
    vic = new_service.victim_worker("vic")
    vic.opens(ash.record)
    vic.does_not_read(POEM)
    vic.does("Ask whether they would like what the child made", {"Would they like it?": "Yes"})
    new_service.letters_come()
    ash.turns_to("Making it right")
    ash.reads("Wished for")

    # Both are ready, and he has said so in writing: it is printed, and handed over.
    answered = {"What?": ["A letter"], "What did they answer?": "Yes"}
    vic.writes_down("They answered the offer", answered)
    vic.writes_down("Something they consent to", CONSENTS)
    new_service.letters_come()
    ash.turns_to("Making it right")
    ash.follows("Look at its risks")
    ash.answers(all_safe("Theo", THEO["Made on"]))
    ash.saves()
    ash.looks_at("a poem that is wished for")
    ash.follows("Print it for the victim worker")
    ash.reads(POEM)
    ash.looks_at("a poem ready to be handed over")
    ash.follows("It went to the victim worker")
    ash.saves()
    ash.reads("With the victim worker")

    # How it was received comes back as one answer of three.
    new_service.letters_come()
    vic.opens(ash.record)
    vic.does("Give them what was made", {"How was it received?": "They were glad of it"})
    new_service.letters_come()
    ash.turns_to("Making it right")
    ash.reads("They were glad of it")
    ash.looks_at("a poem that was received")
