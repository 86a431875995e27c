"""Aaron, 16: what cannot wait is decided at once, and what should have come first comes after."""

import re

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago
from tests.browser.working import OTHER_NAMES

HARMED = "Josef Lindqvist"  # typed to look for him, and kept nowhere
AARON = {
    "Given name": "Aaron",
    "Family name": "Quill",
    "Date of birth": born(16),
    "Sex": "Male",
    "Order or decision": "Youth rehabilitation order",
    "Made on": weeks_ago(16),
    "Ends on": in_weeks(36),
    "Offence": "Robbery",
    "How many people were harmed?": "1",
}
RESTS_ON = {
    "Does the child know what is being thought of, and why?": "Yes",
    "What does the child say got in the way, and what would help?": "I owe them. It won’t stop.",
    "What do the family, or those who look after the child, say?": "We want him home, and safe.",
    "What did we do so that the child can come, and what came of it?": "He came, each time.",
    "What has worked well with the child before?": "Mornings, and the kitchen.",
    "What has not worked, and why not?": "Nobody asked whom he owes.",
    "What has nobody tried yet, and why not?": "Police and children’s services on the debt.",
    "How stable is where the child lives?": "With his gran; he may not stay there for now.",
    "To whom is the child close, and which adult could help them keep the times?": "Gran.",
    "Can the child follow what is happening, and are they mature enough to answer to it?": "Yes.",
    "Which of these makes it harder for the child than for others?": [
        "Not being safe on the way or there"
    ],
    "How does that weigh, and what do we do about it?": "Much: he was sent. We refer it as such.",
    "What is the reason?": "A further serious offence",
    "Why is it so serious that nothing less is enough?": "Mr Lindqvist was cut with a knife.",
    "It can end in custody. What would that mean for the child?": "Away from gran, and in debt.",
    "When and how has the child worked with us well?": "He came each time, and early.",
    "How far is the child on the way to their goals?": "Half way to his kitchen certificate.",
    "What could help the child to go on?": "A place to live away from those he owes.",
    "What should be altered, so that the child can take part?": "Where we meet, and the way.",
}


def test_what_cannot_wait_is_decided_at_once_and_looked_at_from_outside(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers(AARON, requires=[{"Requirement or contract item": "Supervision"}])
    jo.writes_down_somebody("Pearl Quill", "Grandparent", "Has parental responsibility")
    jo.sees(weeks_ago(9), "He cooked for all of us.", "I want to do this for work.")
    jo.praises("He cooked for twelve, and cleaned up after.", "I like the kitchen.")

    # Nothing was missed and nobody warned him, so nothing is put forward; nor may Jo decide.
    jo.turns_to_what_was_tried()
    jo.follows("Before anything goes back")
    jo.reads(re.compile("A court never stands in for a warning"))
    jo.does_not_read("Decide now")

    # He is charged with a robbery with a knife. A manager decides this day, and says what for.
    bea = new_service.manager("bea")
    bea.decides_at_once(
        "Aaron", "A further serious offence", "Charged with robbery; somebody was cut with a knife."
    )

    # What could not come first is owed: the panel, what it rests on, and who looks from outside.
    bea.holds_the_panel(
        "Aaron",
        {
            "What did the panel find out?": "He owes money to older boys, who sent him.",
            "What did Aaron say?": "They know where gran lives.",
            "What did the parents or carers say?": "He was frightened for weeks.",
            "Which help was agreed, and from whom?": "Police act on the debt; Jo fetches him.",
        },
    )
    jo.writes_down_what_it_rests_on(RESTS_ON)

    # The report says what he did well, too, and not who was harmed.
    jo.follows("The report for the court")
    jo.looks_at("names that a report is read for")
    jo.answers({OTHER_NAMES: HARMED})
    jo.presses_once_it_is_read("Read it for names, and go on to the print")
    jo.reads(re.compile("He cooked for twelve"))
    jo.reads("(a name left out) was cut with a knife.")
    jo.looks_at("the report of an order that goes back")

    # Bea decided it, so another manager leads the review: nobody had asked whom he owes.
    sal = new_service.manager("sal")
    sal.reviews_the_decision(
        "Aaron",
        {
            "Which gaps in services led to it that Aaron was not engaged?": "Nobody asked.",
            "What is there to learn, for a worker or for the service?": "Ask who waits for him.",
            "What can be altered for Aaron, to engage them better?": "Mornings, and fetched.",
        },
    )
    sal.looks_at("a decision that was reviewed")
    sal.page.goto("/")
    sal.does_not_read("Read it and review")

    # Jo goes on working with him, with what the review altered.
    jo.opens("Aaron")
    jo.turns_to_what_was_tried()
    jo.reads("He cooked for twelve, and cleaned up after.")
    jo.follows("Before anything goes back")
    jo.reads("Ask who waits for him.", "Mornings, and fetched.")
    jo.does_not_read("to be written")
