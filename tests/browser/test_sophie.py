"""Sophie, 15: a knife twice, names called for years, an overdose; first of all, safe from today."""

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago
from tests.browser.working import CHANGES, step

SCHOOL = "I want to go in without being called that name"
HOME = "I want mum to ask me and not shout"
MEET = "Meet set people at set times and places"
SOPHIE = {
    "Given name": "Sophie",
    "Family name": "Larkin",
    "Date of birth": born(15),
    "Sex": "Female",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(4),
    "Ends on": in_weeks(22),
    "Offence": "Violence against the person",
    "How many people were harmed?": "1",
}


def test_sophie_is_kept_safe_first_and_says_herself_what_is_wrong(new_service: NewService):
    # A panel has made an agreement with Sophie. Her father is away at work in most weeks.
    jo = new_service.worker("jo")
    jo.registers(SOPHIE, requires=[{"Requirement or contract item": MEET}])
    jo.writes_down_somebody("Dawn Larkin", "Mother", "Has parental responsibility")
    jo.writes_down_somebody("Pete Larkin", "Father", "Has parental responsibility")
    jo.writes_down_a_professional("Ms Reed", "School or college", "Form tutor")
    in_need = {"What is it?": "Child in need (in Wales: care and support plan)"}
    jo.writes_down("Needs", "Add what children’s services do", in_need)

    # They meet on the same two days of each week, and she begins to trust Jo.
    jo.sees(weeks_ago(3), "She comes late on purpose.", "They’ve called me that since Year 7.")
    jo.sees(weeks_ago(1), "She told of tablets, in the spring.", "I didn’t want to be here.")

    # That waits for no assessment: what keeps her safe is written down, and seen before all else.
    jo.records(
        "What keeps people safe from today",
        {
            "Whom does it keep safe?": "Sophie and others",
            "What keeps them safe, from today?": "Tablets, knives locked up. CAMHS, urgently.",
            "Until when, or when will you look again?": in_weeks(1),
            "What did Sophie say about it?": "Okay. But don’t tell school why.",
        },
    )
    straight = {"What should they do about it?": "Ask her straight, and ring Dawn."}
    know = {"What must whoever meets Sophie know?": "Self-harm", **straight}
    jo.writes_down("Needs", "Add an alert", know)

    # On her own phone, by herself, she says what she thinks.
    sophie = new_service.child_with_a_phone()
    sophie.opens(jo.asks_what_they_think("sketchbook and rain"), "sketchbook and rain")
    sophie.says(
        {
            "What do you like doing? What are you good at?": "Drawing. Nobody sees it.",
            "How is it where you live?": "Not good",
            "How do you feel most days?": "Sad, worried or angry",
            "How should we be with you? Where to meet, who with, how to talk.": "Text me before.",
        }
    )

    # The assessment hears everybody. Where Jo saw nothing to do at home, her own words stand
    # beside and differ; so they look at it together.
    jo.opens("Sophie")
    jo.begins_the_assessment()
    jo.rests_it_on(
        "Social worker", "Children's services", "Missing twice; met adults known to police."
    )
    jo.rests_it_on("Head of year", "School or college", "Names since Year 7. Nobody wrote it down.")
    jo.rests_it_on("Reports", "Police", "Two knives in two months.")
    jo.assesses(
        {
            "Does something need doing about home…": "No",
            "Does something need doing about school…": {"Yes": "The bullying, at school itself."},
            "Has the child hurt themselves…": {"Yes": "Tablets in the spring. CAMHS is asked."},
            "Does something need doing about health?": {"Yes": "CAMHS, urgently."},
            "What keeps the child safe now…": "Dawn, locked cupboards, the same two days.",
            "What has the child done before…": "Public order, and a common assault.",
        }
    )
    jo.opens_the_section("Home and family")
    jo.reads("“Not good”", "Here the assessment says that nothing needs doing.")
    home = {"Does something need doing about home and family?": {"Yes": "Rows with her mum."}}
    jo.answers(home)
    jo.saves()
    jo.judges("Offending again", "High", "Two knives in two months, and more each time.")
    jo.judges("Serious harm to others", "High", "She struck out with a knife at hand.")
    jo.judges("Safety and wellbeing", "High", "An overdose, bullying, going missing, low mood.")
    jo.finishes_the_assessment()

    # The plan: she agrees with what is hers, and each agency knows what it does if things go down.
    jo.begins_a_plan()
    jo.adds_a_goal(
        SCHOOL,
        "Keeping Sophie safe",
        step("Ms Reed meets Sophie at the side door", "Ms Reed", a_week="5"),
        because=["School, college and work…"],
    )
    jo.adds_a_goal(
        HOME,
        "What Sophie wants",
        step(
            "Meet on the same two days, with a text before",
            "Sophie and Jo",
            required=MEET,
            a_week="2",
        ),
        step("Talk with somebody who knows about low mood", "CAMHS", a_week="1"),
        because=["Home and family…", "Health and what Sophie has been through…"],
    )
    jo.adds(
        "Add something",
        {"What is done?": "Tablets are locked away", "Who is kept safe by it?": "Sophie"},
    )
    sees = {"What do they do if the risk goes up?": "See her the same day"}
    jo.adds(
        "Add an agency", {"Which agency?": "Child and adolescent mental health service", **sees}
    )
    jo.agrees_the_plan(names="Wren Tolliver")
    bea = new_service.manager("bea")
    bea.countersigns("Sophie", "Safe first. Her own words are in it.")

    # Dawn finds a knife. In the same save Jo is asked whether the plan still fits.
    jo.opens("Sophie")
    found = {"Where?": "Under her pillow", "What happened?": "She said it was for the way home."}
    jo.is_asked_for_a_review("A weapon was found", found)
    jo.looks_back(
        {
            "What does the child say works…": "The side door works. The bus doesn’t.",
            "What do parents or carers say…": "She tells me things. I ask now.",
            "What does each agency that works…": "CAMHS saw her twice. School: no names since.",
            "What changed in the child’s safety…": "No more talk of dying. The bus scares her.",
        }
    )
    jo.says_what_comes_of_it(CHANGES, "It is the bus that frightens her.")
    jo.changes_a_goal(SCHOOL, step("Dawn drives her, and Ms Reed meets her", "Dawn", a_week="5"))
    jo.agrees_the_plan(names="Wren Tolliver")
    bea.countersigns("Sophie", "It answers the knife and why she had it.")
    received = {
        "Did Sophie understand it?": "Partly",
        "Did Sophie find their own words in it?": "Yes",
    }
    jo.gives_a_copy(received, names="Wren Tolliver")

    # What was high is lower, and why is said.
    lower = "Nobody calls her names, she draws, and she says when she is low."
    jo.judges("Safety and wellbeing", "Medium", lower, again=True)
