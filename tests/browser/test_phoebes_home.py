"""Where Phoebe lives two workers were hurt: one meets her, and may stop it with one tap; messages
are carried to and fro with the other."""

import re

from tests.browser import doors
from tests.browser.answering import Answers
from tests.browser.beginning import NewService
from tests.browser.living import weeks_ago
from tests.browser.restoring import VictimWorker
from tests.browser.test_phoebe import HOME, PHOEBE
from tests.browser.working import Worker

# In her first story she is Jo's: two of one name are told apart on the page of whose they are.
ANOTHER = {"Family name": "Ellerby", "Date of birth": weeks_ago(815)}
WORKER = "Brenda Osei"
STREET = "3 Elm Road"
LODGE = {
    "What is the place called?": "Elm Lodge",
    "What kind of place is it?": HOME,
    "Address": f"{STREET}\nHereford",
    "Since when?": weeks_ago(30),
}
CLEARED = {
    "Who are they to the child?": "Somebody who works with them",
    "In which papers may the name stand?": ["A letter about what went well"],
    "Why, and how do we know?": "She is her key worker, and agreed.",
}
WORKS_THERE = {
    "What is it?": "A building",
    "What is the school called, or what is the address?": f"{STREET}, Hereford",
}
MEETING = "Meeting the child, or work for them"
PLAN = {
    "What is it?": "They meet",
    "How is it linked to what happened?": "It was in the corridor.",
}
MESSAGES = {
    "What is it?": "Messages carried between them (shuttle mediation)",
    "How is it linked to what happened?": "It was on the landing.",
}
RISKS = {
    "What could harm somebody, in this very piece of work?": "Somebody may stand in the doorway.",
    "What keeps everybody safe?": "In the garden; either may go.",
    "What could it do to Phoebe?": "Adults who shout frighten her.",
}


def about(person: str) -> Answers:
    return {"Who is it about?": f"{person.capitalize()}, harmed by what led to the referral order"}


def they_make_it_right(
    service: NewService, ash: Worker, vic: VictimWorker, person: str, plan: Answers, *asked: str
) -> None:
    """It is planned, wished for, consented to in writing, prepared, looked at, and done."""
    whom = {"Who was harmed, if it is with or for them?": about(person)["Who is it about?"]}
    ash.records("A plan to make something right", {**plan, **whom})
    service.letters_come()
    vic.opens(person)
    offered, consented = asked
    answer = {"What?": [offered], "What did they answer?": "Yes"}
    vic.writes_down("They answered the offer", answer)
    vic.writes_down("Something they consent to", doors.consents(consented))
    vic.does("Prepare them", doors.PREPARED)
    service.letters_come()
    doors.looks_at_risks(ash, RISKS, safe=doors.SAFE)
    ash.follows("It was done")
    ash.answers({"What was done?": "They spoke of that day.", **doors.HEARD})
    ash.saves()


def test_phoebe_makes_it_right_with_who_works_where_she_lives(new_service: NewService):
    ash = new_service.worker("ash")
    ash.registers({**PHOEBE, **ANOTHER})
    brenda, another = doors.those_harmed(ash)
    care = {"On what ground?": "A care order", "Since when?": weeks_ago(60)}
    ash.writes_down("Needs", "Add a time looked after", care)
    ash.writes_down("People", "Add a placement", LODGE)
    new_service.letters_come()

    # At the other door one of them has a name: for one kind of paper, since she works there.
    vic = new_service.victim_worker("vic")
    vic.opens(brenda)
    vic.says_who_they_are(WORKER)
    vic.writes_down("Family or staff: papers in which the name may stand", CLEARED)

    # She may be named as who looks after Phoebe, and never as whom Phoebe hurt.
    ash.praises(f"She went to boxing, and {WORKER} drove her.")
    ash.follows(re.compile("^Tell them"))
    ash.reads(f"She went to boxing, and {WORKER} drove her.")
    ash.looks_at("praise that names who is cleared")
    ash.page.go_back()
    ash.praises(f"She asked how {WORKER} is, whom she hurt.")
    ash.follows(re.compile("^Tell them"))
    ash.reads(re.compile(f"It says “{WORKER}” .*a protected name"))

    # She works where Phoebe lives. Her worker sees to it; casework is told nothing, since it would
    # say that one of those few was harmed.
    ash.opens(ash.child)
    vic.opens(brenda)
    vic.writes_down("Where they are often, or are to be", WORKS_THERE)
    new_service.letters_come()
    vic.opens(brenda)
    apart = {"Where might they have met?": "Where they live"}
    vic.does("See that they do not meet", {**apart, "What is to be known of it?": "Two shifts."})
    ash.turns_to("Week")
    ash.follows("Book a time")
    ash.does_not_read("Talk over with the victim worker what is booked at Phoebe’s home, first.")

    # What is small is mended each day at home, with the staff.
    ash.opens(ash.child)
    ash.turns_to(doors.PAGE)
    ash.page.get_by_text(re.compile("^Other advice")).click()
    ash.reads(re.compile("small repairs each day keep a place going"))

    # Both want to meet: it is looked at, and consented to in writing, before they do.
    doors.judges_ready(ash, "Yes", "She asks after her.", "I was scared of her.", **about(brenda))
    they_make_it_right(new_service, ash, vic, brenda, PLAN, "A meeting", MEETING)
    ash.reads(re.compile("Saved in Phoebe’s record"))

    # The worker of the home wants no second time: it stops with one tap, at either door.
    vic.opens(brenda)
    vic.holds_no_more(MEETING)
    new_service.letters_come()
    ash.turns_to(doors.PAGE)
    ash.reads("Not given")
    ash.does_not_read("It was done")
    ash.presses("Phoebe wants it no more")
    ash.reads("It stops here.")

    # Whoever else was hurt will not meet her: words go to and fro.
    doors.judges_ready(ash, "Yes", "She asks.", "Tell him I am sorry.", **about(another))
    carried = "Messages carried to and fro", "Something restorative"
    they_make_it_right(new_service, ash, vic, another, MESSAGES, *carried)
    new_service.letters_come()
    vic.opens(another)
    vic.reads("Messages carried to and fro, done")
