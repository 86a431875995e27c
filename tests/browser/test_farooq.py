"""Farooq, 16: two robberies with another boy, and two children who each want something else."""

import re

from tests.browser import doors
from tests.browser.answering import Answers
from tests.browser.beginning import NewService
from tests.browser.living import TODAY, born, weeks_ago

FAROOQ = {
    "Given name": "Farooq",
    "Family name": "Siddiqi",
    "Date of birth": born(16),
    "Sex": "Male",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(30),
    "Ends on": TODAY,
    "Offence": "Robbery",
    "How many people were harmed?": "2",
}
BESIDE = {**FAROOQ, "Given name": "Zubair", "Family name": "Chaudhry"}
PANEL: Answers = {"Who decides?": "A panel", "On which day is it decided?": TODAY}
TALKED: Answers = {
    "What led the child to it, and did they pick out the person harmed?": "He followed Zubair.",
    "What could make it hard to keep to?": "School until three; he comes with his father.",
    "Can the child think over what they did, and see what came of it for somebody?": (
        "He says that they were afraid to walk to school."
    ),
}
RIGHT = {
    "Is it right, with the child as they are now?": "Yes",
    "What could it be?": "They meet",
    "Why is it right, or why not now?": "He can keep to it, and sees what he did.",
}
RISKS = {
    "What could harm somebody, in this very piece of work?": "He could be asked too much at once.",
    "What keeps everybody safe?": "Each comes and goes alone, and may stop it.",
    "What could it do to Farooq?": "He is not sure of himself.",
}


DONE = {
    "What was done?": "They talked for half an hour, each with somebody beside.",
    **doors.HEARD,
    "What did Farooq do well, and did you tell them so?": "He looked at him, and listened.",
}
CAME = {
    "What does Farooq say came of it?": "He shook my hand.",
    "What does the person harmed say?": "It helped.",
}


def test_farooq_meets_one_of_those_whom_he_robbed_once_both_are_ready(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers(BESIDE)
    jo.registers(FAROOQ)
    wishes, left_alone = doors.those_harmed(jo)
    meeting = doors.first_harmed(jo, "referral order")
    jo.records("The day of a decision about an order", PANEL)

    # Impact, and whether he can keep to something, are thought through with him.
    doors.talks_it_through(jo, TALKED, RIGHT)
    jo.reads("He can keep to it, and sees what he did.")
    early = {"When did you talk about it?": weeks_ago(6), "Who is it about?": meeting}
    doors.judges_ready(jo, "Not yet", "He cannot look at it.", "What if they shout?", **early)
    new_service.letters_come()

    # Those harmed are asked before the panel, and each wants something else.
    vic = new_service.victim_worker("vic")
    vic.opens(wishes)
    asked = {"Before what?": "A panel", "They said what they think": True}
    vic.does("Ask what they think before it is decided", asked)
    vic.does("Decide whether to invite them", doors.invites("To ask him why.", "Still angry."))
    vic.does("Offer them something restorative", {"What?": ["A meeting", "A letter"]})
    wants = {"What?": ["A meeting"], "What did they answer?": "Yes"}
    vic.writes_down("They answered the offer", wants)
    vic.opens(left_alone)
    vic.does("Ask what they think before it is decided", asked)
    vic.does("Decide whether to invite them", doors.invites("To be left out of it.", "Afraid."))
    vic.does("Offer them something restorative", {"What?": ["A meeting"]})
    declined = {"What?": ["A meeting"], "What did they answer?": "No"}
    vic.writes_down("They answered the offer", declined)
    new_service.letters_come()

    # Preparation takes its time, and nothing direct begins without written consent.
    jo.turns_to(doors.PAGE)
    jo.reads("Does not want to")
    plan = {
        "What is it?": "They meet",
        "How is it linked to what happened?": "He took a phone from him.",
        "Who was harmed, if it is with or for them?": meeting,
    }
    jo.records("A plan to make something right", plan)
    doors.looks_at_risks(jo, RISKS, safe=doors.SAFE, without=("interpreter", "child"))
    jo.reads("The child is not prepared yet")
    doors.judges_safe(jo, {}, safe=doors.NOT_YET, without=("interpreter", "child"))
    new_service.letters_come()
    vic.opens(wishes)
    vic.does("Prepare them", doors.PREPARED)
    new_service.letters_come()
    judged = {"Who is it about?": meeting}
    doors.judges_ready(jo, "Yes", "He asked when it is.", "I want to tell him myself.", **judged)
    doors.looks_at_risks(jo, RISKS, safe=doors.SAFE)
    jo.reads("The written consent of the person harmed to this is not here.")
    jo.does_not_read("It was done")
    vic.opens(wishes)
    vic.writes_down(
        "Something they consent to", doors.consents("Meeting the child, or work for them")
    )
    new_service.letters_come()
    jo.turns_to(doors.PAGE)
    jo.follows("It was done")
    jo.answers(DONE)
    jo.saves()
    jo.reads("He looked at him, and listened.")

    # It went well for both, and what of it counts says why.
    jo.follows("What came of it")
    jo.answers(CAME)
    jo.saves()
    jo.reads("“He shook my hand.”", "“It helped.”")
    jo.looks_at("what came of a meeting, for both")
    new_service.letters_come()
    vic.opens(wishes)
    vic.writes_down("Something they consent to", doors.consents("That we contact them"))
    vic.does("Say whether they took part", {})
    helped = {"Did it help them?": "Yes", "They let casework be told whether it helped": True}
    vic.does("Ask what came of it for them", helped)
    content = {"How content are they with what we did?": "Very content"}
    vic.writes_down("They said how it was", content)
    vic.follows("What was done")
    vic.reads_why("Something direct offered", "a meeting, offered on")
    vic.reads_why("Something direct received", "a meeting, received on")
    vic.reads_why("Took part in something restorative", "(a meeting)")
    vic.looks_at("the figures of a meeting that was held")

    # What is told at home says nothing of Zubair, who stood beside him.
    jo.records("Who stood beside Farooq", {"Who stood beside Farooq?": "Zubair Chaudhry"})
    jo.praises("He asked to say sorry, and told Zubair that he would.")
    jo.follows(re.compile("^Tell them"))
    jo.reads(re.compile("It says “Zubair” .*somebody who stood beside the child"))
    jo.looks_at("praise that names who stood beside the child")
