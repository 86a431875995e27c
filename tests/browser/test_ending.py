"""An order comes to its end: what stays is agreed with the child, and a manager looks at it."""

from tests.browser.beginning import NewService
from tests.browser.living import born, in_weeks, weeks_ago

PROUD = "I box, and I talk before I hit."
ROBIN = {
    "Given name": "Robin",
    "Family name": "Ferris",
    "Date of birth": born(15),
    "Sex": "Male",
    "Order or decision": "Referral order",
    "Made on": weeks_ago(24),
    "Ends on": in_weeks(2),
    "Offence": "Criminal damage",
}


def test_the_end_is_planned_with_the_child_and_countersigned(new_service: NewService):
    # Two weeks are left. Jo plans the end with Robin: whom he can call, and what he made of it.
    jo = new_service.worker("jo")
    jo.registers(ROBIN)
    jo.plans_the_end({"What has been achieved…": PROUD})
    jo.reads(PROUD)
    jo.agrees_what_comes_after()

    # Bea looks at how it ended.
    bea = new_service.manager("bea")
    bea.finds("Robin")
    bea.countersigns_the_ending("His mentor and boxing go on.")
