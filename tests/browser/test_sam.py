"""Sam, 17: grave harm to a friend, few words to say it with, and a home far from hers."""

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago
from tests.browser.working import CHANGES, step

OUT = "I want to go to the shop on my own one day"
KNOW = "I want to know what is okay and what is not"
SUPERVISION, PROGRAMME = "Supervision", "Programme"
WITH_HIM = "Staff are with him whenever he goes out"
HOME = "Children's home, private"
SAM = {
    "Given name": "Samuel",
    "What the child likes to be called": "Sam",
    "Family name": "Oakes",
    "Date of birth": born(17),
    "Sex": "Male",
    "Order or decision": "Youth rehabilitation order",
    "Made on": weeks_ago(15),
    "Ends on": in_weeks(89),
    "Offence": "Sexual offences",
    "How many people were harmed?": "1",
    "A sexual offence": True,
}


def test_sam_is_watched_over_and_talked_with_until_he_may_go_out_alone(new_service: NewService):
    # Sam lives in a children's home out of the area, away from the girl whom he harmed.
    jo = new_service.worker("jo")
    jo.registers(
        SAM, requires=[{"Requirement or contract item": each} for each in (SUPERVISION, PROGRAMME)]
    )
    agreed = {"On what ground?": "By agreement (section 20; in Wales section 76)"}
    jo.writes_down("Needs", "Add a time looked after", {**agreed, "Since when?": weeks_ago(20)})
    place = {"What is the place called?": "Larch House", "What kind of place is it?": HOME}
    jo.writes_down(
        "People",
        "Add a placement",
        {**place, "It is outside Sam’s home area": True, "Since when?": weeks_ago(20)},
    )
    jo.writes_down_somebody("Tess Oakes", "Mother", "Has parental responsibility")
    jo.writes_down_a_professional(
        "Imran Shah", "Another youth justice service", "Worker where Sam lives now"
    )
    jo.writes_down_a_professional("Lena Voss", "Speech and language therapy", "Therapist")
    watch = {"What must whoever meets Sam know?": "Risk to other children"}
    jo.writes_down(
        "Needs",
        "Add an alert",
        {**watch, "What should they do about it?": "Staff are with him, always."},
    )
    jo.sees(weeks_ago(14), "With pictures, and Imran. New faces upset him.", "Too many words.")

    # His old school, social care, the home and the specialist assessment all speak in it.
    jo.begins_the_assessment()
    jo.rests_it_on(
        "His old school", "School or college", "Words and looks at women teachers, years ago."
    )
    jo.rests_it_on(
        "Early help, closed", "Children's services", "The family did not come; no therapist then."
    )
    jo.rests_it_on(
        "AIM assessment", "Another youth justice service", "Supervision, and what he should learn."
    )
    jo.assesses(
        {
            "Is the child looked after…": "Yes, now",
            "What has being in care done…": "Away from home, and safe from the rows there.",
            "Has the child’s talking and understanding…": "Yes, and there are needs",
            "What is hard for the child?": ["Understanding words", "Talking with other people"],
            "How do we best tell the child things…": "Short sentences. One thing at a time.",
            "Who could be harmed by the child…": "Girls of his age whom he knows.",
            "What has the child done before…": "Sexualised words at school; no offence before.",
            "Does something need doing to keep others safe?": {"Yes": "Somebody with him outside."},
            "Which tested tool helps here…": ["AIM, for sexual behaviour that harms"],
        }
    )
    jo.judges("Offending again", "Medium", "He does not see yet what he did.")
    jo.judges("Serious harm to others", "High", "It was grave, and he knew her.")
    jo.judges("Safety and wellbeing", "Medium", "He is far from home and says little.")
    jo.finishes_the_assessment()

    # The plan: what he wants, what keeps others safe, and what each does when the risk moves.
    jo.begins_a_plan()
    jo.adds_a_goal(
        KNOW,
        "Keeping others safe",
        step("Learn it with pictures", "Jo and Imran", required=PROGRAMME, a_week="1"),
        because=["Harm to others…"],
    )
    jo.adds_a_goal(
        OUT,
        "What Sam wants",
        step("The same room, the same Jo", "Sam and Jo", required=SUPERVISION, a_week="1"),
    )
    others = {"Who is kept safe by it?": "Other people"}
    jo.adds("Add something", {"What is done?": WITH_HIM, **others, "Who does it?": "The home"})
    host = {"Which agency?": "Another youth justice service", "Who there?": "Imran Shah"}
    up = {"What do they do if the risk goes up?": "All meet within a day; nobody goes out."}
    down = {"What do they do if it goes down?": "Ask the care review about time alone."}
    jo.adds("Add an agency", {**host, **up, **down})
    jo.agrees_the_plan(weeks_ago(13), names="Juniper Vale")
    bea = new_service.manager("bea")
    bea.countersigns("Sam", "Controls from outside, and from inside in time.")

    # His copy holds what he wants and does, and nothing of how he is watched.
    jo.makes_a_copy("Juniper Vale")
    jo.reads(OUT)
    jo.does_not_read(WITH_HIM)

    # He learns; then the home closes, and he has to move. In the same save a review is begun.
    jo.sees(weeks_ago(3), "He stopped, and asked before he touched.", "Ask first. Then wait.", KNOW)
    away = {"From which day?": weeks_ago(1), "It is outside Sam’s home area": True}
    jo.is_asked_for_a_review("Sam was placed somewhere", away)

    # The therapist says how to talk with him; the home, the host and the care review are heard.
    jo.looks_back(
        {
            "What does the child say works…": "Imran says it short. Jo too. Good.",
            "What do parents or carers say…": "Staff: calm outside. Tess: he rang, himself.",
            "What does each agency that works…": "Therapist: short, clear. Care review: agrees.",
            "If the child is looked after…": "Moved once; the same two workers stayed.",
            "What changed in the risk to others…": "He asks first. Staff saw it, many times.",
        }
    )
    jo.says_what_comes_of_it(CHANGES, "You ask first. So: the shop, alone.")
    jo.changes(WITH_HIM, {"What is done?": "Staff are with him, but for half an hour at the shop"})
    jo.changes_a_goal(OUT, step("The shop alone, on Saturdays", "Sam", a_week="1"))
    jo.agrees_the_plan(names="Juniper Vale")
    bea.countersigns("Sam", "Lower, for a reason; and what we do if it rises stands.")
    jo.judges("Serious harm to others", "Medium", "He asks first, and others see it.", again=True)

    # He reads what changed, in short words.
    jo.compares_with_the_first("The shop alone, on Saturdays")
    jo.gives_a_copy({"Did Sam understand it?": "Yes"}, names="Juniper Vale")
