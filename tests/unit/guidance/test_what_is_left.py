"""What is not carried is said, one line each, and nothing else is."""

import re

from waymark.guidance import guidance
from waymark.guidance.scan import find_carriers
from waymark.running.home import CHECKOUT

AREAS = {"assessment", "planning", "child-voice", "diversity", "review", "order-end"}
LISTED = re.compile(r"^\| ((?:CM|EP|NP)-\d{3}) \|", re.MULTILINE)


def test_the_provisions_that_nothing_carries_are_those_that_the_documentation_names():
    carried = {each for carrier in find_carriers(CHECKOUT) for each in carrier.provisions}
    binding = {
        each.id
        for each in guidance().provisions
        if each.area in AREAS and each.force == "rule" and each.kind != "practice"
    }
    listed = LISTED.findall((CHECKOUT / "docs" / "provisions.md").read_text())
    assert set(listed) == binding - carried
    assert listed == sorted(listed)
