"""Messages carried to and fro: prepared, safe and wished for by both, and stopped with one tap."""

from tests.browser.beginning import NewService
from tests.browser.living import weeks_ago
from tests.browser.test_both_doors import CONSENTS, all_safe
from tests.browser.test_kai import KAI

ANOTHER = {"Family name": "Penhaligon", "Date of birth": weeks_ago(870)}  # than of his first story
PERSON = "Person 1 of 1, harmed by what led to the youth rehabilitation order"


def test_kais_messages_are_carried_while_both_wish_it(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers({**KAI, **ANOTHER, "How many people were harmed?": "1"})
    ready = {"What shows it?": "He asked.", "What does Kai say?": "Not face to face."}
    jo.records("How ready Kai is", {"Is Kai ready, and willing?": "Yes", **ready})
    jo.records(
        "A plan to make something right",
        {
            "What is it?": "Messages carried between them (shuttle mediation)",
            "How is it linked to what happened?": "He was in the shop.",
            "Who was harmed, if it is with or for them?": PERSON,
        },
    )
    new_service.letters_come()
    jo.turns_to("Making it right")
    jo.follows("Look at its risks")
    jo.looks_at("the risks of something restorative")
    jo.answers(all_safe("Kai", KAI["Made on"]))
    jo.saves()
    jo.follows("It was done")
    jo.answers({"What was done?": "I carried his words."})
    jo.saves()
    jo.reads("nothing says that they were ready for this that day")

    vic = new_service.victim_worker("vic")
    vic.opens(jo.record)
    shuttle = {"What?": ["Messages carried to and fro"], "What did they answer?": "Yes"}
    vic.writes_down("They answered the offer", shuttle)
    vic.writes_down("Something they consent to", CONSENTS)
    new_service.letters_come()
    jo.saves()
    jo.reads("What came of it")
    jo.presses("Kai wants it no more")
    jo.reads("It stops here.")
