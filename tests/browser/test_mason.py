"""Mason, 17 and then 18: he stops coming, is warned, and it turns out whom he is afraid of."""

import re
from datetime import timedelta

from tests.browser.beginning import NewService
from tests.browser.living import TODAY, born, in_weeks, weeks_ago
from tests.browser.working import CHANGES, step

ACTIVITIES = "Take part in activities"
HARMED = "Robert Ayling"  # typed to look for him, and kept nowhere
MASON = {
    "Given name": "Mason",
    "Family name": "Ferrier",
    "Date of birth": born(17),
    "Sex": "Male",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(14),
    "Ends on": in_weeks(25),
    "Offence": "Violence against the person",
    "How many people were harmed?": "1",
}

# Told beside the first, in one service: so he is born on another day, and called otherwise.
UNWELL = {
    **MASON,
    "Family name": "Ayre",
    "Date of birth": born(17) - timedelta(days=60),
    "Made on": weeks_ago(18),
    "Ends on": in_weeks(21),
}
BREAK = {
    "Who asks for it?": "The family",
    "What do they say, in their own words?": "He cannot sit in a room with anybody just now.",
    "What is the reason for it?": "Illness, or the child’s health",
    "From which day?": TODAY - timedelta(days=2),
    "Until which day?": TODAY,
    "Does contact stop altogether, or is it less?": "It stops altogether",
    "How do we stay in touch in that time, and whom can the child ring?": "Jo rings Dawn at six.",
    "How serious, or how much to the child, is what it is asked for?": "He has not slept for days.",
    "How long has the child been on the order, and is now a good time?": "Four months of nine.",
    "How has the child worked with us up to now?": "Well, but for two weeks in which he was ill.",
    "Which contacts would be missed, and can they be made up for?": "One; we meet longer after.",
    "What risk is there to the public in that time, and what keeps it small?": "Little: he is in.",
    "How serious is the offence, and what does that mean for a break?": "Once, months ago.",
}
AGREES, LESS = "I agree, for these days", "Fewer times face to face, more by phone"
# In the evening: no time of another story is found or booked then.
NEXT_WEEK = TODAY + timedelta(days=7)


def test_mason_is_warned_once_and_what_he_is_afraid_of_is_heard(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers(MASON, requires=[{"Requirement or contract item": ACTIVITIES}])
    jo.writes_down_somebody(
        "Dawn Ferrier", "Mother", "Has parental responsibility", "Lives with Mason"
    )
    jo.agrees_how_often("Standard", "4", in_weeks(8), "A first offence; he wants to get it done.")
    jo.sees(weeks_ago(10), "On time, and he talked.", "College is good. I like my tutor.")
    jo.sees(weeks_ago(9), "On time again.", "I don’t see that lot any more.")

    # What he did fits nobody who knows him; the plan begins with college and sleep.
    jo.begins_the_assessment()
    jo.rests_it_on("His tutor", "School or college", "Kind, on time, and quiet since the spring.")
    jo.assesses(
        {
            "What is the child good at…": "Engines. He hears what is wrong with one.",
            "In parents’ or carers’ own words…": "He is not himself since his nan.",
            "Does something need doing about friends…": {"Yes": "Who he is with at night."},
        }
    )
    jo.judges("Offending again", "Low", "A first offence, and he is ashamed.")
    jo.judges("Serious harm to others", "Low", "Nobody was badly hurt, and he knows why.")
    jo.judges("Safety and wellbeing", "Medium", "He sleeps little, and says so.")
    jo.finishes_the_assessment()
    jo.begins_a_plan()
    jo.adds_a_goal(
        "I want to finish college",
        "Staying out of trouble",
        step("Work out who is good for him at night", "Mason and Jo", required=ACTIVITIES),
        because=["Friends, free time and community…"],
    )
    jo.agrees_the_plan(weeks_ago(8), names=HARMED)

    # He misses, nobody reaches him, and before he is asked there is no warning to give.
    jo.waits_in_vain(weeks_ago(4), "Not yet known")
    jo.turns_to_what_was_tried()
    jo.does_not_read("Give a warning")
    jo.asks_why(
        {
            "Is the reason acceptable?": "No",
            "What got in the way most?": "Did not want to come",
            "What did Mason say?": "Leave me alone.",
            "What was tried so far, to make coming easier?": "Two calls, and the bus fare.",
            "Why is it acceptable, or why not?": "He would not say why, and had no other plan.",
        }
    )
    jo.turns_to_what_was_tried()
    jo.follows("Give a warning")
    jo.answers({"What did you tell Mason, and how did you explain the letter?": "I read it out."})
    jo.saves()
    jo.turns_to_what_was_tried()
    jo.follows("The letter")
    jo.reads(re.compile("Mason"))
    jo.does_not_read("court")
    jo.page.go_back()

    # He comes, and cries: two funerals, rows at home, people who are after him. What got in the
    # way is put right, and stands where anybody would decide on a second warning.
    jo.sees(
        weeks_ago(3), "He cried. He sees people after him.", "Nan died. Then Cal. I can’t sleep."
    )
    jo.asks_why(
        {
            "Is the reason acceptable?": "Yes",
            "What got in the way most?": "Emergency or death in the family",
            "What else got in the way?": ["Did not feel safe to come"],
            "What did Mason say?": "I thought they’d be outside.",
            "What will we do so that Mason can come next time?": "I meet him at his door.",
            "Why is it acceptable, or why not?": "Two deaths in a month, and he is afraid.",
        }
    )
    jo.turns_to_what_was_tried()
    jo.reads("Emergency or death in the family", "I meet him at his door.")
    jo.looks_at("what was tried, with a warning")

    # Within a day two go to his home, once a manager has looked at whether that is safe.
    jo.has_visits_assessed(
        {
            "Where do you visit?": "Inside",
            "Who goes?": "Two together",
            "What are the visits for?": ["A worry about how the child is"],
            "How often, and when?": "Tomorrow, and each Tuesday with the mental health worker.",
            "What keeps Mason, the family and you safe?": "His mother is at home; two of us.",
        }
    )
    bea = new_service.manager("bea")
    bea.lets_visits_go_ahead("Mason", "Go tomorrow. Ring me after.")
    jo.books_a_time(
        {
            "How?": "Visit at home",
            "Which day?": TODAY + timedelta(days=1),
            "At what time?": "10:00",
            "What is it for?": "To see him with the mental health worker.",
            "Who else comes?": ["Ash Moor"],
        }
    )

    # What he said is a change: the plan is looked at again in the same save.
    jo.is_asked_for_a_review(
        "Something important changed",
        {"What happened?": "His mind is unwell: the doctor, his mother and I see him this week."},
    )
    jo.looks_back(
        {
            "What does the child say works…": "That you came to mine.",
            "What do parents or carers say…": "He eats again. We know what to look for.",
            "What does each agency that works…": "Mental health: seen twice. Doctor: medicine.",
            "What changed in the child’s safety…": "Worse, then better; somebody looks each day.",
        }
    )
    jo.says_what_comes_of_it(CHANGES, "His mind comes first now, and who is there at night.")
    jo.adds_a_goal(
        "I want to sleep",
        "Keeping Mason safe",
        step("See the mental health worker", "Mason, Dawn and the health worker", a_week="1"),
    )
    jo.agrees_the_plan(names=HARMED)
    bea.countersigns("Mason", "Heard, and acted on within a day.")

    # What goes well is said, and stands before all that did not.
    jo.praises("He rang me himself before he was late.", "I didn’t want you to think I bunked.")
    jo.turns_to_what_was_tried()
    jo.reads("He rang me himself before he was late.")


def test_mason_is_left_in_peace_while_he_is_unwell_and_met_again_as_before(
    new_service: NewService,
):
    # He is worse. Since the day before yesterday a doctor sees him at home, each day.
    jo = new_service.worker("jo")
    jo.registers(UNWELL, requires=[{"Requirement or contract item": ACTIVITIES}])
    jo.writes_down_somebody("Dawn Ayre", "Mother", "Has parental responsibility")
    jo.agrees_how_often("Standard", "4", in_weeks(8), "He comes, and it does him good.")
    jo.sees(weeks_ago(2), "He came with his mother, and slept in the car.", "I can’t think.")
    jo.books_a_time(
        {
            "How?": "Telephone",
            "Which day?": NEXT_WEEK,
            "At what time?": "19:15",
            "What is it for?": "To talk of sleep.",
        }
    )

    # His mother asks for some days without us. A senior manager, and nobody else, says yes.
    jo.asks_for_a_break(BREAK)
    sal = new_service.manager("sal")
    sal.decides_on_a_break("Mason", AGREES, {}, "He is looked after, and Jo rings.")
    jo.turns_to_breaks()
    jo.reads("Illness, or Mason’s health. Contact stops.", "After that we meet as before.")

    # Its last day is today, and he is asked how it is: better, and not well. Three weeks more are
    # asked for; two are agreed, in which he is met less and not left alone.
    days = {"From which day?": TODAY + timedelta(days=1), "Until which day?": in_weeks(3)}
    asked = {"Who asks for it?": "The child", "What do they say, in their own words?": "Not yet."}
    jo.asks_for_a_break({**BREAK, **asked, **days})
    sal.decides_on_a_break(
        "Mason",
        AGREES,
        {
            "Until which day?": in_weeks(2),
            "Does contact stop altogether, or is it less?": LESS,
            "How many contacts a month, then?": "2",
        },
        "Two weeks, and somebody sees him in each. Then look again.",
    )
    jo.turns_to_breaks()
    jo.reads("Less contact: 2 a month.", "we meet less often, and we ring you more.")
    jo.looks_at("breaks that were agreed")

    # What was booked in these days is called off; he is told what was agreed, and until when.
    jo.follows(re.compile("^Call it off"))
    jo.looks_at("calling a time off")
    said = "He is met at home that week, by day."
    jo.answers({"Who asked for it?": "The child or the family", "Why?": said})
    jo.presses("Call it off")
    jo.sees(TODAY, "I told him which days, and that he can ring.", "So I’m not in trouble?")
    jo.turns_to("Week")
    jo.reads(re.compile("less contact, 2 a month"))
    jo.looks_at("a week in which a break is")
