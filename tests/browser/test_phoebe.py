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
    "Made on": weeks_ago(24),
    "Ends on": in_weeks(15),
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
HARMED = "Brenda Osei"  # typed to look for her, and kept nowhere
EARLY = {
    "What has the child done in this time that they are glad of, in their own words?": "I go out.",
    "Would the child like it to end early, and what do they think of it?": "I can do it alone now.",
    "What do parents or carers say?": "She eats with us.",
    "Has what the first plan required been done?": "Nearly",
    "The record shows less than that. Why do you judge the plan so?": "The home keeps the sheets.",
    "What shows it, and what is missing?": "All but the last two sessions of the programme.",
    "Has the child come far in what mattered most when they were first assessed?": "Yes",
    "The record shows less than that. Why do you judge the progress so?": "We all see it daily.",
    "What got better, and how does one see it?": "She says when it is too much, and goes up.",
    "Is there enough good in the child’s life, or help open to everybody, for it to last?": "Yes",
    "The record shows less than that. Why do you think that it will last?": "She asked to stay.",
    "Who and what holds it?": "The club, and two of the staff whom she hurt.",
    "Who and what stays with the child after the order?": "Her social worker, and the club.",
    "What may become hard, and whom does the child turn to then?": "A move; her social worker.",
    "How has the child worked with us?": "Through the door first, and then out of it.",
    "What has the child achieved, small steps too?": "The window, the car, the club.",
}
IS_DONE = {
    "Has what the first plan required been done?": "Yes",
    "What shows it, and what is missing?": "The last two sessions were this week.",
}
ASKS_THE_PANEL = {
    "What do you decide?": "Ask the panel to end it early",
    "Other names that must not be in it": HARMED,
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

    # More than half of the order has gone. Its panel alone decides whether a court is asked, and
    # says not now, with why and with a day.
    jo.looks_at_an_early_end(EARLY, ASKS_THE_PANEL)
    jo.reads("Your panel decides whether the court is asked.")
    jo.looks_at("an early end that waits for its panel")
    jo.follows("What the panel decided")
    jo.looks_at("what a panel decided about an early end")
    jo.answers(
        {
            "What did the panel decide?": "Not now",
            "Where it is not now: when do you look again?": in_weeks(4),
            "What did Phoebe say?": "Two more and I’m done.",
            "Why?": "You have come so far. Finish the last two sessions first.",
        }
    )
    jo.saves()
    jo.reads("Finish the last two sessions first.", re.compile("It is looked at again from"))
    jo.looks_at("an early end that its panel put off")

    # She finishes them within days, and need not wait for the day: the panel meets again and says
    # yes, the court is asked, and it ends the order.
    jo.looks_at_an_early_end({**EARLY, **IS_DONE}, ASKS_THE_PANEL)
    jo.follows("What the panel decided")
    jo.answers(
        {
            "What did the panel decide?": "Ask the court to end it early",
            "Why?": "You did what you said.",
        }
    )
    jo.saves()
    jo.follows("The report")
    jo.reads("The window, the car, the club.")
    jo.does_not_read("Osei")
    jo.page.go_back()
    jo.records_beside_the_early_end("The court is asked")
    jo.follows("It ended early")
    jo.looks_at("that an order has ended")
    jo.answers(
        {
            "Ended on": TODAY,
            "How did it end?": "Revoked early, for good progress",
            "Why, if it ended early?": "She goes where she likes, by herself.",
        }
    )
    jo.saves()
    jo.turns_to("Orders")
    jo.looks_at("an order that a court ended early")
