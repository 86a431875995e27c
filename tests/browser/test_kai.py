"""Kai, 16: three robberies in a day, brothers whom he does not want to follow, and boxing."""

from datetime import timedelta

from tests.browser.beginning import NewService
from tests.browser.living import TODAY, born, in_weeks, weeks_ago

KAI = {
    "Given name": "Kai",
    "Family name": "Rendell",
    "Date of birth": born(16),
    "Sex": "Male",
    "Order or decision": "Youth rehabilitation order",
    "Made on": weeks_ago(56),
    "Ends on": in_weeks(48),
    "Offence": "Robbery",
    "How many people were harmed?": "3",
}
HARMED = "Samuel Adeyemi"  # typed to look for him, and kept nowhere
OTHERS = (("Dev", "Okafor"), ("Lewis", "Garratt"), ("Ade", "Balogun"))
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
EARLY = {
    "What has the child done in this time that they are glad of, in their own words?": "I box now.",
    "Would the child like it to end early, and what do they think of it?": "I stopped, and I box.",
    "What do parents or carers say?": "He is home at night.",
    "Has what the first plan required been done?": "Yes",
    "The record shows less than that. Why do you judge the plan so?": "It was on paper, and done.",
    "What shows it, and what is missing?": "Each session, and the mural.",
    "Has the child come far in what mattered most when they were first assessed?": "Yes",
    "The record shows less than that. Why do you judge the progress so?": "He was not judged anew.",
    "What got better, and how does one see it?": "He says no, and walks off.",
    "Is there enough good in the child’s life, or help open to everybody, for it to last?": "Yes",
    "The record shows less than that. Why do you think that it will last?": "He boxes each day.",
    "Who and what holds it?": "The boxing club, and his parents.",
    "Who and what stays with the child after the order?": "The club, twice a week.",
    "What may become hard, and whom does the child turn to then?": "His brothers; his coach.",
    "How has the child worked with us?": "He came to each time, early.",
    "What has the child achieved, small steps too?": "A mural, and his first bout.",
}


def test_kai_is_met_around_boxing_and_less_often_as_he_does_well(new_service: NewService):
    jo = new_service.worker("jo")
    for given, family in OTHERS:
        jo.registers({**KAI, "Given name": given, "Family name": family})
    jo.registers(KAI, requires=[{"Requirement or contract item": "Supervision"}])
    for what, called, on, starts, ends in (
        ("A curfew: at home", "At home", "", "19:00", "07:00"),
        ("Something the child loves to do", "Boxing, at the club", "Tuesday", "16:00", "18:00"),
    ):
        jo.fills_the_week(what, called=called, on=on, starts=starts, ends=ends)

    # One of the others is of those who want him back on the street: never in one group.
    jo.keeps_apart("Lewis Garratt", "Not in one group", "His cousins ask Kai to come out.")

    # Twice a week, beside what he loves: nobody books over boxing without saying why.
    jo.agrees_how_often("Enhanced", "8", in_weeks(8), "A new start, and old friends who wait.")
    over = {
        "How?": "At the office",
        "Which day?": MONDAY + timedelta(days=1),
        "At what time?": "16:30",
        "What is it for?": "To plan the week.",
    }
    jo.would_book_a_time(over)
    jo.reads("Kai has Boxing, at the club")
    jo.looks_at("a time that the child’s week speaks against")
    jo.answers({"At what time?": "14:30"})
    jo.presses("Book it with Kai")
    jo.reads("Kai’s week")

    # A group about knives, where a manager has looked at the place and at whom detection finds.
    bea = new_service.manager("bea")
    bea.opens_a_place(
        "The hall",
        {
            "Who made it?": "Bea Hart, with the police officer",
            "On which day?": TODAY,
            "Until when does it hold?": TODAY + timedelta(days=180),
            "What was found, and what is done about it?": "Two doors; staff at both.",
            "How do children get there and home safely?": "The 12 bus, met at the stop.",
            "How many children fit there safely?": "8",
            "Are weapons looked for there?": "No",
        },
    )
    jo.makes_a_group(
        ["Kai Rendell", "Dev Okafor", "Ade Balogun", "Lewis Garratt"],
        {
            "What will they do?": "Boxing and first aid",
            "What is it for?": "What a knife does, and what to do instead.",
            "Where?": "The hall",
            "On which day first?": MONDAY + timedelta(days=3),
            "At what time?": "16:00",
        },
    )
    jo.reads("not in one group")
    jo.looks_at("groups that are proposed")

    # What goes well is said at once; he is met less often, because he does well.
    jo.opens("Kai")
    jo.praises("He told two old friends no, and went boxing.", "I said I’ve got a fight on.")
    jo.agrees_how_often("Standard", "4", in_weeks(12), "He keeps every time, and boxes daily.")
    jo.turns_to("Week")
    jo.reads("He keeps every time, and boxes daily.")

    # More than half of the order has gone. They look at it together, and the court is asked.
    jo.looks_at_an_early_end(
        EARLY,
        {
            "What do you decide?": "Ask the court to end it early",
            "Other names that must not be in it": HARMED,
        },
    )
    jo.follows("The report")
    jo.reads("I stopped, and I box.")
    jo.does_not_read("Mr Adeyemi")
    jo.looks_at("the report of an early end")
    jo.page.go_back()
    jo.records_beside_the_early_end("The court is asked")
    jo.reads("has not answered yet")
    jo.looks_at("an early end that the court was asked for")
    jo.records_beside_the_early_end(
        "The court said no", {"What did the court say?": "It wants to see more."}
    )
    jo.reads("It can be asked again from")
