"""Theo, 16: a robbery for drink, and an apology that scared him until it was a poem."""

import re

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago
from tests.browser.working import STAYS, step

SORRY = "I want him to know I think about it"
COLLEGE = "I want to start college and not be that boy"
LETTER, ACTIVITIES = "Reparation to the victim or community", "Take part in activities"
HARMED = "Emmanuel Quartey"  # typed to look for him, and kept nowhere
THEO = {
    "Given name": "Theo",
    "Family name": "Marchbank",
    "Date of birth": born(16),
    "Sex": "Male",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(16),
    "Ends on": in_weeks(36),
    "Offence": "Robbery",
    "How many people were harmed?": "1",
}


def test_theo_says_sorry_in_a_poem_and_tells_the_panel_himself(new_service: NewService):
    # The contract asks for a letter to the man of the shop, whom Theo's family knows.
    ash = new_service.worker("ash")
    ash.registers(
        THEO, requires=[{"Requirement or contract item": each} for each in (LETTER, ACTIVITIES)]
    )
    ash.writes_down_somebody(
        "Rose Marchbank", "Mother", "Has parental responsibility", "Lives with Theo"
    )
    ash.writes_down_somebody(
        "Ian Marchbank", "Father", "Has parental responsibility", "Lives with Theo"
    )
    college = {"What is it?": "College", "Where?": "The sixth form, from September"}
    ash.writes_down("Needs", "Add school or work", college)
    ash.sees(weeks_ago(15), "He cried about the shop.", "He’s known me since I was six.")

    # The assessment: new friends, drink, shame; and somebody who writes.
    ash.begins_the_assessment()
    ash.rests_it_on("Head of sixth form", "School or college", "Good grades, and a place for him.")
    ash.assesses(
        {
            "What is the child good at…": "Poems. He has a drawer full of them.",
            "In parents’ or carers’ own words…": "His best friend moved. Then came that gym lot.",
            "Does something need doing about friends…": {"Yes": "How to say no to a group."},
            "Does something need doing about alcohol…": {"Yes": "What drink did that night."},
            "What would the child like to do to put it right?": "Say it to him. I don’t know how.",
            "Does something need doing to put things right?": {"Yes": "The letter."},
        }
    )
    ash.judges("Offending again", "Low", "Once, in company, and ashamed.")
    ash.judges("Serious harm to others", "Low", "Nobody was hurt, and he stepped back.")
    ash.judges("Safety and wellbeing", "Medium", "Worry keeps him awake.")
    ash.finishes_the_assessment()

    # The plan starts with what he can do; the letter comes when he is ready.
    ash.begins_a_plan()
    ash.adds_a_goal(
        COLLEGE,
        "Staying out of trouble",
        step("Practise ways to say no", "Theo and Ash", required=ACTIVITIES, a_week="1"),
        step("Find out what drink does", "The substance misuse worker", a_week="1"),
        because=["Friends, free time and community…", "Alcohol, drugs and vaping…"],
    )
    ash.adds_a_goal(
        SORRY,
        "Putting things right and moving on",
        step("Write to Mr Quartey", "Theo", required=LETTER),
        because=["The people harmed, and putting it right…"],
    )

    # It must not name the man. Where it does, the guard says so; Ash mends it with Theo, and what
    # scared him about a letter is mended too.
    ash.would_agree_the_plan(weeks_ago(13), names=HARMED)
    ash.reads(re.compile("It must not be in what Theo and the family are given"))
    ash.sees(
        weeks_ago(12),
        "With his parents, about the letter.",
        "I can’t do letters. I could do a poem.",
    )
    ash.turns_to("Plan")
    ash.follows("Go on with the draft")
    ash.changes_a_goal(SORRY, step("Write to the man of the shop: a poem, if he likes", "Theo"))
    ash.agrees_the_plan(weeks_ago(12), names=HARMED)
    bea = new_service.manager("bea")
    bea.countersigns("Theo", "The letter in his own way. Good.")
    received = {
        "Did Theo understand it?": "Yes",
        "How worried is Theo now about what is to be done?": "Less",
    }
    ash.gives_a_copy(received, names=HARMED)

    # He writes it, it is sent, and he reads it to the panel after three months.
    ash.sees(
        weeks_ago(6), "The poem is done, and passed on.", "It says what I did. All of it.", SORRY
    )
    ash.sees(
        weeks_ago(2), "He said no at the gym, and left.", "They laughed. I went home.", COLLEGE
    )
    ash.starts_from_my_work("Review the plan")
    ash.presses("Begin the review")
    ash.looks_back(
        {
            "What does the child say works…": "Writing works. I read it to the panel.",
            "What is the child proud of?": "That he kept my poem.",
            "What do parents or carers say…": "He sleeps. He is in at ten.",
            "What does each agency that works…": "Panel: well done. College: always there.",
            "Is there anything new from the people harmed?": "He has read it, and is glad of it.",
            "What progress has the child made…": "Both go well; a second poem is left to do.",
        }
    )
    ash.reads("That he kept my poem.")
    ash.says_what_comes_of_it(STAYS, "It works, and he tells it himself.")
    ash.reads("Theo’s plan stays as it is.")
    received = {
        "Did Theo understand it?": "Yes",
        "What did Theo say about it?": "I’ll write one about this year.",
    }
    ash.gives_a_copy(received, names=HARMED)
