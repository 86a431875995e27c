"""What is not carried is said, one line each, and nothing else is."""

import re
from functools import cache

import pytest

from waymark.guidance import guidance
from waymark.guidance.scan import find_carriers
from waymark.running.home import CHECKOUT

AREAS = {
    "assessment planning child-voice diversity review order-end": "# What",
    "contact home-visit group-work weapons-detection engagement breach early-revocation "
    "supervision-change": "## Contact and engagement",
    "victims victim-data restorative": "## People who were harmed",
}
LISTED = re.compile(r"^\| ((?:CM|EP|NP)-\d{3}) \|", re.MULTILINE)


@pytest.mark.parametrize("areas", AREAS)
def test_the_provisions_that_nothing_carries_are_those_that_the_documentation_names(areas):
    binding = {
        each.id
        for each in guidance().provisions
        if each.area in areas.split() and each.force == "rule" and each.kind != "practice"
    }
    told = (CHECKOUT / "docs" / "provisions.md").read_text()
    listed = LISTED.findall(re.split("^##? ", told.partition(AREAS[areas])[2], flags=re.M)[0])
    assert set(listed) == binding - carried()
    assert listed == sorted(listed)


@cache
def carried():
    return {each for carrier in find_carriers(CHECKOUT) for each in carrier.provisions}
