"""James, 14: a knife at school, a teacher whom he trusts, and one plan of all who work with him."""

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago
from tests.browser.working import CHANGES, step

SAFE = "I want to stay in my school and not be scared on the way home"
FOOTBALL = "I want to play on Saturdays like I used to"
SCHOOL, ACTIVITIES = "Attend school, training or work", "Take part in activities"
JAMES = {
    "Given name": "James",
    "Family name": "Fernley",
    "Date of birth": born(14),
    "Sex": "Male",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(8),
    "Ends on": in_weeks(35),
    "Offence": "Violence against the person",
}


def test_james_is_not_excluded_because_everybody_works_to_one_plan(new_service: NewService):
    # A panel has agreed a contract with James, who carried a knife in school. Jo takes him on, and
    # writes down with whom he lives and who is around him.
    jo = new_service.worker("jo")
    contract = [{"Requirement or contract item": each} for each in (SCHOOL, ACTIVITIES)]
    jo.registers(JAMES, requires=contract)
    agreed = {"On what ground?": "By agreement (section 20; in Wales section 76)"}
    jo.writes_down("Needs", "Add a time looked after", {**agreed, "Since when?": weeks_ago(60)})
    carers = {"What is the place called?": "With Ann and Des Tully", "Since when?": weeks_ago(60)}
    foster = {"What kind of place is it?": "Foster care, council"}
    jo.writes_down("People", "Add a placement", {**carers, **foster})
    jo.writes_down_somebody("Ann Tully", "Foster carer", "Lives with James")
    jo.writes_down_somebody("Kim Fernley", "Mother", "Has parental responsibility")
    teacher = ("Mr Achebe", "School or college", "PE teacher", "James trusts them")
    jo.writes_down_a_professional(*teacher)

    # He says next to nothing, until with his permission the teacher comes along.
    jo.sees(weeks_ago(7), "He looked at the floor, and asked for his teacher.", "Dunno.")
    jo.sees(
        weeks_ago(6),
        "With Mr Achebe. He began to talk: of rows at home, and the boys at the gate.",
        "They call me things online. I had it so they would leave me alone.",
    )

    # The assessment rests on what he, his carers, the school and his social worker say.
    jo.begins_the_assessment()
    jo.rests_it_on("Mr Achebe", "School or college", "He may be excluded, unless he works with us.")
    jo.rests_it_on("Social worker", "Children's services", "Rows over going out on school nights.")
    jo.assesses(
        {
            "In the child’s own words: what is their …": "I moved in with Ann. I know nobody.",
            "What matters most …": "Football. And not being laughed at.",
            "In parents’ or carers’ own words …": "We keep him in to keep him safe.",
            "Does something need doing about school…": {"Yes": "A day in school without fear."},
            "Does something need doing about friends…": {"Yes": "Football, and one good friend."},
            "Is the child looked after…": "Yes, now",
            "What has being in care done…": "A settled home, and friends left behind.",
            "Where and when does the child feel safe…": "With Mr Achebe. Not on my phone.",
            "What happened, as the child tells it?": "It was in my bag. I never took it out.",
        }
    )
    jo.judges("Offending again", "Low", "He carried it once, out of fear.")
    jo.judges("Serious harm to others", "Medium", "Who is afraid and has a knife may use it.")
    jo.judges("Safety and wellbeing", "Medium", "Threats, online and at the gate.")
    jo.finishes_the_assessment()

    # The plan is his, his carers' and everybody's: one thing after the other, nobody new at once.
    jo.begins_a_plan()
    jo.adds_a_goal(
        SAFE,
        "Keeping James safe",
        step("Find three safe ways home", "James and Mr Achebe", required=SCHOOL, a_week="1"),
        step("Then: talk about what it does to people", "Lee from the police", a_week="1"),
        because=["School, college and work…"],
        success="I walk home and do not look round.",
    )
    jo.reads("Find three safe ways home", "Then: talk about what it does to people")
    jo.adds_a_goal(
        FOOTBALL,
        "What James wants",
        step("Train with the under-fifteens", "James and Des", required=ACTIVITIES, a_week="2"),
        because=["Friends, free time and community…"],
    )
    care = {"Which agency’s plan?": "Children's services", "What is it called?": "His care plan"}
    talks = {"How does this plan fit with it?": "The talks with his carers are in both."}
    jo.adds("Add a plan", {**care, **talks})
    calm = "Ways to say no at home that do not end in a row"
    jo.adds("Add a need", {"Whose need is it?": "Ann and Des", "What do they need?": calm})
    jo.agrees_the_plan(weeks_ago(4))
    bea = new_service.manager("bea")
    bea.countersigns("James", "One plan, and at his pace.")
    jo.gives_a_copy({"Did James understand it?": "Yes"}, names="Rowan Ashby")

    # What is done is tied to what he wanted.
    jo.sees(weeks_ago(2), "Walked the canal way with Mr Achebe.", "It’s fine with him.", SAFE)

    # The school keeps him. Good news, too, may mean that the plan no longer fits.
    kept = {
        "What kind of change?": "School",
        "What happened?": "The governors will not exclude him.",
    }
    jo.is_asked_for_a_review("Something important changed", kept)
    jo.reads(f"“{SAFE}”")
    jo.sees_what_is_missing()
    jo.looks_back(
        {
            "What does the child say works…": "Going home with sir works. I can go alone now.",
            "What do parents or carers say…": "Fewer rows. He tells us where he is.",
            "What does each agency that works…": "School: not excluded. Police: three talks, done.",
            "If the child is looked after…": "Settled; the care review said the same.",
        }
    )
    jo.says_what_comes_of_it(CHANGES, "James goes home alone, as he asked.")
    jo.changes_a_goal(SAFE, step("Ring Ann when he sets off", "James", a_week="5"))
    jo.agrees_the_plan()
    bea.countersigns("James", "He asked for it, and he can.")

    # He reads what is new, and why.
    jo.compares_with_the_first("Ring Ann when he sets off")
    jo.makes_a_copy("Rowan Ashby")
    jo.reads("What changed since we last spoke", "New: Ring Ann when he sets off")
    jo.reads("Print only what changed")
    jo.looks_at("a copy that says what changed")
