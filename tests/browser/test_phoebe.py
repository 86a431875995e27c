"""Phoebe, 15: she will not come out of her room, and one day she boxes on her own."""

import re
from datetime import timedelta

from tests.browser.beginning import NewService
from tests.browser.living import TODAY, born, in_weeks, weeks_ago

OUT = "I want to box"
HOME = "Children's home, private"
PHOEBE = {
    "Given name": "Phoebe",
    "Family name": "Lacey",
    "Date of birth": born(15),
    "Sex": "Female",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(14),
    "Ends on": in_weeks(25),
    "Offence": "Violence against the person",
    "How many people were harmed?": "2",
}
VISITS = {
    "Where do you visit?": "Inside",
    "Who goes?": "Two together",
    "What are the visits for?": ["To stay in touch when coming to us is hard"],
    "How often, and when?": "Tuesdays at four, with somebody of the home near.",
    "What could harm somebody there?": ["Somebody there may be hostile or violent"],
    "What exactly?": "She has hit staff who came into her room. Nobody goes in.",
    "What keeps Phoebe, the family and you safe?": "Talk through the door; staff in the corridor.",
}


def test_phoebe_is_met_through_a_door_and_goes_out_by_small_steps(new_service: NewService):
    # She lives in a home, and it is its staff whom she hurt.
    jo = new_service.worker("jo")
    jo.registers(PHOEBE, requires=[{"Requirement or contract item": "Take part in activities"}])
    care = {"On what ground?": "A care order"}
    jo.writes_down("Needs", "Add a time looked after", {**care, "Since when?": weeks_ago(60)})
    place = {"What is the place called?": "Ash Lodge", "What kind of place is it?": HOME}
    jo.writes_down("People", "Add a placement", {**place, "Since when?": weeks_ago(30)})
    jo.writes_down_a_professional("Carys Webb", "Children's services", "Social worker")
    hurt = {"What must whoever meets Phoebe know?": "Risk to staff"}
    jo.writes_down(
        "Needs", "Add an alert", {**hurt, "What should they do about it?": "Stay by the door."}
    )

    # Nobody goes before a manager has read what could happen there; she sends it back once.
    jo.has_visits_assessed({**VISITS, "What exactly?": "She has hit staff."})
    bea = new_service.manager("bea")
    bea.sends_visits_back("Phoebe", "Say where you stand, and who is near.")
    jo.reads_why_visits_were_sent_back("Say where you stand, and who is near.")
    jo.has_visits_assessed(VISITS, again=True)
    bea.lets_visits_go_ahead("Phoebe", "Through the door, until she asks you in.")

    # She is met there; what she asks about is in the diary, at the same time each week.
    jo.books_a_time(
        {
            "How?": "Visit at home",
            "Which day?": TODAY + timedelta(days=1),
            "At what time?": "16:00",
            "What is it for?": "To say hello through the door.",
            "Every week at this time, until?": TODAY + timedelta(days=15),
            "Who else comes?": ["Ash Moor"],
        }
    )
    jo.sees(weeks_ago(9), "Through the door. She asked what car I drive.", "Is it red?")

    # She does not come out for the panel. What is understood is not counted against her.
    jo.waits_in_vain(weeks_ago(8), "Did not feel safe to come", "Too many people. I can’t.")
    jo.turns_to_what_was_tried()
    jo.reads("Phoebe is looked after: weigh what that takes from Phoebe")
    jo.asks_why(
        {
            "Is the reason acceptable?": "Yes",
            "What got in the way most?": "Did not feel safe to come",
            "What did Phoebe say?": "I don’t go downstairs.",
            "What was tried so far, to make coming easier?": "A note under the door, and tea.",
            "What will we do so that Phoebe can come next time?": "I come to her, and nobody else.",
            "Why is it acceptable, or why not?": "She has not been out of her room for weeks.",
        }
    )
    jo.turns_to_what_was_tried()
    jo.does_not_read("Give a warning")

    # By small steps: the car from the window, sitting in it, the club, and at last alone.
    jo.praises("She looked at the car from the window, and laughed.", "It is red.")
    jo.praises("She sat in the car for ten minutes.")
    jo.fills_the_week(
        "Something the child loves to do",
        called="Boxing, at the club",
        on="Thursday",
        starts="17:00",
        ends="18:30",
    )
    jo.praises("She went to boxing on her own.", "I told them my name.")
    jo.turns_to_what_was_tried()
    jo.reads("She went to boxing on her own.", "I told them my name.")
    jo.looks_at("what was tried, with praise first")

    # Nobody books over boxing without saying why.
    jo.turns_to("Week")
    jo.reads(re.compile("Boxing, at the club"))
    jo.looks_at("a week with what the child loves")
    jo.agrees_how_often("Standard", "2", in_weeks(10), "She comes out by herself now.")
    jo.turns_to("Week")
    jo.reads("She comes out by herself now.")
