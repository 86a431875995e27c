"""Messages carried to and fro: prepared, safe and wished for by both, and stopped with one tap."""

from tests.browser import doors
from tests.browser.beginning import NewService
from tests.browser.living import weeks_ago
from tests.browser.test_kai import KAI

ANOTHER = {"Family name": "Penhaligon", "Date of birth": weeks_ago(870)}  # than of his first story
TALKED = {
    "Would the child want to meet the person harmed?": (
        "Rather send something, or have somebody carry messages"
    ),
    "What makes the child hold back, and what would help?": "His brothers must not hear of it.",
    "When would be a good time, and what could prepare for it?": "After his first bout.",
}
NOT_MEETING = "He wants to be asked, and not looked at. He asked for somebody to carry it."
RIGHT = {
    "Is it right, with the child as they are now?": "Yes",
    "What could it be?": "Messages carried between them (shuttle mediation)",
    "Why is it right, or why not now?": NOT_MEETING,
}
ASSESSED = {
    "What could harm somebody, in this very piece of work?": "What is said may hurt.",
    "What keeps everybody safe?": "They do not meet.",
    "What could it do to Kai?": "He may feel ashamed.",
}
DECLINED = {"What?": ["A meeting"], "What did they answer?": "No"}
SHUTTLE = {"What?": ["Messages carried to and fro"], "What did they answer?": "Yes"}


def test_kais_messages_are_carried_while_both_wish_it(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers({**KAI, **ANOTHER, "How many people were harmed?": "1"})

    person = doors.first_harmed(jo, "youth rehabilitation order")

    # It is talked through with him: why messages, and why they do not meet.
    doors.talks_it_through(jo, TALKED, RIGHT)
    jo.reads(NOT_MEETING)

    # He is prepared over two talks: at first he is afraid of it.
    first = {"When did you talk about it?": weeks_ago(3)}
    doors.judges_ready(
        jo, "Not yet", "He is afraid of what comes back.", "What if he hates me?", **first
    )
    doors.judges_ready(jo, "Yes", "He asked.", "Not face to face.")
    jo.records(
        "A plan to make something right",
        {
            "What is it?": "Messages carried between them (shuttle mediation)",
            "How is it linked to what happened?": "He was in the shop.",
            "Who was harmed, if it is with or for them?": person,
        },
    )
    new_service.letters_come()
    vic = new_service.victim_worker("vic")
    vic.opens(jo.record)
    vic.does("Prepare them", doors.PREPARED)
    new_service.letters_come()
    doors.looks_at_risks(jo, ASSESSED, safe=doors.SAFE)
    jo.reads("Nobody has told that the person harmed is ready for this.")
    jo.does_not_read("It was done")

    # He may stop it at any time, with one tap, and change his mind again.
    jo.presses("Kai wants it no more")
    jo.reads("It stops here.")
    doors.judges_ready(jo, "Yes", "He slept on it.", "I do want to say it.")

    # The person harmed will not meet him, since a day; messages they do want.
    vic.opens(jo.record)
    vic.writes_down("They answered the offer", {**DECLINED, "On which day?": weeks_ago(2)})
    vic.reads("A meeting")
    vic.writes_down("They answered the offer", SHUTTLE)
    vic.writes_down("Something they consent to", doors.consents("Something restorative"))
    new_service.letters_come()
    jo.turns_to(doors.PAGE)
    jo.follows("It was done")
    jo.answers({"What was done?": "I carried his words.", **doors.HEARD})
    jo.saves()

    # What came of it is heard from both.
    jo.follows("What came of it")
    came = {
        "What does Kai say came of it?": "He asked if I still box.",
        "What does the person harmed say?": "I sleep again.",
    }
    jo.answers(came)
    jo.saves()
    jo.reads(*(f"“{said}”" for said in came.values()))
    new_service.letters_come()
    vic.opens(jo.record)
    vic.reads("Messages carried to and fro, done")
    vic.does("Say whether they took part", {})
    # All is done and heard: nothing is left that he could want no more.
    jo.does_not_read("Kai wants it no more")
