"""What a child makes for somebody harmed, from casework's door to the victims' and back."""

from tests.browser import doors
from tests.browser.beginning import NewService
from tests.browser.living import weeks_ago
from tests.browser.test_theo import THEO

# Another child than that of the story in which he begins: both may be in one service.
ANOTHER = {"Family name": "Ostrowski", "Date of birth": weeks_ago(800)}
POEM = "I stood by your door a hundred times before."
READY = {
    "Is Theo ready, and willing?": "Yes",
    "What shows it?": "He asked to.",
    "What does Theo say?": "I want him to have it.",
}
RISKS = {
    "What could harm somebody, in this very piece of work?": "What is said may hurt.",
    "What keeps everybody safe?": "They do not meet.",
    "What could it do to Theo?": "He may feel ashamed.",
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
    vic.writes_down("Something they consent to", doors.consents("Something restorative"))
    new_service.letters_come()
    ash.turns_to("Making it right")
    doors.looks_at_risks(ash, RISKS, safe=doors.SAFE)
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
