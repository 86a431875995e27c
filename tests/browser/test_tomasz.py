"""Tomasz, 17: eighteen sanctions behind him, a curfew at seven, and bicycles."""

import re
from datetime import timedelta

from tests.browser.beginning import NewService
from tests.browser.living import TODAY, born, in_weeks, weeks_ago

CURFEW, PROGRAMME = "Curfew", "Programme"
TOMASZ = {
    "Given name": "Tomasz",
    "Family name": "Wrona",
    "Date of birth": born(17),
    "Sex": "Male",
    "Order or decision": "Youth rehabilitation order",
    "Made on": weeks_ago(20),
    "Ends on": in_weeks(58),
    "Offence": "Non-domestic burglary",
    "How many people were harmed?": "1",
}
NOT_ACCEPTABLE = {
    "Is the reason acceptable?": "No",
    "What was tried so far, to make coming easier?": "A text the day before, and the fare.",
    "Why is it acceptable, or why not?": "He was out with older boys, and says so.",
}
BREACH = {
    "Does the child know what is being thought of, and why?": "Yes",
    "What does the child say got in the way, and what would help?": "Them. Meet me at the bikes.",
    "What do the family, or those who look after the child, say?": "He is a good boy, and afraid.",
    "What did we do so that the child can come, and what came of it?": "Texts, fares, the police.",
    "What has worked well with the child before?": "Bicycles, and the same person.",
    "What has not worked, and why not?": "The office: they wait there.",
    "What has nobody tried yet, and why not?": "Nothing.",
    "How stable is where the child lives?": "With his mother, who works nights.",
    "To whom is the child close, and which adult could help them keep the times?": "The mechanic.",
    "Can the child follow what is happening, and are they mature enough to answer to it?": "Yes.",
    "Which of these makes it harder for the child than for others?": [
        "One parent, who works or has younger children",
        "Not being safe on the way or there",
    ],
    "How does that weigh, and what do we do about it?": "Much: we fetch him.",
    "What is the reason?": "The child cannot be engaged, whatever was tried",
    "Why is it so serious that nothing less is enough?": "Three times, and the police ask.",
    "It can end in custody. What would that mean for the child?": "He was there, and was hurt.",
    "When and how has the child worked with us well?": "Each time at the workshop.",
    "How far is the child on the way to their goals?": "Half way.",
    "What could help the child to go on?": "The mechanic, and a safe way.",
    "What should be altered, so that the child can take part?": "Where we meet.",
}


def test_tomasz_is_given_every_chance_before_a_court_and_takes_it(new_service: NewService):
    jo = new_service.worker("jo")
    jo.registers(
        TOMASZ, requires=[{"Requirement or contract item": each} for each in (CURFEW, PROGRAMME)]
    )
    jo.writes_down_somebody("Ewa Wrona", "Mother", "Has parental responsibility")

    # What is asked is said aloud, and he says it back. He keeps a page of it.
    jo.settles_in(
        {
            "Can the child say back what is asked?": "Yes",
            "What does the child say we do together, and what is asked of them?": "In by seven.",
            "How will the child come?": "By bicycle.",
            "What helps the child to keep our times?": ["The same day and time"],
            "How do we meet?": "Face to face",
            "Where do we meet, and what is by phone or video?": "At the office, in the workshop.",
            "Whom can the child talk to when something that we ask is hard?": "Jo, or the desk.",
        }
    )

    # His week: the curfew, and what he loves. A time is found around it, twice a week.
    jo.fills_the_week("A curfew: at home", called="At home", on="", starts="19:00", ends="07:00")
    jo.fills_the_week(
        "Something the child loves to do",
        called="Mending bicycles, the workshop",
        on="Wednesday",
        starts="14:00",
        ends="17:00",
    )
    jo.agrees_how_often("Intensive", "12", in_weeks(6), "The court asked for the most there is.")
    jo.finds_weekly_times({"Times": "2", "Minutes": "60"})
    jo.reads(re.compile("times booked"))

    # He comes; then twice he does not, and each time is understood before it is counted.
    jo.sees(weeks_ago(12), "He mended two bicycles.", "I’m good at wheels.")
    jo.waits_in_vain(weeks_ago(8), "Did not want to come", "I was out.")
    jo.asks_why({**NOT_ACCEPTABLE, "What got in the way most?": "Did not want to come"})
    jo.warns(weeks_ago(8), "I read it to him, and he said it back.")
    jo.waits_in_vain(weeks_ago(6), "Forgot", "I forgot.")
    jo.asks_why({**NOT_ACCEPTABLE, "What got in the way most?": "Forgot"})
    jo.warns(weeks_ago(6), "I read it to him with his mother there.")

    # The second calls a panel, which asks what more would help.
    bea = new_service.manager("bea")
    bea.holds_the_panel(
        "Tomasz",
        {
            "What did the panel find out?": "Older boys wait for him outside the office.",
            "What did Tomasz say?": "They take my bike if I don’t go with them.",
            "What did the parents or carers say?": "He is afraid. He does not say so.",
            "Which help was agreed, and from whom?": "Police by the door; we meet at the workshop.",
        },
    )

    # A third time: statute asks for the court, and says so early. She judges it, with reasons.
    jo.waits_in_vain(weeks_ago(3), "Somebody used or threatened the child", "They had my bike.")
    jo.asks_why(
        {
            **NOT_ACCEPTABLE,
            "What got in the way most?": "Somebody used or threatened the child",
            "What will we do so that Tomasz can come next time?": "I fetch him from college.",
        }
    )
    jo.turns_to_what_was_tried()
    jo.reads("A manager judges this now")
    jo.looks_at("what was tried, where statute asks for a court")
    bea.judges_whether_it_goes_back(
        "Tomasz",
        "Circumstances are exceptional: it does not go back to court",
        "He is exploited, and has told us by whom. Police and children’s services act.",
    )

    # Whether it goes back is put forward all the same, since police ask: everything that was tried
    # stands in it. Bea sends it back once, and then decides that it stays with us.
    jo.prepares_a_breach(BREACH)
    bea.decides_on_breach(
        "Tomasz", "It is to be mended first: I say what is missing", "What nobody tried yet."
    )
    jo.mends_the_breach({"What has nobody tried yet, and why not?": "The workshop as his place."})
    bea.decides_on_breach(
        "Tomasz",
        "It does not go back: we go on working, and I say how",
        "He was made to miss it. We meet where he is safe.",
    )
    jo.turns_to_what_was_tried()
    jo.follows("Before anything goes back")
    jo.reads("it does not go back", "He was made to miss it. We meet where he is safe.")

    # He is met where he is safe; he comes, and is met less often.
    jo.sees(TODAY - timedelta(days=2), "At the workshop, an hour early.", "Nobody waits here.")
    jo.praises("Six times running he came.", "I come for the bikes.")
    jo.agrees_how_often("Enhanced", "8", in_weeks(8), "He comes by himself, early.")
    jo.turns_to_what_was_tried()
    jo.reads("Six times running he came.")
